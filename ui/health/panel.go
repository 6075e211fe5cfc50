package health

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// Workspace is what the panel asks of the program.
type Workspace interface {
	Health(ctx context.Context) []workspace.Finding
	Examine(ctx context.Context, about workspace.Subject) workspace.Finding
}

// Actions are what the panel has done elsewhere.
type Actions struct {
	GoOnline   func()
	SignIn     func() // the panel is closed before
	OpenFolder func() // nil: nothing is known of the folder
	Closed     func()
}

// Options are what the panel is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Canvas    fyne.Canvas
	Actions   Actions
}

// Panel is open until it is closed. Its methods belong to the UI thread.
type Panel struct {
	options Options
	reading *run.Latest[[]workspace.Finding]
	modal   *widgets.Modal
	again   *widgets.Button
	rows    map[workspace.Subject]*row
	// examined is what an examination brought to light that cannot be seen at a
	// glance: it holds until the next one.
	examined map[workspace.Subject]workspace.Finding
	closed   bool
	stop     context.CancelFunc // ends the examinations under way
	life     context.Context    //nolint:containedctx // of the panel
}

var subjects = []workspace.Subject{
	workspace.AboutConnection, workspace.AboutSignIn, workspace.AboutKeyring, workspace.AboutDisk, workspace.AboutClock, workspace.AboutDatabase,
}

// Open shows the panel, and begins to look.
func Open(o Options) *Panel {
	p := &Panel{
		options: o, reading: run.NewLatest[[]workspace.Finding](o.Runner),
		rows: map[workspace.Subject]*row{}, examined: map[workspace.Subject]workspace.Finding{},
	}
	p.life, p.stop = context.WithCancel(context.Background())
	var objects []fyne.CanvasObject
	for _, s := range subjects {
		p.rows[s] = newRow(s, p.help)
		objects = append(objects, p.rows[s].object)
	}
	p.again = widgets.NewButton(widgets.Flat, lang.L("Check again"), p.checkAgain)
	done := widgets.NewButton(widgets.Primary, lang.L("Close"), func() { p.modal.Close() })
	p.modal = widgets.NewModal(o.Canvas, widgets.ModalOptions{
		Title: lang.L("Health"), Body: widgets.NewBareCard(widgets.Rows(objects...)), Footer: widgets.HBox(10, p.again, widgets.Spacer(), done),
		Size: fyne.NewSize(700, 720), FitHeight: true, Default: done, InitialFocus: done,
		OnClosed: func() {
			p.closed = true
			p.reading.Cancel()
			p.stop()
			o.Actions.Closed()
		},
	})
	p.modal.Show()
	p.Changed()
	return p
}

// Changed looks again at a glance: something has happened that may be told here.
func (p *Panel) Changed() {
	p.reading.Go(func(ctx context.Context) ([]workspace.Finding, error) { return p.options.Workspace.Health(ctx), nil },
		func(found []workspace.Finding, _ error) { p.show(found) })
}

// checkAgain looks anew at everything, and as closely as before where something was
// found that way.
func (p *Panel) checkAgain() {
	for s, f := range p.examined {
		if f.Level == workspace.LevelOK {
			delete(p.examined, s)
		} else {
			p.examine(s)
		}
	}
	p.Changed()
}

// examine looks closely at one thing.
func (p *Panel) examine(s workspace.Subject) {
	p.rows[s].busy()
	run.Go(p.options.Runner, func(ctx context.Context) (workspace.Finding, error) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(p.life, cancel)() //nolint:contextcheck // it ends with the work, and with the panel
		return p.options.Workspace.Examine(ctx, s), nil
	}, func(f workspace.Finding, _ error) {
		if p.closed {
			return
		}
		if s == workspace.AboutDatabase {
			p.examined[s] = f
		}
		p.rows[s].done()
		p.rows[s].show(f, p.remedy(f, f.Code == workspace.FoundKeptOffline))
		p.fit()
		p.Changed() // one thing has to do with another
	})
}

func (p *Panel) show(found []workspace.Finding) {
	kept := false
	for _, f := range found {
		kept = kept || f.Code == workspace.FoundKeptOffline
	}
	for _, f := range found {
		if seen, ok := p.examined[f.Subject]; ok && f.Code == workspace.FoundDatabaseOpen {
			f = seen
		}
		if r := p.rows[f.Subject]; r != nil {
			r.show(f, p.remedy(f, kept))
		}
	}
	p.fit()
}

// fit gives the panel the height of what it says now.
func (p *Panel) fit() { p.modal.Refresh(); p.modal.Resize(p.options.Canvas.Size()) }

func (p *Panel) help(s workspace.Subject, r remedy) {
	actions := p.options.Actions
	switch r {
	case checkNow, tryKeyring:
		p.examine(s)
	case goOnline:
		actions.GoOnline()
	case signIn:
		p.modal.Close()
		actions.SignIn()
	case openFolder:
		actions.OpenFolder()
	case nothing:
	}
}
