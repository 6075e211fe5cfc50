package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// StatusDot is a small round light. It never stands alone: words beside it say the same.
type StatusDot struct {
	widget.BaseWidget
	tone Tone
}

const dotSize = 8

// NewStatusDot returns a light of the given tone.
func NewStatusDot(tone Tone) *StatusDot {
	d := &StatusDot{tone: tone}
	d.ExtendBaseWidget(d)
	return d
}

// SetTone changes the light.
func (d *StatusDot) SetTone(tone Tone) {
	if d.tone != tone {
		d.tone = tone
		d.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (d *StatusDot) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	light := &canvas.Circle{}
	return newRenderer(&renderer{
		owner:   d,
		objects: []fyne.CanvasObject{light},
		minSize: func() fyne.Size { return fyne.NewSize(dotSize, dotSize) },
		layout: func(size fyne.Size) {
			place(light, (size.Width-dotSize)/2, (size.Height-dotSize)/2, dotSize, dotSize)
		},
		update: func() { light.FillColor = colorOf(d, d.tone.fill()) },
	})
}
