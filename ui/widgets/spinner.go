package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Spinner says that something is being done, in words beside moving dots. It moves only while it is shown and running.
type Spinner struct {
	widget.BaseWidget
	activity *widget.Activity
	text     *Text
}

// NewSpinner returns a running spinner.
func NewSpinner(text string) *Spinner {
	s := &Spinner{activity: widget.NewActivity(), text: NewCaption(text)}
	s.ExtendBaseWidget(s)
	s.activity.Start()
	return s
}

// SetText changes the words.
func (s *Spinner) SetText(text string) { s.text.SetText(text) }

// Start moves the dots.
func (s *Spinner) Start() { s.activity.Start() }

// Stop takes the dots away; the words stay.
func (s *Spinner) Stop() { s.activity.Stop() }

// CreateRenderer implements fyne.Widget.
func (s *Spinner) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return widget.NewSimpleRenderer(HBox(8, FixedWidth(20, s.activity), Grow(s.text)))
}
