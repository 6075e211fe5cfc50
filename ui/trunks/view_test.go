package trunks_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/trunks"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

type bench struct {
	t      *testing.T
	ws     *sample.Workspace
	queue  *run.Queue
	runner *run.Runner
	view   *trunks.View
	canvas fyne.Canvas
	chosen []string
	failed []error
	later  []func() // what waits for time to pass
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, ws: sample.Full(24), queue: run.NewQueue()}
	b.runner = run.New(t.Context(), b.queue)
	w := uitest.NewWindow(t, nil, 980, 768)
	b.canvas = w.Canvas()
	b.view = trunks.New(trunks.Options{
		Workspace: b.ws, Runner: b.runner,
		Actions: trunks.Actions{
			Account: func(id string) { b.chosen = append(b.chosen, id) },
			Up:      func() { b.chosen = append(b.chosen, "up") },
			Failed:  func(err error) { b.failed = append(b.failed, err) },
		},
		After: func(_ time.Duration, f func()) func() {
			b.later = append(b.later, f)
			return func() { b.later = nil }
		},
	})
	w.SetContent(b.view.Object())
	return b
}

func (b *bench) settle() { uitest.Finish(b.canvas, b.runner, b.queue) }

func (b *bench) show() {
	b.t.Helper()
	b.view.Show()
	b.settle()
	require.Empty(b.t, b.failed)
}

// set changes what is known, and tells the page.
func (b *bench) set(change func(*workspace.TrunkOverview)) {
	b.ws.SetTrunks(change)
	b.view.Changed()
	b.settle()
}

// pass lets time pass.
func (b *bench) pass() {
	later := b.later
	b.later = nil
	for _, f := range later {
		f()
	}
	b.settle()
}

func (b *bench) texts() []string { return uitest.Texts(b.canvas.Content()) }

func (b *bench) shows(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		require.True(b.t, uitest.Has(b.canvas.Content(), text), "%s in\n%s", text, uitest.Dump(b.canvas))
	}
}

func (b *bench) card(kind string) *widgets.TapCard {
	b.t.Helper()
	return uitest.Find[*widgets.TapCard](b.t, b.canvas.Content(), kind)
}

// bar is the large one of a card.
func (b *bench) bar(kind string) *widgets.Meter {
	b.t.Helper()
	for _, m := range uitest.FindAll[*widgets.Meter](b.card(kind)) {
		if m.MinSize().Height > 12 {
			return m
		}
	}
	return nil
}

func patterns(m *widgets.Meter) (list []widgets.Pattern) {
	for _, p := range m.Parts() {
		if p.Fraction > 0 {
			list = append(list, p.Pattern)
		}
	}
	return list
}

func TestEachKindIsShownWithItsNumbersInWords(t *testing.T) {
	b := newBench(t)
	b.show()
	require.Subset(t, uitest.Texts(b.card("Two-way")), []string{
		"400 in all", "262 sold", "48 more in drafts and queued work", "90 left after that",
	})
	bar := b.bar("Two-way")
	require.Equal(t, []widgets.Pattern{widgets.Solid, widgets.Striped}, patterns(bar), "told apart by more than colour")
	require.InDelta(t, 262.0/400, bar.Parts()[0].Fraction, 0.001)
	require.InDelta(t, 48.0/400, bar.Parts()[1].Fraction, 0.001)
	require.Zero(t, bar.Mark())

	require.Subset(t, uitest.Texts(b.card("Inbound")), []string{"40 in all", "36 sold", "8 more in drafts and queued work", "4 more than there are: they end at the upright line", "none left"})
	require.InDelta(t, 40.0/44, b.bar("Inbound").Mark(), 0.001, "where there is no more")

	require.Subset(t, uitest.Texts(b.card("Outbound")), []string{"9 sold", "Northwind Telecom has no total of its own."})
	require.Nil(t, b.bar("Outbound"), "there is no whole to be a part of")
}

