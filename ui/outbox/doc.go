// Package outbox is the screen of a draft that was submitted: what became of each
// step, what waits and for how long, what was refused and the ways on from there,
// the charges that wait for a yes, the passwords of new administrators, and the
// end of it all.
//
// model.go decides what the screen says and offers, without Fyne; view.go shows
// it and keeps it true as steps move. What happens outside of the screen (opening
// the wizard, the new account) is told through the Actions.
package outbox
