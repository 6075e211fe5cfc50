package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Close saves what is typed and ends the program. What cannot be saved is said
// first: nothing is lost without a person having agreed to it.
func (w *Window) Close() {
	if w.closing {
		return
	}
	w.closing = true
	w.flush(func(err error) {
		if err == nil {
			w.quit()
			return
		}
		w.closing = false
		w.askToLose(err)
	})
}

// flush saves what is typed anywhere.
func (w *Window) flush(then func(error)) {
	w.account.Flush(func(err error) {
		if err != nil || w.wizard == nil {
			then(err)
			return
		}
		w.wizard.Flush(then)
	})
}

// askToLose asks whether to close although what was typed last cannot be saved.
func (w *Window) askToLose(err error) {
	m := words.Error(err)
	var modal *widgets.Modal
	stay := widgets.NewButton(widgets.Primary, lang.L("Stay"), func() { modal.Close() })
	leave := widgets.NewButton(widgets.Danger, lang.L("Close and lose it"), func() {
		w.closing = true
		modal.Close()
		w.quit()
	})
	modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
		Title: lang.L("What you typed last is not saved"),
		Body: widgets.VBox(10,
			widgets.NewText(m.Title).Bold().Fitting(widgets.Wrap), widgets.NewText(m.Text).Fitting(widgets.Wrap)),
		Footer: widgets.HBox(10, leave, widgets.Spacer(), stay),
		Size:   fyne.NewSize(520, 320), FitHeight: true, Default: stay, InitialFocus: stay,
	})
	modal.Show()
}

// quit keeps the window's size and ends the program, once all that was chosen is kept.
func (w *Window) quit() {
	ws, profile, size := w.options.Workspace, w.now.status.Profile.ID, w.window.Canvas().Size()
	w.keeping.Do(func(ctx context.Context) error { return keepSize(ctx, ws, profile, size) }, func(err error) {
		if err != nil { // no reason to stay for
			w.options.Log.Warn("the window's size is not kept", "error", err)
		}
		w.options.Quit()
	})
}

// Stop ends what the window does in the background and waits for it. It is for
// after the app has ended, when nobody needs its results any more. Where the system ended
// it without Close, when somebody logs out for instance, what is typed is saved here.
func (w *Window) Stop() {
	if w.unsubscribe != nil {
		w.unsubscribe()
	}
	w.cancel()
	w.runner.Wait()
	err := w.account.SaveLast(context.Background())
	if w.wizard != nil {
		err = errors.Join(err, w.wizard.SaveLast(context.Background()))
	}
	if err != nil {
		w.options.Log.Error("what was typed last is not saved", "error", err)
	}
}
