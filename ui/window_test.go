package ui_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
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
// background, and the waits below a second.
func (b *bench) settle() {
	for more := true; more; {
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

func TestTheFirstStartAsksForASignIn(t *testing.T) {
	b := newBench(t, sample.Empty())
	b.shows("Sign in to your reseller account")
	require.Equal(t, fyne.NewSize(1280, 800), b.canvas.Size())
	b.press("Try the built-in sandbox")
	b.shows("Built-in sandbox, not a real server")
}

func TestWhatWasOpenLastIsShownFromTheCache(t *testing.T) {
	b := newBench(t, sample.Full(1204))
	b.shows("Northwind Telecom")
	b.shows("ABC Company")
	b.shows("Online")
	b.shows("1,204 accounts")
	b.shows("Outbox: 1 waiting, 1 needs you")
	require.Contains(t, uitest.Dump(b.canvas), "Synced ")
	uitest.AssertInside(t, b.canvas)
}

func TestSigningInAndOut(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	b.shows("ABC Company")
	require.NoError(t, ws.SignOut(t.Context()))
	b.shows("Sign in to your reseller account")
	b.shows("Work offline")
	b.press("Work offline")
	b.shows("You are working offline")
	b.shows("Working offline")
	b.press("Go online")
	b.eventually("the notice goes", func() bool { return !b.has("You are working offline") })
}

func TestPages(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("Choose an account, or add one")
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	uitest.AssertInside(t, b.canvas)
	uitest.Click(t, b.canvas, b.row("Litware Clinics"))
	b.shows("The account exists. One step was refused.")
	require.False(t, b.has("12 two-way · 5 inbound · 3 outbound"))
	uitest.AssertInside(t, b.canvas)
	require.Equal(t, "draft/d3", uitest.FindAll[*widgets.List](b.canvas.Content())[0].SelectedID())
}

func TestAddingAnAccount(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyN, ctrl)
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.TypeInto(t, b.canvas, "Account name", "Tailspin Toys")
	b.shortcut(fyne.KeyN, ctrl) // does nothing while a panel is open
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the wizard closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	require.Contains(t, b.ws.Calls(), "SaveDraft draft-1", "what was typed is kept")
}

func TestADraftOpensInTheWizard(t *testing.T) {
	b := newBench(t, sample.Full(20))
	uitest.Click(t, b.canvas, b.row("Fabrikam Dental"))
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the wizard closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}

func TestClosingKeepsWhatIsTyped(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyN, ctrl)
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.TypeInto(t, b.canvas, "Account name", "Tailspin Toys")
	b.ws.Fail("SaveDraft", domain.ErrDiskFull)
	b.window.Close()
	b.shows("What you typed last is not saved")
	b.shows("The disk is full")
	require.Zero(t, b.quit)
	b.press("Stay")
	b.ws.Fail("SaveDraft", nil)
	b.window.Close()
	b.eventually("it ends", func() bool { return b.quit == 1 })
	d, err := b.ws.Draft(t.Context(), "draft-1")
	require.NoError(t, err)
	require.Equal(t, "Tailspin Toys", d.Name)
}

func TestTheSizeIsRemembered(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	b.shows("ABC Company")
	b.window.Fyne().Resize(fyne.NewSize(1100, 700))
	b.window.Close()
	b.eventually("it ends", func() bool { return b.quit == 1 })
	b = newBench(t, ws)
	b.shows("ABC Company")
	require.Equal(t, fyne.NewSize(1100, 700), b.canvas.Size())
}

func TestTheAppearanceIsRemembered(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	b.shows("ABC Company")
	b.menu("View", "Appearance", "Dark")
	b.settle()
	b.eventually("it is kept", func() bool { kept, _ := ws.Setting(t.Context(), "window.appearance"); return kept == "dark" })
	require.Equal(t, theme.New(theme.Dark), b.app.Settings().Theme())
	b = newBench(t, ws)
	require.Equal(t, theme.New(theme.Dark), b.app.Settings().Theme())
}

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

