package sidebar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func sample() *model {
	off := false
	return &model{
		status: workspace.Status{Connection: workspace.Online}, tabs: 5, total: 3, read: true,
		work: []workspace.WorkRow{
			{ID: "d3", Name: "Litware Clinics", Submitted: true, Summary: provisioning.SummaryNeedsYou, Step: provisioning.KindLimits, Status: 403},
			{ID: "d2", Name: "Blue Yonder", Submitted: true, Summary: provisioning.SummaryQueued, Why: provisioning.ReasonOffline},
			{ID: "d1", Name: "Fabrikam Dental", Visited: 3, UpdatedAt: noon.Add(-2 * time.Minute)},
		},
		accounts: []domain.Account{
			{AccountRef: domain.AccountRef{ID: "a1", Name: "ABC Company", Realm: "abc.sip.example"}},
			{AccountRef: domain.AccountRef{ID: "a2", Name: "Adatum Holdings", Realm: "k3.sip.example"}, Descendants: 12},
			{AccountRef: domain.AccountRef{ID: "a3", Name: "Alpine Ski House", Realm: "alpine.sip.example"}, Enabled: &off},
		},
	}
}

func TestWhatIsSearchedForIsMarked(t *testing.T) {
	m := sample()
	m.search = "ALP"
	title, detail := m.marks(row{title: "Die Álpine GmbH", detail: "alpine.sip.example"})
	require.Equal(t, [2]int{4, 8}, title)
	require.Equal(t, [2]int{0, 3}, detail)
	m.search = ""
	title, detail = m.marks(row{title: "Alpine", detail: "alpine.sip.example"})
	require.Equal(t, [2]int{}, title)
	require.Equal(t, [2]int{}, detail)
}

func said(m *model) []string {
	var out []string
	lines := m.lines()
	for i := range lines.len() {
		l := lines.at(i)
		if l.heading != "" {
			out = append(out, l.heading)
			continue
		}
		r := m.row(l, noon)
		out = append(out, r.title+" | "+r.detail+" | "+r.badge)
	}
	return out
}

func TestWorkComesBeforeAccounts(t *testing.T) {
	require.Equal(t, []string{
		"DRAFTS AND QUEUED",
		"Litware Clinics | limits were refused: 403 | Needs you",
		"Blue Yonder | waiting for a connection | Queued",
		"Fabrikam Dental | 3 of 5 steps · edited 2 min ago | Draft",
		"ACCOUNTS",
		"ABC Company | abc.sip.example | ",
		"Adatum Holdings | k3.sip.example | ",
		"Alpine Ski House | alpine.sip.example | Disabled",
	}, said(sample()))
}

func TestFiltersAndTheirCounts(t *testing.T) {
	m := sample()
	drafts, needs := m.counts()
	require.Equal(t, 2, drafts)
	require.Equal(t, 1, needs)
	m.filter = filterDrafts
	require.Len(t, said(m), 1+drafts)
	m.filter = filterNeedsYou
	require.Len(t, said(m), 1+needs)
	m.filter = filterOff
	require.Equal(t, []string{"SWITCHED OFF", "Alpine Ski House | alpine.sip.example | Disabled"}, said(m))
}

func TestSearchLooksThroughWorkToo(t *testing.T) {
	m := sample()
	m.search, m.accounts = "LITWÁRE", nil
	require.Equal(t, []string{"DRAFTS AND QUEUED", "Litware Clinics | limits were refused: 403 | Needs you"}, said(m))
}

func TestAMatchInTheIDIsShown(t *testing.T) {
	m := sample()
	m.search, m.work = "a1", nil
	m.accounts = m.accounts[:1]
	require.Equal(t, []string{"FOUND", "ABC Company | id a1 | "}, said(m))
	m.search = "abc"
	require.Equal(t, []string{"FOUND", "ABC Company | abc.sip.example | "}, said(m))
}

func TestChildrenAreShownAlone(t *testing.T) {
	m := sample()
	m.parent = domain.AccountRef{ID: "a2", Name: "Adatum Holdings"}
	require.NotContains(t, said(m), "DRAFTS AND QUEUED")
	m.search = "blue"
	require.Contains(t, said(m), "DRAFTS AND QUEUED", "a search is for everything, wherever one is")
}

func TestADraftWithoutANameIsStillARow(t *testing.T) {
	m := sample()
	m.work = []workspace.WorkRow{{ID: "d", Visited: 1, UpdatedAt: noon}}
	require.Equal(t, "Without a name yet | 1 of 5 steps · edited just now | Draft", said(m)[1])
}

func TestEmptyStatesSayWhatToDoNext(t *testing.T) {
	online := workspace.Status{Connection: workspace.Online}
	offline := workspace.Status{Connection: workspace.Offline}
	tests := []struct {
		name  string
		m     model
		title string
		way   way
	}{
		{"before the first read", model{status: online}, "Reading the accounts…", noWay},
		{"first refresh", model{status: workspace.Status{Connection: workspace.Online, Refreshing: true}, read: true}, "Reading the accounts…", noWay},
		{"connecting", model{status: workspace.Status{Connection: workspace.Connecting}, read: true}, "Reading the accounts…", noWay},
		{"no accounts", model{status: online, read: true}, "No accounts yet", noWay},
		{"never synced", model{status: offline, read: true}, "Never read on this computer", wayOnline},
		{"nothing found", model{status: online, read: true, search: "x", total: 3}, "Nothing found", wayClear},
		{"no drafts", model{status: online, read: true, filter: filterDrafts, total: 3}, "No drafts", wayAll},
		{"nothing needs you", model{status: online, read: true, filter: filterNeedsYou, total: 3}, "Nothing needs you", wayAll},
		{"none off", model{status: online, read: true, filter: filterOff, total: 1, accounts: make([]domain.Account, 1)}, "No account is switched off", wayAll},
		{"children on their way", model{status: online, read: true, fetching: true, total: 3, parent: domain.AccountRef{ID: "a", Name: "Adatum"}}, "Reading the accounts…", noWay},
		{"children never read", model{status: offline, read: true, total: 3, parent: domain.AccountRef{ID: "a", Name: "Adatum"}}, "Never read on this computer", wayBack},
		{"no children", model{status: online, read: true, total: 3, parent: domain.AccountRef{ID: "a", Name: "Adatum"}}, "No accounts below Adatum", wayBack},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := tt.m.lines()
			require.Zero(t, lines.len())
			title, _, way := tt.m.empty()
			require.Equal(t, tt.title, title)
			require.Equal(t, tt.way, way)
			require.Equal(t, way == noWay, way.label() == "")
		})
	}
}
