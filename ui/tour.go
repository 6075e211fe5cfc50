package ui

import (
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/tour"
)

// settingTour is "yes" once the tour was shown.
const settingTour = "tour.seen"

// welcome shows the tour to who has come in from the sign-in screen for the first time
// on this computer. It comes up together with the accounts, so that nobody has begun
// anything yet.
func (w *Window) welcome() {
	signedIn := w.now.status.Connection == workspace.Online // and not gone on without it
	if signedIn && !w.toured && !w.covered() {
		w.showTour()
	}
}

// showTour shows the tour, and remembers that it was shown: who leaves it at the first
// card has seen enough.
func (w *Window) showTour() {
	tour.Open(tour.Options{Canvas: w.window.Canvas(), AddKey: shortcutText(keyAdd)})
	if w.toured {
		return
	}
	w.toured = true
	w.keep(settingTour, "yes")
}
