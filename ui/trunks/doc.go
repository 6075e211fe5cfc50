// Package trunks is the page of the whole reseller's trunks: for each kind how many it
// has, sold, and has left, what drafts and queued work would add, and which customers
// hold most. Everything is drawn from what is known on this computer; behind it, the
// page has the totals read from the server when it is opened.
//
// No part of a picture differs from another in colour alone: each has a pattern of its
// own, and its number in words beside it.
package trunks
