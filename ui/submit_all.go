package ui

import "accountsmanager/ui/batch"

// submitAll shows which drafts are ready, and submits them when asked to.
func (w *Window) submitAll() {
	if !w.onMain() || w.covered() {
		return
	}
	w.batch = batch.Open(batch.Options{
		Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(), Now: w.options.Now,
		Save: w.saveMade, SavePasswords: w.savePasswords, Open: w.showWork, Failed: w.failed, Closed: func() { w.batch = nil },
	})
}
