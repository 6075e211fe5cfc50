package edges

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// gripWidth is how wide the border takes the mouse, in units: from the line on, which is
// thinner, to the right, where pages begin with a margin. At its left, the bar of a list
// that scrolls reaches up to the line.
const gripWidth = 8

// Split puts something at the left whose right border can be moved with the mouse. Unlike
// Fyne's split, the left keeps its width when the window gets another one.
type Split struct {
	object                *fyne.Container
	width                 float32 // as it was asked for
	shown                 float32 // which is less where the window is too narrow; zero before it was drawn
	usual, smallest, most float32
	// OnMoved is called with the new width, in units, when a person has let the border go
	// or has asked for another width; nil is none.
	OnMoved func(width float32)
}

// NewSplit puts edge at the left of rest: so many units wide to begin with, and never less
// than smallest or more than most.
func NewSplit(edge, rest fyne.CanvasObject, usual, smallest, most float32) *Split {
	s := &Split{width: usual, usual: usual, smallest: smallest, most: most}
	s.object = &fyne.Container{Layout: splitLayout{s}, Objects: []fyne.CanvasObject{edge, rest, newGrip(s)}}
	return s
}

// Object is what is shown.
func (s *Split) Object() fyne.CanvasObject { return s.object }

// Width is that of the left as it was asked for, in units. A window that is too narrow for
// it shows as much of it as leaves room for the rest.
func (s *Split) Width() float32 { return s.width }

// from is the width that a person sees, and moves.
func (s *Split) from() float32 {
	if s.shown > 0 {
		return s.shown
	}
	return s.width
}

// SetWidth gives the left so many units, as far as there may be; zero is the usual width.
func (s *Split) SetWidth(width float32) {
	if width == 0 {
		width = s.usual
	}
	if width = min(max(width, s.smallest), s.most); width == s.width {
		return
	}
	s.width = width
	s.object.Refresh()
}

// Widen makes the left wider by so many units, or narrower, as a person who asks for it.
func (s *Split) Widen(by float32) {
	s.SetWidth(s.from() + by)
	s.moved()
}

func (s *Split) moved() {
	if s.OnMoved != nil {
		s.OnMoved(s.width)
	}
}

type splitLayout struct{ split *Split }

// MinSize implements fyne.Layout. A wide left makes no window grow.
func (l splitLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	edge, rest := least(objects[0]), least(objects[1])
	return fyne.NewSize(l.split.smallest+rest.Width, max(edge.Height, rest.Height))
}

// Layout implements fyne.Layout.
func (l splitLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := max(min(l.split.width, size.Width-least(objects[1]).Width), l.split.smallest)
	l.split.shown = width
	place(objects[0], 0, 0, width, size.Height)
	place(objects[1], width, 0, size.Width-width, size.Height)
	place(objects[2], width-lineWidth, 0, gripWidth, size.Height)
}

// grip is the border as the mouse takes it. What is seen of it is the line of the surface
// at the left.
type grip struct {
	widget.BaseWidget
	split *Split
	want  float32 // where the mouse is, which may be beyond what there may be
	held  bool
}

var (
	_ fyne.Draggable      = (*grip)(nil)
	_ fyne.DoubleTappable = (*grip)(nil)
	_ desktop.Cursorable  = (*grip)(nil)
)

func newGrip(s *Split) *grip {
	g := &grip{split: s}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}

// Cursor implements desktop.Cursorable.
func (g *grip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged implements fyne.Draggable.
func (g *grip) Dragged(ev *fyne.DragEvent) {
	if !g.held {
		g.held, g.want = true, g.split.from()
	}
	g.want += ev.Dragged.DX
	g.split.SetWidth(max(g.want, 1))
}

// DragEnd implements fyne.Draggable.
func (g *grip) DragEnd() {
	g.held = false
	g.split.moved()
}

// DoubleTapped implements fyne.DoubleTappable: the usual width again.
func (g *grip) DoubleTapped(*fyne.PointEvent) {
	g.split.SetWidth(0)
	g.split.moved()
}
