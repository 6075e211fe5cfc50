package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// tapText is muted text that answers a click and never takes the keyboard, for what has another way by key.
type tapText struct {
	widget.BaseWidget
	holdState

	text   *Text
	tapped func()
}

var _ fyne.Tappable = (*tapText)(nil)

func newTapText(text string, size fyne.ThemeSizeName, tapped func()) *tapText {
	t := &tapText{text: NewText(text).Sized(size).Colored(theme.ColorNameMuted), tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tapText) Tapped(*fyne.PointEvent) {
	if t.tapped != nil {
		t.tapped()
	}
}

func (t *tapText) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.text) }
