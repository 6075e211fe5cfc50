package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// failed tells a person that something did not work, in words, with the details
// behind a link. What the foot of the window or a notice says already is not said
// twice.
func (w *Window) failed(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	w.options.Log.Warn("told a person that something failed", "error", err)
	if errors.Is(err, domain.ErrOffline) || errors.Is(err, domain.ErrSignedOut) {
		return
	}
	m := words.Error(err)
	w.told().ShowAction(m.Title, widgets.ToneBad, lang.L("Details"), func() { w.showDetails(err) })
}

// say tells that something was done.
func (w *Window) say(text string) { w.told().Show(text, widgets.ToneOK) }

// told is where messages are shown: on the panel that lies over the window, behind which
// nobody would see them, or on the window itself.
func (w *Window) told() *widgets.ToastHost {
	if modal := widgets.TopModal(w.window.Canvas()); modal != nil {
		return modal.Toasts()
	}
	return w.toasts
}

// showDetails shows all that is known of an error, to be read and copied.
func (w *Window) showDetails(err error) {
	m := words.Error(err)
	details := words.Details(err, w.options.Now())
	var modal *widgets.Modal
	done := widgets.NewButton(widgets.Primary, lang.L("Close"), func() { modal.Close() })
	modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
		Title: m.Title,
		Body:  widgets.VBox(14, widgets.NewText(m.Text).Fitting(widgets.Wrap), widgets.NewSunkenCard(widgets.NewMonoValue(details))),
		Footer: widgets.HBox(10, widgets.NewButton(widgets.Flat, lang.L("Copy details"), func() {
			w.options.App.Clipboard().SetContent(details)
			w.say(lang.L("The details are copied."))
		}), widgets.Spacer(), done),
		Size: fyne.NewSize(620, 480), FitHeight: true, Default: done, InitialFocus: done,
	})
	modal.Show()
}
