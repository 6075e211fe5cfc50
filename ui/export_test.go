package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// SidebarWidth is that of the sidebar, in units.
func (w *Window) SidebarWidth() float32 { return w.split.Width() }

// Dropped drops a file on the window.
func (w *Window) Dropped(path string) {
	w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
}

// ExportTo writes accounts and drafts.
func (w *Window) ExportTo(path string) { w.exportTo(path, true, true) }

// Waiting and NeedsYou count what the window knows to be submitted and not finished.
func (w *Window) Waiting() int { return len(w.now.standing) - w.NeedsYou() }

// NeedsYou counts what the window knows to need somebody.
func (w *Window) NeedsYou() int { return needsYou(w.now.standing, nil) }

// ReadCertificates reads a file that was chosen, and forgets what is in it.
func (w *Window) ReadCertificates(path string) { w.readCertificates(path, func([]byte) {}) }
