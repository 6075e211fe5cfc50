package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"accountsmanager/ui/theme"
)

// glow is the soft shadow around what floats over the window: a few pale layers, each
// wider than the last. What lies over it is opaque, so each is drawn around it only.
type glow struct {
	layers []*halo
	radius float32
	x, y   float32
	size   fyne.Size
}

// halo is one layer: two ends with round corners, and two sides between them.
type halo struct{ top, left, right, bottom *canvas.Rectangle }

func newGlow(layers int) *glow {
	g := &glow{}
	for range layers {
		g.layers = append(g.layers, &halo{&canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Rectangle{}})
	}
	return g
}

func (h *halo) pieces() []*canvas.Rectangle {
	return []*canvas.Rectangle{h.top, h.left, h.right, h.bottom}
}

func (g *glow) objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, h := range g.layers {
		for _, piece := range h.pieces() {
			objects = append(objects, piece)
		}
	}
	return objects
}

const (
	glowStep = 3
	glowDown = 2 // the light comes from above
)

func (g *glow) layout(x, y, width, height float32) {
	g.x, g.y, g.size = x, y, fyne.NewSize(width, height)
	for i, h := range g.layers {
		d := float32(i+1) * glowStep
		left, top, wide, high := x-d, y-d+glowDown, width+2*d, height+2*d
		end := min(g.radius+2*d+1, high/2)
		place(h.top, left, top, wide, end)
		place(h.bottom, left, top+high-end, wide, end)
		place(h.left, left, top+end, d+1, high-2*end)
		place(h.right, left+wide-d-1, top+end, d+1, high-2*end)
	}
}

func (g *glow) update(w fyne.Widget, radius float32) {
	g.radius = radius
	for i, h := range g.layers {
		for _, piece := range h.pieces() {
			piece.FillColor = colorOf(w, theme.ColorNameGlow)
		}
		r := radius + float32(i+1)*glowStep
		h.top.TopLeftCornerRadius, h.top.TopRightCornerRadius = r, r
		h.bottom.BottomLeftCornerRadius, h.bottom.BottomRightCornerRadius = r, r
	}
	g.layout(g.x, g.y, g.size.Width, g.size.Height)
}
