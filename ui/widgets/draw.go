package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
)

// renderer is the fyne.WidgetRenderer of most widgets here: a fixed set of objects and three functions.
type renderer struct {
	owner   fyne.Widget
	objects []fyne.CanvasObject
	minSize func() fyne.Size
	layout  func(size fyne.Size)
	update  func() // brings texts, colours and visibility in line with the widget and the theme
}

// newRenderer returns r ready for its first frame.
func newRenderer(r *renderer) *renderer {
	r.update()
	return r
}

func (r *renderer) Layout(size fyne.Size)        { r.layout(size) }
func (r *renderer) MinSize() fyne.Size           { return r.minSize() }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *renderer) Destroy()                     {}

func (r *renderer) Refresh() {
	r.update()
	r.layout(r.owner.Size())
	canvas.Refresh(r.owner)
}

// colorOf looks a colour up for w, in whatever theme holds for it now.
func colorOf(w fyne.Widget, name fyne.ThemeColorName) color.Color {
	return fynetheme.ColorForWidget(name, w)
}

func sizeOf(w fyne.Widget, name fyne.ThemeSizeName) float32 {
	return fynetheme.SizeForWidget(name, w)
}

// outline is the fill of a rectangle that shows only its line. It is the colour of the line at hardly any opacity: the
// painter blends fill and line at the edge, and takes a fill of no opacity at all for black, which would darken it.
func outline(line color.Color) color.Color {
	if line == nil {
		return color.Transparent // a theme that does not know our names
	}
	c := color.NRGBAModel.Convert(line).(color.NRGBA) //nolint:errcheck // the model gives nothing else
	c.A = 1
	return c
}

// place moves and resizes o in one go.
func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(width, 0), max(height, 0)))
}

// ringGap is how far the focus ring stands off the widget that it is drawn around.
const ringGap = 1

// layoutRing draws the focus ring around a box of the given place, outside of it.
func layoutRing(ring *canvas.Rectangle, x, y, width, height float32) {
	d := ring.StrokeWidth + ringGap
	place(ring, x-d, y-d, width+2*d, height+2*d)
}

// updateRing shows the ring when on is set, around a box with the given corner radius.
func updateRing(w fyne.Widget, ring *canvas.Rectangle, radius float32, on bool) {
	ring.StrokeColor = colorOf(w, fynetheme.ColorNamePrimary)
	ring.FillColor = outline(ring.StrokeColor)
	ring.StrokeWidth = sizeOf(w, theme.SizeNameFocusRing)
	ring.CornerRadius = radius + ring.StrokeWidth + ringGap
	ring.Hidden = !on
}

// updateFrame draws the line around a field.
func updateFrame(w fyne.Widget, frame *canvas.Rectangle, focused, bad bool) {
	frame.CornerRadius = sizeOf(w, fynetheme.SizeNameInputRadius)
	frame.StrokeWidth = 1
	name := theme.ColorNameBorder
	if focused {
		frame.StrokeWidth = sizeOf(w, theme.SizeNameFocusRing)
		name = fynetheme.ColorNamePrimary
	}
	if bad {
		name = theme.ColorNameBad
	}
	frame.StrokeColor = colorOf(w, name)
	frame.FillColor = outline(frame.StrokeColor)
}

// setText changes a canvas.Text in all that the theme decides.
func setText(w fyne.Widget, t *canvas.Text, text string, size fyne.ThemeSizeName, name fyne.ThemeColorName) {
	t.Text = text
	t.TextSize = sizeOf(w, size)
	t.Color = colorOf(w, name)
}

// measure is the size of text as w would draw it.
func measure(w fyne.Widget, text string, size fyne.ThemeSizeName, style fyne.TextStyle) fyne.Size {
	return fyne.MeasureText(text, sizeOf(w, size), style)
}
