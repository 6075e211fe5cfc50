package edges

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Pair sets left and right side by side, right at its least size at the end of the
// line, where that leaves left at least so many units; else right goes below left.
func Pair(least, gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&pair{least: least, gap: gap}, left, right)
}

// pair remembers the width that it was given: how high it is follows from that.
type pair struct {
	least, gap float32
	width      float32
}

func (p *pair) beside(right fyne.CanvasObject, width float32) bool {
	return width == 0 || width-p.gap-right.MinSize().Width >= p.least
}

// MinSize implements fyne.Layout.
func (p *pair) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[1].MinSize()
	size := fyne.NewSize(max(left.Width, right.Width), max(left.Height, right.Height))
	if !p.beside(objects[1], p.width) {
		size.Height = left.Height + p.gap + right.Height
	}
	return size
}

// Layout implements fyne.Layout.
func (p *pair) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p.width = size.Width
	left, right := objects[0], objects[1]
	least := right.MinSize()
	if p.beside(right, size.Width) {
		left.Resize(fyne.NewSize(size.Width-p.gap-least.Width, size.Height))
		left.Move(fyne.NewPos(0, 0))
		right.Resize(fyne.NewSize(least.Width, size.Height))
		right.Move(fyne.NewPos(size.Width-least.Width, 0))
		return
	}
	height := left.MinSize().Height
	left.Resize(fyne.NewSize(size.Width, height))
	left.Move(fyne.NewPos(0, 0))
	right.Resize(fyne.NewSize(min(least.Width, size.Width), least.Height))
	right.Move(fyne.NewPos(0, height+p.gap))
}
