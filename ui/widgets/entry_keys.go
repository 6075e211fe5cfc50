package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	if e.ReadOnly || e.Filter != nil && !e.Filter(r) {
		return
	}
	e.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case e.onKey != nil && e.onKey(ev):
	case ev.Name == fyne.KeyTab:
		if e.onTab != nil {
			e.onTab(e.shift)
		}
	case ev.Name == fyne.KeyEscape && e.OnEscape != nil:
		e.OnEscape()
	case isReturn(ev.Name) && !e.MultiLine && e.OnSubmitted == nil,
		isReturn(ev.Name) && e.ReadOnly,
		ev.Name == fyne.KeyEscape:
		PassKeyOn(e, ev)
	case e.ReadOnly && (ev.Name == fyne.KeyBackspace || ev.Name == fyne.KeyDelete):
	default:
		e.Entry.TypedKey(ev)
		PassFunctionKeyOn(e, ev)
	}
}

// PassFunctionKeyOn is PassKeyOn for widgets that use Escape and Return themselves.
func PassFunctionKeyOn(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	if ev.Name != fyne.KeyEscape && !isReturn(ev.Name) {
		PassKeyOn(o, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		if e.ReadOnly {
			return
		}
		e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &heldClipboard{e.clean(s.Clipboard.Content())}})
	case *fyne.ShortcutCut:
		if !e.ReadOnly {
			e.Entry.TypedShortcut(s)
		}
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if !e.ReadOnly {
			e.Entry.TypedShortcut(s)
		}
	case *desktop.CustomShortcut:
		if editsText(s) {
			if !e.ReadOnly || s.KeyName == fyne.KeyLeft || s.KeyName == fyne.KeyRight {
				e.Entry.TypedShortcut(s)
			}
			return
		}
		passShortcutOn(e, s)
	default:
		e.Entry.TypedShortcut(s)
	}
}

// editsText says whether Fyne's entry has a use for s: moving by words and deleting them.
func editsText(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return s.Modifier != fyne.KeyModifierAlt || fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper
	}
	return false
}

// clean is what a paste of text puts in: line breaks become spaces in a single line, and what the filter refuses stays
// out.
func (e *Entry) clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !e.MultiLine {
		text = strings.Map(func(r rune) rune {
			switch r {
			case '\n', '\r', '\t':
				return ' '
			}
			return r
		}, strings.TrimSpace(text))
	}
	if e.Filter == nil {
		return text
	}
	return strings.Map(func(r rune) rune {
		if e.Filter(r) {
			return r
		}
		return -1
	}, text)
}

// heldClipboard holds the text of one paste.
type heldClipboard struct{ text string }

func (c *heldClipboard) Content() string        { return c.text }
func (c *heldClipboard) SetContent(text string) { c.text = text }
