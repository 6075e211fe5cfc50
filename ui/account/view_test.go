package account_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

var tabs = []string{"Overview", "Limits", "Permissions", "Credit", "Administrators", "Notes", "Apps", "Activity"}

func TestTheMockUp(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.shows("Northwind Telecom", "ABC Company", "Active", "Overview", "Active · created 12 Mar 2026", "abccompany.sip.northwind.example",
		"9f1c 3a77 5b0e 4d52 8e02 61aa c0d4 77f1", "America/Chicago · English (United States)", "Administrators (2)", "Ada Moreno · ada@abc.example",
		"Ruth Sato · 100 Main St, Austin TX 78701, US", "12 two-way · 5 inbound · 3 outbound", "$ 25.50", "Per-minute balance, may go over its trunks",
		"Duplicate as draft", "Disable", "Delete…")
}

func TestEveryTabFits(t *testing.T) {
	long := func(b *bench) {
		part := sample.PartOf(domain.Account{AccountRef: domain.AccountRef{
			Name: "The Worshipful Company of Makers of Playing Cards and of Very Long Names Indeed, Limited", Realm: "makers.sip.northwind.example",
		}}, domain.DocAccount)
		part.Values[domain.FieldNotes] = "a line that does not end, " + "and goes on and on and on and on and on and on and on and on and on and on and on and on"
		b.ws.SetPart(abc, domain.DocAccount, part)
		b.ws.OnRead = func(_ context.Context, _ string, doc domain.Document) error {
			if doc == domain.DocAccount {
				return domain.ErrOffline
			}
			return nil
		}
	}
	for name, prepare := range map[string]func(*bench){
		"read":   func(*bench) {},
		"failed": func(b *bench) { b.ws.Fail("Read", domain.ErrOffline) },
		"long":   long,
		"queued": func(b *bench) { b.ws.SetDeeds(abc, edit("e1", provisioning.Waiting), conflicted()) },
	} {
		for _, tab := range tabs {
			t.Run(name+" "+tab, func(t *testing.T) {
				b := newBench(t)
				prepare(b)
				b.show(abc)
				b.turn(tab)
				uitest.AssertInside(t, b.canvas)
				b.canvas.Content().Resize(fyne.NewSize(553, 500)) // beside the sidebar at 150 % of 1280x800
				uitest.Settle(b.canvas)
				uitest.AssertInside(t, b.canvas)
			})
		}
	}
}

func TestTheCacheShowsBeforeTheServerAnswers(t *testing.T) {
	b := newBench(t)
	gate := make(chan struct{})
	b.ws.OnRead = func(context.Context, string, domain.Document) error { <-gate; return domain.ErrOffline }
	b.view.Show(abc)
	require.Eventually(t, func() bool { b.queue.Drain(); return b.has("abccompany.sip.northwind.example") }, 5*time.Second, time.Millisecond)
	uitest.Settle(b.canvas)
	b.shows("Reading from the server…")
	for _, title := range []string{"Status", "Account name", "Realm", "Time zone and language", "Billing contact", "Service plan"} {
		require.NotContains(t, uitest.Texts(b.row(title)), "Edit", "what was never read cannot be edited")
	}
	close(gate)
	b.settle()
	b.shows("abccompany.sip.northwind.example", "Account, Credit, Limits, Service plans, Administrators could not be read")
	b.ws.OnRead = nil
	b.press("Retry") // one for all that failed alike
	require.False(t, b.has("could not be read"))
	require.False(t, b.has("Reading from the server…"))
}

func TestAPartThatFailsSaysSoAndCanBeReadAgain(t *testing.T) {
	b := newBench(t)
	b.ws.OnRead = func(_ context.Context, _ string, doc domain.Document) error {
		if doc == domain.DocLimits {
			return &domain.RefusedError{Status: 403, Code: "forbidden"}
		}
		return nil
	}
	b.show(abc)
	b.shows("Limits could not be read", "$ 25.50", "ABC Company")
	require.False(t, b.has("12 two-way"), "no zeros for what is not known")
	b.turn("Limits")
	require.NotContains(t, uitest.Texts(b.row("Two-way trunks")), "Edit")
	b.ws.OnRead = nil
	b.press("Retry")
	require.False(t, b.has("Limits could not be read"))
	require.Contains(t, uitest.Texts(b.row("Two-way trunks")), "12")
	require.Contains(t, uitest.Texts(b.row("Two-way trunks")), "Edit")
}

