package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/connection"
	"accountsmanager/ui/run"
)

// showConnection opens the panel for the way to the server of who is signed in.
func (w *Window) showConnection() {
	status := w.now.status
	options := connection.Options{
		Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(),
		Server: status.Profile.Server, Route: &status.Profile.Route, Choose: w.chooseCertificates, Failed: w.failed,
		Save: func(r domain.Route) {
			run.Do(w.runner, func(ctx context.Context) error { return w.options.Workspace.SetRoute(ctx, r) }, w.failed)
		},
	}
	errors.As(status.Reason, &options.Found)
	connection.Open(options)
}

// certificateExtensions are what files of certificates are called.
var certificateExtensions = []string{".pem", ".crt", ".cer", ".der"}

// chooseCertificates asks for a file of certificates and reads it.
func (w *Window) chooseCertificates(then func(content []byte)) {
	w.chooseFile(lang.L("Certificates of the authority"), certificateExtensions, func(path string) { w.readCertificates(path, then) })
}

func (w *Window) readCertificates(path string, then func(content []byte)) {
	run.Go(w.runner, func(ctx context.Context) ([]byte, error) { return w.options.Files.Read(ctx, path) },
		func(content []byte, err error) {
			if err != nil {
				w.failed(err)
				return
			}
			then(content)
		})
}
