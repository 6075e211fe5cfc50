package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

// showShortcuts lists what the keyboard can do.
func (w *Window) showShortcuts() {
	var rows []fyne.CanvasObject
	add := func(keys, what string) { rows = append(rows, widgets.NewCloseKVRow(keys, what, nil)) }
	for at, c := range w.allCommands() {
		keys := shortcutText(c.shortcut)
		if c.shortcut == nil && c.children == nil {
			keys = lang.L("Alt") + " · " + at.menu // by the menu bar
		}
		if keys != "" {
			add(keys, at.above+c.label)
		}
	}
	add(lang.L("Alt"), lang.L("The menu bar"))
	add(lang.L("Menu key"), lang.L("The menu of the row"))
	add(lang.L("Letters"), lang.L("In the list: search for what is typed"))
	add(lang.L("Home, End, PgUp, PgDn"), lang.L("The first or last row; a page up or down"))
	add(lang.L("Tab"), lang.L("The next field or button; with Shift the one before"))
	add("↓", lang.L("From the search to the list; in the list the next row"))
	add(lang.L("Return"), lang.L("Open the row, press the button, go on in a form"))
	add(lang.L("Escape"), lang.L("Clear the search, close the panel, go back to the list"))
	w.showPanel(lang.L("Keyboard shortcuts"), fyne.NewSize(560, 620), widgets.NewBareCard(widgets.Rows(rows...)))
}

// showAbout says what the program is and which version.
func (w *Window) showAbout() {
	server := ""
	if id := w.identity(); id.Version != "" {
		server = lang.L("Server: Kazoo {{.Version}} at {{.Address}}", values{"Version": id.Version, "Address": w.now.status.Profile.Server})
	}
	body := widgets.VBox(8,
		widgets.NewText(lang.L("Every customer account of a telephony reseller, and new ones, with or without a connection.")).Fitting(widgets.Wrap),
		widgets.NewValue(lang.L("Version {{.Version}}", values{"Version": w.options.Version})),
		widgets.NewValue(server),
	)
	w.showPanel(lang.L("Accounts Manager"), fyne.NewSize(460, 400), body)
}

// showPanel shows something to be read and closed again.
func (w *Window) showPanel(title string, size fyne.Size, body fyne.CanvasObject) {
	var modal *widgets.Modal
	done := widgets.NewButton(widgets.Primary, lang.L("Close"), func() { modal.Close() })
	modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
		Title: title, Body: body, Footer: widgets.HBox(0, widgets.Spacer(), done),
		Size: size, FitHeight: true, Default: done, InitialFocus: done,
	})
	modal.Show()
}
