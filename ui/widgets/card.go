package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Card is a bordered surface around its content.
type Card struct {
	widget.BaseWidget

	content fyne.CanvasObject
	ground  fyne.ThemeColorName
}

// NewCard returns a card with the usual space around its content.
func NewCard(content fyne.CanvasObject) *Card {
	return NewBareCard(Pad(14, 16, 14, 16, content))
}

// NewSunkenCard returns a card with the ground of the window, for a group inside a panel.
func NewSunkenCard(content fyne.CanvasObject) *Card {
	c := NewCard(content)
	c.ground = fynetheme.ColorNameBackground
	return c
}

// NewBareCard returns a card whose content reaches its border, as rows do.
func NewBareCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content, ground: theme.ColorNameSurface}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	ground := newSlab()
	return newRenderer(&renderer{
		owner:   c,
		objects: append(ground.objects(), c.content),
		minSize: func() fyne.Size { return c.content.MinSize() },
		layout: func(size fyne.Size) {
			ground.layout(0, 0, size.Width, size.Height)
			place(c.content, 0, 0, size.Width, size.Height)
		},
		update: func() {
			ground.update(colorOf(c, c.ground), colorOf(c, theme.ColorNameBorder), sizeOf(c, theme.SizeNameCardRadius))
		},
	})
}

// Divider is a thin line across.
type Divider struct {
	widget.BaseWidget
}

// NewDivider returns a horizontal line, one unit high.
func NewDivider() *Divider {
	d := &Divider{}
	d.ExtendBaseWidget(d)
	return d
}

// CreateRenderer implements fyne.Widget.
func (d *Divider) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	line := &canvas.Rectangle{}
	return newRenderer(&renderer{
		owner:   d,
		objects: []fyne.CanvasObject{line},
		minSize: func() fyne.Size { return fyne.NewSize(1, 1) },
		layout:  func(size fyne.Size) { place(line, 0, 0, size.Width, size.Height) },
		update:  func() { line.FillColor = colorOf(d, theme.ColorNameBorder) },
	})
}

// Rows sets objects one below the other with a line between them, as in a card of rows.
func Rows(objects ...fyne.CanvasObject) *fyne.Container {
	box := VBox(0)
	for i, o := range objects {
		if i > 0 {
			box.Add(NewDivider())
		}
		box.Add(o)
	}
	return box
}
