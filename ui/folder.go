package ui

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"accountsmanager/ui/run"
)

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
