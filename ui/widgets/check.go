package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// CheckState is one of three: Mixed is for the box of a group of which some are ticked.
type CheckState int

const (
	Off CheckState = iota
	On
	Mixed
)

// Check is a box to tick with words beside it, which wrap. Space and a click turn it over; from Mixed it goes to On.
type Check struct {
	widget.DisableableWidget
	keyStop

	// OnChanged is told when the person turns the box over, not when the program sets it.
	OnChanged func(on bool)

	label *Text
	state CheckState
}

var (
	_ fyne.Tappable     = (*Check)(nil)
	_ fyne.Focusable    = (*Check)(nil)
	_ desktop.Hoverable = (*Check)(nil)
)

// NewCheck returns a box that is not ticked.
func NewCheck(label string, changed func(on bool)) *Check {
	c := &Check{OnChanged: changed, label: NewText(label).Fitting(Wrap)}
	c.owner = c
	c.ExtendBaseWidget(c)
	return c
}

// NewGroupCheck returns a box with bold words, for a group of others.
func NewGroupCheck(label string, changed func(on bool)) *Check {
	c := NewCheck(label, changed)
	c.label.Bold()
	return c
}

// Label is the words beside the box.
func (c *Check) Label() string { return c.label.Text() }

// SetLabel changes the words beside the box.
func (c *Check) SetLabel(label string) { c.label.SetText(label) }

// Checked says whether the box is ticked; Mixed is not.
func (c *Check) Checked() bool { return c.state == On }

// State is what the box shows.
func (c *Check) State() CheckState { return c.state }

// SetChecked ticks the box or takes the tick away, without calling OnChanged.
func (c *Check) SetChecked(on bool) {
	if on {
		c.SetState(On)
	} else {
		c.SetState(Off)
	}
}

// SetState shows a state without calling OnChanged.
func (c *Check) SetState(state CheckState) {
	if c.state != state {
		c.state = state
		c.Refresh()
	}
}

func (c *Check) toggle() {
	if c.Disabled() {
		return
	}
	c.SetChecked(c.state != On)
	if c.OnChanged != nil {
		c.OnChanged(c.state == On)
	}
}

// Disable implements fyne.Disableable.
func (c *Check) Disable() {
	c.DisableableWidget.Disable()
	c.label.SetColor(fynetheme.ColorNameDisabled)
}

// Enable implements fyne.Disableable.
func (c *Check) Enable() {
	c.DisableableWidget.Enable()
	c.label.SetColor(fynetheme.ColorNameForeground)
}

// Tapped implements fyne.Tappable.
func (c *Check) Tapped(*fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	c.click(c)
	c.toggle()
}

// TypedKey implements fyne.Focusable.
func (c *Check) TypedKey(ev *fyne.KeyEvent) { PassKeyOn(c, ev) }

// TypedRune implements fyne.Focusable.
func (c *Check) TypedRune(r rune) {
	if isSpace(r) {
		c.toggle()
	}
}

const (
	markSize = 17 // side of the box, diameter of a radio circle
	markGap  = 8
	markPad  = 4 // above and below
)

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	box, ring := &canvas.Rectangle{}, &canvas.Rectangle{}
	tick := newTick()
	return newRenderer(&renderer{
		owner:   c,
		objects: []fyne.CanvasObject{box, tick.down, tick.up, c.label, ring},
		minSize: func() fyne.Size { return markedMinSize(c.label) },
		layout: func(size fyne.Size) {
			x, y := layoutMarked(c.label, size)
			place(box, x, y, markSize, markSize)
			layoutRing(ring, x, y, markSize, markSize)
			if c.state == Mixed {
				tick.layoutDash(x, y, markSize)
			} else {
				tick.layout(x, y, markSize)
			}
		},
		update: func() {
			filled := c.state != Off
			box.CornerRadius = sizeOf(c, theme.SizeNameTagRadius)
			box.FillColor, box.StrokeColor = markColors(c, filled, c.hovered && !c.Disabled())
			box.StrokeWidth = 1.5
			tick.update(colorOf(c, fynetheme.ColorNameForegroundOnPrimary), filled)
			updateRing(c, ring, box.CornerRadius, c.ring())
		},
	})
}

// markedMinSize is the size of a box or circle with words at its right.
func markedMinSize(label *Text) fyne.Size {
	m := label.MinSize()
	return fyne.NewSize(markSize+markGap+m.Width, max(markSize, m.Height)+2*markPad)
}

// layoutMarked places the words and returns the place of the mark, which stands at the middle of the words.
func layoutMarked(label *Text, size fyne.Size) (x, y float32) {
	const indent = markSize + markGap
	height := fit(label, max(size.Width-indent, 0))
	label.Move(fyne.NewPos(indent, (size.Height-height)/2))
	return 0, (size.Height - markSize) / 2
}

// markColors are ground and line of a box or circle.
func markColors(w fyne.Disableable, filled, hovered bool) (ground, line color.Color) {
	widget := w.(fyne.Widget) //nolint:errcheck // boxes and circles are widgets
	name := fynetheme.ColorNamePrimary
	if w.Disabled() {
		name = theme.ColorNameOff
	}
	switch {
	case filled:
		return colorOf(widget, name), colorOf(widget, name)
	case w.Disabled():
		return outline(colorOf(widget, name)), colorOf(widget, name)
	case hovered:
		return colorOf(widget, theme.ColorNameSoft), colorOf(widget, name)
	default:
		return outline(colorOf(widget, theme.ColorNameMuted)), colorOf(widget, theme.ColorNameMuted)
	}
}

// tick is a check mark of two strokes, or a dash.
type tick struct{ down, up *canvas.Line }

func newTick() *tick { return &tick{down: &canvas.Line{}, up: &canvas.Line{}} }

func (t *tick) update(c color.Color, shown bool) {
	for _, l := range []*canvas.Line{t.down, t.up} {
		l.StrokeColor, l.StrokeWidth, l.Hidden = c, 2, !shown
	}
}

// layout draws a check mark into the square of the given side at x, y.
func (t *tick) layout(x, y, side float32) {
	at := func(dx, dy float32) fyne.Position { return fyne.NewPos(x+dx*side, y+dy*side) }
	t.down.Position1, t.down.Position2 = at(0.25, 0.52), at(0.43, 0.70)
	t.up.Position1, t.up.Position2 = at(0.43, 0.70), at(0.76, 0.31)
}

// layoutDash draws a dash into the square.
func (t *tick) layoutDash(x, y, side float32) {
	from, to := fyne.NewPos(x+0.27*side, y+side/2), fyne.NewPos(x+0.73*side, y+side/2)
	t.down.Position1, t.down.Position2 = from, to
	t.up.Position1, t.up.Position2 = from, to
}
