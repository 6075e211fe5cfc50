package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// ShiftTab is a key for Press that goes back where Tab goes on.
const ShiftTab fyne.KeyName = "Shift+Tab"

// Press presses keys one after the other, each reaching what a real window would give it to: Tab moves the focus,
// other keys go to what has the focus, or to the canvas when nothing has it.
func Press(c fyne.Canvas, keys ...fyne.KeyName) {
	for _, key := range keys {
		press(c, key)
	}
}

func press(c fyne.Canvas, key fyne.KeyName) {
	name := key
	if key == ShiftTab {
		name = fyne.KeyTab
	}
	if name == fyne.KeyTab {
		if w, ok := c.Focused().(fyne.Tabbable); !ok || !w.AcceptsTab() {
			if key == ShiftTab {
				c.FocusPrevious()
			} else {
				c.FocusNext()
			}
			return
		}
	}
	ev := &fyne.KeyEvent{Name: name}
	held := c.Focused()
	if key == ShiftTab {
		hold(held, desktop.Keyable.KeyDown)
		defer hold(held, desktop.Keyable.KeyUp)
	}
	if held != nil {
		held.TypedKey(ev)
	} else if handle := c.OnTypedKey(); handle != nil {
		handle(ev)
	}
	if key == fyne.KeySpace {
		Type(c, " ")
	}
}

// hold presses or lets go of Shift.
func hold(w fyne.Focusable, do func(desktop.Keyable, *fyne.KeyEvent)) {
	if k, ok := w.(desktop.Keyable); ok {
		do(k, &fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}

// Type types text into what has the focus, or to the canvas when nothing has it.
func Type(c fyne.Canvas, text string) {
	for _, r := range text {
		if w := c.Focused(); w != nil {
			w.TypedRune(r)
		} else if handle := c.OnTypedRune(); handle != nil {
			handle(r)
		}
	}
}

// Shortcut sends a shortcut to what has the focus and takes shortcuts, or to the canvas.
func Shortcut(c fyne.Canvas, s fyne.Shortcut) {
	if w, ok := c.Focused().(fyne.Shortcutable); ok {
		w.TypedShortcut(s)
		return
	}
	c.(fyne.Shortcutable).TypedShortcut(s) //nolint:errcheck // every canvas takes shortcuts
}

// Paste pastes text into what has the focus.
func Paste(c fyne.Canvas, text string) {
	clipboard := test.NewClipboard()
	clipboard.SetContent(text)
	Shortcut(c, &fyne.ShortcutPaste{Clipboard: clipboard})
}

// Copy copies from what has the focus and returns what was copied.
func Copy(c fyne.Canvas) string {
	clipboard := test.NewClipboard()
	Shortcut(c, &fyne.ShortcutCopy{Clipboard: clipboard})
	return clipboard.Content()
}

// TypeInto goes to the field with a label, as a click on the label does, and types text over what is there.
func TypeInto(t *testing.T, c fyne.Canvas, label, text string) {
	t.Helper()
	Field(t, Top(c), label).Focus()
	if c.Focused() == nil {
		t.Fatalf("the field %q takes no focus", label)
	}
	if w, ok := c.Focused().(fyne.Shortcutable); ok {
		w.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if text == "" {
		Press(c, fyne.KeyBackspace)
	}
	Type(c, text)
}

// Click clicks into the middle of o, which must be visible on the canvas, with the main button: whatever lies on top
// there gets the click.
func Click(t *testing.T, c fyne.Canvas, o fyne.CanvasObject) {
	t.Helper()
	s, ok := locate(c, o)
	if !ok {
		t.Fatalf("%T is not on the screen; there is\n%s", o, Dump(c))
	}
	ClickAt(c, s.place.intersect(s.clip).center())
}

// ClickAt clicks at a place of the canvas with the main button.
func ClickAt(c fyne.Canvas, at fyne.Position) { Hold(c, at)() }

// Hold presses the main button at a place of the canvas; release lets it go there. What lies there by then is clicked
// only where it is what lay there before, as with a real window.
func Hold(c fyne.Canvas, at fyne.Position) (release func()) {
	pressed, _ := mouseAt(c, at, desktop.Mouseable.MouseDown)
	return func() {
		if hit, ev := mouseAt(c, at, desktop.Mouseable.MouseUp); hit == pressed {
			if w, ok := hit.(fyne.Tappable); ok {
				w.Tapped(&ev.PointEvent)
			}
		}
	}
}

// mouseAt tells what lies at a place of a button of the mouse, which takes the focus from the rest where nothing there can have it.
func mouseAt(c fyne.Canvas, at fyne.Position, tell func(desktop.Mouseable, *desktop.MouseEvent)) (fyne.CanvasObject, *desktop.MouseEvent) {
	hit, place, focusable := hitAt(c, at)
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	ev.AbsolutePosition, ev.Position = at, at.SubtractXY(place.left, place.top)
	if mouse, ok := hit.(desktop.Mouseable); ok {
		tell(mouse, ev)
	}
	if !focusable {
		c.Unfocus()
	}
	return hit, ev
}

// hitAt is the deepest object at a place that takes clicks, and whether anything there can have the focus.
func hitAt(c fyne.Canvas, at fyne.Position) (hit fyne.CanvasObject, place rect, focusable bool) {
	walk(Top(c), func(s seen) bool {
		if !s.place.intersect(s.clip).contains(at) {
			return true
		}
		switch s.object.(type) {
		case fyne.Tappable, fyne.SecondaryTappable, fyne.DoubleTappable, fyne.Focusable, desktop.Mouseable:
			hit, place = s.object, s.place
		}
		if _, ok := s.object.(fyne.Focusable); ok {
			focusable = true
		}
		return true
	})
	return hit, place, focusable
}

func locate(c fyne.Canvas, o fyne.CanvasObject) (found seen, ok bool) {
	walk(Top(c), func(s seen) bool {
		if s.object == o {
			found, ok = s, true
		}
		return !ok
	})
	return found, ok
}

// Box is where o is on the canvas and whether it is visible there at all.
func Box(c fyne.Canvas, o fyne.CanvasObject) (fyne.Position, fyne.Size, bool) {
	s, ok := locate(c, o)
	return fyne.NewPos(s.place.left, s.place.top), o.Size(), ok
}
