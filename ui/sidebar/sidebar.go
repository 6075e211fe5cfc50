package sidebar

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Width of the column before a person moves its border, in units.
const Width = 300

// Workspace is what the sidebar reads, and the one thing that it asks for by
// itself: the children of an account that somebody drills into.
type Workspace interface {
	Progress(ctx context.Context) (workspace.Progress, error)
	Accounts(ctx context.Context, q workspace.AccountQuery) ([]domain.Account, error)
	CountAccounts(ctx context.Context, parentID string) (int, error)
	CountRead(ctx context.Context) (int, error)
	Trail(ctx context.Context, id string) ([]domain.AccountRef, error)
	Catalogue(ctx context.Context) (domain.Catalogue, error)
	Refresh(ctx context.Context, parentID string) error
}

// Actions are what a person can choose here, told to the window.
type Actions struct {
	Add      func()                             // a new account
	Account  func(id string)                    // show it
	Draft    func(id string)                    // go on with it
	Work     func(id string)                    // how far it is
	GoOnline func()                             // end working offline
	Failed   func(err error)                    // something could not be read
	Menu     func() *fyne.Menu                  // of who is signed in
	RowMenu  func(k Kind, id string) *fyne.Menu // of a row; nil has none
}

// Options are what a sidebar is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Canvas    fyne.Canvas // of the window
	Actions   Actions
	Now       func() time.Time
	// After calls f on the UI thread when d is over, unless it is cancelled before.
	After func(d time.Duration, f func()) (cancel func())
	// SearchHint is the shortcut of the search, such as "Ctrl F".
	SearchHint string
}

// Sidebar is the column. All its methods belong to the UI thread.
type Sidebar struct {
	options Options
	model   model
	lines   lines
	loader  *loader
	works   *run.Latest[workRead]
	trails  *run.Latest[[]domain.AccountRef]

	head   *head
	search *searchEntry
	chips  *widgets.Chips
	crumb  *widgets.Breadcrumb
	above  *fyne.Container // the breadcrumb with its space
	way    []string        // what the breadcrumb shows
	list   *widgets.List
	empty  *emptyState
	column *fyne.Container
	object fyne.CanvasObject
}

// New makes a sidebar; StatusChanged, WorkChanged and AccountsChanged fill it.
func New(o Options) *Sidebar {
	s := &Sidebar{options: o, works: run.NewLatest[workRead](o.Runner), trails: run.NewLatest[[]domain.AccountRef](o.Runner)}
	s.model.tabs = len(domain.Tabs(false))
	s.loader = newLoader(o.Runner, o.Now, o.After, o.Workspace.Accounts)
	s.loader.show, s.loader.failed = s.showAccounts, o.Actions.Failed
	s.build()
	s.redraw()
	return s
}

func (s *Sidebar) build() {
	s.head = newHead(s.options.Canvas, s.options.Actions.Menu)
	s.search = newSearchEntry(s.options.Canvas, s.options.SearchHint)
	s.search.SetPlaceHolder(lang.L("Search accounts"))
	s.search.OnChanged = s.searched
	s.search.toList = s.FocusList
	s.search.leave = s.FocusList
	s.chips = widgets.NewChips([]string{lang.L("All"), lang.L("Drafts"), lang.L("Needs you"), lang.L("Off")}, s.filtered)
	add := widgets.NewButton(widgets.Primary, lang.L("+ Add New Account"), s.options.Actions.Add)
	s.crumb = widgets.NewBreadcrumb(nil, s.climbed)
	s.above = widgets.Pad(0, 16, 4, 16, s.crumb)
	s.above.Hide()
	s.list = widgets.NewList(func() fyne.CanvasObject { return widgets.NewListRow() }, s.fillRow)
	s.list.OnSelected = s.chosen
	s.list.OnTyped = s.TypeSearch
	s.list.OnMenu = s.rowMenu
	s.list.OnOpen = func(id string) { s.openBelow(id) }
	s.list.OnBack = s.Climb
	s.empty = newEmptyState()

	top := widgets.VBox(0,
		s.head.object,
		widgets.NewDivider(),
		widgets.Pad(12, 16, 12, 16, s.search),
		widgets.Pad(0, 16, 10, 16, s.chips),
		widgets.Pad(0, 16, 12, 16, add),
		s.above,
	)
	s.column = edges.Top(top, container.NewStack(s.list, s.empty.object))
	s.object = edges.NewSurface(edges.LineRight, s.column)
}

// Object is what the window shows.
func (s *Sidebar) Object() fyne.CanvasObject { return s.object }

