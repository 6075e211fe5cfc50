package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// ShowFailure says in a small window of its own why the program cannot start, and
// returns when it is closed.
func ShowFailure(a fyne.App, err error) {
	a.Settings().SetTheme(theme.New(theme.System))
	m := words.Error(err)
	w := a.NewWindow(lang.L("Accounts Manager"))
	w.SetContent(widgets.Pad(24, 28, 24, 28, widgets.VBox(12,
		widgets.NewTitle(m.Title).Fitting(widgets.Wrap),
		widgets.NewText(m.Text).Fitting(widgets.Wrap),
		widgets.HBox(10, widgets.Spacer(), widgets.NewButton(widgets.Primary, lang.L("Close"), w.Close)),
	)))
	w.Resize(fyne.NewSize(520, 240))
	w.CenterOnScreen()
	w.ShowAndRun()
}
