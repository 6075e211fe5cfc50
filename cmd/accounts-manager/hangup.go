package main

import (
	"os"
	"os/signal"
	"syscall"

	"fyne.io/fyne/v2"
)

// quitOnHangup ends the program where the session that it belongs to is gone, as Fyne does
// where it is told to end (SIGTERM): nobody can be asked any more, and what is typed is
// saved. Logging out tells both, one right after the other, and what Go does by itself on
// the second is to end at once.
func quitOnHangup(a fyne.App) {
	if signal.Ignored(syscall.SIGHUP) { // nohup: it is to outlive the session
		return
	}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	go func() {
		<-hangup
		fyne.Do(a.Driver().Quit) //nolint:forbidigo // it ends the loop to which ui/run brings its results
	}()
}