func TestShortcuts(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyF, ctrl)
	uitest.Type(b.canvas, "adatum h")
	b.shows("FOUND")
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyReturn)
	b.shows("Accounts below (12) ›")
	b.shortcut(fyne.KeyRight, fyne.KeyModifierAlt)
	b.shows("Adatum Branch 01")
	b.shortcut(fyne.KeyLeft, fyne.KeyModifierAlt)
	b.eventually("back up", func() bool { return b.has("DRAFTS AND QUEUED") })
	b.ws.Calls()
	b.canvas.Unfocus()
	uitest.Press(b.canvas, fyne.KeyF5)
	b.eventually("refreshes", func() bool { return len(b.ws.Calls()) > 0 })
	uitest.Press(b.canvas, fyne.KeyF1)
	b.shows("Keyboard shortcuts")
	b.shows("Ctrl F")
	uitest.AssertInside(t, b.canvas)
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}

func TestKeysWithoutAFocusGoToTheSidebar(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	require.Nil(t, b.canvas.Focused())
	uitest.Press(b.canvas, fyne.KeyDown)
	require.IsType(t, &widgets.List{}, b.canvas.Focused())
	b.canvas.Unfocus()
	uitest.Type(b.canvas, "coho")
	b.eventually("it searches", func() bool { return b.has("FOUND") && !b.has("ABC Company") })
}

func TestEscapeInTheListAndFocusReturn(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyL, ctrl)
	list := b.canvas.Focused()
	require.IsType(t, &widgets.List{}, list)
	uitest.Press(b.canvas, fyne.KeyF1)
	b.shows("Keyboard shortcuts")
	uitest.Press(b.canvas, fyne.KeyReturn)
	require.Same(t, list, b.canvas.Focused(), "the keyboard goes back to where it was")
}

func TestNoticesSayWhatTheMatterIs(t *testing.T) {
	tests := map[string]struct {
		change func(*workspace.Status)
		says   string
		button string
	}{
		"offline":      {func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline }, "You can go on; what you submit is sent when there is a connection.", "Try now"},
		"signed out":   {func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrSignedOut }, "You have been signed out", "Sign in again"},
		"password":     {func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrWrongCredentials }, "The server does not know this sign-in", "Sign in again"},
		"no secret":    {func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrSecretNotFound }, "Please sign in again", "Sign in again"},
		"locked":       {func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrKeyringLocked }, "The keyring is locked", "Try again"},
		"certificate":  {func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrCertificate }, "The server's certificate is not trusted", "Try again"},
		"by choice":    {func(s *workspace.Status) { s.Connection, s.ByChoice = workspace.Offline, true }, "You are working offline", "Go online"},
		"keyring gone": {func(s *workspace.Status) { s.Keyring = domain.ErrKeyringAbsent }, "This computer has no keyring", "Close"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, sample.Full(20))
			b.shows("ABC Company")
			b.ws.SetStatus(tt.change)
			b.shows(tt.says)
			uitest.AssertInside(t, b.canvas)
			b.press(tt.button)
			b.eventually("it helps", func() bool { return !b.has(tt.says) || b.has("Sign in to your reseller account") })
		})
	}
}

func TestSigningInAgainCanBeLeft(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.menu("Account", "Sign in again…")
	b.shows("Sign in to your reseller account")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.shows("ABC Company")
}

func TestTroubleIsToldWithItsDetails(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.ws.Emit(workspace.Trouble{Err: errors.New("the moon is in the way")})
	b.shows("Something went wrong")
	b.press("Details")
	b.shows("the moon is in the way")
	uitest.AssertInside(t, b.canvas)
	b.press("Copy details")
	require.Contains(t, b.app.Clipboard().Content(), "the moon is in the way")
}

