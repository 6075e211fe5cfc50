package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/importer"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

var sheetExtensions = []string{".csv", ".txt", ".tsv"}

// chooseImport asks for a file to import.
func (w *Window) chooseImport() {
	if !w.onMain() || w.covered() {
		return
	}
	w.chooseFile(lang.L("Import drafts"), sheetExtensions, w.importFrom)
}

// dropped takes a file that was dropped on the window.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	if !w.onMain() || w.covered() {
		return
	}
	for _, uri := range uris {
		for _, extension := range sheetExtensions {
			if strings.EqualFold(uri.Extension(), extension) {
				w.importFrom(uri.Path())
				return
			}
		}
	}
	w.toasts.Show(lang.L("Only CSV files can be imported."), widgets.ToneWarn)
}

// importFrom opens the import of a file.
func (w *Window) importFrom(path string) {
	if w.importing {
		return
	}
	w.importing = true
	run.Go(w.runner, func(ctx context.Context) ([]byte, error) { return w.options.Files.Read(ctx, path) },
		func(data []byte, err error) {
			if err != nil {
				w.importing = false
				w.failed(err)
				return
			}
			importer.Open(importer.Options{
				Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(), Now: w.options.Now,
				Done: w.imported, Failed: w.failed, Closed: func() { w.importing = false },
			}, filepath.Base(path), data)
		})
}

func (w *Window) imported(done workspace.Imported) {
	if len(done.Made)+len(done.Updated)+done.Skipped == 0 {
		return
	}
	w.lastImport = done
	w.showMenu()
	w.toasts.ShowAction(words.Imported(done), widgets.ToneOK, lang.L("Undo"), w.undoImport)
}

// undoImport takes the last import back.
func (w *Window) undoImport() {
	done := w.lastImport
	if len(done.Made)+len(done.Updated) == 0 {
		return
	}
	w.lastImport = workspace.Imported{}
	w.showMenu()
	run.Go(w.runner, func(ctx context.Context) (int, error) { return w.options.Workspace.UndoImport(ctx, done) },
		func(kept int, err error) {
			if err != nil {
				w.lastImport = done
				w.showMenu()
				w.failed(err)
				return
			}
			w.say(words.ImportUndone(kept))
		})
}

// chooseExport asks where to write accounts, drafts or both.
func (w *Window) chooseExport(accounts, drafts bool) func() {
	return func() {
		if !w.onMain() || w.covered() {
			return
		}
		w.nameFile("accounts.csv", func(path string) { w.exportTo(path, accounts, drafts) })
	}
}

func (w *Window) exportTo(path string, accounts, drafts bool) {
	var accountCount, draftCount int
	w.write(path, func(ctx context.Context) (data []byte, err error) {
		data, accountCount, draftCount, err = w.options.Workspace.Export(ctx, accounts, drafts)
		return data, err
	}, func() string { return words.Exported(accountCount, draftCount, filepath.Base(path)) })
}
