package trunks

import (
	"context"
	"errors"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Workspace is what the page reads.
type Workspace interface {
	TrunkOverview(ctx context.Context) (workspace.TrunkOverview, error)
	RefreshTrunks(ctx context.Context) error
	Identity() domain.Identity
	Status() workspace.Status
}

// Actions are what a person can choose here, told to the window.
type Actions struct {
	Account func(id string)
	Up      func() // the reseller's own place
	Failed  func(err error)
}

// Options are what the page is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Actions   Actions
	After     func(time.Duration, func()) (cancel func())
}

// known is what is read from this computer, in one go.
type known struct {
	overview workspace.TrunkOverview
	reseller string
	online   bool
}

type data = map[string]any

// View is the page. Its methods belong to the UI thread.
type View struct {
	options Options
	open    bool
	known   known
	have    bool // known was read
	reading *run.Latest[reading]
	asking  int    // requests on their way
	told    bool   // the server answered since the page was opened
	waiting func() // cancels the request that is to go out in a while; nil is none
	kind    domain.TrunkKind

	crumb   *widgets.Breadcrumb
	spinner *widgets.Spinner
	asRead  *widgets.Text
	cards   []*kindCard
	holders *holderList
	body    *fyne.Container
	scroll  *widgets.FocusScroll
	object  fyne.CanvasObject
}

// reading is what a look at this computer found.
type reading struct {
	known
	same bool // as is shown already
}

// New makes the page; Show fills it.
func New(o Options) *View {
	v := &View{options: o, reading: run.NewLatest[reading](o.Runner), kind: workspace.AllTrunks}
	v.crumb = widgets.NewBreadcrumb(nil, func(at int) {
		if at == 0 {
			o.Actions.Up()
		}
	})
	v.spinner = widgets.NewSpinner(lang.L("Reading from the server…"))
	v.spinner.Hide()
	v.asRead = widgets.NewCaption("")
	column := widgets.VBox(12)
	for _, kind := range domain.TrunkKinds() {
		card := newKindCard(kind, func() { v.choose(kind) })
		v.cards = append(v.cards, card)
		column.Add(card.object)
	}
	v.holders = newHolderList(o.Actions.Account, func() { v.choose(workspace.AllTrunks) })
	v.body = edges.Top(column, widgets.Pad(16, 0, 0, 0, v.holders.object))
	v.scroll = widgets.NewFocusScroll(widgets.Pad(18, 24, 18, 24, v.body))
	head := widgets.VBox(0,
		widgets.Pad(16, 24, 12, 24, widgets.VBox(4,
			widgets.HBox(10, widgets.Grow(v.crumb), v.spinner), widgets.NewDisplay(lang.L("Trunks")), v.asRead)),
		widgets.NewDivider(),
	)
	v.object = edges.Top(head, v.scroll)
	return v
}

// Object is what the window shows.
func (v *View) Object() fyne.CanvasObject { return v.object }

// Show shows what is known here at once, and what the server says right after.
func (v *View) Show() {
	if !v.open {
		v.open = true
		v.choose(workspace.AllTrunks)
		v.scroll.ScrollToTop()
	}
	v.holders.list.SetSelectedID("")
	v.Changed()
	v.ask()
}

// Leave forgets what was shown.
func (v *View) Leave() {
	v.open, v.have, v.told, v.known = false, false, false, known{}
	v.reading.Cancel()
	v.stopWaiting()
}

// Changed reads again what is known here. The window calls it when something about
// trunks, drafts, accounts or the connection has changed; what says the same is not
// drawn again.
func (v *View) Changed() {
	if !v.open {
		return
	}
	ws, before, have := v.options.Workspace, v.known, v.have
	v.reading.Go(func(ctx context.Context) (reading, error) {
		o, err := ws.TrunkOverview(ctx)
		now := known{overview: o, reseller: ws.Identity().AccountName, online: ws.Status().Connection == workspace.Online}
		return reading{known: now, same: have && reflect.DeepEqual(before, now)}, err
	}, func(r reading, err error) {
		if err != nil {
			v.options.Actions.Failed(err)
			return
		}
		if r.same {
			return
		}
		sent := v.have && r.overview.Queued < v.known.overview.Queued
		back := v.have && r.online && !v.known.online
		v.known, v.have = r.known, true
		v.draw()
		if sent || back { // what is sold is another number now
			v.askSoon()
		}
	})
}

// Reload reads the totals from the server again.
func (v *View) Reload() {
	if v.open {
		v.ask()
	}
}

// ask has the totals read from the server, where there is a connection.
func (v *View) ask() {
	v.stopWaiting()
	ws := v.options.Workspace
	if ws.Status().Connection != workspace.Online {
		return
	}
	v.asking++
	v.spinner.Show()
	v.spinner.Start()
	run.Do(v.options.Runner, ws.RefreshTrunks, func(err error) {
		if v.asking--; v.asking == 0 {
			v.spinner.Stop()
			v.spinner.Hide()
		}
		if !v.open {
			return
		}
		if err != nil && !errors.Is(err, domain.ErrOffline) && !errors.Is(err, domain.ErrSignedOut) {
			v.options.Actions.Failed(err)
		}
		v.told = v.told || err == nil
		v.draw()
	})
}

// settle is how long is waited for more to be sent before the server is asked what is
// sold: many accounts may be on their way.
const settle = 3 * time.Second

func (v *View) askSoon() {
	v.stopWaiting()
	v.waiting = v.options.After(settle, func() {
		v.waiting = nil
		if v.open {
			v.ask()
		}
	})
}

func (v *View) stopWaiting() {
	if v.waiting != nil {
		v.waiting()
		v.waiting = nil
	}
}

// choose lists the customers of one kind of trunk; the same kind again, or AllTrunks,
// those of all.
func (v *View) choose(kind domain.TrunkKind) {
	if kind == v.kind {
		kind = workspace.AllTrunks
	}
	v.kind = kind
	v.draw()
}

// draw brings the page in line with what was read.
func (v *View) draw() {
	if v.have {
		k := v.known
		v.crumb.SetNames([]string{k.reseller, lang.L("Trunks")})
		v.asRead.SetText(asRead(k.overview))
		for i, pool := range k.overview.Pools { // as the cards are: in the order of the kinds
			v.cards[i].show(describe(pool, k, v.told && k.online), v.kind == pool.Kind)
		}
		v.holders.show(k.overview, v.kind)
	}
	v.scroll.Hidden = !v.have // what was shown before may be of another reseller
	v.body.Refresh()
	v.object.Refresh()
}

func asRead(o workspace.TrunkOverview) string {
	if o.SoldRead.IsZero() {
		return ""
	}
	return lang.L("Read from the server: {{.Moment}}", data{"Moment": words.Moment(o.SoldRead)})
}
