package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// StrengthBar tells how hard a password is to guess, by a bar and by words.
type StrengthBar struct {
	widget.BaseWidget
	bar     *Bar
	caption *Text
}

// NewStrengthBar returns a bar with no strength and no words yet.
func NewStrengthBar() *StrengthBar {
	s := &StrengthBar{bar: NewBar(), caption: NewCaption("")}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a strength from 0 to 1, in the tone of what is to be thought of it, and says it in words, such as "Strong ·
// generated".
func (s *StrengthBar) Set(strength float32, tone Tone, words string) {
	s.bar.Set(Segment{Fraction: strength, Color: tone.fill()})
	s.caption.SetText(words)
}

// CreateRenderer implements fyne.Widget.
func (s *StrengthBar) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return widget.NewSimpleRenderer(VBox(3, s.bar, s.caption))
}
