package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// bench is a window over the sample workspace, whose time stands still but for
// what the test lets pass.
type bench struct {
	t      *testing.T
	ws     *sample.Workspace
	app    fyne.App
	queue  *run.Queue
	window *ui.Window
	canvas fyne.Canvas
	quit   int
	waits  []*wait
	hangs  bool // something in the background does not end
}

type wait struct {
	d         time.Duration
	f         func()
	cancelled bool
}

func newBench(t *testing.T, ws *sample.Workspace) *bench {
	return newBenchWith(t, ws, func(*ui.Options) {})
}

func newBenchWith(t *testing.T, ws *sample.Workspace, change func(*ui.Options)) *bench {
	b := &bench{t: t, ws: ws, app: test.NewTempApp(t), queue: run.NewQueue()}
	o := ui.Options{
		App: b.app, Workspace: ws, Dispatcher: b.queue, Version: "1.2.3", Sandbox: true,
		Now: func() time.Time { return sample.Noon }, Quit: func() { b.quit++ },
		After: func(d time.Duration, f func()) func() {
			w := &wait{d: d, f: f}
			b.waits = append(b.waits, w)
			return func() { w.cancelled = true }
		},
	}
	change(&o)
	b.window = ui.New(o)
	b.canvas = b.window.Fyne().Canvas()
	t.Cleanup(func() { b.window.Stop(); b.window.Fyne().Close() })
	b.window.Show()
	b.settle()
	return b
}

// settle lets everything end that goes on by itself: what is done in the
// background, and the waits below a second. An open editor waits again and again.
func (b *bench) settle() {
	for more, rounds := true, 0; more && rounds < 30; rounds++ {
		if !b.hangs {
			b.window.WaitIdle()
		}
		more = b.queue.Drain() > 0
		more = b.elapse(time.Second) || more
	}
	uitest.Settle(b.canvas)
}

// elapse runs the waits that are shorter than d.
func (b *bench) elapse(d time.Duration) bool {
	waits := b.waits
	b.waits = nil
	ran := false
	for _, w := range waits {
		switch {
		case w.cancelled:
		case w.d < d:
			ran = true
			w.f()
		default:
			b.waits = append(b.waits, w)
		}
	}
	return ran
}

// eventually waits for what happens on other goroutines.
func (b *bench) eventually(what string, condition func() bool) {
	b.t.Helper()
	require.Eventually(b.t, func() bool { b.settle(); return condition() }, 10*time.Second, time.Millisecond, "%s; there is\n%s", what, uitest.Dump(b.canvas))
}

func (b *bench) has(text string) bool { return uitest.Has(uitest.Top(b.canvas), text) }

func (b *bench) shows(text string) {
	b.t.Helper()
	b.eventually("shows "+text, func() bool { return b.has(text) })
}

func (b *bench) press(label string) {
	b.t.Helper()
	b.shows(label)
	uitest.Click(b.t, b.canvas, uitest.Find[*widgets.Button](b.t, uitest.Top(b.canvas), label))
	b.settle()
}

func (b *bench) shortcut(key fyne.KeyName, modifier fyne.KeyModifier) {
	uitest.Shortcut(b.canvas, &desktop.CustomShortcut{KeyName: key, Modifier: modifier})
	b.settle()
}

func (b *bench) row(name string) fyne.CanvasObject {
	b.shows(name)
	return uitest.Find[*widgets.ListRow](b.t, b.canvas.Content(), name)
}

const ctrl = fyne.KeyModifierShortcutDefault

// menu runs an item of the menu bar.
func (b *bench) menu(path ...string) {
	b.t.Helper()
	menus := b.window.Fyne().MainMenu().Items
	for i, label := range path {
		found := false
		for _, m := range menus {
			if i == 0 && m.Label == label {
				menus, found = []*fyne.Menu{m}, true
				break
			}
			for _, item := range m.Items {
				if i == 0 || item.Label != label {
					continue
				}
				found = true
				if item.ChildMenu != nil {
					menus = []*fyne.Menu{item.ChildMenu}
				} else {
					require.False(b.t, item.Disabled, label)
					item.Action()
				}
				break
			}
		}
		require.True(b.t, found, "no menu item %q of %q", label, path)
	}
	b.settle()
}
