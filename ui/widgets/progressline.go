package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// ProgressLine is a thin line that fills while something is done, or runs to and fro while nobody knows how long it
// will take.
type ProgressLine struct {
	widget.BaseWidget
	fraction float32
	endless  bool
	at       float32 // 0 to 1, where the running part is
	move     *fyne.Animation
}

const (
	lineHeight  = 3
	runningPart = 0.3
)

// NewProgressLine returns an empty line.
func NewProgressLine() *ProgressLine {
	p := &ProgressLine{}
	p.ExtendBaseWidget(p)
	return p
}

// SetFraction shows how much is done, from 0 to 1.
func (p *ProgressLine) SetFraction(fraction float32) {
	p.fraction = max(0, min(fraction, 1))
	p.SetEndless(false)
	p.Refresh()
}

// SetEndless starts or stops running to and fro. Stop it before the line is thrown away.
func (p *ProgressLine) SetEndless(endless bool) {
	if p.endless == endless {
		return
	}
	p.endless = endless
	if !endless {
		p.move.Stop()
		p.Refresh()
		return
	}
	p.move = fyne.NewAnimation(1200*time.Millisecond, func(at float32) {
		p.at = at
		p.Refresh()
	})
	p.move.AutoReverse = true
	p.move.RepeatCount = fyne.AnimationRepeatForever
	p.move.Start()
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
			if p.endless {
				place(done, p.at*(1-runningPart)*size.Width, 0, runningPart*size.Width, lineHeight)
			} else {
				place(done, 0, 0, p.fraction*size.Width, lineHeight)
			}
		},
		update: func() {
			track.FillColor = colorOf(p, theme.ColorNameOffSoft)
			done.FillColor = colorOf(p, fynetheme.ColorNamePrimary)
		},
	})
}
