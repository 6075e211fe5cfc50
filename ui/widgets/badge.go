package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Badge is a word or two on a soft ground.
type Badge struct {
	widget.BaseWidget
	text string
	tone Tone
}

// NewBadge returns a badge. An empty text takes no room.
func NewBadge(text string, tone Tone) *Badge {
	b := &Badge{text: text, tone: tone}
	b.ExtendBaseWidget(b)
	return b
}

// Text is what the badge says.
func (b *Badge) Text() string { return b.text }

// Set changes what the badge says.
func (b *Badge) Set(text string, tone Tone) {
	if b.text != text || b.tone != tone {
		b.text, b.tone = text, tone
		b.Refresh()
	}
}

const (
	badgePadX = 7
	badgePadY = 2
)

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	ground, words := &canvas.Rectangle{}, &canvas.Text{}
	words.TextStyle.Bold = true
	words.Alignment = fyne.TextAlignCenter
	return newRenderer(&renderer{
		owner:   b,
		objects: []fyne.CanvasObject{ground, words},
		minSize: func() fyne.Size {
			if b.text == "" {
				return fyne.Size{}
			}
			return measure(b, b.text, theme.SizeNameTag, words.TextStyle).AddWidthHeight(2*badgePadX, 2*badgePadY)
		},
		layout: func(size fyne.Size) {
			place(ground, 0, 0, size.Width, size.Height)
			m := words.MinSize()
			place(words, badgePadX, (size.Height-m.Height)/2, size.Width-2*badgePadX, m.Height)
		},
		update: func() {
			groundName, wordsName := b.tone.colors()
			ground.FillColor = colorOf(b, groundName)
			ground.CornerRadius = sizeOf(b, theme.SizeNameTagRadius)
			ground.Hidden = b.text == ""
			setText(b, words, b.text, theme.SizeNameTag, wordsName)
		},
	})
}