func TestProgressIsShownAsItHappens(t *testing.T) {
	b := newBench(t, sample.Full(20))
	uitest.Click(t, b.canvas, b.row("Litware Clinics"))
	b.shows("403 forbidden: only the reseller may set limits")
	p := sample.Litware()
	step := p.Step("limits")
	step.State, step.DoneAt = provisioning.Done, sample.Noon.Add(time.Second)
	b.ws.SetProvisioning(p)
	b.shows("Litware Clinics exists")
	b.press("Open the account")
	b.eventually("the account opens", func() bool { return !b.has("Litware Clinics exists") })
}

func TestDeletingADraftCanBeUndone(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.row("Fabrikam Dental")
	uitest.FindAll[*widgets.List](b.canvas.Content())[0].OnMenu("draft/d1", fyne.NewPos(100, 300))
	b.settle()
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.shows("The draft is deleted.")
	b.eventually("it is gone", func() bool { return !b.has("Fabrikam Dental") })
	b.press("Undo")
	b.eventually("it is back", func() bool {
		d, err := b.ws.Draft(t.Context(), "d1")
		return err == nil && d.Name == "Fabrikam Dental"
	})
}

func TestADraftCanBeDeletedByKeyboardAlone(t *testing.T) {
	b := newBench(t, sample.Full(20))
	uitest.Click(t, b.canvas, b.row("Fabrikam Dental"))
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the wizard closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	b.menu("File", "Delete the draft") // Alt and the arrows reach every menu
	b.shows("The draft is deleted.")
	b.eventually("it is gone", func() bool { return !b.has("Fabrikam Dental") })
}

func TestTroubleAtTheStartCannotBeMissed(t *testing.T) {
	b := newBenchWith(t, sample.Full(20), func(o *ui.Options) {
		o.Trouble = fmt.Errorf("%w: it was set aside as accounts.db.damaged", domain.ErrStoreDamaged)
	})
	b.shows("The data on this computer are damaged")
	b.shows("accounts.db.damaged")
	uitest.AssertInside(t, b.canvas)
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.shows("ABC Company")
}

func TestAStartThatFailsSaysWhy(t *testing.T) {
	a := test.NewTempApp(t)
	w := ui.FailureWindow(a, fmt.Errorf("open: %w", domain.ErrDirectoryInUse), func() time.Time { return sample.Noon })
	defer w.Close()
	uitest.Settle(w.Canvas())
	require.True(t, uitest.Has(w.Canvas().Content(), "Accounts Manager is running already"))
	uitest.AssertInside(t, w.Canvas())
	uitest.Click(t, w.Canvas(), uitest.Find[*widgets.Button](t, w.Canvas().Content(), "Copy details"))
	require.Contains(t, a.Clipboard().Content(), "in use by another process")
}

func TestItFitsAtEveryScaleAndInBothAppearances(t *testing.T) {
	for _, appearance := range []theme.Appearance{theme.Light, theme.Dark} {
		for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(853, 533)} { // 100 % and 150 % of 1280x800
			b := newBench(t, sample.Full(1204))
			b.app.Settings().SetTheme(theme.New(appearance))
			b.window.Fyne().Resize(size)
			for _, name := range []string{"ABC Company", "Litware Clinics"} {
				uitest.Click(t, b.canvas, b.row(name))
				b.shows("Northwind Telecom")
				uitest.AssertInside(t, b.canvas)
			}
			b.ws.SetStatus(func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrCertificate })
			b.shows("The server's certificate is not trusted")
			uitest.AssertInside(t, b.canvas)
			b.window.Stop()
		}
	}
}

func TestAFailedStartIsTold(t *testing.T) {
	ws := sample.Empty()
	ws.Fail("Resume", domain.ErrReadOnly)
	b := newBench(t, ws)
	b.shows("The data folder cannot be written to")
	b.shows("Sign in to your reseller account")
}

func TestASlowSignInLeavesTheWindowAlive(t *testing.T) {
	ws := sample.Empty()
	ws.OnSandbox = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	b := newBench(t, ws)
	b.hangs = true
	b.press("Try the built-in sandbox")
	b.shows("Signing in…")
	b.window.Close()
	b.eventually("it ends", func() bool { return b.quit == 1 })
}
