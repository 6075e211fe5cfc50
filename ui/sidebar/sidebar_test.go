package sidebar_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/sidebar"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// bench is a sidebar in a window, with what was chosen in it.
type bench struct {
	t      *testing.T
	ws     *sample.Workspace
	queue  *run.Queue
	runner *run.Runner
	side   *sidebar.Sidebar
	canvas fyne.Canvas
	chosen []string
	failed []error
}

func newBench(t *testing.T, ws *sample.Workspace) *bench {
	b := &bench{t: t, ws: ws, queue: run.NewQueue()}
	b.runner = run.New(t.Context(), b.queue)
	note := func(what string) func(string) { return func(id string) { b.chosen = append(b.chosen, what+" "+id) } }
	w := uitest.NewWindow(t, nil, sidebar.Width, 760)
	b.canvas = w.Canvas()
	b.side = sidebar.New(sidebar.Options{
		Workspace: ws, Runner: b.runner, Canvas: b.canvas, Now: func() time.Time { return sample.Noon }, After: func(_ time.Duration, f func()) func() { b.queue.Dispatch(f); return func() {} }, SearchHint: "Ctrl F",
		Actions: sidebar.Actions{
			Add: func() { note("add")("") }, Account: note("account"), Draft: note("draft"), Work: note("work"),
			GoOnline: func() { note("online")("") }, Failed: func(err error) { b.failed = append(b.failed, err) },
			Menu: func() *fyne.Menu {
				return fyne.NewMenu("", fyne.NewMenuItem("Sign out", func() { note("sign out")("") }))
			},
		},
	})
	w.SetContent(b.side.Object())
	cancel := ws.Subscribe(func(e workspace.Event) {
		b.queue.Dispatch(func() {
			switch e := e.(type) {
			case workspace.AccountsChanged:
				b.side.AccountsChanged(e.ParentID)
			case workspace.DraftsChanged:
				b.side.WorkChanged()
			case workspace.StatusChanged:
				b.side.StatusChanged(ws.Status())
			}
		})
	})
	t.Cleanup(cancel)
	b.side.StatusChanged(ws.Status())
	b.settle()
	return b
}

func (b *bench) settle() { uitest.Finish(b.canvas, b.runner, b.queue) }

func (b *bench) has(text string) bool { return uitest.Has(b.canvas.Content(), text) }

