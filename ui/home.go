package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

// homePage is what the main column shows while nothing is chosen: what one can do.
type homePage struct{ object fyne.CanvasObject }

func newHomePage(add, trunks func()) *homePage {
	steps := widgets.VBox(10,
		widgets.NewHeading(lang.L("Choose an account, or add one")),
		widgets.NewCaption(lang.L("What is chosen at the left is shown here. Everything you type is kept on this computer as you go, with or without a connection.")),
		widgets.HBox(10, widgets.NewButton(widgets.Secondary, lang.L("Add New Account"), add), widgets.NewButton(widgets.Secondary, lang.L("Trunks"), trunks)),
	)
	return &homePage{object: widgets.Pad(24, 24, 24, 24, widgets.Centered(420, steps))}
}
