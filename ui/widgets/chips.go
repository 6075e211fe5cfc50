package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
)

// Chips is a row of small pills of which one is chosen, to filter a list.
type Chips struct {
	strip
	faces []*chipFace
}

// NewChips returns a row of pills, the first one chosen.
func NewChips(labels []string, selected func(index int)) *Chips {
	c := &Chips{}
	c.self = c
	c.OnSelected = selected
	c.gap, c.least = 6, 4
	faces := make([]face, len(labels))
	for i, label := range labels {
		f := &chipFace{owner: c, ground: &canvas.Rectangle{}}
		f.label = NewText(label).Sized(fynetheme.SizeNameCaptionText).Fitting(Ellipsis).Aligned(fyne.TextAlignCenter)
		c.faces = append(c.faces, f)
		faces[i] = f
	}
	c.setFaces(faces)
	c.ExtendBaseWidget(c)
	return c
}

// SetLabel changes the words of one pill, such as the number in "Drafts 2".
func (c *Chips) SetLabel(index int, label string) {
	if index >= 0 && index < len(c.faces) && c.faces[index].label.Text() != label {
		c.faces[index].label.SetText(label)
		c.Refresh()
	}
}

type chipFace struct {
	owner  fyne.Widget
	ground *canvas.Rectangle
	label  *Text
}

const (
	chipPadX = 9
	chipPadY = 3
)

func (f *chipFace) objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.ground, f.label} }

func (f *chipFace) minSize() fyne.Size {
	// The chosen pill is bold; room for that is kept always, so that choosing moves nothing.
	bold := measure(f.owner, f.label.text, f.label.size, fyne.TextStyle{Bold: true})
	return bold.AddWidthHeight(2*chipPadX, 2*chipPadY)
}

func (f *chipFace) layout(size fyne.Size) {
	place(f.ground, 0, 0, size.Width, size.Height)
	place(f.label, chipPadX, chipPadY, size.Width-2*chipPadX, size.Height-2*chipPadY)
}

func (f *chipFace) update(current bool) {
	ground := theme.ColorNameOffSoft
	if current {
		ground = theme.ColorNameSoft
	}
	f.ground.FillColor = colorOf(f.owner, ground)
	f.ground.CornerRadius = f.minSize().Height / 2
	if f.label.style.Bold != current {
		f.label.style.Bold = current
		f.label.Refresh()
	}
	f.label.SetColor(currentColor(current))
}

func (f *chipFace) ringBox(size fyne.Size) (y, height, radius float32) {
	return 0, size.Height, size.Height / 2
}
