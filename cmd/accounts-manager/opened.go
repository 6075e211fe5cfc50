package main

import (
	"fmt"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/lang"
)

// opened tells whether the desktop has given the program its window. Where it has no
// OpenGL it gives none, and Fyne would go on without.
func opened(w fyne.Window) bool {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return true // a driver that draws by itself
	}
	there := true
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.WindowsWindowContext:
			there = c.HWND != 0
		case driver.X11WindowContext:
			there = c.WindowHandle != 0
		case driver.WaylandWindowContext:
			there = c.WaylandSurface != 0
		case driver.MacWindowContext:
			there = c.NSWindow != 0
		}
	})
	return there
}

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
