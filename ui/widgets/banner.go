package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Banner is a message on a soft ground that stays until what it is about has changed: a bold title, words that wrap, and
// buttons.
type Banner struct {
	widget.BaseWidget

	tone    Tone
	title   *Text
	text    *Text
	actions *fyne.Container
	box     *fyne.Container
}

// NewBanner returns a message. Title or text may be empty.
func NewBanner(tone Tone, title, text string, actions ...*Button) *Banner {
	b := &Banner{title: NewText("").Bold().Fitting(Wrap), text: NewText("").Fitting(Wrap), actions: HBox(10)}
	for _, action := range actions {
		b.actions.Add(action)
	}
	b.actions.Hidden = len(actions) == 0
	b.box = VBox(8, VBox(2, b.title, b.text), b.actions)
	b.ExtendBaseWidget(b)
	b.Set(tone, title, text)
	return b
}

// Set changes the message; the buttons stay.
func (b *Banner) Set(tone Tone, title, text string) {
	b.tone = tone
	b.title.SetText(title)
	b.text.SetText(text)
	b.title.Hidden, b.text.Hidden = title == "", text == ""
	b.Refresh()
}

// Title is the bold part of the message.
func (b *Banner) Title() string { return b.title.Text() }

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	ground := &canvas.Rectangle{}
	body := Pad(12, 16, 12, 16, b.box)
	return newRenderer(&renderer{
		owner:   b,
		objects: []fyne.CanvasObject{ground, body},
		minSize: body.MinSize,
		layout: func(size fyne.Size) {
			place(ground, 0, 0, size.Width, size.Height)
			place(body, 0, 0, size.Width, size.Height)
			b.box.Layout.Layout(b.box.Objects, b.box.Size())
		},
		update: func() {
			groundName, words := b.tone.colors()
			ground.FillColor = colorOf(b, groundName)
			ground.CornerRadius = sizeOf(b, theme.SizeNameCardRadius)
			b.title.SetColor(words)
			b.text.SetColor(words)
		},
	})
}
