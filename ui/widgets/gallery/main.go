// Gallery shows every widget of the kit in one window, to look at while working on them. It is not part of the program.
//
// Usage: gallery [-dark] [-screen kit|more|sidebar|wizard|confirm|details|toast] [-width 1200] [-height 800]
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
	width := flag.Float64("width", 1200, "width of the window in units; 853 at FYNE_SCALE=1.5 fills a screen of 1280")
	height := flag.Float64("height", 800, "height of the window in units")
	flag.Parse()

	a := app.NewWithID("example.accountsmanager.gallery")
	appearance := theme.Light
	if *dark {
		appearance = theme.Dark
	}
	a.Settings().SetTheme(theme.New(appearance))
	w := a.NewWindow("Gallery")
	w.SetPadded(false)
	w.Resize(fyne.NewSize(float32(*width), float32(*height)))
	show(w, *screen)
	w.ShowAndRun()
}
