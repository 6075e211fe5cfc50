package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Stepper is a number with − and + beside it. It can be typed; Up and Down count. What is typed stays as it is, number
// or not, and is handed on as text: the caller says what is wrong with it.
type Stepper struct {
	widget.DisableableWidget

	// OnChanged is told the text whenever the person changes it.
	OnChanged func(text string)

	entry    *Entry
	min, max int
	bad      bool
	less     *stepKey
	more     *stepKey
}

// NewStepper returns a stepper from 0 up, which shows 0.
func NewStepper() *Stepper {
	s := &Stepper{entry: NewEntry(), max: 1<<31 - 1}
	s.entry.bare, s.entry.centered = true, true
	s.entry.TextStyle.Bold = true
	s.entry.SetText("0")
	s.entry.onKey = s.typedKey
	s.entry.OnChanged = func(string) { s.changed() }
	s.entry.OnFocusChanged = func(bool) { s.Refresh() }
	s.less = newStepKey(s, -1)
	s.more = newStepKey(s, 1)
	s.ExtendBaseWidget(s)
	return s
}

// SetRange sets how far − and + go. Typed numbers may lie outside.
func (s *Stepper) SetRange(least, most int) {
	s.min, s.max = least, most
	s.Refresh()
}

// Text is what stands in the field.
func (s *Stepper) Text() string { return s.entry.Text }

// SetText changes what stands in the field without calling OnChanged.
func (s *Stepper) SetText(text string) {
	s.entry.SetTextSilently(text)
	s.Refresh()
}

// SetBad implements BadMarker.
func (s *Stepper) SetBad(bad bool) {
	if s.bad != bad {
		s.bad = bad
		s.Refresh()
	}
}

// FirstFocus is the field of the number.
func (s *Stepper) FirstFocus() fyne.Focusable { return s.entry }

// Disable implements fyne.Disableable.
func (s *Stepper) Disable() {
	s.entry.Disable()
	s.DisableableWidget.Disable()
}

// Enable implements fyne.Disableable.
func (s *Stepper) Enable() {
	s.entry.Enable()
	s.DisableableWidget.Enable()
}

func (s *Stepper) changed() {
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(s.entry.Text)
	}
}

// number is the number in the field, the least one if there is none.
func (s *Stepper) number() int {
	n, err := strconv.Atoi(strings.TrimSpace(s.entry.Text))
	if err != nil {
		return s.min
	}
	return n
}

func (s *Stepper) canStep(by int) bool {
	n := s.number()
	return !s.Disabled() && (by < 0 && n > s.min || by > 0 && n < s.max)
}

func (s *Stepper) step(by int) {
	if !s.canStep(by) {
		return
	}
	n := max(s.min, min(s.number()+by, s.max))
	s.entry.SetText(strconv.Itoa(n))
	s.entry.CursorColumn = len(s.entry.Text)
	s.entry.Refresh()
}

func (s *Stepper) typedKey(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyUp:
		s.step(1)
	case fyne.KeyDown:
		s.step(-1)
	case fyne.KeyPageUp:
		s.step(10)
	case fyne.KeyPageDown:
		s.step(-10)
	default:
		return false
	}
	return true
}

const (
	stepperWidth = 132
	stepKeyWidth = 36
)

// CreateRenderer implements fyne.Widget.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	frame := &canvas.Rectangle{}
	return newRenderer(&renderer{
		owner:   s,
		objects: []fyne.CanvasObject{s.less, s.entry, s.more, frame},
		minSize: func() fyne.Size { return fyne.NewSize(stepperWidth, sizeOf(s, theme.SizeNameControl)) },
		layout: func(size fyne.Size) {
			place(s.less, 0, 0, stepKeyWidth, size.Height)
			place(s.entry, stepKeyWidth, 0, size.Width-2*stepKeyWidth, size.Height)
			place(s.more, size.Width-stepKeyWidth, 0, stepKeyWidth, size.Height)
			place(frame, 0, 0, size.Width, size.Height)
		},
		update: func() {
			updateFrame(s, frame, s.entry.focused, s.bad)
			s.less.Refresh()
			s.more.Refresh()
		},
	})
}

// stepKey is the − or + of a Stepper. It takes no focus: Down and Up do the same.
type stepKey struct {
	widget.BaseWidget
	hoverState

	stepper *Stepper
	by      int
}

var (
	_ fyne.Tappable     = (*stepKey)(nil)
	_ desktop.Hoverable = (*stepKey)(nil)
)

func newStepKey(s *Stepper, by int) *stepKey {
	k := &stepKey{stepper: s, by: by}
	k.owner = k
	k.ExtendBaseWidget(k)
	return k
}

func (k *stepKey) Tapped(*fyne.PointEvent) {
	if k.stepper.Disabled() {
		return
	}
	k.stepper.entry.click(k.stepper.entry)
	k.stepper.step(k.by)
}

func (k *stepKey) CreateRenderer() fyne.WidgetRenderer {
	ground, veil := &canvas.Rectangle{}, &canvas.Rectangle{}
	across, down := &canvas.Line{}, &canvas.Line{}
	return newRenderer(&renderer{
		owner:   k,
		objects: []fyne.CanvasObject{ground, veil, across, down},
		minSize: func() fyne.Size { return fyne.NewSize(stepKeyWidth, stepKeyWidth) },
		layout: func(size fyne.Size) {
			const arm = 5
			place(ground, 0, 0, size.Width, size.Height)
			place(veil, 0, 0, size.Width, size.Height)
			x, y := size.Width/2, size.Height/2
			across.Position1, across.Position2 = fyne.NewPos(x-arm, y), fyne.NewPos(x+arm, y)
			down.Position1, down.Position2 = fyne.NewPos(x, y-arm), fyne.NewPos(x, y+arm)
		},
		update: func() {
			ground.FillColor = colorOf(k, theme.ColorNameOffSoft)
			veil.FillColor = colorOf(k, fynetheme.ColorNameHover)
			veil.Hidden = !k.hovered || !k.stepper.canStep(k.by)
			radius := sizeOf(k, fynetheme.SizeNameInputRadius)
			for _, r := range []*canvas.Rectangle{ground, veil} {
				if k.by < 0 {
					r.TopLeftCornerRadius, r.BottomLeftCornerRadius = radius, radius
				} else {
					r.TopRightCornerRadius, r.BottomRightCornerRadius = radius, radius
				}
			}
			name := fynetheme.ColorNameForeground
			if !k.stepper.canStep(k.by) {
				name = fynetheme.ColorNameDisabled
			}
			for _, l := range []*canvas.Line{across, down} {
				l.StrokeColor, l.StrokeWidth = colorOf(k, name), 1.5
			}
			down.Hidden = k.by < 0
		},
	})
}
