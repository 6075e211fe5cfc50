package account_test

import (
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
	failed []error
	later  []func() // what waits for time to pass
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, ws: sample.Full(20), queue: run.NewQueue()}
	b.runner = run.New(t.Context(), b.queue)
	w := uitest.NewWindow(t, nil, 980, 768)
	b.canvas = w.Canvas()
	b.view = account.New(account.Options{
		Workspace: b.ws, Runner: b.runner, Canvas: b.canvas, Now: func() time.Time { return sample.Noon }, Language: "en-US",
		After: func(_ time.Duration, f func()) func() {
			b.later = append(b.later, f)
			return func() { b.later = nil }
		},
		Actions: account.Actions{
			Drill:     func(a domain.AccountRef) { b.chosen = append(b.chosen, "drill "+a.ID) },
			Open:      func(id string) { b.chosen = append(b.chosen, "open "+id) },
			Copied:    func(string) {},
			Duplicate: func(s workspace.Sheet) { b.chosen = append(b.chosen, "duplicate "+s.Account.ID) },
			Welcome:   func() { b.chosen = append(b.chosen, "welcome") },
			Failed:    func(err error) { b.failed = append(b.failed, err) },
		},
	})
	w.SetContent(b.view.Object())
	return b
}

func (b *bench) show(id string) {
	b.t.Helper()
	b.view.Show(id)
	b.settle()
	require.Empty(b.t, b.failed)
	b.ws.Calls()
}

func (b *bench) settle() { uitest.Finish(b.canvas, b.runner, b.queue) }

// turn goes to a tab, with the keyboard.
func (b *bench) turn(title string) {
	b.t.Helper()
	tabs := uitest.FindAll[*widgets.Tabs](b.canvas.Content())[0]
	b.canvas.Focus(tabs)
	for range 8 {
		uitest.Press(b.canvas, fyne.KeyLeft)
	}
	for i, t := range []string{"Overview", "Limits", "Permissions", "Credit", "Administrators", "Notes", "Apps", "Activity"} {
		if i > 0 {
			uitest.Press(b.canvas, fyne.KeyRight)
		}
		if t == title {
			break
		}
	}
	uitest.Press(b.canvas, fyne.KeySpace)
	b.settle()
}

func (b *bench) has(text string) bool {
	for _, o := range append([]fyne.CanvasObject{b.canvas.Content()}, b.canvas.Overlays().List()...) {
		if uitest.Has(o, text) {
			return true
		}
	}
	return false
}

func (b *bench) shows(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		require.True(b.t, b.has(text), "%s in\n%s", text, uitest.Dump(b.canvas))
	}
}

func (b *bench) press(label string) {
	b.t.Helper()
	uitest.Click(b.t, b.canvas, uitest.Find[*widgets.Button](b.t, uitest.Top(b.canvas), label))
	b.settle()
}

func (b *bench) row(title string) *widgets.KVRow {
	b.t.Helper()
	return uitest.Find[*widgets.KVRow](b.t, b.canvas.Content(), title)
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
