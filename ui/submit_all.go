package ui

import (
	"context"

	"accountsmanager/ui/batch"
)

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

// saveMade asks where to write a file, then makes and writes it.
func (w *Window) saveMade(name string, content func(context.Context) ([]byte, error)) {
	w.chooseFile(name, func(path string) {
		w.write(path, content, func() string { return written(path) })
	})
}
