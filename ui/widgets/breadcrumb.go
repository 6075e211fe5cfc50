package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
)

// Breadcrumb is the way from the top to where one is: links, and at the end the place itself. OnSelected is told the
// place in the way that was clicked, from 0.
type Breadcrumb struct {
	strip
}

// NewBreadcrumb returns the way through the given names.
func NewBreadcrumb(names []string, selected func(index int)) *Breadcrumb {
	b := &Breadcrumb{}
	b.self = b
	b.OnSelected = selected
	b.gap, b.least = 5, 3
	b.ExtendBaseWidget(b)
	b.SetNames(names)
	return b
}

// SetNames replaces the way; its last name is where one is.
func (b *Breadcrumb) SetNames(names []string) {
	faces := make([]face, len(names))
	for i, name := range names {
		f := &crumbFace{last: i == len(names)-1}
		f.name = NewText(name).Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted).Fitting(Ellipsis)
		f.arrow = NewText("›").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted)
		f.arrow.Hidden = f.last
		faces[i] = f
	}
	b.current = len(names) - 1
	b.setFaces(faces)
	b.Refresh()
}

type crumbFace struct {
	name  *Text
	arrow *Text
	last  bool
}

func (f *crumbFace) objects() []fyne.CanvasObject { return []fyne.CanvasObject{f.name, f.arrow} }

func (f *crumbFace) arrowWidth() float32 {
	if f.last {
		return 0
	}
	return f.arrow.MinSize().Width + 5
}

func (f *crumbFace) minSize() fyne.Size {
	return fullSize(f.name).AddWidthHeight(f.arrowWidth(), 4)
}

func (f *crumbFace) layout(size fyne.Size) {
	width := size.Width - f.arrowWidth()
	place(f.name, 0, 2, width, f.name.MinSize().Height)
	place(f.arrow, width+5, 2, max(f.arrowWidth()-5, 0), f.arrow.MinSize().Height)
}

func (f *crumbFace) update(bool) {}

// hover colours the name of a link while the pointer is over it.
func (f *crumbFace) hover(over bool) {
	name := theme.ColorNameMuted
	if over && !f.last {
		name = fynetheme.ColorNamePrimary
	}
	f.name.SetColor(name)
}

func (f *crumbFace) ringBox(size fyne.Size) (y, height, radius float32) { return 1, size.Height - 2, 3 }
