package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Entry is a field to type in. It is Fyne's entry (Text, SetText, OnChanged, OnSubmitted, Password and the rest work as
// there) with the program's look, fixed words and actions inside, and keys that it does not use handed on.
type Entry struct {
	widget.Entry
	focusState

	// OnEscape is called for Escape; without it the key goes to the canvas, where it closes a Modal.
	OnEscape func()
	// OnFocusChanged is told when the field gets and loses the keyboard.
	OnFocusChanged func(focused bool)

	prefix  *Text
	suffix  *Text
	trailer *fyne.Container // suffix and actions, at the right inside the frame
	actions []*Button
	bad     bool

	// For widgets that are made around an entry.
	onKey    func(ev *fyne.KeyEvent) bool // sees keys first and says whether it used them
	onTab    func(back bool)              // gets Tab and Shift+Tab instead of the window
	shift    bool                         // Shift is held
	bare     bool                         // no frame and no round corners
	centered bool                         // text in the middle
}

var (
	_ fyne.Focusable    = (*Entry)(nil)
	_ fyne.Shortcutable = (*Entry)(nil)
	_ fyne.Tabbable     = (*Entry)(nil)
)

// NewEntry returns a single-line field.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// NewMultiLineEntry returns a field of several wrapped lines, so many of them visible. Return makes a new line, Tab
// moves on to the next field.
func NewMultiLineEntry(rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(max(rows, 1))
	return e
}

// SetTextSilently changes the text without calling OnChanged. An equal text leaves cursor and undo history alone.
func (e *Entry) SetTextSilently(text string) {
	if e.Text == text {
		return
	}
	changed := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = changed
}

// SetSuffix shows fixed words at the right inside the field, such as the part of a realm that cannot be edited.
func (e *Entry) SetSuffix(text string) {
	if e.suffix == nil {
		if text == "" {
			return
		}
		e.suffix = NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted)
	}
	e.suffix.SetText(text)
	e.arrangeTrailer()
}

// Suffix is the fixed text after what is typed.
func (e *Entry) Suffix() string {
	if e.suffix == nil {
		return ""
	}
	return e.suffix.Text()
}

// SetPrefix shows fixed words before what is typed, such as a currency.
func (e *Entry) SetPrefix(text string) {
	if e.prefix == nil {
		e.prefix = NewText("").Colored(theme.ColorNameMuted)
	}
	e.prefix.SetText(text)
	e.Refresh()
}

// SetIcon shows a picture before what is typed.
func (e *Entry) SetIcon(icon fyne.Resource) {
	e.Entry.SetIcon(fynetheme.NewColoredResource(icon, theme.ColorNameMuted))
}

// SetActions puts links at the right inside the field, such as Show and Copy. They follow the field in the order of Tab.
func (e *Entry) SetActions(actions ...*Button) {
	e.actions = actions
	e.arrangeTrailer()
}

// SetBad marks the field as one with a problem. The words for it belong to the FormField around.
func (e *Entry) SetBad(bad bool) {
	if e.bad != bad {
		e.bad = bad
		e.Refresh()
	}
}

// Bad says whether the field is marked as one with a problem.
func (e *Entry) Bad() bool { return e.bad }

// SetConcealed shows dots instead of the text, or the text again.
func (e *Entry) SetConcealed(concealed bool) {
	if e.Password != concealed {
		e.Password = concealed
		e.Refresh()
	}
}

// NewReveal returns a link that shows what an entry conceals, and conceals it again. It is meant for the actions of that
// entry, which are set before it is concealed: else Fyne adds a way of its own.
func NewReveal(e *Entry) *Button {
	var reveal *Button
	reveal = NewLink(lang.L("Show"), func() {
		e.SetConcealed(!e.Password)
		reveal.SetText(lang.L("Hide"))
		if e.Password {
			reveal.SetText(lang.L("Show"))
		}
	})
	return reveal
}

func (e *Entry) arrangeTrailer() {
	row := HBox(2)
	if e.suffix != nil && e.suffix.Text() != "" {
		row.Add(e.suffix)
	}
	for _, action := range e.actions {
		row.Add(action)
	}
	if len(row.Objects) == 0 {
		e.ActionItem, e.trailer = nil, nil
		e.Refresh()
		return
	}
	e.trailer = Pad(0, trailerPad, 0, trailerPad, row)
	e.ActionItem = e.trailer
	e.Refresh()
}

// AcceptsTab implements fyne.Tabbable: Tab moves the focus, also out of several lines.
func (e *Entry) AcceptsTab() bool { return e.onTab != nil }

// KeyDown implements desktop.Keyable.
func (e *Entry) KeyDown(ev *fyne.KeyEvent) {
	e.shift = e.shift || isShift(ev.Name)
	e.Entry.KeyDown(ev)
}

// KeyUp implements desktop.Keyable.
func (e *Entry) KeyUp(ev *fyne.KeyEvent) {
	e.shift = e.shift && !isShift(ev.Name)
	e.Entry.KeyUp(ev)
}

func isShift(key fyne.KeyName) bool {
	return key == desktop.KeyShiftLeft || key == desktop.KeyShiftRight
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.gain()
	e.Entry.FocusGained()
	Reveal(e)
	if e.OnFocusChanged != nil {
		e.OnFocusChanged(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.lose()
	e.shift = false
	e.Entry.FocusLost()
	if e.OnFocusChanged != nil {
		e.OnFocusChanged(false)
	}
}

// MouseDown implements desktop.Mouseable.
func (e *Entry) MouseDown(ev *desktop.MouseEvent) {
	mouseDown()
	moved := *ev
	moved.Position = ev.Position.SubtractXY(e.lead(), 0)
	e.Entry.MouseDown(&moved)
}

// MouseUp implements desktop.Mouseable.
func (e *Entry) MouseUp(ev *desktop.MouseEvent) {
	e.Entry.MouseUp(ev)
	mouseUp()
}

// Dragged implements fyne.Draggable.
func (e *Entry) Dragged(ev *fyne.DragEvent) {
	moved := *ev
	moved.Position = ev.Position.SubtractXY(e.lead(), 0)
	e.Entry.Dragged(&moved)
}

// MinSize implements fyne.Widget.
func (e *Entry) MinSize() fyne.Size {
	e.ExtendBaseWidget(e)
	return e.Entry.MinSize()
}
