package widgets

import (
	"fyne.io/fyne/v2"
)

// focusState is what a focusable widget remembers about the keyboard. The ring shows only when the focus came by
// key (or by program), not when it came with a click: after a click the person already looks there.
type focusState struct {
	focused bool
	clicked bool // the focus that is about to come, or has come, is from a click
}

func (f *focusState) gain() { f.focused = true }

func (f *focusState) lose() { f.focused, f.clicked = false, false }

func (f *focusState) ring() bool { return f.focused && !f.clicked }

// click gives w the focus because it was clicked.
func (f *focusState) click(w fyne.Focusable) {
	if f.focused {
		return
	}
	f.clicked = true
	focus(w)
}

// focus gives w the focus, if it is on a canvas.
func focus(w fyne.Focusable) {
	o, ok := w.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := canvasOf(o); c != nil {
		c.Focus(w)
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// isSpace says whether a typed character is what the space bar types. Space is acted on when it arrives as a character,
// not when it arrives as a key: the key comes first, and if it moved the focus into a field, that field would get the
// character.
func isSpace(r rune) bool { return r == ' ' || r == '\u3000' }

// isReturn says whether key is one of the two Enter keys.
func isReturn(key fyne.KeyName) bool { return key == fyne.KeyReturn || key == fyne.KeyEnter }

// PassKeyOn hands a key that the focused widget o has no use for to the canvas that o is on: to the open Modal, if
// there is one, or to the window's own handler. Only keys that mean something to a whole window go on: Escape, Return
// and the function keys. Widgets of other packages call it from their TypedKey.
func PassKeyOn(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter,
		fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
	default:
		return
	}
	c := canvasOf(o)
	if c == nil {
		return
	}
	if handle := c.OnTypedKey(); handle != nil {
		handle(ev)
	}
}

// passShortcutOn hands a shortcut that the focused widget o does not know to the canvas that o is on.
func passShortcutOn(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
