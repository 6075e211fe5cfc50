package wizard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

// question is a small dialog over the wizard that asks for one thing.
type question struct {
	title, text string
	field       *widgets.FormField
	yes         string
	// answer takes what was given. It calls done when that was good, or shows
	// what is wrong at the field.
	answer func(done func())
}

// questionWidth is the width of such a dialog; it is as high as it needs to be.
const questionWidth = 480

func ask(w *Wizard, q question) {
	var modal *widgets.Modal
	yes := widgets.NewButton(widgets.Primary, q.yes, func() { q.answer(func() { modal.Close() }) })
	no := widgets.NewButton(widgets.Secondary, lang.L("Cancel"), func() { modal.Close() })
	modal = widgets.NewModal(w.deps.Window.Canvas(), widgets.ModalOptions{
		Title:  q.title,
		Body:   widgets.VBox(14, widgets.NewText(q.text).Fitting(widgets.Wrap), q.field),
		Footer: widgets.HBox(10, widgets.Spacer(), no, yes),
		Size:   fyne.NewSize(questionWidth, 600), FitHeight: true, Default: yes,
	})
	modal.Show()
	q.field.Focus()
}
