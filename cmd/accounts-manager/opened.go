package main

import (
	"fmt"
	"os"
	"runtime"

	"fyne.io/fyne/v2/lang"
)

// haveDisplay tells whether there is a display to ask for a window; Fyne panics where
// there is none.
func haveDisplay() bool {
	return runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// sayNoWindow says that there is no window, without one.
func sayNoWindow() {
	text := lang.L("Accounts Manager cannot open its window: there is no display here, or no OpenGL 2 for it. The graphics card's own driver brings OpenGL. accountsctl does the same work without a window.")
	fmt.Fprintln(os.Stderr, text)
	showText(lang.L("Accounts Manager"), text)
}
