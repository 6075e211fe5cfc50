package account_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/account"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

const (
	abc    = "9f1c3a775b0e4d528e0261aac0d477f1"
	adatum = "adad0000000000000000000000000002"
	branch = "adad0000000000000000000000000103"
)

type bench struct {
	t      *testing.T
	ws     *sample.Workspace
	queue  *run.Queue
	runner *run.Runner
	view   *account.View
	canvas fyne.Canvas
	chosen []string
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, ws: sample.Full(20), queue: run.NewQueue()}
	b.runner = run.New(t.Context(), b.queue)
	w := uitest.NewWindow(t, nil, 980, 768)
	b.canvas = w.Canvas()
	b.view = account.New(account.Options{
		Workspace: b.ws, Runner: b.runner, Now: func() time.Time { return sample.Noon },
		Actions: account.Actions{
			Drill:  func(a domain.AccountRef) { b.chosen = append(b.chosen, "drill "+a.ID) },
			Open:   func(id string) { b.chosen = append(b.chosen, "open "+id) },
			Copied: func(string) {},
		},
	})
	w.SetContent(b.view.Object())
	return b
}

func (b *bench) show(id string) {
	b.view.Show(id)
	b.settle()
}

func (b *bench) settle() {
	for b.runner.Wait(); b.queue.Drain() > 0; b.runner.Wait() {
	}
	uitest.Settle(b.canvas)
}

func (b *bench) has(text string) bool { return uitest.Has(b.canvas.Content(), text) }

func (b *bench) press(label string) {
	b.t.Helper()
	uitest.Click(b.t, b.canvas, uitest.Find[*widgets.Button](b.t, b.canvas.Content(), label))
	b.settle()
}

func TestTheMockUp(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	for _, text := range []string{
		"Northwind Telecom", "ABC Company", "Active", "Overview", "Active · created 12 Mar 2026", "abccompany.sip.northwind.example",
		"9f1c 3a77 5b0e 4d52 8e02 61aa c0d4 77f1", "America/Chicago · en-US", "Administrators (2)", "Ada Moreno · ada@abc.example",
		"Ruth Sato · 100 Main St, Austin TX 78701, US", "12 two-way · 5 inbound · 3 outbound", "$ 25.50", "Per-minute balance, may go over its trunks",
	} {
		require.True(t, b.has(text), "%s in\n%s", text, uitest.Dump(b.canvas))
	}
	uitest.AssertInside(t, b.canvas)
	b.canvas.Content().Resize(fyne.NewSize(553, 500)) // beside the sidebar at 150 % of 1280x800
	uitest.Settle(b.canvas)
	uitest.AssertInside(t, b.canvas)
}

func TestTheCacheShowsBeforeTheServerAnswers(t *testing.T) {
	b := newBench(t)
	gate := make(chan struct{})
	b.ws.OnDetails = func(context.Context, string) (workspace.AccountDetails, error) {
		<-gate
		return workspace.AccountDetails{}, domain.ErrOffline
	}
	b.view.Show(abc)
	require.Eventually(t, func() bool { b.queue.Drain(); return b.has("abccompany.sip.northwind.example") }, 5*time.Second, time.Millisecond)
	uitest.Settle(b.canvas)
	require.True(t, b.has("Reading from the server…"))
	require.False(t, b.has("Trunks"))
	uitest.AssertInside(t, b.canvas)
	close(gate)
	b.settle()
	require.True(t, b.has("Shown from what was read last; the rest needs a connection to the server."))
	require.True(t, b.has("abccompany.sip.northwind.example"), "what is cached stays")
	uitest.AssertInside(t, b.canvas)
	b.ws.OnDetails = nil
	b.press("Try again")
	require.True(t, b.has("$ 25.50"))
	require.False(t, b.has("Shown from what was read last; the rest needs a connection to the server."))
}

func TestARefusalIsSaidInItsPlace(t *testing.T) {
	b := newBench(t)
	b.ws.Fail("AccountDetails", &domain.RefusedError{Status: 403, Code: "forbidden"})
	b.show(abc)
	require.True(t, b.has("The server does not allow it"))
	require.True(t, b.has("ABC Company"))
	b.press("Copy details")
	require.Contains(t, fyne.CurrentApp().Clipboard().Content(), "403 forbidden")
}

func TestTheLastOneAskedForIsShown(t *testing.T) {
	b := newBench(t)
	gate := make(chan struct{})
	known := b.ws.OnDetails
	require.Nil(t, known)
	b.ws.OnDetails = func(_ context.Context, id string) (workspace.AccountDetails, error) {
		if id == abc {
			<-gate
		}
		return workspace.AccountDetails{Account: domain.Account{AccountRef: domain.AccountRef{ID: id, Name: "name of " + id}}, Timezone: "zone of " + id}, nil
	}
	b.view.Show(abc)
	b.view.Show(adatum)
	close(gate)
	b.settle()
	require.True(t, b.has("zone of "+adatum))
	require.False(t, b.has("zone of "+abc))
}

func TestTheWayDownAndUp(t *testing.T) {
	b := newBench(t)
	b.show(adatum)
	b.press("Accounts below (12) ›")
	b.show(branch)
	crumb := uitest.FindAll[*widgets.Breadcrumb](b.canvas.Content())[0]
	require.Equal(t, []string{"Northwind Telecom", "›", "Adatum Holdings", "›", "Adatum Branch 04"}, uitest.Texts(crumb))
	b.canvas.Focus(crumb)
	uitest.Press(b.canvas, fyne.KeyLeft, fyne.KeyReturn)
	require.Equal(t, []string{"drill " + adatum, "open " + adatum}, b.chosen)
}

func TestValuesCanBeCopied(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	for row, want := range map[string]string{"Account ID": abc, "Realm": "abccompany.sip.northwind.example"} {
		kv := uitest.Find[*widgets.KVRow](t, b.canvas.Content(), row)
		kv.Action().Press()
		require.Equal(t, want, fyne.CurrentApp().Clipboard().Content())
	}
	value := uitest.Find[*widgets.Value](t, b.canvas.Content(), "America/Chicago · en-US")
	b.canvas.Focus(value)
	require.Equal(t, "America/Chicago · en-US", uitest.Copy(b.canvas))
}

func TestAnAccountThatIsOff(t *testing.T) {
	b := newBench(t)
	b.show("a1a10000000000000000000000000003")
	require.True(t, b.has("Disabled"))
}

func TestAChangeInTheCacheIsShown(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	accounts := sample.Accounts(20)
	accounts[0].Name = "ABC & Sons"
	b.ws.SetAccounts(accounts)
	b.view.Changed()
	b.settle()
	require.True(t, b.has("ABC & Sons"))
}
