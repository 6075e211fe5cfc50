package ui

import "accountsmanager/ui/health"

// showHealth opens the panel that tells how it stands with what the program lives on.
func (w *Window) showHealth() {
	if w.covered() {
		return
	}
	actions := health.Actions{GoOnline: w.goOnline, SignIn: w.showSignIn, Closed: func() { w.health = nil }}
	if w.options.Data != "" {
		actions.OpenFolder = func() { w.openFolder(w.options.Data) }
	}
	w.health = health.Open(health.Options{Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(), Actions: actions})
}
