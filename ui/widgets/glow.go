package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"accountsmanager/ui/theme"
)

// glow is the soft shadow around what floats over the window: a few pale outlines, each wider than the last.
type glow struct{ layers []*canvas.Rectangle }

func newGlow(layers int) *glow {
	g := &glow{}
	for range layers {
		g.layers = append(g.layers, &canvas.Rectangle{})
	}
	return g
}

func (g *glow) objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(g.layers))
	for i, l := range g.layers {
		objects[i] = l
	}
	return objects
}

const glowStep = 3

func (g *glow) layout(x, y, width, height float32) {
	for i, l := range g.layers {
		d := float32(i+1) * glowStep
		place(l, x-d, y-d+2, width+2*d, height+2*d)
	}
}

func (g *glow) update(w fyne.Widget, radius float32) {
	for i, l := range g.layers {
		l.FillColor = colorOf(w, theme.ColorNameGlow)
		l.StrokeColor = color.Transparent
		l.CornerRadius = radius + float32(i+1)*glowStep
	}
}
