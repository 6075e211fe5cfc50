package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// slab is a large surface with a border of one unit and round corners. It is drawn in
// pieces: without a graphics card a round rectangle costs many times a plain one for
// each of its pixels, and only the corners are round.
type slab struct {
	border, face rounded
	x, y         float32
	size         fyne.Size
}

func newSlab() *slab { return &slab{border: newRounded(), face: newRounded()} }

func (s *slab) objects() []fyne.CanvasObject {
	return append(s.border.objects(), s.face.objects()...)
}

func (s *slab) layout(x, y, width, height float32) {
	s.x, s.y, s.size = x, y, fyne.NewSize(width, height)
	s.border.layout(x, y, width, height)
	s.face.layout(x+1, y+1, width-2, height-2)
}

func (s *slab) update(fill, border color.Color, radius float32) {
	s.border.update(border, radius)
	s.face.update(fill, max(0, radius-1))
	s.layout(s.x, s.y, s.size.Width, s.size.Height)
}

// rounded is a surface in three pieces: the two ends have the round corners, the middle
// is plain and reaches a little under them, for their edges are soft.
type rounded struct {
	top, middle, bottom *canvas.Rectangle
	radius              float32
}

func newRounded() rounded {
	return rounded{top: &canvas.Rectangle{}, middle: &canvas.Rectangle{}, bottom: &canvas.Rectangle{}}
}

func (r *rounded) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.middle, r.top, r.bottom}
}

func (r *rounded) layout(x, y, width, height float32) {
	const under = 2
	end := min(r.radius+under, height/2)
	place(r.top, x, y, width, end)
	place(r.middle, x, y+end-under, width, height-2*end+2*under)
	place(r.bottom, x, y+height-end, width, end)
}

func (r *rounded) update(fill color.Color, radius float32) {
	r.radius = radius
	for _, piece := range []*canvas.Rectangle{r.top, r.middle, r.bottom} {
		piece.FillColor = fill
	}
	r.top.TopLeftCornerRadius, r.top.TopRightCornerRadius = radius, radius
	r.bottom.BottomLeftCornerRadius, r.bottom.BottomRightCornerRadius = radius, radius
}
