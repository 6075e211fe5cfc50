package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// arrow is the mark of something that opens downwards.
type arrow struct{ left, right *canvas.Line }

func newArrow() *arrow { return &arrow{left: &canvas.Line{}, right: &canvas.Line{}} }

func (a *arrow) update(c color.Color) {
	for _, l := range []*canvas.Line{a.left, a.right} {
		l.StrokeColor, l.StrokeWidth = c, 1.5
	}
}

// layout draws the mark into the square of the given side at x, y.
func (a *arrow) layout(x, y, side float32) {
	tip := fyne.NewPos(x+side/2, y+side*0.72)
	a.left.Position1, a.left.Position2 = fyne.NewPos(x, y+side*0.28), tip
	a.right.Position1, a.right.Position2 = tip, fyne.NewPos(x+side, y+side*0.28)
}
