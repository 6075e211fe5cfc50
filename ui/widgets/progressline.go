package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// ProgressLine is a thin line that fills while something is done.
type ProgressLine struct {
	widget.BaseWidget
	fraction float32
}

const lineHeight = 3

// NewProgressLine returns an empty line.
func NewProgressLine() *ProgressLine {
	p := &ProgressLine{}
	p.ExtendBaseWidget(p)
	return p
}

// SetFraction shows how much is done, from 0 to 1.
func (p *ProgressLine) SetFraction(fraction float32) {
	p.fraction = max(0, min(fraction, 1))
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *ProgressLine) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	track, done := &canvas.Rectangle{}, &canvas.Rectangle{}
	return newRenderer(&renderer{
		owner:   p,
		objects: []fyne.CanvasObject{track, done},
		minSize: func() fyne.Size { return fyne.NewSize(40, lineHeight) },
		layout: func(size fyne.Size) {
			place(track, 0, 0, size.Width, lineHeight)
			place(done, 0, 0, p.fraction*size.Width, lineHeight)
		},
		update: func() {
			track.FillColor = colorOf(p, theme.ColorNameOffSoft)
			done.FillColor = colorOf(p, fynetheme.ColorNamePrimary)
		},
	})
}
