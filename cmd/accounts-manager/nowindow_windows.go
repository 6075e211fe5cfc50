package main

import "golang.org/x/sys/windows"

// showText shows a text in a box of the system's own: a program with windows has no
// standard error there.
func showText(title, text string) {
	t, err := windows.UTF16PtrFromString(text)
	if err != nil { // our own sentences have no NUL
		return
	}
	c, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, t, c, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND) // there is no other way to say it
}
