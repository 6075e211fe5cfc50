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
	pressable

	content fyne.CanvasObject
	chosen  bool
}

var (
	_ fyne.Tappable     = (*TapCard)(nil)
	_ fyne.Focusable    = (*TapCard)(nil)
	_ desktop.Hoverable = (*TapCard)(nil)
)

// NewTapCard returns a card with the usual space around its content.
func NewTapCard(content fyne.CanvasObject, tapped func()) *TapCard {
	c := &TapCard{content: Pad(12, 16, 12, 16, content)}
	c.owner, c.OnTapped = c, tapped
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
