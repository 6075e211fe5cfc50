package uitest

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// rect is a place on the canvas.
type rect struct{ left, top, right, bottom float32 }

var everywhere = rect{-math.MaxFloat32, -math.MaxFloat32, math.MaxFloat32, math.MaxFloat32}

func (r rect) intersect(o rect) rect {
	return rect{max(r.left, o.left), max(r.top, o.top), min(r.right, o.right), min(r.bottom, o.bottom)}
}

func (r rect) contains(p fyne.Position) bool {
	return p.X >= r.left && p.X < r.right && p.Y >= r.top && p.Y < r.bottom
}

func (r rect) center() fyne.Position { return fyne.NewPos((r.left+r.right)/2, (r.top+r.bottom)/2) }

// seen is one visible object on its place.
type seen struct {
	object fyne.CanvasObject
	place  rect
	clip   rect   // what scrolls around it leave of the canvas
	above  []seen // its ancestors, the root first
}

// walk calls visit for o and all that is visible below it, parents first. It stops going down where visit returns false.
func walk(o fyne.CanvasObject, visit func(s seen) bool) {
	walkFrom(o, fyne.Position{}, everywhere, nil, visit)
}

func walkFrom(o fyne.CanvasObject, offset fyne.Position, clip rect, above []seen, visit func(s seen) bool) {
	if o == nil || !o.Visible() {
		return
	}
	at, size := o.Position().Add(offset), o.Size()
	s := seen{o, rect{at.X, at.Y, at.X + size.Width, at.Y + size.Height}, clip, above}
	if !visit(s) {
		return
	}
	if _, scrolls := o.(fyne.Scrollable); scrolls {
		clip = clip.intersect(s.place)
	}
	below := append(above[:len(above):len(above)], s)
	for _, child := range children(o) {
		walkFrom(child, at, clip, below, visit)
	}
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}
