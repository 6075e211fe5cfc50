// Package edges holds what the window and its views are framed with: surfaces; layouts
// with something at one edge, as large as it needs to be or as a person moves it, and
// something else that fills what is left, with no space between them; and rows that go on
// below where there is no room beside. Layouts of forms are in ui/widgets.
package edges

import "fyne.io/fyne/v2"

// Top puts edge at the top, across, and rest below it.
func Top(edge, rest fyne.CanvasObject) *fyne.Container { return frame(atTop, edge, rest) }

// Bottom puts edge at the bottom, across, and rest above it.
func Bottom(edge, rest fyne.CanvasObject) *fyne.Container { return frame(atBottom, edge, rest) }

// Left puts edge at the left, from top to bottom, and rest beside it.
func Left(edge, rest fyne.CanvasObject) *fyne.Container { return frame(atLeft, edge, rest) }

type side int

const (
	atTop side = iota
	atBottom
	atLeft
)

// frame lists its two in reading order: Tab goes through a window in it.
func frame(s side, edge, rest fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{edge, rest}
	if s == atBottom {
		objects = []fyne.CanvasObject{rest, edge}
	}
	return &fyne.Container{Layout: layout{s}, Objects: objects}
}

type layout struct{ side }

// MinSize implements fyne.Layout. What fills the rest is cut off rather than
// letting it make the window larger.
func (l layout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, second := l.split(objects)
	edge, rest := least(first), least(second)
	if l.side == atLeft {
		return fyne.NewSize(edge.Width+rest.Width, max(edge.Height, rest.Height))
	}
	return fyne.NewSize(max(edge.Width, rest.Width), edge.Height+rest.Height)
}

func (l layout) split(objects []fyne.CanvasObject) (edge, rest fyne.CanvasObject) {
	if l.side == atBottom {
		return objects[1], objects[0]
	}
	return objects[0], objects[1]
}

func least(o fyne.CanvasObject) fyne.Size {
	if !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

// Layout implements fyne.Layout.
func (l layout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	edge, rest := l.split(objects)
	if l.side == atLeft {
		width := least(edge).Width
		place(edge, 0, 0, width, size.Height)
		place(rest, width, 0, size.Width-width, size.Height)
		return
	}
	height := heightFor(edge, size.Width)
	if l.side == atTop {
		place(edge, 0, 0, size.Width, height)
		place(rest, 0, height, size.Width, size.Height-height)
		return
	}
	place(rest, 0, 0, size.Width, size.Height-height)
	place(edge, 0, size.Height-height, size.Width, height)
}

// heightFor gives o its width and asks how high it wants to be then: text that
// wraps knows only after.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	if !o.Visible() {
		return 0
	}
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	return o.MinSize().Height
}

func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(width, 0), max(height, 0)))
}
