package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Value is text to be read and copied: it wraps, can be selected with the mouse (a double click takes all of it), and
// Ctrl+C or its menu copies what is selected, or all of it. It is no stop of Tab, so that a page of values stays quick
// to walk through.
type Value struct {
	widget.BaseWidget

	text     *Text
	focused  bool
	from, to int // selection in runes of the whole text, in the order in which it was made
}

var (
	_ fyne.Focusable         = (*Value)(nil)
	_ fyne.Disableable       = (*Value)(nil)
	_ fyne.Shortcutable      = (*Value)(nil)
	_ fyne.Draggable         = (*Value)(nil)
	_ fyne.DoubleTappable    = (*Value)(nil)
	_ fyne.SecondaryTappable = (*Value)(nil)
	_ desktop.Mouseable      = (*Value)(nil)
	_ desktop.Cursorable     = (*Value)(nil)
)

// NewValue returns body text that can be copied.
func NewValue(text string) *Value {
	v := &Value{text: NewText(text).Fitting(Wrap)}
	v.ExtendBaseWidget(v)
	return v
}

// NewMonoValue returns text in the fixed-width font that can be copied, such as a request.
func NewMonoValue(text string) *Value {
	v := NewValue(text)
	// Not smaller than body text: below 13 pixels Fyne cuts the underscore off this font.
	v.text.Monospace().Sized(fynetheme.SizeNameText)
	return v
}

// Text is the whole value.
func (v *Value) Text() string { return v.text.Text() }

// SelectedText is the selected part of the value.
func (v *Value) SelectedText() string {
	from, to := min(v.from, v.to), max(v.from, v.to)
	runes := []rune(v.Text())
	return string(runes[min(from, len(runes)):min(to, len(runes))])
}

// Disabled implements fyne.Disableable. Fyne's Tab passes over what is disabled, and a click still focuses disabled text
// that can be selected: just what a value wants.
func (v *Value) Disabled() bool { return true }

// Enable implements fyne.Disableable; a value has no other state.
func (v *Value) Enable() {}

// Disable implements fyne.Disableable; a value has no other state.
func (v *Value) Disable() {}

// FocusGained implements fyne.Focusable.
func (v *Value) FocusGained() { v.focused = true }

// FocusLost implements fyne.Focusable.
func (v *Value) FocusLost() {
	v.focused = false
	v.selectRange(0, 0)
}

// TypedKey implements fyne.Focusable.
func (v *Value) TypedKey(ev *fyne.KeyEvent) { PassKeyOn(v, ev) }

// TypedRune implements fyne.Focusable.
func (v *Value) TypedRune(rune) {}

// TypedShortcut implements fyne.Shortcutable.
func (v *Value) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		s.Clipboard.SetContent(v.toCopy())
	case *fyne.ShortcutSelectAll:
		v.selectAll()
	default:
		passShortcutOn(v, s)
	}
}

func (v *Value) toCopy() string {
	if s := v.SelectedText(); s != "" {
		return s
	}
	return v.Text()
}

// Cursor implements desktop.Cursorable.
func (v *Value) Cursor() desktop.Cursor { return desktop.TextCursor }

// MouseDown implements desktop.Mouseable.
func (v *Value) MouseDown(ev *desktop.MouseEvent) {
	mouseDown()
	focus(v)
	if ev.Button == desktop.MouseButtonPrimary {
		at := v.runeAt(ev.Position)
		v.selectRange(at, at)
	}
}

// MouseUp implements desktop.Mouseable.
func (v *Value) MouseUp(*desktop.MouseEvent) { mouseUp() }

// Dragged implements fyne.Draggable.
func (v *Value) Dragged(ev *fyne.DragEvent) { v.selectRange(v.from, v.runeAt(ev.Position)) }

// DragEnd implements fyne.Draggable.
func (v *Value) DragEnd() {}

// DoubleTapped implements fyne.DoubleTappable.
func (v *Value) DoubleTapped(*fyne.PointEvent) { v.selectAll() }

// TappedSecondary implements fyne.SecondaryTappable.
func (v *Value) TappedSecondary(ev *fyne.PointEvent) {
	c := canvasOf(v)
	if c == nil {
		return
	}
	item := fyne.NewMenuItem(lang.L("Copy"), func() { fyne.CurrentApp().Clipboard().SetContent(v.toCopy()) })
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", item), c, ev.AbsolutePosition)
}

func (v *Value) selectAll() { v.selectRange(0, len([]rune(v.Text()))) }

func (v *Value) selectRange(from, to int) {
	if v.from != from || v.to != to {
		v.from, v.to = from, to
		v.Refresh()
	}
}

// span is one line of the wrapped value: the runes from start on.
type span struct {
	start int
	runes []rune
}

// spans finds each line in the whole text; between two lines there may be one space or line break that does not show.
func (v *Value) spans() []span {
	whole := []rune(v.Text())
	var spans []span
	at := 0
	for _, line := range v.text.lines {
		runes := []rune(line)
		spans = append(spans, span{at, runes})
		at += len(runes)
		if at < len(whole) && (whole[at] == ' ' || whole[at] == '\n') {
			at++
		}
	}
	return spans
}

// widthOf is the width of the first n runes of a line.
func (v *Value) widthOf(s span, n int) float32 {
	return measure(v.text, string(s.runes[:n]), v.text.size, v.text.style).Width
}

// runeAt is the place in the text that is nearest to a point.
func (v *Value) runeAt(p fyne.Position) int {
	spans := v.spans()
	if len(spans) == 0 {
		return 0
	}
	line := max(0, min(int(p.Y/v.text.lineHeight()), len(spans)-1))
	s := spans[line]
	for n := range s.runes {
		if p.X < (v.widthOf(s, n)+v.widthOf(s, n+1))/2 {
			return s.start + n
		}
	}
	return s.start + len(s.runes)
}

// CreateRenderer implements fyne.Widget.
func (v *Value) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	return &valueRenderer{value: v}
}

type valueRenderer struct {
	value *Value
	marks []*canvas.Rectangle // the selected part of each line, below the text
}

func (r *valueRenderer) Destroy() {}

func (r *valueRenderer) MinSize() fyne.Size { return r.value.text.MinSize() }

func (r *valueRenderer) Layout(size fyne.Size) {
	place(r.value.text, 0, 0, size.Width, size.Height)
	r.mark()
}

func (r *valueRenderer) Refresh() {
	r.value.text.Refresh()
	r.mark()
	canvas.Refresh(r.value)
}

func (r *valueRenderer) mark() {
	v := r.value
	r.marks = r.marks[:0]
	from, to := min(v.from, v.to), max(v.from, v.to)
	if from == to {
		return
	}
	height := v.text.lineHeight()
	for i, s := range v.spans() {
		a, b := max(from-s.start, 0), min(to-s.start, len(s.runes))
		if a >= b {
			continue
		}
		mark := canvas.NewRectangle(colorOf(v, fynetheme.ColorNameSelection))
		place(mark, v.widthOf(s, a), float32(i)*height, v.widthOf(s, b)-v.widthOf(s, a), height)
		r.marks = append(r.marks, mark)
	}
}

func (r *valueRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(r.marks)+1)
	for _, mark := range r.marks {
		objects = append(objects, mark)
	}
	return append(objects, r.value.text)
}