// FocusSearch goes to the search field and selects what is in it.
func (s *Sidebar) FocusSearch() {
	s.options.Canvas.Focus(s.search)
	s.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// FocusList goes to the list, if it has rows.
func (s *Sidebar) FocusList() {
	if s.lines.len() > 0 {
		s.options.Canvas.Focus(s.list)
	}
}

// Parent is the account whose children are shown; empty is the signed-in one.
func (s *Sidebar) Parent() string { return s.model.parent.ID }

// SelectAccount marks the row of what the window shows.
func (s *Sidebar) SelectAccount(id string) { s.list.SetSelectedID(key(KindAccount, id)) }

// SelectWork marks the row of a draft or of queued work.
func (s *Sidebar) SelectWork(id string) { s.list.SetSelectedID(key(KindWork, id)) }

// SelectNothing marks no row.
func (s *Sidebar) SelectNothing() { s.list.SetSelectedID("") }

// StatusChanged shows who is signed in, and how it stands.
func (s *Sidebar) StatusChanged(status workspace.Status) {
	another := status.Profile.ID != s.model.status.Profile.ID
	s.model.status = status
	s.head.show(status)
	if another {
		s.model = model{status: status, tabs: s.model.tabs}
		s.search.SetTextSilently("")
		s.chips.SetCurrent(int(filterAll))
		s.list.SetSelectedID("")
		if status.Profile.ID != "" {
			s.ask()
			s.WorkChanged()
		}
	}
	s.redraw()
}

// AccountsChanged reads the accounts again where those below parentID are, or may
// be, among what is shown.
func (s *Sidebar) AccountsChanged(parentID string) {
	if s.model.status.Profile.ID == "" {
		return // nobody is signed in
	}
	shown := s.model.parent.ID
	if shown == "" {
		shown = s.model.status.Profile.Identity.AccountID
	}
	if parentID == shown || s.model.searching() {
		s.loader.again()
	}
	s.WorkChanged() // the number of all accounts comes with it
}

// workRead is what is read besides the accounts.
type workRead struct {
	work    []workspace.WorkRow
	queued  map[string]int // changes, by account
	total   int
	tabs    int
	details int
}

// WorkChanged reads drafts and queued work again.
func (s *Sidebar) WorkChanged() {
	if s.model.status.Profile.ID == "" {
		return // nobody is signed in
	}
	ws := s.options.Workspace
	s.works.Go(func(ctx context.Context) (workRead, error) {
		progress, err := ws.Progress(ctx)
		if err != nil {
			return workRead{}, err
		}
		total, err := ws.CountAccounts(ctx, "")
		if err != nil {
			return workRead{}, err
		}
		details, err := ws.CountRead(ctx)
		if err != nil {
			return workRead{}, err
		}
		catalogue, err := ws.Catalogue(ctx)
		return workRead{progress.Work, progress.Changes, total, len(domain.Tabs(len(catalogue.Plans) > 0)), details}, err
	}, func(got workRead, err error) {
		if err != nil {
			s.options.Actions.Failed(err)
			return
		}
		s.model.work, s.model.queued, s.model.total, s.model.tabs = got.work, got.queued, got.total, got.tabs
		s.model.details = got.details
		s.redraw()
	})
}

// Tick draws the rows again as time goes by: they say how long ago things were.
func (s *Sidebar) Tick() { s.list.Reload() }

// ask reads the accounts of what is searched or drilled into now. What is shown
// stays until they come, unless it was cleared before.
func (s *Sidebar) ask() {
	q := question{search: s.model.search, parent: s.model.parent.ID}
	if s.model.searching() {
		q.parent = ""
	}
	s.loader.ask(q)
	s.redraw()
}

func (s *Sidebar) showAccounts(rows []domain.Account) {
	s.model.accounts, s.model.read = rows, true
	s.redraw()
}

// redraw brings all that is shown in line with the model.
func (s *Sidebar) redraw() {
	lines := s.model.lines()
	s.lines = lines
	s.list.SetData(widgets.ListData{Len: lines.len(), ID: func(i int) string { l := lines.at(i); return l.key() }, Headings: lines.headings()})
	s.showEmpty()
	s.showCounts()
	s.showTrail()
}

func (s *Sidebar) showEmpty() {
	if s.lines.len() > 0 {
		s.empty.hide()
		return
	}
	title, text, way := s.model.empty()
	s.empty.show(title, text, way.label(), func() { s.goWay(way) })
}

func (s *Sidebar) goWay(w way) {
	switch w {
	case wayClear:
		s.search.SetText("")
		s.FocusSearch()
	case wayAll:
		s.chips.SetCurrent(int(filterAll))
		s.filtered(int(filterAll))
	case wayBack:
		s.Climb()
	case wayOnline:
		s.options.Actions.GoOnline()
	case noWay:
	}
}

func (s *Sidebar) showCounts() {
	drafts, needs := s.model.counts()
	s.chips.SetLabel(int(filterDrafts), numbered(lang.L("Drafts"), drafts))
	s.chips.SetLabel(int(filterNeedsYou), numbered(lang.L("Needs you"), needs))
	if s.model.total > 0 {
		s.search.SetPlaceHolder(lang.L("Search {{.Count}} accounts", values{"Count": words.Count(s.model.total)}))
	} else {
		s.search.SetPlaceHolder(lang.L("Search accounts"))
	}
}

func numbered(label string, n int) string {
	if n == 0 {
		return label
	}
	return label + " " + words.Count(n)
}
