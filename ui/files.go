package ui

import (
	"context"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// Files is the disk, as far as a person points at it.
type Files interface {
	Read(ctx context.Context, name string) ([]byte, error)
	Write(ctx context.Context, name string, data []byte) error
}

// showFiles opens a file dialog as a list, which shows whole names.
func (w *Window) showFiles(d *dialog.FileDialog) {
	size := w.window.Canvas().Size()
	d.SetView(dialog.ListView)
	d.Resize(fyne.NewSize(min(900, size.Width-40), min(640, size.Height-40)))
	d.Show()
}

// named hands on the name of a file that a dialog has opened; nothing where there is none.
func named[F interface {
	io.Closer
	URI() fyne.URI
}](w *Window, then func(path string)) func(F, error) {
	return func(file F, err error) {
		if err != nil || any(file) == nil {
			w.failed(err)
			return
		}
		path := file.URI().Path()
		_ = file.Close() // it was opened to be asked for its name
		then(path)
	}
}

// chooseFile asks for a file of one of these kinds.
func (w *Window) chooseFile(title string, extensions []string, then func(path string)) {
	d := dialog.NewFileOpen(named[fyne.URIReadCloser](w, then), w.window)
	d.SetFilter(storage.NewExtensionFileFilter(extensions))
	d.SetTitleText(title)
	w.showFiles(d)
}

// nameFile asks where to write a file. Fyne opens it at once; it is written whole
// afterwards. Only files of its kind are listed: to show one without an extension, Fyne
// reads from it on its own thread, and of a pipe it would wait for ever.
func (w *Window) nameFile(name string, then func(path string)) {
	d := dialog.NewFileSave(named[fyne.URIWriteCloser](w, then), w.window)
	d.SetFileName(name)
	d.SetFilter(storage.NewExtensionFileFilter([]string{filepath.Ext(name)}))
	w.showFiles(d)
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

// saveMade asks where to write a file, then makes and writes it.
func (w *Window) saveMade(name string, content func(context.Context) ([]byte, error)) {
	w.nameFile(name, func(path string) {
		w.write(path, content, func() string { return written(path) })
	})
}

// written says that a file is.
func written(path string) string {
	return lang.L("{{.File}} is written.", values{"File": filepath.Base(path)})
}
