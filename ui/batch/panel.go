package batch

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Workspace is what the panel asks of the program.
type Workspace interface {
	ReadyDrafts(ctx context.Context) ([]workspace.BatchDraft, error)
	Submit(ctx context.Context, draftID string) error
	Stop(ctx context.Context, id string) error
	RetryStep(ctx context.Context, id, stepID string) error
	BatchReport(ctx context.Context, ids []string, passwords bool) ([]byte, error)
	BatchWelcomes(ctx context.Context, ids []string) ([]workspace.Welcome, error)
}

// Options are what the panel is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Canvas    fyne.Canvas
	Now       func() time.Time
	// Save asks where to write a file, then makes and writes it. SavePasswords does so
	// with passwords on paper, which are gathered once it is known where to.
	Save          func(name string, content func(ctx context.Context) ([]byte, error))
	SavePasswords func(gather func(ctx context.Context) ([]workspace.Welcome, error))
	Open          func(id string) // a draft or its page
	Failed        func(error)
	Closed        func()
}

// item is a draft of the batch.
type item struct {
	workspace.BatchDraft
	state state
	row   workspace.WorkRow
}

// state is how far a draft of the batch is.
type state int

const (
	notYet state = iota // not submitted
	onItsWay
	needsYou
	done
)

// Panel is a batch. Its methods belong to the UI thread.
type Panel struct {
	options Options
	items   []item // those that are ready, in the order in which they go
	blocked int    // drafts that are not ready
	started time.Time
	paused  bool
	spent   time.Duration // while it was not paused, before since
	since   time.Time     // when it was started or taken up last
	next    int           // the first that is not submitted
	sending bool

	modal   *widgets.Modal
	say     *widgets.Text
	rate    *widgets.Text
	line    *widgets.ProgressLine
	list    *widgets.List
	buttons *fyne.Container
	phase   phase // that the buttons are of
}

// phase is what can be done now.
type phase int

const (
	looking phase = iota
	nothing       // is ready
	waiting       // for a yes
	running
	paused
	over
)

// Open looks which drafts are ready, and shows the panel.
func Open(o Options) *Panel {
	p := &Panel{options: o}
	p.build()
	p.modal.Show()
	run.Go(o.Runner, o.Workspace.ReadyDrafts, func(drafts []workspace.BatchDraft, err error) {
		if err != nil {
			p.modal.Close()
			o.Failed(err)
			return
		}
		for _, d := range drafts {
			if d.Blocking > 0 {
				p.blocked++
				continue
			}
			p.items = append(p.items, item{BatchDraft: d})
		}
		p.show()
	})
	return p
}

func (p *Panel) build() {
	p.say = widgets.NewText(lang.L("Looking which drafts are ready…")).Fitting(widgets.Wrap)
	p.rate = widgets.NewCaption("")
	p.line = widgets.NewProgressLine()
	p.line.Hide()
	p.list = widgets.NewList(func() fyne.CanvasObject { return widgets.NewListRow() }, func(i int, o fyne.CanvasObject) {
		p.fill(p.items[i], o.(*widgets.ListRow)) //nolint:errcheck // the list has no other rows
	})
	p.list.OnSelected = func(id string) {
		if p.started.IsZero() {
			return
		}
		p.modal.Close()
		p.options.Open(id)
	}
	p.buttons = widgets.HBox(10)
	p.modal = widgets.NewModal(p.options.Canvas, widgets.ModalOptions{
		Title:    lang.L("Submit all drafts that are ready"),
		Body:     widgets.VBox(12, p.say, p.line, p.rate, widgets.NewBareCard(widgets.Tall(340, p.list))),
		Footer:   p.buttons,
		Size:     fyne.NewSize(640, 620),
		OnClosed: p.options.Closed,
	})
}

func (p *Panel) fill(it item, row *widgets.ListRow) {
	name := it.Name
	if name == "" {
		name = lang.L("Without a name yet")
	}
	switch it.state {
	case notYet:
		row.Set(name, lang.L("Will be created"), lang.L("Ready"), widgets.ToneOff)
	case done:
		row.Set(name, lang.L("Everything that was asked for is on the server."), lang.L("Done"), widgets.ToneOK)
	case needsYou:
		row.Set(name, words.Summary(it.row, 0, p.options.Now()), words.Badge(it.row), widgets.ToneBad)
	case onItsWay:
		row.Set(name, words.Summary(it.row, 0, p.options.Now()), words.Badge(it.row), widgets.ToneWarn)
	}
}

// start submits one draft after the other; what is submitted is sent side by side.
func (p *Panel) start() {
	p.started = p.options.Now()
	p.goOn()
}

func (p *Panel) goOn() {
	p.paused, p.since = false, p.options.Now()
	p.submitNext()
	p.show()
}

func (p *Panel) submitNext() {
	if p.paused || p.sending || p.next >= len(p.items) {
		return
	}
	p.sending = true
	id := p.items[p.next].ID
	run.Do(p.options.Runner, func(ctx context.Context) error { return p.options.Workspace.Submit(ctx, id) }, func(err error) {
		p.sending = false
		it := &p.items[p.next]
		p.next++
		it.state = onItsWay
		it.row = workspace.WorkRow{ID: id, Name: it.Name, Submitted: true, Summary: provisioning.SummaryQueued}
		if err != nil { // it was changed since it was looked at: it stays a draft
			it.state, it.row.Summary = needsYou, provisioning.SummaryNeedsYou
			p.options.Failed(err)
		}
		p.show()
		p.submitNext()
	})
}

// pause keeps what is not sent yet from going out.
func (p *Panel) pause() {
	p.spent += p.options.Now().Sub(p.since)
	p.paused = true
	p.each(func(ctx context.Context, id string) error { return p.options.Workspace.Stop(ctx, id) })
	p.show()
}

// resume lets it go on.
func (p *Panel) resume() {
	p.each(func(ctx context.Context, id string) error { return p.options.Workspace.RetryStep(ctx, id, "") })
	p.goOn()
}

// each does something with all that are on their way.
func (p *Panel) each(do func(ctx context.Context, id string) error) {
	var ids []string
	for _, it := range p.items {
		if it.state == onItsWay {
			ids = append(ids, it.ID)
		}
	}
	run.Do(p.options.Runner, func(ctx context.Context) error {
		for _, id := range ids {
			if err := do(ctx, id); err != nil {
				return err
			}
		}
		return nil
	}, p.options.Failed)
}

// Changed brings the panel up to what the sidebar shows: what is submitted and not in
// it any more is done.
func (p *Panel) Changed(work []workspace.WorkRow) {
	if p.started.IsZero() {
		return
	}
	rows := make(map[string]workspace.WorkRow, len(work))
	for _, row := range work {
		rows[row.ID] = row
	}
	for i := range p.items[:p.next] {
		it := &p.items[i]
		row, there := rows[it.ID]
		switch {
		case !there:
			it.state = done
		case !row.Submitted:
			it.state = needsYou
		case row.Summary == provisioning.SummaryNeedsYou:
			it.state, it.row = needsYou, row
		default:
			it.state, it.row = onItsWay, row
		}
	}
	p.show()
}
