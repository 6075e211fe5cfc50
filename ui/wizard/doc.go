// Package wizard is "Add New Account": a panel over the window in which a draft is
// filled in, tab by tab, and submitted.
//
// state.go is the wizard without its window: the draft, what is wrong with it and
// how much of that is to be seen by now. saver.go brings every change to the store
// and back to the checks. wizard.go is the frame (steps, saved or not, Back and
// Next), and each tab has a file of its own; review_rows.go lists what Review shows.
//
// No rule about what an account is lives here, nor any word for a problem: see
// domain and ui/words. What is sent, and when, is domain/workspace's.
//
// Everything here belongs to Fyne's own goroutine. What reaches the disk, the
// keyring or the network goes through ui/run, so that the window never waits.
package wizard
