package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// WaitIdle blocks until nothing runs in the background any more, for tests.
func (w *Window) WaitIdle() { w.runner.Wait() }

// FailureWindow is the window of ShowFailure before the app runs.
var FailureWindow = failureWindow

// Dropped drops a file on the window.
func (w *Window) Dropped(path string) {
	w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
}

// ExportTo writes accounts and drafts.
func (w *Window) ExportTo(path string) { w.exportTo(path, true, true) }
