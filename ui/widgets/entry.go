package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
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
	// Filter, when set, decides which characters can be typed and pasted.
	Filter func(r rune) bool
	// ReadOnly keeps the text as it is; it can still be selected and copied.
	ReadOnly bool

	prefix  *Text
	suffix  *Text
	trailer *fyne.Container // suffix and actions, at the right inside the frame
	actions []*Button
	bad     bool
	rows    int // least visible lines of a multi-line field

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
	e := &Entry{rows: max(rows, 1)}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(e.rows)
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
	moved := *ev
	moved.Position = ev.Position.SubtractXY(e.lead(), 0)
	e.Entry.MouseDown(&moved)
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

const (
	entryPad   = 2  // added to Fyne's own inset of the text
	trailerPad = 8  // around suffix and actions
	leadGap    = 6  // after an icon or prefix
	entryFloor = 48 // least width left for typing
)

// lead is how far the text is moved to the right of where Fyne puts it.
func (e *Entry) lead() float32 {
	if e.MultiLine {
		return 0
	}
	if e.centered {
		text := measure(e, e.Text, fynetheme.SizeNameText, e.TextStyle).Width
		return max(0, (e.Size().Width-text)/2-sizeOf(e, fynetheme.SizeNameInnerPadding))
	}
	lead := float32(entryPad)
	if e.Icon != nil {
		lead += sizeOf(e, fynetheme.SizeNameInlineIcon) + leadGap
	}
	if e.prefix != nil && e.prefix.Text() != "" {
		lead += e.prefix.MinSize().Width + leadGap
	}
	return lead
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), entry: e, frame: &canvas.Rectangle{}}
	r.update()
	return r
}

// entryRenderer is Fyne's renderer with our frame over it and the text moved by the lead.
type entryRenderer struct {
	fyne.WidgetRenderer
	entry *Entry
	frame *canvas.Rectangle
}

// Objects implements fyne.WidgetRenderer.
func (r *entryRenderer) Objects() []fyne.CanvasObject {
	base := r.WidgetRenderer.Objects()
	objects := make([]fyne.CanvasObject, 0, len(base)+3)
	trailerShown, grounds := false, 0
	for _, o := range base {
		if o == r.entry.trailer {
			trailerShown = true
		}
		if _, ok := o.(*canvas.Rectangle); ok {
			if grounds++; grounds > 1 {
				continue // Fyne's own frame
			}
		}
		objects = append(objects, o)
	}
	// Fyne lists the action item only if there was one when the field was first drawn.
	if r.entry.trailer != nil && !trailerShown {
		objects = append(objects, r.entry.trailer)
	}
	if r.entry.prefix != nil {
		objects = append(objects, r.entry.prefix)
	}
	return append(objects, r.frame)
}

// text is the scrolled text inside the field.
func (r *entryRenderer) text() fyne.CanvasObject {
	for _, o := range r.WidgetRenderer.Objects() {
		if _, ok := o.(fyne.Scrollable); ok {
			return o
		}
	}
	return nil
}

// Layout implements fyne.WidgetRenderer.
func (r *entryRenderer) Layout(size fyne.Size) {
	e := r.entry
	r.WidgetRenderer.Layout(size)
	place(r.frame, 0, 0, size.Width, size.Height)
	var trail float32
	if e.trailer != nil {
		trail = min(e.trailer.MinSize().Width, max(size.Width-e.lead()-entryFloor, 0))
		place(e.trailer, size.Width-trail, 0, trail, size.Height)
	}
	// A multi-line text stays where Fyne wraps it: another width would wrap it twice.
	if text := r.text(); text != nil && !e.MultiLine {
		border := sizeOf(e, fynetheme.SizeNameInputBorder)
		down := r.centering(size)
		place(text, e.lead(), border+down, size.Width-e.lead()-trail, size.Height-2*border-down)
	}
	x := sizeOf(e, fynetheme.SizeNameInnerPadding) + entryPad
	if icon := r.icon(); icon != nil && e.Icon != nil {
		side := sizeOf(e, fynetheme.SizeNameInlineIcon)
		place(icon, x, (size.Height-side)/2, side, side)
		x += side + leadGap
	}
	if e.prefix != nil {
		m := e.prefix.MinSize()
		place(e.prefix, x, (size.Height-m.Height)/2, m.Width, m.Height)
	}
}

// icon is the picture at the left inside the field.
func (r *entryRenderer) icon() fyne.CanvasObject {
	for _, o := range r.WidgetRenderer.Objects() {
		if image, ok := o.(*canvas.Image); ok {
			return image
		}
	}
	return nil
}

// centering is how far a single line is moved down to sit in the middle of a field that is higher than Fyne's.
func (r *entryRenderer) centering(size fyne.Size) float32 {
	return max(0, (size.Height-r.WidgetRenderer.MinSize().Height)/2)
}

// MinSize implements fyne.WidgetRenderer.
func (r *entryRenderer) MinSize() fyne.Size {
	e := r.entry
	size := r.WidgetRenderer.MinSize()
	size.Height = max(size.Height, sizeOf(e, theme.SizeNameControl))
	size.Width = entryFloor + e.lead()
	if e.trailer != nil {
		size.Width += e.trailer.MinSize().Width
	}
	return size
}

// Refresh implements fyne.WidgetRenderer.
func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.update()
	r.Layout(r.entry.Size())
}

func (r *entryRenderer) update() {
	e := r.entry
	updateFrame(e, r.frame, e.focused, e.bad)
	r.frame.Hidden = e.bare
	r.frame.Refresh()
	if e.bare {
		r.ground().CornerRadius = 0
	}
	if e.prefix != nil {
		e.prefix.Refresh()
	}
}

// ground is the rectangle below the text.
func (r *entryRenderer) ground() *canvas.Rectangle {
	for _, o := range r.WidgetRenderer.Objects() {
		if ground, ok := o.(*canvas.Rectangle); ok {
			return ground
		}
	}
	return &canvas.Rectangle{}
}
