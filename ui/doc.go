// Package ui is the window of the program: it puts the views of its
// sub-packages together, switches between them, and holds what belongs to the
// window as a whole: menus and shortcuts, the foot with the state of the
// connection, notices, the appearance, the size.
//
// A view never calls another: what a person chooses in one is told to the window,
// which opens the next. Events of the workspace come onto the UI thread in one
// place (feed.go) and are handed out from there. Nothing here waits for the disk,
// the keyring or the network: that is done through ui/run.
package ui
