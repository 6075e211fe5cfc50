package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Tabs is a row of underlined words, the parts of a screen. It shows no content itself: OnSelected says what to show.
type Tabs struct {
	strip
}

// NewTabs returns a row of tabs, the first one current.
func NewTabs(labels []string, selected func(index int)) *Tabs {
	t := &Tabs{}
	t.self = t
	t.OnSelected = selected
	t.gap, t.least = 22, 10
	faces := make([]face, len(labels))
	for i, label := range labels {
		faces[i] = newTabFace(t, label)
	}
	t.setFaces(faces)
	t.ExtendBaseWidget(t)
	return t
}

type tabFace struct {
	owner fyne.Widget
	label *Text
	line  *canvas.Rectangle
}

func newTabFace(owner fyne.Widget, label string) *tabFace {
	return &tabFace{owner: owner, label: NewText(label).Bold().Fitting(Ellipsis), line: &canvas.Rectangle{}}
}

const (
	underline = 2
	tabAbove  = 4
	tabBelow  = 9
)

func (f *tabFace) objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.label, f.line} }

func (f *tabFace) minSize() fyne.Size {
	return fullSize(f.label).AddWidthHeight(0, tabAbove+tabBelow+underline)
}

func (f *tabFace) layout(size fyne.Size) {
	place(f.label, 0, tabAbove, size.Width, f.label.MinSize().Height)
	place(f.line, 0, size.Height-underline, size.Width, underline)
}

func (f *tabFace) update(current bool) {
	f.label.SetColor(currentColor(current))
	f.line.FillColor = colorOf(f.owner, fynetheme.ColorNamePrimary)
	f.line.Hidden = !current
}

func (f *tabFace) ringBox(size fyne.Size) (y, height, radius float32) {
	return tabAbove, size.Height - tabAbove - tabBelow - underline + 2, 3
}

// fullSize is the size of a text that nothing squeezes.
func fullSize(t *Text) fyne.Size { return measure(t, t.text, t.size, t.style) }
