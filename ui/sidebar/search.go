package sidebar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/widgets"
)

// searchEntry is the search field: Down and Return go on to the list, Escape
// clears and then leaves.
type searchEntry struct {
	widgets.Entry
	canvas fyne.Canvas
	toList func() // Down or Return
	leave  func() // Escape in an empty field
}

func newSearchEntry(canvas fyne.Canvas, hint string) *searchEntry {
	e := &searchEntry{canvas: canvas}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	e.SetIcon(fynetheme.SearchIcon())
	e.SetSuffix(hint)
	return e
}

// TypedKey implements fyne.Focusable.
func (e *searchEntry) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		e.toList()
	case fyne.KeyEscape:
		if e.Text == "" {
			e.leave()
			return
		}
		e.SetText("")
	case fyne.KeyF1, fyne.KeyF5:
		widgets.PassKeyOn(e, ev)
	default:
		e.Entry.TypedKey(ev)
	}
}

// TypedShortcut implements fyne.Shortcutable. What the field has no use for goes
// to the window.
func (e *searchEntry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && custom.KeyName != fyne.KeyLeft && custom.KeyName != fyne.KeyRight &&
		custom.KeyName != fyne.KeyBackspace && custom.KeyName != fyne.KeyDelete {
		if c, ok := e.canvas.(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
		}
		return
	}
	e.Entry.TypedShortcut(s)
}