// hasPart tells whether a text that may be cut short begins so.
func (b *bench) hasPart(start string) bool {
	for _, text := range uitest.Texts(b.canvas.Content()) {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

// clickText clicks on what says just this.
func (b *bench) clickText(text string) {
	b.t.Helper()
	for _, o := range uitest.FindAll[fyne.Tappable](b.canvas.Content()) {
		place, ok := o.(fyne.CanvasObject)
		if texts := uitest.Texts(place); ok && len(texts) == 1 && texts[0] == text {
			uitest.Click(b.t, b.canvas, place)
			return
		}
	}
	b.t.Fatalf("nothing to click says %q", text)
}

func (b *bench) search(text string) {
	b.side.FocusSearch()
	uitest.Type(b.canvas, text)
	b.settle()
}

func TestItShowsTheMockUp(t *testing.T) {
	b := newBench(t, sample.Full(1204))
	for _, text := range []string{
		"Northwind Telecom", "reseller · api.northwind.example", "Drafts 2", "Needs you 1", "Off", "+ Add New Account",
		"DRAFTS AND QUEUED", "Litware Clinics", "limits were refused: 403", "Needs you", "Blue Yonder", "waiting for a connection", "Queued",
		"Fabrikam Dental", "3 of 5 steps · edited 2 min ago", "Draft", "ACCOUNTS", "ABC Company", "abccompany.sip.northwind.example",
		"Adatum Holdings", "12 ›", "Alpine Ski House", "Disabled",
	} {
		require.True(t, b.has(text), "%s in\n%s", text, uitest.Dump(b.canvas))
	}
	uitest.AssertInside(t, b.canvas)
	require.Empty(t, b.failed)
}

func TestASandboxIsNoServer(t *testing.T) {
	ws := sample.Full(20)
	ws.SetStatus(func(s *workspace.Status) { s.Profile.Sandbox = true })
	b := newBench(t, ws)
	require.True(t, b.has("Built-in sandbox, not a real server"))
}

func TestARowOpensWhatItIsAbout(t *testing.T) {
	b := newBench(t, sample.Full(20))
	for _, name := range []string{"Fabrikam Dental", "Blue Yonder", "Alpine Ski House"} {
		uitest.Click(t, b.canvas, uitest.Find[*widgets.ListRow](t, b.canvas.Content(), name))
	}
	require.Equal(t, []string{"draft d1", "work d2", "account a1a10000000000000000000000000003"}, b.chosen)
}

func TestTheKeyboardReachesEverything(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.side.FocusSearch()
	uitest.Type(b.canvas, "co")
	b.settle()
	uitest.Press(b.canvas, fyne.KeyDown) // from the search to the list, on the first row
	require.IsType(t, &widgets.List{}, b.canvas.Focused())
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, []string{"account c0c00000000000000000000000000004"}, b.chosen)
	uitest.Type(b.canvas, "h") // on the list it goes on with the search
	b.settle()
	require.True(t, b.has("Coho Winery"))
	require.False(t, b.has("Contoso Legal"))
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.True(t, b.has("ABC Company"), "Escape clears the search")
	uitest.Press(b.canvas, fyne.KeyEscape)
	require.IsType(t, &widgets.List{}, b.canvas.Focused(), "and then leaves it")
}

func TestTheAddButtonIsAlwaysThere(t *testing.T) {
	b := newBench(t, sample.Full(20))
	for _, search := range []string{"", "nothing like this"} {
		b.search(search)
		uitest.Click(t, b.canvas, uitest.Find[*widgets.Button](t, b.canvas.Content(), "+ Add New Account"))
	}
	require.Equal(t, []string{"add ", "add "}, b.chosen)
}

func TestSearchLooksAtNamesRealmsAndIDs(t *testing.T) {
	b := newBench(t, sample.Full(20))
	for search, want := range map[string]string{"coho": "Coho Winery", "K3V9": "Adatum Holdings", "a1a1": "Alpine Ski House", "branch 07": "Adatum Branch 07"} {
		b.search(search)
		require.True(t, b.has(want), search)
		require.True(t, b.has("FOUND"))
		require.False(t, b.has("ABC Company"))
	}
	b.search("a1a1")
	require.True(t, b.hasPart("id a1a1"), "where the id alone matches, it is shown")
	b.search("zzz")
	require.True(t, b.has("Nothing found"))
	uitest.Click(t, b.canvas, uitest.Find[*widgets.Button](t, b.canvas.Content(), "Clear the search"))
	b.settle()
	require.True(t, b.has("ABC Company"))
}

func TestAnAnswerThatComesLateIsNotShown(t *testing.T) {
	ws := sample.Full(20)
	gate := make(chan struct{})
	ws.OnAccounts = func(_ context.Context, q workspace.AccountQuery, rows []domain.Account) ([]domain.Account, error) {
		if q.Search == "c" {
			<-gate
		}
		return rows, nil
	}
	b := newBench(t, ws)
	b.side.FocusSearch()
	uitest.Type(b.canvas, "coh")
	close(gate)
	b.settle()
	require.True(t, b.has("Coho Winery"))
	require.False(t, b.has("ABC Company"), "the answer to “c” came after, and must not replace that to “coh”")
}

func TestDrillingDownAndBack(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.clickText("12 ›")
	b.settle()
	require.True(t, b.has("Adatum Branch 03"))
	require.False(t, b.has("ABC Company"))
	require.False(t, b.has("DRAFTS AND QUEUED"))
	require.Equal(t, []string{"Refresh adad0000000000000000000000000002"}, b.ws.Calls(), "the cache shows at once, the server is asked")
	crumb := uitest.FindAll[*widgets.Breadcrumb](b.canvas.Content())
	require.Len(t, crumb, 1)
	require.Equal(t, []string{"Northwind Telecom", "›", "Adatum Holdings"}, uitest.Texts(crumb[0]))
	b.canvas.Focus(crumb[0])
	uitest.Press(b.canvas, fyne.KeyLeft, fyne.KeyReturn)
	b.settle()
	require.True(t, b.has("ABC Company"))
	require.True(t, b.has("DRAFTS AND QUEUED"))
	require.Empty(t, uitest.FindAll[*widgets.Breadcrumb](b.canvas.Content()))
}

func TestDrillingByKeyAlone(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.side.SelectAccount("adad0000000000000000000000000002")
	b.side.DrillSelected()
	b.settle()
	require.True(t, b.has("Adatum Branch 03"))
	require.IsType(t, &widgets.List{}, b.canvas.Focused())
	b.side.Climb()
	b.settle()
	require.True(t, b.has("ABC Company"))

	b.side.FocusList()
	uitest.Press(b.canvas, fyne.KeyHome, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyRight)
	b.settle()
	require.True(t, b.has("Adatum Branch 03"))
	uitest.Press(b.canvas, fyne.KeyLeft)
	b.settle()
	require.True(t, b.has("ABC Company"))
}

func TestNobodyIsSignedIn(t *testing.T) {
	b := newBench(t, sample.Full(20))
	require.NoError(t, b.ws.SignOut(t.Context()))
	b.settle()
	require.False(t, b.has("ABC Company"))
	require.Empty(t, b.failed)
}

func TestTheChosenRowStaysChosen(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.side.SelectAccount("c0c00000000000000000000000000005")
	b.ws.SetAccounts(sample.Accounts(40)) // rows come in before and after
	b.settle()
	list := uitest.FindAll[*widgets.List](b.canvas.Content())[0]
	require.Equal(t, "account/c0c00000000000000000000000000005", list.SelectedID())
}

func TestWhatChangesIsRedrawn(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.ws.SetWork(sample.Work()[:1])
	b.settle()
	require.False(t, b.has("Fabrikam Dental"))
	require.False(t, b.has("Drafts 2"))
	b.ws.SetAccounts(sample.Accounts(20)[:1])
	b.settle()
	require.False(t, b.has("Adatum Holdings"))
}

func TestFilters(t *testing.T) {
	b := newBench(t, sample.Full(20))
	chips := uitest.FindAll[*widgets.Chips](b.canvas.Content())[0]
	b.canvas.Focus(chips)
	uitest.Press(b.canvas, fyne.KeyEnd, fyne.KeySpace)
	b.settle()
	require.True(t, b.has("SWITCHED OFF"))
	require.True(t, b.has("Alpine Ski House"))
	require.False(t, b.has("ABC Company"))
	b.ws.SetWork(nil)
	uitest.Press(b.canvas, fyne.KeyLeft, fyne.KeySpace)
	b.settle()
	require.True(t, b.has("Nothing needs you"))
	uitest.Click(t, b.canvas, uitest.Find[*widgets.Button](t, b.canvas.Content(), "Show all"))
	b.settle()
	require.True(t, b.has("ABC Company"))
}

func TestAnotherProfileStartsAfresh(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.search("coho")
	b.ws.SetStatus(func(s *workspace.Status) { s.Profile.ID, s.Profile.Identity.AccountName = "p2", "Fabrikam Voice" })
	b.settle()
	require.True(t, b.has("Fabrikam Voice"))
	require.True(t, b.has("ABC Company"), "the search belonged to the other one")
}

func TestWhatCannotBeReadIsTold(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	boom := errors.New("boom")
	ws.Fail("Work", boom)
	b.side.WorkChanged()
	b.settle()
	require.ErrorIs(t, b.failed[0], boom)
	require.True(t, b.has("Litware Clinics"), "what was read last stays")
}

func TestNothingIsCutOffAtLongNames(t *testing.T) {
	ws := sample.Full(20)
	accounts := sample.Accounts(20)
	accounts[0].Name = "The Extraordinarily Long Company Name That Somebody Once Registered, Incorporated"
	accounts[0].Descendants = 12345
	ws.SetStatus(func(s *workspace.Status) {
		s.Profile.Identity.AccountName = "A Reseller With A Very Long Name Of Its Own"
		s.Profile.Server = "https://a-very-long-host-name.of-a-reseller.example:8443/v2"
	})
	b := newBench(t, ws)
	b.ws.SetAccounts(accounts)
	b.settle()
	uitest.AssertInside(t, b.canvas)
	require.True(t, b.has("12,345 ›"))
}