func TestWithoutDraftsWhatIsLeftIsLeft(t *testing.T) {
	b := newBench(t)
	b.show()
	b.set(func(o *workspace.TrunkOverview) { o.Pools[0].Wanted = 0 })
	b.shows("138 left")
	require.Equal(t, []widgets.Pattern{widgets.Solid}, patterns(b.bar("Two-way")))
	b.set(func(o *workspace.TrunkOverview) { o.Pools[0].Wanted = -12 })
	b.shows("12 fewer in queued work", "150 left after that")
	b.set(func(o *workspace.TrunkOverview) { o.Pools[0].Total, o.Pools[0].Sold, o.Pools[0].Wanted = 0, 0, 0 })
	require.Nil(t, b.bar("Two-way"))
	b.shows("0 left")
}

func TestWhatIsNotKnownIsSaid(t *testing.T) {
	offline := func(b *bench) {
		b.ws.SetStatus(func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline })
	}
	for name, tt := range map[string]struct {
		prepare func(b *bench)
		change  func(o *workspace.TrunkOverview)
		says    string
	}{
		"nothing, offline":   {offline, func(o *workspace.TrunkOverview) { o.OwnRead, o.SoldRead = time.Time{}, time.Time{} }, "How many Northwind Telecom has is not known yet: it is read when there is a connection."},
		"own, online":        {nil, func(o *workspace.TrunkOverview) { o.OwnRead = time.Time{} }, "The server does not tell how many Northwind Telecom has."},
		"sold, offline":      {offline, func(o *workspace.TrunkOverview) { o.SoldRead = time.Time{} }, "How many are sold is not known yet: it is read when there is a connection."},
		"sold, online":       {nil, func(o *workspace.TrunkOverview) { o.SoldRead = time.Time{} }, "The server does not tell how many are sold."},
		"no limits are read": {nil, func(o *workspace.TrunkOverview) { o.Read, o.Largest = 0, nil }, "No account's limits are read yet."},
		"nobody holds any":   {nil, func(o *workspace.TrunkOverview) { o.Largest = nil }, "None of the accounts that were read (12 of 24) holds any."},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			if tt.prepare != nil {
				tt.prepare(b)
			}
			b.ws.SetTrunks(tt.change)
			b.show()
			b.shows(tt.says)
			uitest.AssertInside(t, b.canvas)
		})
	}
}

func TestACardLeadsToItsCustomersAndBack(t *testing.T) {
	b := newBench(t)
	b.show()
	b.shows("Largest customers", "Of those that were read, 12 of 24 accounts.", "ABC Company", "96 two-way · 14 inbound · unlimited outbound", "Adatum Branch 02")
	require.NotContains(t, b.texts(), "All kinds together")

	uitest.Click(t, b.canvas, b.card("Inbound"))
	b.settle()
	b.shows("Largest customers: Inbound", "ABC Company")
	require.True(t, b.card("Inbound").Chosen())
	require.Contains(t, uitest.Texts(b.card("Inbound")), "Shown below", "in words too")
	require.NotContains(t, b.texts(), "Adatum Branch 02", "holds none")

	b.canvas.Focus(b.card("Outbound"))
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.False(t, b.card("Inbound").Chosen())
	b.shows("Largest customers: Outbound", "∞")

	uitest.Press(b.canvas, fyne.KeySpace)
	b.settle()
	require.Contains(t, b.texts(), "Largest customers", "the same again leads back")
	b.shows("Adatum Branch 02")
	uitest.Click(t, b.canvas, b.card("Two-way"))
	uitest.Click(t, b.canvas, uitest.Find[*widgets.Button](t, b.canvas.Content(), "All kinds together"))
	b.settle()
	require.Contains(t, b.texts(), "Largest customers")
}

func TestACustomerOpens(t *testing.T) {
	b := newBench(t)
	b.show()
	list := uitest.FindAll[*widgets.List](b.canvas.Content())[0]
	b.canvas.Focus(list)
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, []string{"adad0000000000000000000000000002"}, b.chosen)
	at, _, ok := uitest.Box(b.canvas, list)
	require.True(t, ok)
	uitest.ClickAt(b.canvas, at.AddXY(60, 20))
	require.Equal(t, "9f1c3a775b0e4d528e0261aac0d477f1", b.chosen[1])
}

