package sidebar

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/words"
)

// filter is which part of the list is shown.
type filter int

const (
	filterAll filter = iota
	filterDrafts
	filterNeedsYou
	filterOff
)

// model is all that the list is made from.
type model struct {
	status  workspace.Status
	work    []workspace.WorkRow
	tabs    int // of the wizard
	total   int // cached accounts of the profile
	details int // accounts of which contacts, users and notes can be searched

	search string
	filter filter
	parent domain.AccountRef   // zero is the signed-in account
	trail  []domain.AccountRef // from the signed-in account down to parent

	fetching bool // the accounts below parent are being read from the server

	queued   map[string]int   // changes that are not done, by account
	accounts []domain.Account // of the search, or right below parent
	read     bool             // whether accounts were read at all for this question
}

// Kind is what a row of the list is about.
type Kind string

// The kinds: a draft, one that was submitted, an account.
const (
	KindDraft   Kind = "draft"
	KindWork    Kind = "work"
	KindAccount Kind = "account"
)

// line is one line of the list: a heading, or work, or an account. It holds on to
// what it is about, however the model changes behind it.
type line struct {
	heading string
	work    *workspace.WorkRow
	account *domain.Account
}

// key is the identity of the line.
func (l line) key() string {
	switch {
	case l.work != nil:
		return key(KindDraft, l.work.ID)
	case l.account != nil:
		return key(KindAccount, l.account.ID)
	}
	return ""
}

// key is the identity of a line, unique in the list and stable over time. A draft
// keeps its key when it is submitted, and the account that comes of it has its
// own.
func key(k Kind, id string) string {
	if k == KindAccount {
		return "account/" + id
	}
	return "draft/" + id
}

// searching tells whether the list shows matches from everywhere.
func (m *model) searching() bool { return strings.TrimSpace(m.search) != "" }

// drilled tells whether the list shows the children of another account.
func (m *model) drilled() bool { return !m.parent.IsZero() && !m.searching() }

// lines are what is shown: drafts and queued work, then accounts, each under its
// heading. A line is made when it is looked at: there may be a hundred thousand.
type lines struct {
	workHeading, accountsHeading string
	work                         []*workspace.WorkRow
	accounts                     []domain.Account
	picked                       []int // of accounts, the ones that are shown where not all are
	all                          bool
}

func (m *model) lines() lines {
	l := lines{workHeading: lang.L("DRAFTS AND QUEUED"), accountsHeading: m.accountsHeading(), accounts: m.accounts}
	if m.filter != filterOff && !m.drilled() {
		needle := domain.Fold(m.search)
		for i := range m.work {
			if r := &m.work[i]; m.showsWork(*r) && strings.Contains(domain.Fold(r.Name), needle) {
				l.work = append(l.work, r)
			}
		}
	}
	switch m.filter {
	case filterAll:
		l.all = true
	case filterOff:
		for i := range m.accounts {
			if m.accounts[i].Disabled() {
				l.picked = append(l.picked, i)
			}
		}
	case filterDrafts, filterNeedsYou:
	}
	return l
}

// accountCount is how many accounts are shown.
func (l *lines) accountCount() int {
	if l.all {
		return len(l.accounts)
	}
	return len(l.picked)
}

// under is how many lines so many rows take with their heading.
func under(rows int) int {
	if rows == 0 {
		return 0
	}
	return rows + 1
}

// len is how many lines there are.
func (l *lines) len() int { return under(len(l.work)) + under(l.accountCount()) }

func (l *lines) headings() map[int]string {
	out := map[int]string{}
	if len(l.work) > 0 {
		out[0] = l.workHeading
	}
	if l.accountCount() > 0 {
		out[under(len(l.work))] = l.accountsHeading
	}
	return out
}

func (l *lines) at(i int) line {
	head := under(len(l.work))
	switch {
	case i < head && i == 0:
		return line{heading: l.workHeading}
	case i < head:
		return line{work: l.work[i-1]}
	case i == head:
		return line{heading: l.accountsHeading}
	case l.all:
		return line{account: &l.accounts[i-head-1]}
	}
	return line{account: &l.accounts[l.picked[i-head-1]]}
}

func (m *model) accountsHeading() string {
	switch {
	case m.searching() && m.details > 0:
		return lang.L("FOUND · CONTACTS OF {{.Count}} READ", values{"Count": words.Count(m.details)})
	case m.searching():
		return lang.L("FOUND")
	case m.filter == filterOff:
		return lang.L("SWITCHED OFF")
	}
	return lang.L("ACCOUNTS")
}

func workKind(r workspace.WorkRow) Kind {
	if r.Submitted {
		return KindWork
	}
	return KindDraft
}

func (m *model) showsWork(r workspace.WorkRow) bool {
	switch m.filter {
	case filterDrafts:
		return !needsYou(r)
	case filterNeedsYou:
		return needsYou(r)
	case filterAll, filterOff:
	}
	return true
}

