package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// showScreen brings up what belongs to how things stand: the sign-in screen where
// nobody is signed in or somebody wants to sign in again, else the accounts.
func (w *Window) showScreen() {
	if !w.started {
		return
	}
	if w.now.status.Profile.ID == "" || w.wantSignIn {
		if w.put(w.screens, w.signIn.Object()) {
			w.leavePages()
			w.signIn.Open()
		}
		return
	}
	newcomer := w.shown[w.screens] == w.signIn.Object() && !w.leaving
	if w.put(w.screens, w.main) {
		w.window.Canvas().Unfocus()
		w.showHome()
		if newcomer {
			w.welcome()
		}
	}
}

// put shows one thing of a stack and hides the others; false: it was that already.
// All of them stay in the window, so that a change of appearance reaches them.
func (w *Window) put(stack *fyne.Container, o fyne.CanvasObject) bool {
	if w.shown[stack] == o {
		return false
	}
	w.shown[stack] = o
	for _, other := range stack.Objects {
		if other != o {
			other.Hide()
		}
	}
	o.Show()
	stack.Refresh()
	return true
}

func (w *Window) onMain() bool { return w.shown[w.screens] == w.main }

// showSignIn asks for a new sign-in; Escape leads back to what is open.
func (w *Window) showSignIn() {
	w.wantSignIn = true
	w.showScreen()
}

func (w *Window) leaveSignIn() {
	if w.now.status.Profile.ID == "" {
		return
	}
	w.wantSignIn, w.leaving = false, true
	w.showScreen()
	w.leaving = false
}

// signedIn: somebody is in. What there is to see follows from the status.
func (w *Window) signedIn() {
	w.wantSignIn = false
	w.read()
}

func (w *Window) signOut() {
	w.wantSignIn = false
	run.Do(w.runner, w.options.Workspace.SignOut, w.failed)
}

// openProfile goes over to another profile, which has its own accounts, drafts and
// queue. What is queued in this one goes on when it is opened again.
func (w *Window) openProfile(id string) {
	run.Do(w.runner, func(ctx context.Context) error { return w.options.Workspace.OpenProfile(ctx, id) }, w.failed)
}

// profileName tells profiles apart: who, and where.
func profileName(p workspace.Profile) string {
	where := words.Host(p.Server)
	if p.Sandbox {
		where = lang.L("sandbox")
	}
	return lang.L("{{.Account}} · {{.User}} · {{.Server}}", values{"Account": p.Identity.AccountName, "User": p.UserName, "Server": where})
}

func (w *Window) goOnline() {
	run.Do(w.runner, func(context.Context) error {
		w.options.Workspace.GoOnline()
		return nil
	}, nil)
}

func (w *Window) workOffline() {
	id := w.now.status.Profile.ID
	run.Do(w.runner, func(ctx context.Context) error { return w.options.Workspace.WorkOffline(ctx, id) }, w.failed)
}

// refresh reads from the server again what is shown.
func (w *Window) refresh() {
	if !w.onMain() {
		return
	}
	w.account.Reload()
	w.trunks.Reload()
	w.outbox.Changed()
	parent := w.side.Parent()
	run.Do(w.runner, func(ctx context.Context) error { return w.options.Workspace.Refresh(ctx, parent) }, w.failed)
}

// The pages of the main column.

// leavePages makes all of them forget what they show.
func (w *Window) leavePages() {
	w.draftAt = ""
	w.account.Leave()
	w.outbox.Leave()
	w.trunks.Leave()
}

func (w *Window) showHome() {
	w.leavePages()
	w.side.SelectNothing()
	w.put(w.pages, w.home.object)
	w.showMenu()
}

func (w *Window) showTrunks() {
	w.draftAt = ""
	w.account.Leave()
	w.outbox.Leave()
	w.side.SelectNothing()
	w.trunks.Show()
	w.put(w.pages, w.trunks.Object())
	w.showMenu()
}

func (w *Window) showAccount(id string) {
	w.draftAt = ""
	w.outbox.Leave()
	w.trunks.Leave()
	w.side.SelectAccount(id)
	w.account.Show(id)
	w.rememberAccount(id)
	w.put(w.pages, w.account.Object())
	w.showMenu()
}

func (w *Window) showWork(id string) {
	w.draftAt = ""
	w.account.Leave()
	w.trunks.Leave()
	w.side.SelectWork(id)
	w.outbox.Show(id)
	w.put(w.pages, w.outbox.Object())
	w.showMenu()
}

// openFromTrail goes to a place of the breadcrumb; the first is the reseller's own.
func (w *Window) openFromTrail(id string) {
	if id == w.identity().AccountID {
		w.showHome()
		return
	}
	w.showAccount(id)
}

func (w *Window) drill(a domain.AccountRef) {
	w.side.Drill(a)
	w.side.FocusList()
}

// covered tells whether anything lies over the window: a panel or a file dialog.
func (w *Window) covered() bool { return w.busy() || w.window.Canvas().Overlays().Top() != nil }

// busy tells whether a panel is over the window: there is never a second one of
// the window's own.
func (w *Window) busy() bool { return widgets.TopModal(w.window.Canvas()) != nil }
