package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

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
	case isReturn(ev.Name) && !e.MultiLine && e.OnSubmitted == nil, ev.Name == fyne.KeyEscape:
		PassKeyOn(e, ev)
	case isReturn(ev.Name):
		e.Entry.TypedKey(ev)
	default:
		e.Entry.TypedKey(ev)
		PassKeyOn(e, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &heldClipboard{e.clean(s.Clipboard.Content())}})
	case *desktop.CustomShortcut:
		if editsText(s) {
			e.Entry.TypedShortcut(s)
		} else {
			passShortcutOn(e, s)
		}
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

// clean is what a paste of text puts in: line breaks become spaces in a single line.
func (e *Entry) clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if e.MultiLine {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\r', '\t':
			return ' '
		}
		return r
	}, strings.TrimSpace(text))
}

// heldClipboard holds the text of one paste.
type heldClipboard struct{ text string }

func (c *heldClipboard) Content() string        { return c.text }
func (c *heldClipboard) SetContent(text string) { c.text = text }
