package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// FocusScroll scrolls its content vertically and keeps what has the keyboard in view: when the focus moves to a widget
// of this package that is scrolled out of sight, the content moves. Widgets of other packages call Reveal.
type FocusScroll struct {
	widget.BaseWidget
	scroll *container.Scroll
}

// revealMargin is the space kept free above and below what is revealed, so that a label or problem text of the field
// shows too.
const revealMargin = 28

// focusScrolls are the scrolls that are on a screen. Fyne has no parent pointers, so the focused widget must find the
// scrolls around it by asking all of them; there are at most a handful.
var focusScrolls = map[*FocusScroll]struct{}{}

// NewFocusScroll returns a vertical scroll around content. Its least height is small; give it room in a layout.
func NewFocusScroll(content fyne.CanvasObject) *FocusScroll {
	s := &FocusScroll{scroll: container.NewVScroll(content)}
	s.ExtendBaseWidget(s)
	return s
}

// SetContent replaces the content and goes back to its top.
func (s *FocusScroll) SetContent(content fyne.CanvasObject) {
	s.scroll.Content = content
	s.scroll.Offset = fyne.Position{}
	s.scroll.Refresh()
	s.settle(s.Size())
}

// ScrollToTop shows the start of the content.
func (s *FocusScroll) ScrollToTop() { s.scroll.ScrollToTop() }

// CreateRenderer implements fyne.Widget.
func (s *FocusScroll) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	focusScrolls[s] = struct{}{}
	return &focusScrollRenderer{WidgetRenderer: widget.NewSimpleRenderer(s.scroll), scroll: s}
}

type focusScrollRenderer struct {
	fyne.WidgetRenderer
	scroll *FocusScroll
}

func (r *focusScrollRenderer) Destroy() { delete(focusScrolls, r.scroll) }

func (r *focusScrollRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.scroll.settle(size)
}

// settle gives wrapping content, whose height is known only once it has its width, its final height.
func (s *FocusScroll) settle(size fyne.Size) {
	content := s.scroll.Content
	if content == nil || size.Width == 0 {
		return
	}
	want := content.MinSize().Max(size)
	if content.Size() != want {
		content.Resize(want)
		s.scroll.Refresh()
	}
}

// holds says whether o is inside the content. What moves when the content moves is inside of it: that is the one
// question about ancestry that can be asked of Fyne from outside.
func (s *FocusScroll) holds(o fyne.CanvasObject) bool {
	content, driver := s.scroll.Content, fyne.CurrentApp().Driver()
	if content == nil {
		return false
	}
	at, before := content.Position(), driver.AbsolutePositionForObject(o)
	content.Move(at.AddXY(0, 1))
	after := driver.AbsolutePositionForObject(o)
	content.Move(at)
	return after.Y != before.Y
}

// inTree says whether o is in the tree of a canvas, by the same question: in no tree, moving it changes nothing.
func inTree(o fyne.CanvasObject) bool {
	driver := fyne.CurrentApp().Driver()
	at, before := o.Position(), driver.AbsolutePositionForObject(o)
	o.Move(at.AddXY(0, 1))
	after := driver.AbsolutePositionForObject(o)
	o.Move(at)
	return after.Y != before.Y
}

// reveal scrolls as little as needed to show o, with a margin around it.
func (s *FocusScroll) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	content := s.scroll.Content
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(content).Y
	bottom := top + o.Size().Height
	view := s.scroll.Size().Height
	offset := s.scroll.Offset.Y
	if bottom+revealMargin > offset+view {
		offset = bottom + revealMargin - view
	}
	if top-revealMargin < offset {
		offset = top - revealMargin
	}
	offset = max(0, min(offset, content.Size().Height-view))
	if offset != s.scroll.Offset.Y {
		s.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// Reveal scrolls every FocusScroll around o so that o can be seen. The widgets of this package call it when they get
// the focus.
func Reveal(o fyne.CanvasObject) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	for s := range focusScrolls {
		if canvasOf(s) == c && s.Visible() && s.holds(o) {
			s.reveal(o)
		}
	}
}
