package outbox

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

// showCharges draws the charges that wait for a yes, above the steps.
func (v *View) showCharges(s screen) {
	says := fmt.Sprint(s.charges)
	if says == v.chargesSay {
		return
	}
	v.chargesSay = says
	v.charges.RemoveAll()
	for _, t := range s.charges {
		v.charges.Add(chargesCard(t))
	}
	v.charges.Hidden = len(s.charges) == 0
}

// chargesCard lists what the server wants for a step.
func chargesCard(t chargeTable) fyne.CanvasObject {
	line := func(bold bool, what, quantity, rate, total string) fyne.CanvasObject {
		cell := func(text string) fyne.CanvasObject {
			words := widgets.NewText(text).Aligned(fyne.TextAlignTrailing).Fitting(widgets.Ellipsis)
			if bold {
				words.Bold()
			}
			return widgets.FixedWidth(90, words)
		}
		name := widgets.NewText(what).Fitting(widgets.Wrap)
		if bold {
			name.Bold()
		}
		return widgets.Pad(9, 16, 9, 16, widgets.HBox(8, widgets.Grow(name), cell(quantity), cell(rate), cell(total)))
	}
	rows := []fyne.CanvasObject{
		widgets.Pad(11, 16, 11, 16, widgets.NewHeading(lang.L("What it costs: {{.Step}}", map[string]any{"Step": t.title}))),
		line(true, lang.L("What"), lang.L("Number"), lang.L("Each"), lang.L("Total")),
	}
	for _, l := range t.lines {
		rows = append(rows, line(false, l.what, l.quantity, l.rate, l.total))
	}
	rows = append(rows, line(true, lang.L("Together"), "", "", t.total))
	return widgets.NewBareCard(widgets.Rows(rows...))
}
