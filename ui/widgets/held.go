package widgets

import (
	"slices"

	"fyne.io/fyne/v2/driver/desktop"
)

// mouse is whether one of the mouse's buttons is held down, and what waits for it to be let go. Fyne tells of a button
// only what lies under the pointer, and takes it for a click only where the same thing lies there when the button goes
// up. So what can be clicked notes that it is being clicked, and what would move it away can wait.
var mouse struct {
	held    bool
	waiting []func()
}

// MouseHeld tells whether something of this package is being clicked or dragged just now: what lies under the pointer
// should not move.
func MouseHeld() bool { return mouse.held }

// OnRelease calls f once, when the button that is held is let go, before the click does what it does. It is for where
// MouseHeld is true.
func OnRelease(f func()) { mouse.waiting = append(mouse.waiting, f) }

func mouseDown() { mouse.held = true }

func mouseUp() {
	mouse.held = false
	waiting := slices.Clone(mouse.waiting)
	mouse.waiting = mouse.waiting[:0]
	for _, f := range waiting {
		f()
	}
}

// pointerAt takes note of a pointer that moves without a button: it was let go where nobody was told, such as outside
// the window.
func pointerAt(ev *desktop.MouseEvent) {
	if mouse.held && ev != nil && ev.Button == 0 {
		mouseUp()
	}
}

// holdState notes the clicks on the widget that embeds it.
type holdState struct{}

// MouseDown implements desktop.Mouseable.
func (holdState) MouseDown(*desktop.MouseEvent) { mouseDown() }

// MouseUp implements desktop.Mouseable.
func (holdState) MouseUp(*desktop.MouseEvent) { mouseUp() }
