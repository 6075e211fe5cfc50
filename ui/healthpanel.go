package ui

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"accountsmanager/ui/health"
	"accountsmanager/ui/run"
)

// showHealth opens the panel that tells how it stands with what the program lives on.
func (w *Window) showHealth() {
	if w.covered() {
		return
	}
	actions := health.Actions{GoOnline: w.goOnline, SignIn: w.showSignIn, Closed: func() { w.health = nil }}
	if w.options.Data != "" {
		actions.OpenFolder = w.openDataFolder
	}
	w.health = health.Open(health.Options{Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(), Actions: actions})
}

// openDataFolder shows the data directory in the system's own window for files.
func (w *Window) openDataFolder() { w.openFolder(w.options.Data) }

// openFolder shows a directory in the system's own window for files.
func (w *Window) openFolder(name string) {
	run.Do(w.runner, func(context.Context) error {
		path, err := filepath.Abs(name)
		if err != nil {
			return err
		}
		return w.options.App.OpenURL(folderURL(path))
	}, w.failed)
}

// folderURL is the address of a folder: C:\data becomes file:///C:/data.
func folderURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return &url.URL{Scheme: "file", Path: path}
}
