package widgets

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Spinner says that something is being done, in words beside dots that come and go. Stop it before it is thrown away.
type Spinner struct {
	widget.BaseWidget
	text  *Text
	move  *fyne.Animation // nil while stopped
	phase float64         // 0 to 1
}

// NewSpinner returns a spinner that is stopped.
func NewSpinner(text string) *Spinner {
	s := &Spinner{text: NewCaption(text)}
	s.ExtendBaseWidget(s)
	return s
}

// Start moves the dots.
func (s *Spinner) Start() {
	if s.move != nil {
		return
	}
	s.move = fyne.NewAnimation(1200*time.Millisecond, func(at float32) {
		s.phase = float64(at)
		s.Refresh()
	})
	s.move.Curve = fyne.AnimationLinear
	s.move.RepeatCount = fyne.AnimationRepeatForever
	s.move.Start()
}

// Stop takes the dots away; the words stay.
func (s *Spinner) Stop() {
	if s.move != nil {
		s.move.Stop()
		s.move = nil
		s.Refresh()
	}
}

const (
	spinnerDots = 3
	spinnerDot  = 5
	spinnerStep = 8 // from one dot to the next
	spinnerWide = spinnerDots*spinnerStep + 6
)

// CreateRenderer implements fyne.Widget.
func (s *Spinner) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	var dots [spinnerDots]*canvas.Circle
	objects := []fyne.CanvasObject{s.text}
	for i := range dots {
		dots[i] = &canvas.Circle{}
		objects = append(objects, dots[i])
	}
	return newRenderer(&renderer{
		owner:   s,
		objects: objects,
		minSize: func() fyne.Size {
			m := s.text.MinSize()
			return fyne.NewSize(spinnerWide+m.Width, max(m.Height, spinnerDot))
		},
		layout: func(size fyne.Size) {
			height := fit(s.text, max(size.Width-spinnerWide, 0))
			s.text.Move(fyne.NewPos(spinnerWide, (size.Height-height)/2))
			for i, dot := range dots {
				// Each dot grows and shrinks once in a turn, one after the other.
				turn := math.Mod(s.phase+1-float64(i)/spinnerDots, 1)
				side := spinnerDot * float32(0.5+0.5*math.Sin(turn*math.Pi))
				mid := float32(i)*spinnerStep + spinnerStep/2
				place(dot, mid-side/2, (size.Height-side)/2, side, side)
			}
		},
		update: func() {
			for _, dot := range dots {
				dot.FillColor = colorOf(s, theme.ColorNameMuted)
				dot.Hidden = s.move == nil
			}
		},
	})
}

// preferredWidth is the width at which the words do not wrap.
func (s *Spinner) preferredWidth() float32 { return spinnerWide + s.text.preferredWidth() }
