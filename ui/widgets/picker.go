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

// Option is one choice of a Picker.
type Option struct {
	ID     string // what the program knows it by
	Label  string // what the person knows it by
	Detail string // more to tell it by, shown muted
}

// Picker is a field for one of many: a click, Return, Down or typing opens a list below it that is searched by typing.
// Up, Down, PageUp and PageDown move through the list, Return takes what is marked, Escape leaves everything as it was,
// Tab and a click elsewhere keep what was typed. Text that is no option stays in the field and is reported as such:
// nothing typed is lost.
type Picker struct {
	widget.DisableableWidget
	keyStop

	// OnChanged is told about every change by the person: the identity of the option with known, or else the text as it
	// was typed. Clearing the field is ("", false).
	OnChanged func(id string, known bool)

	search      func(query string, limit int) []Option
	placeholder string
	value       Option // the option, or only a Label when it is not known
	known       bool
	bad         bool
	popup       *pickerPopup
}

var (
	_ fyne.Tappable     = (*Picker)(nil)
	_ fyne.Focusable    = (*Picker)(nil)
	_ desktop.Hoverable = (*Picker)(nil)
)

// pickerLimit is how many options are asked for at once.
const pickerLimit = 1000

// NewPicker returns an empty field. search returns the options that match what was typed, best first; an empty query
// matches all. It is called on every keystroke on the main goroutine and must answer within a frame.
func NewPicker(search func(query string, limit int) []Option) *Picker {
	p := &Picker{search: search}
	p.owner = p
	p.ExtendBaseWidget(p)
	return p
}

// Value is the identity of the chosen option with known, or else the text as it was typed.
func (p *Picker) Value() (id string, known bool) {
	if p.known {
		return p.value.ID, true
	}
	return p.value.Label, false
}

// Text is what the field shows.
func (p *Picker) Text() string { return p.value.Label }

// SetValue shows the option with an identity, or the identity itself when search does not know it, without calling
// OnChanged. Calling it again with the same identity brings the option's detail up to date.
func (p *Picker) SetValue(id string) {
	p.value, p.known = p.resolve(id)
	p.Refresh()
}

// SetPlaceHolder sets what an empty field says.
func (p *Picker) SetPlaceHolder(text string) {
	p.placeholder = text
	p.Refresh()
}

// SetBad implements BadMarker.
func (p *Picker) SetBad(bad bool) {
	if p.bad != bad {
		p.bad = bad
		p.Refresh()
	}
}

// resolve finds the option that is meant by a text: its identity or its label, in any case of letters.
func (p *Picker) resolve(text string) (Option, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Option{}, false
	}
	options := p.search(text, pickerLimit)
	for _, o := range options {
		if o.ID == text {
			return o, true
		}
	}
	for _, o := range options {
		if strings.EqualFold(o.ID, text) || strings.EqualFold(o.Label, text) {
			return o, true
		}
	}
	return Option{Label: text}, false
}

// set takes over a value from the person.
func (p *Picker) set(value Option, known bool) {
	if value == p.value && known == p.known {
		return
	}
	before, wasKnown := p.Value()
	p.value, p.known = value, known
	p.Refresh()
	if id, known := p.Value(); p.OnChanged != nil && (id != before || known != wasKnown) {
		p.OnChanged(id, known)
	}
}

// openWith opens the list. A first character that was typed replaces what is in the field.
func (p *Picker) openWith(first string) {
	if p.Disabled() || p.popup != nil {
		return
	}
	popup := newPickerPopup(p)
	if popup.open(first) {
		p.popup = popup
	}
}

// Tapped implements fyne.Tappable.
func (p *Picker) Tapped(*fyne.PointEvent) {
	if p.Disabled() {
		return
	}
	p.click(p)
	p.openWith("")
}

// TypedKey implements fyne.Focusable.
func (p *Picker) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case isReturn(ev.Name), ev.Name == fyne.KeyDown, ev.Name == fyne.KeyUp:
		p.openWith("")
	case ev.Name == fyne.KeyBackspace || ev.Name == fyne.KeyDelete:
		if !p.Disabled() {
			p.set(Option{}, false)
		}
	default:
		PassKeyOn(p, ev)
	}
}

// TypedRune implements fyne.Focusable.
func (p *Picker) TypedRune(r rune) {
	if isSpace(r) {
		p.openWith("")
		return
	}
	p.openWith(string(r))
}

// TypedShortcut implements fyne.Shortcutable: the value can be copied and pasted over.
func (p *Picker) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		s.Clipboard.SetContent(p.Text())
	case *fyne.ShortcutPaste:
		if !p.Disabled() {
			p.set(p.resolve(firstLine(strings.TrimSpace(s.Clipboard.Content()))))
		}
	case *fyne.ShortcutSelectAll, *fyne.ShortcutCut, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
	default:
		passShortcutOn(p, s)
	}
}

const (
	fieldPad    = 10 // left and right inside a field
	arrowSide   = 8
	pickerFloor = 120
)

// CreateRenderer implements fyne.Widget.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	ground, frame := &canvas.Rectangle{}, &canvas.Rectangle{}
	label := NewText("").Fitting(Ellipsis)
	detail := NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted).Fitting(Ellipsis)
	arrow := newArrow()
	return newRenderer(&renderer{
		owner:   p,
		objects: []fyne.CanvasObject{ground, label, detail, arrow.left, arrow.right, frame},
		minSize: func() fyne.Size { return fyne.NewSize(pickerFloor, sizeOf(p, theme.SizeNameControl)) },
		layout: func(size fyne.Size) {
			place(ground, 0, 0, size.Width, size.Height)
			place(frame, 0, 0, size.Width, size.Height)
			room := max(size.Width-2*fieldPad-arrowSide-fieldPad, 0)
			words, more := fullSize(label), fullSize(detail)
			place(label, fieldPad, (size.Height-words.Height)/2, min(words.Width, room), words.Height)
			left := room - words.Width - 2*fieldPad
			place(detail, fieldPad+words.Width+2*fieldPad, (size.Height-more.Height)/2, left, more.Height)
			detail.Hidden = p.value.Detail == "" || left < 40
			arrow.layout(size.Width-fieldPad-arrowSide, (size.Height-arrowSide)/2, arrowSide)
		},
		update: func() {
			ground.FillColor = colorOf(p, theme.ColorNameSunken)
			ground.CornerRadius = sizeOf(p, fynetheme.SizeNameInputRadius)
			updateFrame(p, frame, p.focused, p.bad)
			label.SetText(p.value.Label)
			label.SetColor(fynetheme.ColorNameForeground)
			if p.value.Label == "" {
				label.SetText(p.placeholder)
				label.SetColor(theme.ColorNameMuted)
			}
			if p.Disabled() {
				label.SetColor(fynetheme.ColorNameDisabled)
			}
			detail.SetText(p.value.Detail)
			name := theme.ColorNameMuted
			if p.hovered && !p.Disabled() {
				name = fynetheme.ColorNameForeground
			}
			arrow.update(colorOf(p, name))
		},
	})
}
