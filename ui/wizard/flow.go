package wizard

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// next goes on to the next tab, whatever is missing on this one: that shows from
// then on, on the tab and in the foot. On Review it creates the account.
func (w *Wizard) next() {
	if w.state.onReview() {
		w.create()
		return
	}
	if tab, ok := w.state.step(1); ok {
		w.goTo(tab)
	}
}

func (w *Wizard) back() {
	if tab, ok := w.state.step(-1); ok {
		w.goTo(tab)
	}
}

// create submits the draft once it is saved and checked. What is missing is
// explained, and the first of it gets the keyboard.
func (w *Wizard) create() {
	if w.submitting {
		return
	}
	w.setSubmitting(true)
	w.state.judgeAll()
	w.passwords.flush(func() {
		w.saver.recheck()
		w.saver.flush(func(err error) {
			if err != nil {
				w.setSubmitting(false)
				w.tell(lang.L("The account was not created, because the draft could not be saved."), err)
				return
			}
			w.submit()
		})
	})
}

func (w *Wizard) submit() {
	if blocking := w.state.found.Blocking(); len(blocking) > 0 {
		w.setSubmitting(false)
		w.explain(blocking)
		return
	}
	ws, id := w.deps.Workspace, w.state.draft.ID
	run.Do(w.deps.Run, func(ctx context.Context) error { return ws.Submit(ctx, id) }, func(err error) {
		var invalid *workspace.InvalidDraftError
		switch {
		case w.done:
		case err == nil:
			w.submitted()
		case errors.As(err, &invalid):
			w.setSubmitting(false)
			w.state.refused = invalid.Problems
			w.explain(invalid.Problems)
		default:
			w.setSubmitting(false)
			w.tell(lang.L("The account was not created."), err)
		}
	})
}

// explain shows what is missing or wrong and goes to the first of it.
func (w *Wizard) explain(problems domain.Problems) {
	w.state.judgeAll()
	w.showProblems()
	w.jump(problems[0].Field)
	w.modal.Toasts().Show(words.Plural(len(problems), "1 field needs another look before the account can be created.",
		"{{.Count}} fields need another look before the account can be created."), widgets.ToneBad)
}

// tell shows an error that is about no field.
func (w *Wizard) tell(what string, err error) {
	m := words.Error(err)
	widgets.ShowDetails(w.deps.Window.Canvas(), m.Title, what+"\n"+m.Text+"\n\n"+words.Details(err, w.deps.Now()))
}

func (w *Wizard) setSubmitting(on bool) {
	w.submitting = on
	w.foot.load()
}

func (w *Wizard) submitted() {
	id, offline := w.state.draft.ID, w.deps.Workspace.Status().Connection != workspace.Online
	w.end()
	if offline && w.deps.Toasts != nil {
		w.deps.Toasts.Show(lang.L("Queued: will be sent when there is a connection."), widgets.ToneWarn)
	}
	if w.deps.OnSubmitted != nil {
		w.deps.OnSubmitted(id)
	}
}

// Close keeps the draft and closes the wizard. Where the draft cannot be saved, it
// asks first.
func (w *Wizard) Close() {
	if w.done || w.closing || w.submitting {
		return
	}
	w.closing = true
	w.passwords.flush(func() {}) // goes on after the wizard is gone, should the keyring take its time
	w.saver.flush(func(err error) {
		switch {
		case w.done:
		case err == nil:
			w.end()
		default:
			w.closing = false
			w.askToClose(err)
		}
	})
}

func (w *Wizard) askToClose(err error) {
	m := words.Error(err)
	widgets.ShowConfirm(w.deps.Window.Canvas(), widgets.ConfirmOptions{
		Title: lang.L("The draft is not saved"), Text: m.Title + ". " + m.Text,
		Confirm: lang.L("Close and lose the last changes"), Cancel: lang.L("Keep it open"), Danger: true,
	}, func(confirmed bool) {
		if confirmed {
			w.end()
		}
	})
}

// end takes the wizard off the screen.
func (w *Wizard) end() {
	if w.done {
		return
	}
	w.done = true
	w.saver.stop()
	w.reading.Cancel()
	w.removeShortcuts()
	w.cleanUp()
	w.modal.Close()
}

// cleanUp removes what is not to be kept: a draft that was stored once and then
// emptied, and typed passwords of administrators who were taken out.
func (w *Wizard) cleanUp() {
	ws, d := w.deps.Workspace, w.state.draft
	for id, typed := range w.removed {
		if typed {
			w.passwords.typed(id, domain.Secret{})
		}
	}
	w.passwords.flush(func() {})
	if w.kept && !w.known.exists && d.IsBlank(domain.NewDraft(d.ID, d.Parent, w.known.identity)) {
		run.Do(w.deps.Run, func(ctx context.Context) error {
			_, err := ws.DeleteDraft(ctx, d.ID)
			return err
		}, func(err error) {
			if err != nil && !errors.Is(err, domain.ErrNotFound) && w.deps.Toasts != nil {
				w.deps.Toasts.Show(words.Error(err).Title, widgets.ToneBad)
			}
		})
	}
}

// closed is told by the panel, however it was closed.
func (w *Wizard) closed() {
	w.end()
	if w.stopClock != nil {
		w.stopClock()
	}
	if w.deps.OnClosed != nil {
		w.deps.OnClosed()
	}
}

// shortcuts of the wizard: to the tab before and after, and on.
func (w *Wizard) shortcuts() map[fyne.Shortcut]func() {
	return map[fyne.Shortcut]func(){
		&desktop.CustomShortcut{KeyName: fyne.KeyPageDown, Modifier: fyne.KeyModifierControl}:       w.Forward,
		&desktop.CustomShortcut{KeyName: fyne.KeyPageUp, Modifier: fyne.KeyModifierControl}:         w.back,
		&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt}:              w.Forward,
		&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}:               w.back,
		&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}: w.next,
	}
}

// Forward goes to the next tab, and never creates the account.
func (w *Wizard) Forward() {
	if tab, ok := w.state.step(1); ok {
		w.goTo(tab)
	}
}

func (w *Wizard) addShortcuts() {
	c := w.deps.Window.Canvas()
	for s, do := range w.shortcuts() {
		c.AddShortcut(s, func(fyne.Shortcut) {
			if c.Overlays().Top() == fyne.CanvasObject(w.modal) { // and no file dialog over it
				do()
			}
		})
	}
}

func (w *Wizard) removeShortcuts() {
	for s := range w.shortcuts() {
		w.deps.Window.Canvas().RemoveShortcut(s)
	}
}
