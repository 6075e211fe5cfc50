package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Pattern is how a part of a Meter is filled. Patterns can be told apart without
// their colours; what no part covers stays empty.
type Pattern int

const (
	Solid   Pattern = iota
	Striped         // slanting lines in a frame
	Bare            // nothing: for a key beside words
)

// MeterPart is one part of a Meter.
type MeterPart struct {
	Fraction float32 // of the whole meter, 0 to 1
	Pattern  Pattern
	Color    fyne.ThemeColorName
}

// Meter is a framed bar of which the parts differ in pattern, and not in colour alone. The words beside it say how
// much each part is.
type Meter struct {
	widget.BaseWidget
	parts  []MeterPart
	mark   float32 // where the mark stands; zero is none
	height float32
}

// NewMeter returns an empty meter of this height.
func NewMeter(height float32) *Meter {
	m := &Meter{height: height}
	m.ExtendBaseWidget(m)
	return m
}

// NewMeterKey returns a small meter of one pattern, to stand beside the words that say what it means.
func NewMeterKey(pattern Pattern, color fyne.ThemeColorName) *Meter {
	m := NewMeter(12)
	m.Set(0, MeterPart{Fraction: 1, Pattern: pattern, Color: color})
	return m
}

// Set replaces the parts, from the left. A mark, where it is not zero, is a line across the meter at this fraction of
// it.
func (m *Meter) Set(mark float32, parts ...MeterPart) {
	m.mark, m.parts = mark, parts
	m.Refresh()
}

// Parts are what the meter shows.
func (m *Meter) Parts() []MeterPart { return m.parts }

// Mark is where the mark stands; zero is none.
func (m *Meter) Mark() float32 { return m.mark }

// CreateRenderer implements fyne.Widget.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return &meterRenderer{meter: m}
}

const (
	meterRadius = 3
	stripeApart = 7
	stripeWide  = 2
	markWide    = 3
	markOver    = 4 // how far the mark stands out above and below
	keyWidth    = 20
)

type meterRenderer struct {
	meter   *Meter
	objects []fyne.CanvasObject
	size    fyne.Size
}

func (r *meterRenderer) Destroy() {}

func (r *meterRenderer) MinSize() fyne.Size { return fyne.NewSize(keyWidth, r.meter.height) }

func (r *meterRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *meterRenderer) Refresh() {
	r.draw(r.meter.Size())
	canvas.Refresh(r.meter)
}

func (r *meterRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.draw(size)
	}
}

// draw makes the picture anew: how many stripes there are depends on the width.
func (r *meterRenderer) draw(size fyne.Size) {
	m := r.meter
	r.size = size
	y := (size.Height - m.height) / 2
	frame := canvas.NewRectangle(colorOf(m, theme.ColorNameSunken))
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = colorOf(m, theme.ColorNameMuted), 1, meterRadius
	place(frame, 0, y, size.Width, m.height)
	r.objects = append(r.objects[:0], frame)
	var x float32
	for _, p := range m.parts {
		width := min(max(p.Fraction, 0)*size.Width, size.Width-x)
		if width > 0 {
			r.part(p, x, y, width)
			x += width
		}
	}
	if m.mark > 0 {
		mark := canvas.NewRectangle(colorOf(m, fynetheme.ColorNameForeground))
		place(mark, min(m.mark, 1)*size.Width-markWide/2, y-markOver, markWide, m.height+2*markOver)
		r.objects = append(r.objects, mark)
	}
}

func (r *meterRenderer) part(p MeterPart, x, y, width float32) {
	m := r.meter
	ink := colorOf(m, p.Color)
	box := canvas.NewRectangle(ink)
	switch p.Pattern {
	case Bare:
		return
	case Striped:
		box.FillColor = colorOf(m, theme.ColorNameSurface)
		box.StrokeColor, box.StrokeWidth = ink, 1
	case Solid:
	}
	if x == 0 {
		box.TopLeftCornerRadius, box.BottomLeftCornerRadius = meterRadius, meterRadius
	}
	if x+width >= m.Size().Width-0.5 {
		box.TopRightCornerRadius, box.BottomRightCornerRadius = meterRadius, meterRadius
	}
	place(box, x, y, width, m.height)
	r.objects = append(r.objects, box)
	if p.Pattern != Striped {
		return
	}
	const inset = stripeWide / 2
	left, right, top, bottom := x+inset, x+width-inset, y+inset, y+m.height-inset
	rise := bottom - top
	for at := left - rise; at < right; at += stripeApart {
		from, to := max(at, left), min(at+rise, right)
		if to-from < 1 {
			continue
		}
		stripe := canvas.NewLine(ink)
		stripe.StrokeWidth = stripeWide
		stripe.Position1, stripe.Position2 = fyne.NewPos(from, bottom-(from-at)), fyne.NewPos(to, bottom-(to-at))
		r.objects = append(r.objects, stripe)
	}
}
