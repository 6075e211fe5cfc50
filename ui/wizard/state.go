package wizard

import (
	"slices"

	"accountsmanager/domain"
)

// state is the wizard without its window. What is wrong with a field is known
// early and shown late: once the person has left the field, or its tab, or has
// asked to go on. Nobody is told that a name is missing before they could type it.
type state struct {
	draft domain.Draft
	tabs  []domain.Tab

	found   domain.Problems       // by the last check
	edited  map[domain.Field]bool // since the last check
	refused domain.Problems       // by the server, until the field is edited
	left    map[domain.Field]bool
	judged  map[domain.Tab]bool // all that is wrong on these shows
	typed   map[string]bool     // administrators whose password was typed in this session
}

// newState opens a draft. What is wrong on tabs that were seen before shows at
// once, except on the one where the person is about to go on.
func newState(d domain.Draft, withPlans bool) *state {
	s := &state{
		draft: d.Clone(), edited: map[domain.Field]bool{}, left: map[domain.Field]bool{}, judged: map[domain.Tab]bool{}, typed: map[string]bool{},
	}
	s.setPlans(withPlans)
	for _, tab := range d.Visited {
		s.judged[tab] = tab != s.draft.Tab
	}
	s.draft.Visit(s.draft.Tab)
	if s.draft.Tab == domain.TabReview {
		s.judgeAll()
	}
	return s
}

// setPlans says whether the reseller has service plans. A draft that has some
// keeps the tab on which they can be taken out.
func (s *state) setPlans(has bool) {
	s.tabs = domain.Tabs(has || len(s.draft.Plans) > 0)
	if !slices.Contains(s.tabs, s.draft.Tab) {
		s.draft.Tab = domain.TabGeneral
	}
}

// edit changes the draft at a field. What the server said about the field's last
// value no longer holds.
func (s *state) edit(f domain.Field, change func(*domain.Draft)) {
	change(&s.draft)
	s.edited[f] = true
	s.refused = slices.DeleteFunc(s.refused, func(p domain.Problem) bool { return p.Field == f })
}

// leave notes that the person is done with a field, for now.
func (s *state) leave(f domain.Field) { s.left[f] = true }

// checked takes up what is wrong with the newest draft.
func (s *state) checked(found domain.Problems) {
	s.found = found
	clear(s.edited)
}

// overtaken drops what was found wrong with a field, because the value is another
// as a whole: the next check says what is wrong with that.
func (s *state) overtaken(f domain.Field) {
	s.found = slices.DeleteFunc(slices.Clone(s.found), func(p domain.Problem) bool { return p.Field == f })
}

// visit goes to a tab, and judges the one that is left. Review judges all. What
// the last check said of fields that were edited since is nothing to judge by.
func (s *state) visit(tab domain.Tab) {
	for f := range s.edited {
		s.overtaken(f)
	}
	if tab != s.draft.Tab {
		s.judged[s.draft.Tab] = true
	}
	s.draft.Visit(tab)
	if tab == domain.TabReview {
		s.judgeAll()
	}
}

func (s *state) judge(tab domain.Tab) { s.judged[tab] = true }

func (s *state) judgeAll() {
	for _, tab := range s.tabs {
		s.judged[tab] = true
	}
}

// problems is all that is known to be wrong. A password that was typed just now
// is on its way to where checks look for it, so it is not lost.
func (s *state) problems() domain.Problems {
	out := slices.DeleteFunc(slices.Clone(s.found), func(p domain.Problem) bool {
		id, _, ok := p.Field.Admin()
		return p.Code == domain.LostPassword && ok && s.typed[id]
	})
	for _, p := range s.refused {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// shown is what the person should see by now.
func (s *state) shown() domain.Problems {
	return slices.DeleteFunc(s.problems(), func(p domain.Problem) bool {
		return !s.left[p.Field] && !s.judged[p.Field.Tab()]
	})
}

// at returns the one problem to show at a field: what blocks comes first.
func (s *state) at(f domain.Field) (domain.Problem, bool) {
	here := s.shown().At(f)
	if blocking := here.Blocking(); len(blocking) > 0 {
		return blocking[0], true
	}
	if len(here) > 0 {
		return here[0], true
	}
	return domain.Problem{}, false
}

// wrongOn counts what blocks and shows on a tab.
func (s *state) wrongOn(tab domain.Tab) int { return len(s.shown().Blocking().On(tab)) }

// elsewhere is what blocks and shows on the first other tab that has any: what
// the foot of the wizard reminds of.
func (s *state) elsewhere() (domain.Tab, domain.Problems) {
	blocking := s.shown().Blocking()
	for _, tab := range s.tabs {
		if tab == s.draft.Tab {
			continue
		}
		if on := blocking.On(tab); len(on) > 0 {
			return tab, on
		}
	}
	return "", nil
}

// index is the place of the current tab.
func (s *state) index() int { return slices.Index(s.tabs, s.draft.Tab) }

// step returns the tab so many places on, and whether there is one.
func (s *state) step(by int) (domain.Tab, bool) {
	i := s.index() + by
	if i < 0 || i >= len(s.tabs) {
		return "", false
	}
	return s.tabs[i], true
}

func (s *state) onReview() bool { return s.draft.Tab == domain.TabReview }
