package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// crashNotice offers the report on a crash.
func crashNotice() notice {
	return notice{
		widgets.ToneWarn, lang.L("The program ended unexpectedly last time"),
		lang.L("What you typed is kept. What happened is written down in a report without passwords, keys and customers' names, for whoever looks after the program."),
		lang.L("Show the report"), wayCrash,
	}
}

// lookForCrash offers the report on a crash that nobody has put away: above the page, and
// where there is none because nobody is signed in, at once.
func (w *Window) lookForCrash() {
	ws := w.options.Workspace
	run.Go(w.runner, func(ctx context.Context) (*workspace.CrashReport, error) {
		report, found, err := ws.LastCrash(ctx)
		if err != nil || !found {
			return nil, err
		}
		return &report, nil
	}, func(report *workspace.CrashReport, err error) {
		w.failed(err)
		w.crash = report
		w.showNotice(w.now.status)
		w.offerCrash()
	})
}

// offerCrash shows the report where nobody is signed in: there is no place for a notice.
// It does so once.
func (w *Window) offerCrash() {
	if w.crash != nil && !w.crashShown && w.shown[w.screens] == w.signIn.Object() {
		w.showCrash()
	}
}

// showCrash shows the report, to be read, copied and found.
func (w *Window) showCrash() {
	if w.crash == nil || w.covered() {
		return
	}
	w.crashShown = true
	report := *w.crash
	var modal *widgets.Modal
	done := widgets.NewButton(widgets.Primary, lang.L("Dismiss"), func() { modal.Close(); w.dismissCrash() })
	modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
		Title: lang.L("The program ended unexpectedly last time"),
		Body: widgets.VBox(14,
			widgets.NewText(lang.L("This report is in {{.File}}.", values{"File": report.Path})).Fitting(widgets.Wrap),
			widgets.NewSunkenCard(widgets.NewMonoValue(report.Text)),
		),
		Footer: widgets.HBox(10,
			widgets.NewButton(widgets.Flat, lang.L("Copy report"), func() {
				w.options.App.Clipboard().SetContent(report.Text)
				w.say(lang.L("The report is copied to the clipboard."))
			}),
			widgets.NewButton(widgets.Flat, lang.L("Open the folder"), func() { w.openFolder(filepath.Dir(report.Path)) }),
			widgets.Spacer(), done,
		),
		Size: fyne.NewSize(820, 620), FitHeight: true, Default: done, InitialFocus: done,
	})
	modal.Show()
}

// dismissCrash has the report never offered again; the file stays.
func (w *Window) dismissCrash() {
	w.crash = nil
	w.showNotice(w.now.status)
	run.Do(w.runner, w.options.Workspace.DismissCrash, w.failed)
}
