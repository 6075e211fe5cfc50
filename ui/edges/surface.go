package edges

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Line is the side of a surface that is set apart by a thin line.
type Line int

// The sides.
const (
	LineRight Line = iota
	LineTop
)

// Surface is the ground of a part of the window that stands off the rest: that of
// cards, with a line at one side.
type Surface struct {
	widget.BaseWidget
	content fyne.CanvasObject
	line    Line
}

// NewSurface puts content on a surface.
func NewSurface(line Line, content fyne.CanvasObject) *Surface {
	s := &Surface{content: content, line: line}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Surface) CreateRenderer() fyne.WidgetRenderer {
	r := &surfaceRenderer{surface: s, ground: &canvas.Rectangle{}, line: &canvas.Rectangle{}}
	r.paint()
	return r
}

type surfaceRenderer struct {
	surface      *Surface
	ground, line *canvas.Rectangle
}

func (r *surfaceRenderer) paint() {
	r.ground.FillColor = fynetheme.ColorForWidget(theme.ColorNameSurface, r.surface)
	r.line.FillColor = fynetheme.ColorForWidget(theme.ColorNameBorder, r.surface)
}

const lineWidth = 1

func (r *surfaceRenderer) Layout(size fyne.Size) {
	place(r.ground, 0, 0, size.Width, size.Height)
	if r.surface.line == LineTop {
		place(r.line, 0, 0, size.Width, lineWidth)
		place(r.surface.content, 0, lineWidth, size.Width, size.Height-lineWidth)
		return
	}
	place(r.line, size.Width-lineWidth, 0, lineWidth, size.Height)
	place(r.surface.content, 0, 0, size.Width-lineWidth, size.Height)
}

func (r *surfaceRenderer) MinSize() fyne.Size {
	size := r.surface.content.MinSize()
	if r.surface.line == LineTop {
		return size.AddWidthHeight(0, lineWidth)
	}
	return size.AddWidthHeight(lineWidth, 0)
}

func (r *surfaceRenderer) Refresh() {
	r.paint()
	r.Layout(r.surface.Size())
	canvas.Refresh(r.surface)
}

func (r *surfaceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.surface.content, r.line}
}

func (r *surfaceRenderer) Destroy() {}
