package account

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// Workspace is what the page reads, and what can be done to an account.
type Workspace interface {
	Sheet(ctx context.Context, accountID string) (workspace.Sheet, error)
	ReadParts(ctx context.Context, accountID string, docs ...domain.Document) map[domain.Document]error
	Trail(ctx context.Context, id string) ([]domain.AccountRef, error)
	Catalogue(ctx context.Context) (domain.Catalogue, error)
	Activities(ctx context.Context) ([]workspace.Activity, error)
	Identity() domain.Identity
	RealmSuffix(ctx context.Context) (string, error)

	CheckChange(ctx context.Context, edits domain.Edits) (domain.Problems, error)
	Change(ctx context.Context, accountID string, edits domain.Edits) error
	Unsaved(ctx context.Context, accountID string) (domain.Edits, error)
	KeepUnsaved(ctx context.Context, accountID string, edits domain.Edits) error
	TakeBack(ctx context.Context, accountID, stepID string) error
	Resolve(ctx context.Context, accountID, stepID string, mine []domain.Field) error
	RetryStep(ctx context.Context, id, stepID string) error
	LeaveOut(ctx context.Context, id, stepID string) error
	AcceptCharges(ctx context.Context, id, stepID string) error
	TakeWord(ctx context.Context, id, stepID string, there bool) error
	ChangesID(accountID string) string

	NewAdministrator() domain.Administrator
	AddAdministrator(ctx context.Context, accountID string, admin domain.Administrator) error
	TypePassword(ctx context.Context, draftID, adminID string, password domain.Secret)
	SetPassword(ctx context.Context, accountID string, user domain.User) error
	SentPassword(ctx context.Context, id, stepID string) (domain.Secret, error)
	ReadUser(ctx context.Context, accountID, userID string) error
	RemoveUser(ctx context.Context, accountID string, user domain.User) error
	Belongings(ctx context.Context, accountID, userID string) ([]domain.Belonging, error)
	AddCredit(ctx context.Context, accountID string, amount decimal.Decimal) error
	LedgerBefore(ctx context.Context, accountID string, before time.Time) ([]domain.LedgerEntry, error)
	Quote(ctx context.Context, accountID string, plans []string) ([]domain.Charge, error)
	SetReseller(ctx context.Context, accountID string, promote bool) error
	Accounts(ctx context.Context, q workspace.AccountQuery) ([]domain.Account, error)
	MoveAccount(ctx context.Context, accountID string, to domain.AccountRef) error
	DeleteAccount(ctx context.Context, accountID, typedName string) error
	APIKey(ctx context.Context, accountID string) (domain.Secret, error)
}

// Actions are what a person can choose here, told to the window.
type Actions struct {
	Drill     func(a domain.AccountRef) // show the accounts below it in the sidebar
	Open      func(id string)           // a place of the breadcrumb
	Copied    func(what string)
	Duplicate func(sheet workspace.Sheet) // start a draft from it
	Welcome   func()                      // make a sheet for the customer
	Failed    func(err error)
}

// Options are what the page is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Canvas    fyne.Canvas // where questions are asked
	Actions   Actions
	Now       func() time.Time
	After     func(time.Duration, func()) (cancel func())
	Language  string // the reader's, for the names of countries; empty for the system's
}

// known is what is read from this computer, in one go.
type known struct {
	sheet     workspace.Sheet
	trail     []domain.AccountRef
	catalogue domain.Catalogue
	suffix    string
	unsaved   domain.Edits         // typed and not saved
	created   []workspace.Activity // the steps of the account's own creation
}

// View is the page. Its methods belong to the UI thread.
type View struct {
	options Options
	id      string
	tab     tab
	known   known
	have    bool // known is of this account
	reading *run.Latest[known]
	read    map[domain.Document]bool  // asked for since the account was opened
	failed  map[domain.Document]error // and why in vain
	pending int                       // reads on their way
	typed   int                       // how often something was typed
	editing *editor                   // the one that is open
	// What is typed and not saved: on its way to the disk, in order; what could not be
	// kept, by account; who waits until nothing is on its way.
	keepings []keeping
	unkept   map[string]unkept
	waiting  []func(error)
	secrets  map[string]domain.Secret // of new passwords, by step; forgotten when the page is left

	crumb   *widgets.Breadcrumb
	title   *widgets.Text
	badges  *fyne.Container
	actions *fyne.Container
	spinner *widgets.Spinner
	tabs    *widgets.Tabs
	body    *fyne.Container
	filter  string // of the activity
	earlier earlier
	object  fyne.CanvasObject
	scroll  *widgets.FocusScroll
}

// New makes the page; Show fills it.
func New(o Options) *View {
	v := &View{options: o, reading: run.NewLatest[known](o.Runner), unkept: map[string]unkept{}}
	v.crumb = widgets.NewBreadcrumb(nil, func(at int) {
		if at < len(v.known.trail)-1 {
			o.Actions.Open(v.known.trail[at].ID)
		}
	})
	v.title = widgets.NewDisplay("")
	v.badges, v.actions = widgets.HBox(6), widgets.HBox(10)
	v.spinner = widgets.NewSpinner(lang.L("Reading from the server…"))
	v.spinner.Hide()
	v.tabs = widgets.NewTabs(tabTitles(), v.turnTo)
	v.body = widgets.VBox(14)
	v.scroll = widgets.NewFocusScroll(widgets.Pad(18, 24, 18, 24, v.body))
	head := widgets.VBox(0,
		widgets.Pad(16, 24, 0, 24, widgets.VBox(4, widgets.HBox(10, widgets.Grow(v.crumb), v.spinner), edges.Pair(240, 10, widgets.HBox(10, v.title, v.badges), v.actions))),
		widgets.Pad(10, 24, 0, 24, v.tabs),
		widgets.NewDivider(),
	)
	v.object = edges.Top(head, v.scroll)
	return v
}

