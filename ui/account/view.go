package account

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// Workspace is what the page reads.
type Workspace interface {
	Account(ctx context.Context, id string) (domain.Account, error)
	AccountDetails(ctx context.Context, id string) (workspace.AccountDetails, error)
	Trail(ctx context.Context, id string) ([]domain.AccountRef, error)
	Catalogue(ctx context.Context) (domain.Catalogue, error)
}

// Actions are what a person can choose here, told to the window.
type Actions struct {
	Drill  func(a domain.AccountRef) // show the accounts below it in the sidebar
	Open   func(id string)           // a place of the breadcrumb
	Copied func(what string)
}

// Options are what the page is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Actions   Actions
	Now       func() time.Time
}

// View is the page. Its methods belong to the UI thread.
type View struct {
	options Options
	id      string
	trail   []domain.AccountRef
	account domain.Account
	cached  *run.Latest[cached]
	fetched *run.Latest[fetched]

	crumb   *widgets.Breadcrumb
	title   *widgets.Text
	badge   *widgets.Badge
	below   *widgets.Button
	spinner *widgets.Spinner
	notice  *fyne.Container
	rows    *fyne.Container
	pairs   []*widgets.KVRow // those in rows
	cards   *fyne.Container
	object  fyne.CanvasObject
	scroll  *widgets.FocusScroll
}

// cached and fetched are what the two reads give.
type cached struct {
	account domain.Account
	trail   []domain.AccountRef
}

type fetched struct {
	details   workspace.AccountDetails
	catalogue domain.Catalogue
}

// New makes the page; Show fills it.
func New(o Options) *View {
	v := &View{options: o, cached: run.NewLatest[cached](o.Runner), fetched: run.NewLatest[fetched](o.Runner)}
	v.crumb = widgets.NewBreadcrumb(nil, func(at int) {
		if at < len(v.trail)-1 {
			o.Actions.Open(v.trail[at].ID)
		}
	})
	v.title = widgets.NewDisplay("")
	v.badge = widgets.NewBadge("", widgets.ToneOff)
	v.below = widgets.NewButton(widgets.Secondary, "", func() { o.Actions.Drill(v.account.AccountRef) })
	v.below.Hide()
	v.spinner = widgets.NewSpinner(lang.L("Reading from the server…"))
	v.spinner.Hide()
	v.notice = widgets.VBox(0)
	v.notice.Hide()
	v.rows = widgets.VBox(0)
	v.cards = widgets.VBox(0)
	v.scroll = widgets.NewFocusScroll(widgets.Pad(18, 24, 18, 24, widgets.VBox(14, v.notice, widgets.NewBareCard(v.rows), v.cards)))
	head := widgets.VBox(0,
		widgets.Pad(16, 24, 0, 24, widgets.VBox(4, v.crumb, widgets.HBox(10, v.title, v.badge, widgets.Spacer(), v.spinner, v.below))),
		widgets.Pad(10, 24, 0, 24, widgets.NewTabs([]string{lang.L("Overview")}, nil)),
		widgets.NewDivider(),
	)
	v.object = edges.Top(head, v.scroll)
	return v
}

// Object is what the window shows.
func (v *View) Object() fyne.CanvasObject { return v.object }

// ID is the account that is shown; empty shows none.
func (v *View) ID() string { return v.id }

// Show shows an account: what is cached at once, and what the server says right
// after.
func (v *View) Show(id string) {
	if v.id != id {
		v.id = id
		v.clear()
	}
	v.readCache()
	v.Reload()
}

// Leave forgets what was shown.
func (v *View) Leave() {
	v.id = ""
	v.cached.Cancel()
	v.fetched.Cancel()
	v.clear()
}

func (v *View) clear() {
	v.account, v.trail = domain.Account{}, nil
	v.title.SetText("")
	v.badge.Set("", widgets.ToneOff)
	v.crumb.SetNames(nil)
	v.below.Hide()
	v.setRows(nil)
	v.cards.RemoveAll()
	v.tell(nil)
	v.scroll.ScrollToTop()
}

// Changed reads the cache again. The window calls it when accounts have changed.
func (v *View) Changed() {
	if v.id != "" {
		v.readCache()
	}
}

func (v *View) readCache() {
	id, ws := v.id, v.options.Workspace
	v.cached.Go(func(ctx context.Context) (cached, error) {
		a, err := ws.Account(ctx, id)
		if err != nil {
			return cached{}, err
		}
		trail, err := ws.Trail(ctx, id)
		return cached{a, trail}, err
	}, func(got cached, err error) {
		if errors.Is(err, domain.ErrNotFound) && v.account.ID == id {
			return // it was shown and is gone from the cache: the server's answer says why
		}
		if err != nil && !errors.Is(err, domain.ErrNotFound) {
			v.tell(err)
			return
		}
		if err == nil {
			v.trail = got.trail
			v.showHead(got.account)
			if len(v.cards.Objects) == 0 { // the server has not answered yet
				v.setRows(brief(got.account))
			}
		}
	})
}

// Reload reads the account from the server again.
func (v *View) Reload() {
	if v.id == "" {
		return
	}
	v.tell(nil)
	v.spinner.Show()
	v.spinner.Start()
	id, ws := v.id, v.options.Workspace
	v.fetched.Go(func(ctx context.Context) (fetched, error) {
		details, err := ws.AccountDetails(ctx, id)
		if err != nil {
			return fetched{}, err
		}
		catalogue, err := ws.Catalogue(ctx)
		return fetched{details, catalogue}, err
	}, func(got fetched, err error) {
		v.spinner.Stop()
		v.spinner.Hide()
		v.object.Refresh()
		if err != nil {
			v.tell(err)
			return
		}
		if v.account.ID == "" { // not cached: a child that no listing has shown yet
			v.showHead(got.details.Account)
		}
		v.setRows(full(got.details, got.catalogue))
		v.showCards(got.details)
	})
}
