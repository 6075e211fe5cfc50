// Gallery shows every widget of the kit in one window, to look at while working on them. It is not part of the program.
//
// Usage: gallery [-dark] [-screen kit|more|sidebar|wizard|confirm|details|toast]
package main

import (
	"flag"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"accountsmanager/ui/theme"
)

func main() {
	dark := flag.Bool("dark", false, "dark appearance")
	screen := flag.String("screen", "kit", "what to show: kit, more, sidebar, wizard, confirm, details or toast")
	flag.Parse()

	a := app.NewWithID("example.accountsmanager.gallery")
	appearance := theme.Light
	if *dark {
		appearance = theme.Dark
	}
	a.Settings().SetTheme(theme.New(appearance))
	w := a.NewWindow("Gallery")
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1200, 800))
	show(w, *screen)
	w.ShowAndRun()
}