func TestOnlyWhatChangedIsDrawnAgain(t *testing.T) {
	b := newBench(t)
	b.show()
	mark := uitest.Find[*widgets.Text](t, b.canvas.Content(), "262 sold")
	mark.SetText("touched")
	b.view.Changed()
	b.settle()
	b.shows("touched")
	b.set(func(o *workspace.TrunkOverview) { o.Pools[0].Sold = 263 })
	b.shows("263 sold")
	b.view.Leave()
	b.set(func(o *workspace.TrunkOverview) { o.Pools[0].Sold = 264 })
	require.NotContains(t, b.texts(), "264 sold", "nobody looks")
	b.show()
	b.shows("264 sold")
}

func TestTheServerIsAskedWhenTheNumbersAreOld(t *testing.T) {
	b := newBench(t)
	b.show()
	require.Equal(t, []string{"RefreshTrunks"}, b.ws.Calls(), "when the page opens")
	b.view.Changed()
	b.settle()
	b.pass()
	require.Empty(t, b.ws.Calls())
	b.set(func(o *workspace.TrunkOverview) { o.Queued-- })
	require.Empty(t, b.ws.Calls(), "more may be on its way")
	b.pass()
	require.Equal(t, []string{"RefreshTrunks"}, b.ws.Calls(), "something was sent")
	b.view.Reload()
	b.settle()
	require.Equal(t, []string{"RefreshTrunks"}, b.ws.Calls())
	b.ws.SetStatus(func(s *workspace.Status) { s.Connection = workspace.Offline })
	b.view.Reload()
	b.settle()
	require.Empty(t, b.ws.Calls(), "there is nobody to ask")
	b.view.Leave()
	b.ws.SetStatus(func(s *workspace.Status) { s.Connection = workspace.Online })
	b.view.Reload()
	b.settle()
	require.Empty(t, b.ws.Calls(), "nobody looks")
}

func TestAFailureIsTold(t *testing.T) {
	b := newBench(t)
	b.ws.Fail("RefreshTrunks", domain.ErrOffline)
	b.show() // how things stand is told elsewhere
	b.shows("262 sold")
	refused := &domain.RefusedError{Status: 500}
	b.ws.Fail("RefreshTrunks", refused)
	b.view.Reload()
	b.settle()
	require.Equal(t, []error{refused}, b.failed)
	b.ws.Fail("TrunkOverview", domain.ErrDiskFull)
	b.view.Changed()
	b.settle()
	require.ErrorIs(t, b.failed[1], domain.ErrDiskFull)
	b.shows("262 sold")
}

func TestItFits(t *testing.T) {
	for name, appearance := range map[string]theme.Appearance{"light": theme.Light, "dark": theme.Dark} {
		for size, width := range map[string]float32{"narrow": 553, "wide": 980} {
			t.Run(name+" "+size, func(t *testing.T) {
				b := newBench(t)
				test.ApplyTheme(t, theme.New(appearance))
				b.show()
				uitest.AssertInside(t, b.canvas)
				b.canvas.Content().Resize(fyne.NewSize(width, 500))
				uitest.Settle(b.canvas)
				uitest.AssertInside(t, b.canvas)
				b.set(func(o *workspace.TrunkOverview) {
					for i := range o.Pools {
						o.Pools[i] = domain.TrunkPool{Kind: o.Pools[i].Kind, Total: 1_000_000, HasTotal: true, Sold: 999_999, Wanted: 1_000_000}
					}
				})
				uitest.AssertInside(t, b.canvas)
				b.canvas.Focus(uitest.FindAll[*widgets.List](b.canvas.Content())[0])
				uitest.Press(b.canvas, fyne.KeyEnd)
				uitest.Settle(b.canvas)
				uitest.AssertInside(t, b.canvas)
			})
		}
	}
}
