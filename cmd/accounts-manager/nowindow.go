package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"

	"fyne.io/fyne/v2/lang"
)

// haveDisplay tells whether there is a display to ask for a window; Fyne panics where
// there is none.
func haveDisplay() bool {
	return runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// fyneLog is where Fyne writes its errors. Where OpenGL is too old, or X11 has none, Fyne
// gets no window and ends the program by itself: that it writes so is the one moment
// before. (Where Windows has none at all, Fyne goes on, and ui.Window tells.)
type fyneLog struct {
	next     io.Writer
	noWindow func()
}

func (l *fyneLog) Write(line []byte) (int, error) {
	n, err := l.next.Write(line)
	if bytes.Contains(line, []byte("window creation error")) {
		l.noWindow()
	}
	return n, err
}

// sayNoWindow says that there is no window, without one.
func sayNoWindow() {
	text := lang.L("Accounts Manager cannot open its window: there is no display here, or no OpenGL 2 for it. The graphics card's own driver brings OpenGL. accountsctl does the same work without a window.")
	fmt.Fprintln(os.Stderr, text)
	showText(lang.L("Accounts Manager"), text)
}
