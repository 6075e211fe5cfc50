// Package tour is what somebody sees who has signed in for the first time: four cards
// on how the program is meant to be used. It can be left at any card.
package tour

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

// Options are what a tour is made of.
type Options struct {
	Canvas fyne.Canvas
	// AddKey is the shortcut that adds an account, as it is written.
	AddKey string
}

// card is one stop.
type card struct {
	title, text string
	drawing     fyne.CanvasObject
}

// tour is one that is open.
type tour struct {
	cards []card
	at    int

	modal      *widgets.Modal
	dots       []*widgets.StatusDot
	count      *widgets.Text
	back, next *widgets.Button
}

// Open shows the tour from its first card.
func Open(o Options) {
	t := &tour{cards: cards(o.AddKey), count: widgets.NewCaption("").Fitting(widgets.Natural)}
	line := widgets.HBox(6)
	for range t.cards {
		dot := widgets.NewStatusDot(widgets.ToneOff)
		t.dots = append(t.dots, dot)
		line.Add(dot)
	}
	line.Add(t.count)
	skip := widgets.NewButton(widgets.Flat, lang.L("Skip the tour"), func() { t.modal.Close() })
	t.back = widgets.NewButton(widgets.Secondary, lang.L("Back"), func() { t.show(t.at - 1) })
	t.next = widgets.NewButton(widgets.Primary, lang.L("Next"), t.goOn)
	t.modal = widgets.NewModal(o.Canvas, widgets.ModalOptions{
		Title: lang.L("Welcome to Accounts Manager"), TitleRight: line, Body: widgets.VBox(0),
		Footer: widgets.HBox(10, skip, widgets.Spacer(), t.back, t.next),
		Size:   fyne.NewSize(580, 460), Default: t.next, InitialFocus: t.next,
	})
	t.show(0)
	t.modal.Show()
}

// goOn shows the next card; after the last one the tour is over.
func (t *tour) goOn() {
	if t.at == len(t.cards)-1 {
		t.modal.Close()
		return
	}
	t.show(t.at + 1)
}

func (t *tour) show(at int) {
	t.at = max(at, 0)
	c := t.cards[t.at]
	for i, dot := range t.dots {
		tone := widgets.ToneOff
		if i == t.at {
			tone = widgets.TonePrimary
		}
		dot.SetTone(tone)
	}
	t.count.SetText(lang.L("{{.Card}} of {{.Cards}}", map[string]any{"Card": t.at + 1, "Cards": len(t.cards)}))
	t.back.Hidden = t.at == 0
	t.back.Refresh()
	if t.at == len(t.cards)-1 {
		t.next.SetText(lang.L("Start"))
	} else {
		t.next.SetText(lang.L("Next"))
	}
	t.modal.SetBody(widgets.VBox(14,
		widgets.NewSunkenCard(c.drawing), widgets.NewHeading(c.title), widgets.NewText(c.text).Fitting(widgets.Wrap)))
	t.modal.Refresh()
}