func needsYou(r workspace.WorkRow) bool {
	return r.Submitted && r.Summary == provisioning.SummaryNeedsYou
}

// counts are how many drafts and queued works there are, and how many of the work
// needs a person.
func (m *model) counts() (drafts, needs int) {
	for _, r := range m.work {
		if needsYou(r) {
			needs++
		} else {
			drafts++
		}
	}
	return drafts, needs
}

// empty says what to do next where there is nothing to show.
func (m *model) empty() (title, text string, way way) {
	switch {
	case m.searching() && m.read:
		return lang.L("Nothing found"), lang.L("No name, realm or id has “{{.Search}}” in it.", values{"Search": strings.TrimSpace(m.search)}), wayClear
	case m.filter == filterDrafts:
		return lang.L("No drafts"), lang.L("What you type into a new account is kept here until you submit it."), wayAll
	case m.filter == filterNeedsYou:
		return lang.L("Nothing needs you"), lang.L("Whatever the server refuses or asks about turns up here."), wayAll
	case !m.read || m.reading():
		return lang.L("Reading the accounts…"), "", noWay
	case m.filter == filterOff && len(m.accounts) > 0:
		return lang.L("No account is switched off"), "", wayAll
	case m.drilled() && m.status.Connection != workspace.Online:
		return lang.L("Never read on this computer"), lang.L("The accounts below {{.Name}} are shown once there was a connection to the server.", values{"Name": m.parent.Name}), wayBack
	case m.drilled():
		return lang.L("No accounts below {{.Name}}", values{"Name": m.parent.Name}), "", wayBack
	case m.status.Connection == workspace.Online || !m.status.SyncedAt.IsZero():
		return lang.L("No accounts yet"), lang.L("Your first customer is one click away: + Add New Account."), noWay
	}
	return lang.L("Never read on this computer"), lang.L("The accounts are shown once there was a connection to the server. You can write drafts already."), wayOnline
}

// reading tells whether accounts of which none is cached are on their way from
// the server.
func (m *model) reading() bool {
	if m.drilled() {
		return m.fetching
	}
	return m.total == 0 && (m.status.Refreshing || m.status.Connection == workspace.Connecting)
}

// way is what the button below an empty state does.
type way int

const (
	noWay way = iota
	wayClear
	wayAll
	wayBack
	wayOnline
)

func (w way) label() string {
	switch w {
	case wayClear:
		return lang.L("Clear the search")
	case wayAll:
		return lang.L("Show all")
	case wayBack:
		return lang.L("Back")
	case wayOnline:
		return lang.L("Go online")
	case noWay:
	}
	return ""
}

// row is what a line of the list says.
type row struct {
	title, detail string
	badge         string
	tone          tone
	children      int // how many accounts are below it
}

// tone is the meaning of a badge, before it has a colour.
type tone int

const (
	toneOff tone = iota
	toneWaiting
	toneBad
	toneActive
)

// row says a line of the list.
func (m *model) row(l line, now time.Time) row {
	if l.account != nil {
		return m.accountRow(*l.account)
	}
	r := *l.work
	out := row{title: r.Name, detail: words.Summary(r, m.tabs, now), badge: words.Badge(r)}
	if strings.TrimSpace(r.Name) == "" {
		out.title = lang.L("Without a name yet")
	}
	switch {
	case !r.Submitted:
		out.tone = toneOff
	case r.Summary == provisioning.SummaryNeedsYou:
		out.tone = toneBad
	case r.Summary == provisioning.SummaryWorking:
		out.tone = toneActive
	case r.Summary == provisioning.SummaryStopped:
		out.tone = toneOff
	default:
		out.tone = toneWaiting
	}
	return out
}

func (m *model) accountRow(a domain.Account) row {
	out := row{title: a.Name, detail: a.Realm, children: a.Descendants}
	switch {
	case !m.searching():
	case has(a.Name, m.search), has(a.Realm, m.search):
	case has(a.ID, m.search):
		out.detail = lang.L("id {{.ID}}", values{"ID": a.ID})
	default:
		out.detail = lang.L("in its contacts, users or notes")
	}
	switch n := m.queued[a.ID]; {
	case n > 0:
		out.badge, out.tone = words.Changes(n), toneActive
	case a.Disabled():
		out.badge = lang.L("Disabled")
	}
	return out
}

// marks tell where what is searched for is in a row's title and detail.
func (m *model) marks(r row) (title, detail [2]int) {
	needle := domain.Fold(m.search)
	in := func(text string) [2]int {
		from, to, _ := domain.FindFolded(text, needle) // equal where it is not there
		return [2]int{from, to}
	}
	return in(r.title), in(r.detail)
}

// has tells whether a search finds a text.
func has(text, search string) bool { return strings.Contains(domain.Fold(text), domain.Fold(search)) }

// values names the values in a sentence.
type values = map[string]any
