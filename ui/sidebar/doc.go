// Package sidebar is the column at the left of the window: who is signed in and
// where, the search, the button that adds an account, drafts and queued work, and
// the accounts, with a way down into their children and back.
//
// It shows what the workspace has cached, at once, and reads it again when it is
// told that something changed. It knows of no other view: what a person chooses
// is told through the Actions that the window gives it.
//
// model.go decides what the list holds and knows nothing of Fyne; the rest is
// widgets.
package sidebar
