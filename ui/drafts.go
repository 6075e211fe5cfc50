package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/wizard"
)

// addAccount starts a draft below the signed-in account.
func (w *Window) addAccount() { w.addAccountBelow(domain.AccountRef{}) }

// addBelow starts a draft below another account, which somebody asked for in so
// many words.
func (w *Window) addBelow(id string) {
	ws := w.options.Workspace
	run.Go(w.runner, func(ctx context.Context) (domain.Account, error) { return ws.Account(ctx, id) },
		func(a domain.Account, err error) {
			if err != nil {
				w.failed(err)
				return
			}
			w.addAccountBelow(a.AccountRef)
		})
}

func (w *Window) addAccountBelow(parent domain.AccountRef) {
	if !w.onMain() || w.busy() {
		return
	}
	ws := w.options.Workspace
	w.openMade(func(ctx context.Context) (domain.Draft, error) { return ws.NewDraftFrom(ctx, "", parent) })
}

// duplicate starts a draft that is like an account, below the same one.
func (w *Window) duplicate(sheet workspace.Sheet) {
	if w.busy() {
		return
	}
	ws := w.options.Workspace
	run.Go(w.runner, func(ctx context.Context) (domain.Draft, error) {
		trail, err := ws.Trail(ctx, sheet.Account.ID)
		if err != nil || len(trail) < 2 {
			return domain.Draft{}, err
		}
		catalogue, err := ws.Catalogue(ctx)
		return sheet.Duplicate(ws.NewDraft(trail[len(trail)-2]), catalogue.Apps), err
	}, func(d domain.Draft, err error) {
		if err != nil || d.ID == "" {
			w.failed(err)
			return
		}
		w.openWizard(d, "")
	})
}

func (w *Window) openDraft(id string) { w.openDraftAt(id, "") }

// openDraftAt opens the wizard at a field, where a draft was refused because of
// it.
func (w *Window) openDraftAt(id string, field domain.Field) {
	if w.busy() {
		return
	}
	ws := w.options.Workspace
	run.Go(w.runner, func(ctx context.Context) (domain.Draft, error) { return ws.Draft(ctx, id) },
		func(d domain.Draft, err error) {
			if err != nil {
				w.failed(err)
				return
			}
			w.openWizard(d, field)
		})
}

func (w *Window) openWizard(d domain.Draft, field domain.Field) {
	if w.busy() || w.closing {
		return
	}
	w.side.SelectWork(d.ID)
	w.draftAt = d.ID
	w.wizard = wizard.New(wizard.Deps{
		Workspace: w.options.Workspace, Run: w.runner, Window: w.window, Now: w.options.Now, After: w.options.After, Toasts: w.toasts, SaveEvery: w.saveEvery,
		OnClosed: w.wizardClosed, OnSubmitted: w.showWork, SaveReview: w.saveReview, SaveTemplate: w.saveTypedAsTemplate, FocusField: field,
	})
	w.wizard.Show(d)
	w.showMenu()
}

func (w *Window) wizardClosed() {
	w.wizard = nil
	w.markShown()
	w.showMenu()
}

// markShown marks the row of the page that is shown.
func (w *Window) markShown() {
	switch {
	case w.account.ID() != "":
		w.side.SelectAccount(w.account.ID())
	case w.outbox.DoneAccount() != "":
		w.side.SelectAccount(w.outbox.DoneAccount())
	case w.outbox.ID() != "":
		w.side.SelectWork(w.outbox.ID())
	default:
		w.side.SelectWork(w.draftAt) // it can be deleted, or gone on with
	}
}

// withdrawn: a submitted draft is a draft again, to go on with.
func (w *Window) withdrawn(id string) {
	w.showHome()
	w.toasts.ShowAction(lang.L("It is a draft again. Nothing was sent."), widgets.ToneOK, lang.L("Open it"), func() { w.openDraft(id) })
}

// deleteMarked removes the draft that was open last, as long as nothing else was
// chosen since.
func (w *Window) deleteMarked() {
	if w.draftAt != "" {
		w.deleteDraft(w.draftAt)
	}
}

// deleteDraft removes a draft, with a way back for a while.
func (w *Window) deleteDraft(id string) {
	ws := w.options.Workspace
	run.Go(w.runner, func(ctx context.Context) (domain.Draft, error) { return ws.DeleteDraft(ctx, id) },
		func(d domain.Draft, err error) {
			if err != nil {
				w.failed(err)
				return
			}
			if w.outbox.ID() == id || w.draftAt == id {
				w.showHome()
			}
			w.toasts.ShowAction(lang.L("The draft is deleted."), widgets.ToneOff, lang.L("Undo"), func() {
				run.Do(w.runner, func(ctx context.Context) error { return ws.RestoreDraft(ctx, d) }, w.failed)
			})
		})
}
