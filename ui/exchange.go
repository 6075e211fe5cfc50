package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/importer"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Files is the disk, as far as a person points at it.
type Files interface {
	Read(ctx context.Context, name string) ([]byte, error)
	Write(ctx context.Context, name string, data []byte) error
}

var sheetExtensions = []string{".csv", ".txt", ".tsv"}

// chooseImport asks for a file to import.
func (w *Window) chooseImport() {
	if !w.onMain() || w.covered() {
		return
	}
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			w.failed(err)
			return
		}
		path := file.URI().Path()
		_ = file.Close() // it was opened to be asked for its name
		w.importFrom(path)
	}, w.window)
	d.SetFilter(storage.NewExtensionFileFilter(sheetExtensions))
	d.SetTitleText(lang.L("Import drafts"))
	w.showFiles(d)
}

// showFiles opens a file dialog as a list, which shows whole names.
func (w *Window) showFiles(d *dialog.FileDialog) {
	size := w.window.Canvas().Size()
	d.SetView(dialog.ListView)
	d.Resize(fyne.NewSize(min(900, size.Width-40), min(640, size.Height-40)))
	d.Show()
}

// covered tells whether anything lies over the window: a panel or a file dialog.
func (w *Window) covered() bool { return w.busy() || w.window.Canvas().Overlays().Top() != nil }

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
		w.chooseFile("accounts.csv", func(path string) { w.exportTo(path, accounts, drafts) })
	}
}

// chooseFile asks where to write a file. Fyne opens it at once; it is written whole
// afterwards. Only files of its kind are listed: to show one without an extension, Fyne
// reads from it on its own thread, and of a pipe it would wait for ever.
func (w *Window) chooseFile(name string, then func(path string)) {
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		if err != nil || file == nil {
			w.failed(err)
			return
		}
		path := file.URI().Path()
		_ = file.Close() // as above
		then(path)
	}, w.window)
	d.SetFileName(name)
	d.SetFilter(storage.NewExtensionFileFilter([]string{filepath.Ext(name)}))
	w.showFiles(d)
}

func (w *Window) exportTo(path string, accounts, drafts bool) {
	var accountCount, draftCount int
	w.write(path, func(ctx context.Context) (data []byte, err error) {
		data, accountCount, draftCount, err = w.options.Workspace.Export(ctx, accounts, drafts)
		return data, err
	}, func() string { return words.Exported(accountCount, draftCount, filepath.Base(path)) })
}

// write makes a file in the background, and then says what became of it, over whatever
// lies over the window.
func (w *Window) write(path string, content func(context.Context) ([]byte, error), said func() string) {
	run.Do(w.runner, func(ctx context.Context) error {
		data, err := content(ctx)
		if err != nil {
			return err
		}
		return w.options.Files.Write(ctx, path, data)
	}, func(err error) {
		if err != nil {
			w.failed(err)
			return
		}
		w.told().ShowAction(said(), widgets.ToneOK, lang.L("Open the folder"), func() { w.openFolder(filepath.Dir(path)) })
	})
}
