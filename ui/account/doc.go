// Package account is the page of one account that exists: what is known of it, tab
// by tab, and everything that can be done to it. What a person changes is queued in
// the workspace, shown as queued, and can be taken back until it is sent.
//
// A tab is built from the sheet, which is read from this computer at once; behind it
// the documents that the tab needs are read from the server, each on its own. What
// was not read is said so in its place, and cannot be changed.
package account