func TestATabReadsWhatItNeedsOnce(t *testing.T) {
	b := newBench(t)
	b.view.Show(abc)
	b.settle()
	require.ElementsMatch(t, []string{"Read account", "Read users", "Read plans", "Read limits", "Read credit"}, b.ws.Calls())
	b.turn("Limits")
	require.ElementsMatch(t, []string{"Read callflow", "Read security"}, b.ws.Calls())
	b.turn("Apps")
	require.Equal(t, []string{"Read apps"}, b.ws.Calls())
	b.turn("Overview")
	require.Empty(t, b.ws.Calls())
	b.view.Reload()
	b.settle()
	require.Len(t, b.ws.Calls(), 5)
}

func TestTheLastOneAskedForIsShown(t *testing.T) {
	b := newBench(t)
	gate := make(chan struct{})
	b.ws.OnRead = func(_ context.Context, id string, _ domain.Document) error {
		if id == abc {
			<-gate
		}
		return nil
	}
	b.view.Show(abc)
	b.view.Show(adatum)
	close(gate)
	b.settle()
	b.shows("k3v9tq.sip.northwind.example")
	require.False(t, b.has("abccompany.sip.northwind.example"))
	require.False(t, b.has("Reading from the server…"))
}

func TestTheWayDownAndUp(t *testing.T) {
	b := newBench(t)
	b.show(adatum)
	b.row("Accounts below").Action().Press()
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
	b.row("Account ID").Action().Press()
	require.Equal(t, abc, fyne.CurrentApp().Clipboard().Content())
	value := uitest.Find[*widgets.Value](t, b.canvas.Content(), "America/Chicago · English (United States)")
	b.canvas.Focus(value)
	require.Equal(t, "America/Chicago · English (United States)", uitest.Copy(b.canvas))
	b.press("Duplicate as draft")
	require.Equal(t, []string{"duplicate " + abc}, b.chosen)
}

func TestActivityTellsAllThatWasSent(t *testing.T) {
	b := newBench(t)
	sent := edit("e1", provisioning.Done)
	sent.FirstSent, sent.LastSent, sent.DoneAt, sent.RequestID = sample.Noon, sample.Noon, sample.Noon.Add(time.Second), "req-77"
	sent.SentBy = "dana"
	b.ws.SetDeeds(abc, sent, edit("e2", provisioning.Waiting))
	b.show(abc)
	b.turn("Activity")
	b.shows("Inbound trunks: 5 → 9", "Sent by dana", "Request req-77")
	require.Len(t, uitest.FindAll[*widgets.KVRow](b.canvas.Content()), 1, "what waits was not sent")
	b.press("Copy all")
	require.Contains(t, fyne.CurrentApp().Clipboard().Content(), "req-77")
	search := uitest.FindAll[*widgets.Entry](b.canvas.Content())[0]
	b.canvas.Focus(search)
	uitest.Type(b.canvas, "credit")
	b.settle()
	require.False(t, b.has("Request req-77"))
	b.shows("Nothing found")
	require.False(t, b.has("This program has sent nothing for this account."), "it has, but not what is searched for")
}

// edit is a change of the inbound trunks in some state.
func edit(id string, state provisioning.State) provisioning.Step {
	return provisioning.Step{
		ID: id, OpID: "op-" + id, Kind: provisioning.KindEdit, State: state, AskedAt: sample.Noon,
		Intent: provisioning.Intent{Edit: &domain.DocumentEdits{
			Document: domain.DocLimits, Edits: domain.Edits{{Field: domain.FieldInbound, Before: "5", After: "9"}},
		}},
	}
}

// conflicted is a change that somebody else made too, otherwise.
func conflicted() provisioning.Step {
	return provisioning.Step{
		ID: "c1", OpID: "op-c1", Kind: provisioning.KindEdit, State: provisioning.NeedsPerson, Why: provisioning.ReasonConflict,
		Intent: provisioning.Intent{Edit: &domain.DocumentEdits{Document: domain.DocAccount, Edits: domain.Edits{
			{Field: domain.FieldName, Before: "ABC", After: "ABC Company"}, {Field: domain.FieldTimezone, Before: "UTC", After: "America/Chicago"},
		}}},
		Conflicts: []domain.Conflict{
			{Field: domain.FieldName, Before: "ABC", Yours: "ABC Company", Theirs: "ABC Co."},
			{Field: domain.FieldTimezone, Before: "UTC", Yours: "America/Chicago", Theirs: "America/Denver"},
		},
	}
}
