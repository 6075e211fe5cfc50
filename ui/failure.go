package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// ShowFailure says why the program cannot start, in a window of its own, and
// returns when that is closed. It belongs to the main goroutine and runs the app.
func ShowFailure(a fyne.App, err error) {
	FailureWindow(a, err).ShowAndRun()
}

// FailureWindow is that window, before the app runs.
func FailureWindow(a fyne.App, err error) fyne.Window {
	a.Settings().SetTheme(theme.New(theme.System))
	m := words.Error(err)
	details := words.Details(err, time.Time{}) // it has just happened
	w := a.NewWindow(lang.L("Accounts Manager"))
	w.SetMaster()
	w.SetPadded(false)
	leave := widgets.NewButton(widgets.Primary, lang.L("Quit"), a.Quit)
	body := widgets.VBox(14,
		widgets.NewBanner(widgets.ToneBad, m.Title, m.Text),
		widgets.NewSunkenCard(widgets.NewMonoValue(details)),
		widgets.HBox(10, widgets.NewButton(widgets.Flat, lang.L("Copy details"), func() { a.Clipboard().SetContent(details) }), widgets.Spacer(), leave),
	)
	w.SetContent(widgets.NewFocusScroll(widgets.Pad(24, 24, 24, 24, body)))
	w.Resize(fyne.NewSize(560, 320))
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			a.Quit()
		}
	})
	w.Canvas().Focus(leave)
	return w
}
