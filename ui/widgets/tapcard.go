package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// TapCard is a card that is a button as a whole: a click, Space and Return press it. A chosen one has a thicker border;
// its content should say so in words too.
type TapCard struct {
	widget.BaseWidget
	focusState

	// OnTapped is what the card does; nil does nothing.
	OnTapped func()

	content fyne.CanvasObject
	chosen  bool
	hovered bool
}

var (
	_ fyne.Tappable     = (*TapCard)(nil)
	_ fyne.Focusable    = (*TapCard)(nil)
	_ desktop.Hoverable = (*TapCard)(nil)
)

// NewTapCard returns a card with the usual space around its content.
func NewTapCard(content fyne.CanvasObject, tapped func()) *TapCard {
	c := &TapCard{content: Pad(12, 16, 12, 16, content), OnTapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// SetChosen marks the card as the chosen one of several.
func (c *TapCard) SetChosen(chosen bool) {
	if c.chosen != chosen {
		c.chosen = chosen
		c.Refresh()
	}
}

// Chosen tells whether the card is the chosen one.
func (c *TapCard) Chosen() bool { return c.chosen }

func (c *TapCard) press() {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

// Tapped implements fyne.Tappable.
func (c *TapCard) Tapped(*fyne.PointEvent) {
	c.click(c)
	c.press()
}

// TypedKey implements fyne.Focusable.
func (c *TapCard) TypedKey(ev *fyne.KeyEvent) {
	if isReturn(ev.Name) {
		c.press()
		return
	}
	PassKeyOn(c, ev)
}

// TypedRune implements fyne.Focusable.
func (c *TapCard) TypedRune(r rune) {
	if isSpace(r) {
		c.press()
	}
}

// FocusGained implements fyne.Focusable.
func (c *TapCard) FocusGained() {
	c.gain()
	c.Refresh()
	Reveal(c)
}

// FocusLost implements fyne.Focusable.
func (c *TapCard) FocusLost() {
	c.lose()
	c.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (c *TapCard) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (c *TapCard) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *TapCard) MouseOut() {
	c.hovered = false
	c.Refresh()
}

// Cursor implements desktop.Cursorable.
func (c *TapCard) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (c *TapCard) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	ground := newSlab()
	frame, ring := &canvas.Rectangle{}, &canvas.Rectangle{}
	return newRenderer(&renderer{
		owner:   c,
		objects: append(ground.objects(), c.content, frame, ring),
		minSize: func() fyne.Size { return c.content.MinSize() },
		layout: func(size fyne.Size) {
			ground.layout(0, 0, size.Width, size.Height)
			place(c.content, 0, 0, size.Width, size.Height)
			place(frame, 0, 0, size.Width, size.Height)
			layoutRing(ring, 0, 0, size.Width, size.Height)
		},
		update: func() {
			radius := sizeOf(c, theme.SizeNameCardRadius)
			border := theme.ColorNameBorder
			if c.hovered {
				border = theme.ColorNameMuted
			}
			ground.update(colorOf(c, theme.ColorNameSurface), colorOf(c, border), radius)
			frame.StrokeColor = colorOf(c, fynetheme.ColorNamePrimary)
			frame.FillColor = outline(frame.StrokeColor)
			frame.StrokeWidth, frame.CornerRadius = sizeOf(c, theme.SizeNameFocusRing), radius
			frame.Hidden = !c.chosen
			updateRing(c, ring, radius, c.ring())
		},
	})
}
