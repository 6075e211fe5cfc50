package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/words"
)

// tray is the program in the system's tray: how many accounts need somebody, and the way
// back to the window. Closing the window ends the program all the same: a desktop without
// a tray would leave no way back to it.
type tray struct {
	desktop desktop.App
	menu    *fyne.Menu
	needs   *fyne.MenuItem
}

// startTray shows the tray, where it is wanted and there can be one. Fyne must know of it
// before it runs.
func (w *Window) startTray() {
	app, ok := w.options.App.(desktop.App)
	if !w.options.Tray || !ok {
		return
	}
	open := func() {
		w.window.Show()
		w.window.RequestFocus()
	}
	quit := fyne.NewMenuItem(lang.L("Quit"), func() {
		open() // what cannot be saved is asked there
		w.Close()
	})
	quit.IsQuit = true
	t := &tray{desktop: app, needs: fyne.NewMenuItem(words.Needing(0), open)}
	t.menu = fyne.NewMenu(lang.L("Accounts Manager"),
		t.needs,
		fyne.NewMenuItem(lang.L("Show the window"), open),
		fyne.NewMenuItem(lang.L("Add New Account"), func() {
			open()
			w.invoke(keyAdd)
		}),
		fyne.NewMenuItemSeparator(), quit,
	)
	w.tray = t
	app.SetSystemTrayMenu(t.menu)
}

// show tells how many accounts need somebody. Each telling makes the menu anew, which
// closes it where it is open.
func (t *tray) show(needing int) {
	if t == nil {
		return
	}
	if label := words.Needing(needing); label != t.needs.Label {
		t.needs.Label = label
		t.desktop.SetSystemTrayMenu(t.menu)
	}
}
