// Package uitest helps tests drive the program's window the way a person does: by what can be read on the screen, by
// keys through the focus, by clicks on a place. It works with fyne's test driver and is imported by tests only.
//
// Functions that take a fyne.CanvasObject look at it and everything visible below it; those that take a fyne.Canvas look
// at what a person could reach: the top overlay, or the content when there is none.
//
// Fyne's test driver lays out once and does not notice that a wrapped text has become higher; call Settle after a change
// that does so. None of this may be used from parallel tests: Fyne keeps its current app in a global.
package uitest
