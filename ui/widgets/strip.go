package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// strip is a row of cells of which one is current: what Steps, Tabs and Chips have in common. It is one stop of Tab;
// Left, Right, Home and End move a cursor over the cells, Space and Return make the one under it current.
type strip struct {
	widget.BaseWidget
	focusState

	// OnSelected is told the place of the cell that the person chose, from 0, even when it was current already.
	OnSelected func(index int)

	self    fyne.Widget // the widget that embeds the strip
	cells   []*stripCell
	current int
	cursor  int
	gap     float32 // between cells, while there is room
	least   float32 // gap when there is too little room
}

// face draws what is inside a cell.
type face interface {
	objects() []fyne.CanvasObject
	minSize() fyne.Size
	layout(size fyne.Size)
	update(current bool)
	// ringBox is what the ring goes around: from y down, across the whole cell, with a corner radius.
	ringBox(size fyne.Size) (y, height, radius float32)
}

// hoverFace is a face that changes while the pointer is over it.
type hoverFace interface{ hover(over bool) }

var _ fyne.Focusable = (*strip)(nil)

func (s *strip) setFaces(faces []face) {
	s.cells = nil
	for i, f := range faces {
		cell := &stripCell{strip: s, index: i, face: f}
		cell.owner = cell
		cell.ExtendBaseWidget(cell)
		s.cells = append(s.cells, cell)
	}
	s.current = max(0, min(s.current, len(s.cells)-1))
	s.cursor = s.current
}

// Current is the place of the current cell, from 0.
func (s *strip) Current() int { return s.current }

// SetCurrent makes a cell current without calling OnSelected; a place outside the row does nothing.
func (s *strip) SetCurrent(index int) {
	if index < 0 || index >= len(s.cells) {
		return
	}
	s.current, s.cursor = index, index
	s.self.Refresh()
}

func (s *strip) choose(index int) {
	s.SetCurrent(index)
	if s.OnSelected != nil {
		s.OnSelected(index)
	}
}

func (s *strip) moveCursor(index int) {
	s.cursor = max(0, min(index, len(s.cells)-1))
	s.clicked = false
	s.self.Refresh()
	if s.cursor < len(s.cells) {
		Reveal(s.cells[s.cursor])
	}
}

// TypedKey implements fyne.Focusable.
func (s *strip) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case len(s.cells) == 0:
		PassKeyOn(s.self, ev)
	case ev.Name == fyne.KeyLeft:
		s.moveCursor(s.cursor - 1)
	case ev.Name == fyne.KeyRight:
		s.moveCursor(s.cursor + 1)
	case ev.Name == fyne.KeyHome:
		s.moveCursor(0)
	case ev.Name == fyne.KeyEnd:
		s.moveCursor(len(s.cells) - 1)
	case isReturn(ev.Name):
		s.choose(s.cursor)
	default:
		PassKeyOn(s.self, ev)
	}
}

// TypedRune implements fyne.Focusable.
func (s *strip) TypedRune(r rune) {
	if isSpace(r) && s.cursor < len(s.cells) {
		s.choose(s.cursor)
	}
}

// FocusGained implements fyne.Focusable.
func (s *strip) FocusGained() {
	s.gain()
	s.cursor = s.current
	s.self.Refresh()
	Reveal(s.self)
}

// FocusLost implements fyne.Focusable.
func (s *strip) FocusLost() {
	s.lose()
	s.self.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	return &stripRenderer{strip: s}
}

type stripRenderer struct{ strip *strip }

func (r *stripRenderer) Destroy() {}

func (r *stripRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.strip.cells))
	for i, cell := range r.strip.cells {
		objects[i] = cell
	}
	return objects
}

func (r *stripRenderer) MinSize() fyne.Size {
	s := r.strip
	var size fyne.Size
	for _, cell := range s.cells {
		m := cell.MinSize()
		size.Width += min(m.Width, stripCellFloor)
		size.Height = max(size.Height, m.Height)
	}
	size.Width += s.least * float32(max(len(s.cells)-1, 0))
	return size
}

// preferredWidth is the width at which nothing is squeezed.
func (s *strip) preferredWidth() float32 {
	width := s.gap * float32(max(len(s.cells)-1, 0))
	for _, cell := range s.cells {
		width += cell.MinSize().Width
	}
	return width
}

// stripCellFloor is the width to which a cell can be squeezed.
const stripCellFloor = 40

func (r *stripRenderer) Layout(size fyne.Size) {
	s := r.strip
	if len(s.cells) == 0 {
		return
	}
	var wanted float32
	for _, cell := range s.cells {
		wanted += cell.MinSize().Width
	}
	gaps := float32(len(s.cells) - 1)
	gap, share := s.gap, float32(1)
	if wanted+gap*gaps > size.Width {
		gap = s.least
		if gaps > 0 {
			gap = max(s.least, (size.Width-wanted)/gaps)
		}
		share = min(1, max(0, (size.Width-gap*gaps)/wanted))
	}
	var x float32
	for _, cell := range s.cells {
		m := cell.MinSize()
		place(cell, x, 0, m.Width*share, max(m.Height, size.Height))
		x += m.Width*share + gap
	}
}

func (r *stripRenderer) Refresh() {
	r.Layout(r.strip.Size())
	for _, cell := range r.strip.cells {
		cell.Refresh()
	}
	canvas.Refresh(r.strip.self)
}

// stripCell takes the clicks for one cell and draws its ring.
type stripCell struct {
	widget.BaseWidget
	hoverState

	strip *strip
	index int
	face  face
}

var (
	_ fyne.Tappable     = (*stripCell)(nil)
	_ desktop.Hoverable = (*stripCell)(nil)
)

func (c *stripCell) Tapped(*fyne.PointEvent) {
	if w, ok := c.strip.self.(fyne.Focusable); ok {
		c.strip.click(w)
	}
	c.strip.choose(c.index)
}

func (c *stripCell) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (c *stripCell) CreateRenderer() fyne.WidgetRenderer {
	ring := &canvas.Rectangle{}
	return newRenderer(&renderer{
		owner:   c,
		objects: append(c.face.objects(), ring),
		minSize: c.face.minSize,
		layout: func(size fyne.Size) {
			c.face.layout(size)
			y, height, _ := c.face.ringBox(size)
			layoutRing(ring, -1, y, size.Width+2, height)
		},
		update: func() {
			s := c.strip
			c.face.update(c.index == s.current)
			if f, ok := c.face.(hoverFace); ok {
				f.hover(c.hovered)
			}
			_, _, radius := c.face.ringBox(c.Size())
			updateRing(c, ring, radius, s.ring() && c.index == s.cursor)
		},
	})
}

// currentColor is the name of the colour of a cell's words.
func currentColor(current bool) fyne.ThemeColorName {
	if current {
		return fynetheme.ColorNamePrimary
	}
	return theme.ColorNameMuted
}
