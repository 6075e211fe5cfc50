package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Avatar stands for an account.
type Avatar struct {
	widget.BaseWidget
	initial string
}

// NewAvatar returns a square with round corners and the first letter of a name.
func NewAvatar(name string) *Avatar {
	a := &Avatar{}
	a.SetName(name)
	a.ExtendBaseWidget(a)
	return a
}

// SetName changes whose first letter is shown.
func (a *Avatar) SetName(name string) {
	initial := ""
	for _, r := range name {
		initial = string(r)
		break
	}
	if a.initial != initial {
		a.initial = initial
		a.Refresh()
	}
}

const avatarSize = 34

// CreateRenderer implements fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	a.ExtendBaseWidget(a)
	ground, letter := &canvas.Rectangle{}, &canvas.Text{Alignment: fyne.TextAlignCenter}
	letter.TextStyle.Bold = true
	return newRenderer(&renderer{
		owner:   a,
		objects: []fyne.CanvasObject{ground, letter},
		minSize: func() fyne.Size { return fyne.NewSize(avatarSize, avatarSize) },
		layout: func(size fyne.Size) {
			x, y := (size.Width-avatarSize)/2, (size.Height-avatarSize)/2
			place(ground, x, y, avatarSize, avatarSize)
			height := letter.MinSize().Height
			place(letter, x, y+(avatarSize-height)/2, avatarSize, height)
		},
		update: func() {
			ground.FillColor = colorOf(a, fynetheme.ColorNamePrimary)
			ground.CornerRadius = sizeOf(a, theme.SizeNameCardRadius)
			setText(a, letter, a.initial, fynetheme.SizeNameText, fynetheme.ColorNameForegroundOnPrimary)
		},
	})
}
