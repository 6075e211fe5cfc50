package sidebar

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// fillRow puts a line into a row of the list.
func (s *Sidebar) fillRow(index int, o fyne.CanvasObject) {
	l := s.lines.at(index)
	r := s.model.row(l, s.options.Now())
	view, ok := o.(*widgets.ListRow)
	if !ok { // the list makes no others
		return
	}
	view.Set(r.title, r.detail, r.badge, r.tone.color())
	defer func() { view.SetMarks(s.model.marks(r)) }() // once the link has its place
	if r.children == 0 {
		view.SetLink("", nil)
		return
	}
	account := l.account.AccountRef
	view.SetLink(words.Count(r.children)+" ›", func() { s.Drill(account) })
}

func (t tone) color() widgets.Tone {
	switch t {
	case toneWaiting:
		return widgets.ToneWarn
	case toneBad:
		return widgets.ToneBad
	case toneActive:
		return widgets.TonePrimary
	case toneOff:
	}
	return widgets.ToneOff
}

// chosen opens what a row is about.
func (s *Sidebar) chosen(id string) {
	k, what := s.find(id)
	switch k {
	case KindAccount:
		s.options.Actions.Account(what)
	case KindDraft:
		s.options.Actions.Draft(what)
	case KindWork:
		s.options.Actions.Work(what)
	}
}

// find tells what a key of the list is about now; a draft may have been submitted
// since the row was drawn.
func (s *Sidebar) find(id string) (Kind, string) {
	if account, ok := strings.CutPrefix(id, "account/"); ok {
		return KindAccount, account
	}
	draft := strings.TrimPrefix(id, "draft/")
	for _, r := range s.model.work {
		if r.ID == draft {
			return workKind(r), draft
		}
	}
	return "", draft
}

func (s *Sidebar) rowMenu(id string, at fyne.Position) {
	k, what := s.find(id)
	if s.options.Actions.RowMenu == nil || k == "" {
		return
	}
	if menu := s.options.Actions.RowMenu(k, what); menu != nil {
		widget.ShowPopUpMenuAtPosition(menu, s.options.Canvas, at)
	}
}

// TypeSearch sends what is typed elsewhere to the search field.
func (s *Sidebar) TypeSearch(r rune) {
	s.options.Canvas.Focus(s.search)
	s.search.CursorColumn = len([]rune(s.search.Text))
	s.search.TypedRune(r)
}

func (s *Sidebar) searched(text string) {
	s.model.search = text
	s.ask()
}

func (s *Sidebar) filtered(index int) {
	s.model.filter = filter(index)
	s.redraw()
}

// Drill shows the accounts below another, what is cached at once, and reads them
// from the server.
func (s *Sidebar) Drill(account domain.AccountRef) {
	s.model.parent, s.model.search, s.model.filter = account, "", filterAll
	if account.ID == s.model.status.Profile.Identity.AccountID {
		s.model.parent = domain.AccountRef{}
	}
	s.search.SetTextSilently("")
	s.chips.SetCurrent(int(filterAll))
	s.model.trail, s.model.accounts, s.model.read = nil, nil, false
	s.ask()
	s.model.fetching = !s.model.parent.IsZero()
	if s.model.parent.IsZero() {
		s.trails.Cancel()
		return
	}
	ws := s.options.Workspace
	s.trails.Go(func(ctx context.Context) ([]domain.AccountRef, error) { return ws.Trail(ctx, account.ID) },
		func(trail []domain.AccountRef, err error) {
			if err != nil {
				s.options.Actions.Failed(err)
				return
			}
			s.model.trail = trail
			s.showTrail()
		})
	run.Do(s.options.Runner, func(ctx context.Context) error { return ws.Refresh(ctx, account.ID) }, func(err error) {
		if s.model.parent.ID != account.ID {
			return
		}
		s.model.fetching = false
		s.redraw()
		if err != nil && !errors.Is(err, domain.ErrOffline) { // that one the foot of the window tells
			s.options.Actions.Failed(err)
		}
	})
}

// DrillSelected shows the accounts below the chosen one, if it has any.
func (s *Sidebar) DrillSelected() {
	if s.openBelow(s.list.SelectedID()) {
		s.options.Canvas.Focus(s.list)
	}
}

// openBelow shows the accounts below that of a row; false: it has none.
func (s *Sidebar) openBelow(id string) bool {
	for _, a := range s.model.accounts {
		if key(KindAccount, a.ID) == id && a.Descendants > 0 {
			s.Drill(a.AccountRef)
			return true
		}
	}
	return false
}

// Climb goes back to the accounts one level up.
func (s *Sidebar) Climb() {
	if n := len(s.model.trail); n >= 2 && !s.model.parent.IsZero() {
		s.Drill(s.model.trail[n-2])
	} else if !s.model.parent.IsZero() {
		s.Drill(s.model.status.Profile.Identity.Account())
	}
}

// climbed goes to a place on the way that was clicked.
func (s *Sidebar) climbed(index int) {
	if index < len(s.model.trail) {
		s.Drill(s.model.trail[index])
	}
}

// showTrail shows the way down to where the list is; it is made anew only when it
// is another, so that it keeps the keyboard.
func (s *Sidebar) showTrail() {
	var names []string
	if s.model.drilled() {
		for _, a := range s.model.trail {
			names = append(names, a.Name)
		}
		if len(names) == 0 { // not read yet
			names = []string{s.model.status.Profile.Identity.AccountName, s.model.parent.Name}
		}
	}
	if slices.Equal(names, s.way) {
		return
	}
	s.way = names
	s.crumb.SetNames(names)
	s.above.Hidden = len(names) == 0
	s.column.Layout.Layout(s.column.Objects, s.column.Size())
	s.column.Refresh()
}
