package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Segment is one part of a Bar.
type Segment struct {
	Fraction float32 // of the whole bar, 0 to 1
	Color    fyne.ThemeColorName
}

// Bar is a horizontal bar with round ends, filled from the left by its segments. What goes over the whole is cut off:
// the words beside a bar say how much it is.
type Bar struct {
	widget.BaseWidget
	segments []Segment
	height   float32
}

// NewBar returns a bar 10 units high.
func NewBar(segments ...Segment) *Bar {
	b := &Bar{segments: segments, height: 10}
	b.ExtendBaseWidget(b)
	return b
}

// Set replaces the segments.
func (b *Bar) Set(segments ...Segment) {
	b.segments = segments
	b.Refresh()
}

// Segments are the parts of the bar.
func (b *Bar) Segments() []Segment { return b.segments }

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	return &barRenderer{bar: b, track: &canvas.Rectangle{}}
}

type barRenderer struct {
	bar   *Bar
	track *canvas.Rectangle
	parts []*canvas.Rectangle
}

func (r *barRenderer) Destroy() {}

func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(40, r.bar.height) }

func (r *barRenderer) Refresh() {
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

func (r *barRenderer) Layout(size fyne.Size) {
	y := (size.Height - r.bar.height) / 2
	radius := r.bar.height / 2
	r.track.FillColor = colorOf(r.bar, theme.ColorNameOffSoft)
	r.track.CornerRadius = radius
	place(r.track, 0, y, size.Width, r.bar.height)
	r.parts = r.parts[:0]
	var x float32
	for _, s := range r.bar.segments {
		width := min(max(s.Fraction, 0)*size.Width, size.Width-x)
		if width <= 0 {
			continue
		}
		part := canvas.NewRectangle(colorOf(r.bar, s.Color))
		if x == 0 {
			part.TopLeftCornerRadius, part.BottomLeftCornerRadius = radius, radius
		}
		if x+width >= size.Width-0.5 {
			part.TopRightCornerRadius, part.BottomRightCornerRadius = radius, radius
		}
		place(part, x, y, width, r.bar.height)
		r.parts = append(r.parts, part)
		x += width
	}
}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.track}
	for _, part := range r.parts {
		objects = append(objects, part)
	}
	return objects
}
