// Package domain is what an account is and how one comes to be.
//
// Here live the draft of a new account and everything that it is made of
// (administrators, contacts, trunks, call restrictions, credit, permissions,
// realm), the rules that each field must hold, and the errors and problems that
// the rest of the program speaks in.
//
// Nothing here does I/O: no Fyne, SQL, HTTP, file or clock is imported, and time
// comes in as an argument. How a draft is sent is in domain/provisioning; what a
// person can do with the program is in domain/workspace. Words for people are
// not here either: rules return codes and values, and ui words them.
package domain
