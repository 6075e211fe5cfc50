// Package widgets is the kit that the screens are built from: buttons, fields, cards, tabs, lists, modal panels.
//
// What lives here knows how something looks and how it answers keys and the mouse, and nothing about accounts:
// texts, data and what happens next come from the caller. Words come in already translated, except for the few
// that a widget brings itself (Copy, Close ...), which go through fyne's lang package. Layout helpers are in
// layout.go, colours and sizes in ui/theme, test helpers in ui/uitest.
//
// # Goroutine
//
// Every function and method here, and every callback that it calls, belongs to Fyne's main goroutine. Work that
// takes longer than a frame is done elsewhere, through ui/run.
//
// # Keyboard
//
// Whatever can be clicked can be reached with Tab and shows a ring when it has the focus. Keys that a focused widget
// has no use for (Escape, Return, F1 to F12) are handed on to the canvas' OnTypedKey handler, as if nothing had the
// focus: that is how Escape closes a Modal and Return presses its default button from inside a field. Shortcuts that
// an Entry does not know go on to the canvas likewise. The space bar is acted on as the character that it types
// (TypedRune), not as the key that comes before: a test that sends keys to a widget itself must send both, as
// uitest.Press does.
package widgets