// Object is what the window shows.
func (v *View) Object() fyne.CanvasObject { return v.object }

// ID is the account that is shown; empty shows none.
func (v *View) ID() string { return v.id }

// Show shows an account: what is known here at once, and what the server says right
// after.
func (v *View) Show(id string) {
	if v.id != id {
		v.Leave()
		v.id = id
		v.tab = allTabs()[0]
		v.tabs.SetCurrent(0)
	}
	v.refreshSheet()
	v.readTab()
}

// Leave forgets what was shown, the passwords first of all.
func (v *View) Leave() {
	v.secrets = nil
	v.reading.Cancel()
	v.id, v.known, v.have, v.filter = "", known{}, false, ""
	v.earlier = earlier{}
	v.read, v.failed = map[domain.Document]bool{}, map[domain.Document]error{}
	v.title.SetText("")
	v.badges.RemoveAll()
	v.actions.RemoveAll()
	v.crumb.SetNames(nil)
	v.body.RemoveAll()
	v.scroll.ScrollToTop()
}

// Changed reads again what is known here. The window calls it when something about
// the account has changed.
func (v *View) Changed() {
	if v.id != "" {
		v.refreshSheet()
	}
}

// Reload reads the tab's documents from the server again.
func (v *View) Reload() {
	if v.id == "" {
		return
	}
	for _, doc := range v.tab.docs {
		delete(v.read, doc)
	}
	v.readTab()
}

func (v *View) turnTo(at int) {
	v.tab = allTabs()[at]
	v.draw()
	v.scroll.ScrollToTop()
	v.readTab()
}

// refreshSheet reads what is known on this computer, and draws it.
func (v *View) refreshSheet() {
	id, ws, typed := v.id, v.options.Workspace, v.typed
	v.reading.Go(func(ctx context.Context) (known, error) { return readKnown(ctx, ws, id) }, func(k known, err error) {
		if err != nil {
			v.options.Actions.Failed(err)
			return
		}
		if typed != v.typed { // what is typed is newer than what was read
			k.unsaved = v.known.unsaved
		}
		v.known, v.have = k, true
		v.draw()
		v.fetchPasswords()
	})
}

func readKnown(ctx context.Context, ws Workspace, id string) (k known, err error) {
	if k.sheet, err = ws.Sheet(ctx, id); err != nil {
		return k, err
	}
	if k.unsaved, err = ws.Unsaved(ctx, id); err != nil {
		return k, err
	}
	if k.catalogue, err = ws.Catalogue(ctx); err != nil {
		return k, err
	}
	if k.suffix, err = ws.RealmSuffix(ctx); err != nil {
		return k, err
	}
	if k.trail, err = ws.Trail(ctx, id); err != nil { // an account that no listing has shown yet has no way to it
		k.trail = []domain.AccountRef{ws.Identity().Account(), k.sheet.Account.AccountRef}
	}
	all, err := ws.Activities(ctx)
	if err != nil {
		return k, err
	}
	for _, a := range all {
		if a.Account.ID == id && a.ID != ws.ChangesID(id) {
			k.created = append(k.created, a)
		}
	}
	return k, nil
}

// readTab reads from the server what the tab needs and was not read since the
// account was opened: all side by side, in one round.
func (v *View) readTab() {
	var docs []domain.Document
	for _, doc := range v.tab.docs {
		if !v.read[doc] {
			docs = append(docs, doc)
		}
	}
	v.readDocs(docs...)
}

func (v *View) readDocs(docs ...domain.Document) {
	if len(docs) == 0 || v.id == "" {
		return
	}
	for _, doc := range docs {
		v.read[doc] = true
		delete(v.failed, doc)
	}
	v.pending++
	v.spinner.Show()
	v.spinner.Start()
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) (map[domain.Document]error, error) {
		return ws.ReadParts(ctx, id, docs...), nil
	}, func(failed map[domain.Document]error, _ error) {
		v.pending--
		if v.pending == 0 {
			v.spinner.Stop()
			v.spinner.Hide()
		}
		if v.id != id {
			return
		}
		for doc, err := range failed {
			v.failed[doc] = err
		}
		v.refreshSheet()
	})
}

// failedOf are the documents of the tab that could not be read.
func (v *View) failedOf() (docs []domain.Document) {
	for doc := range v.failed {
		if slices.Contains(v.tab.docs, doc) {
			docs = append(docs, doc)
		}
	}
	slices.Sort(docs)
	return docs
}

// do carries out what a person chose.
func (v *View) do(work func(ctx context.Context, ws Workspace, id string) error) {
	id, ws := v.id, v.options.Workspace
	run.Do(v.options.Runner, func(ctx context.Context) error { return work(ctx, ws, id) }, func(err error) {
		if err != nil {
			v.options.Actions.Failed(err)
		}
		v.Changed()
	})
}
