package ui_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

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
		"a customer":   {func(s *workspace.Status) { s.Profile.Identity.IsReseller = false }, "You are inside a customer's account", "Sign in as somebody else"},
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
	require.Equal(t, "account/"+p.Account.ID, uitest.FindAll[*widgets.List](b.canvas.Content())[0].SelectedID(), "the sidebar shows which one it has become")
	b.press("Open the account")
	b.eventually("the account opens", func() bool { return !b.has("Litware Clinics exists") })
}

func TestDeletingADraftCanBeUndone(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.row("Fabrikam Dental")
	uitest.FindAll[*widgets.List](b.canvas.Content())[0].OnMenu("draft/d1", fyne.NewPos(100, 300))
	b.settle()
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
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
	for _, tt := range []struct {
		err         error
		said, added string
	}{
		{domain.ErrDirectoryInUse, "Accounts Manager is running already", "in use by another process"},
		{domain.ErrStoreTooNew, "The data are from a newer version", "from a newer version"},
		{fmt.Errorf("%w: %w", domain.ErrNotUpgraded, domain.ErrDiskFull), "The data of the older version could not be taken over", "the disk is full"},
		{fmt.Errorf("%w: %w", domain.ErrNotUpgraded, domain.ErrConflict), "The data of the older version could not be taken over", "conflict"},
	} {
		a := test.NewTempApp(t)
		w := ui.FailureWindow(a, fmt.Errorf("open: %w", tt.err))
		uitest.Settle(w.Canvas())
		require.True(t, uitest.Has(w.Canvas().Content(), tt.said), tt.said)
		uitest.AssertInside(t, w.Canvas())
		uitest.Click(t, w.Canvas(), uitest.Find[*widgets.Button](t, w.Canvas().Content(), "Copy details"))
		require.Contains(t, a.Clipboard().Content(), tt.added)
		w.Close()
	}
}

func TestItFitsAtEveryScaleAndInBothAppearances(t *testing.T) {
	for _, appearance := range []theme.Appearance{theme.Light, theme.Dark} {
		for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(853, 533)} { // 100 % and 150 % of 1280x800
			b := newBench(t, sample.Full(1204))
			b.app.Settings().SetTheme(theme.New(appearance))
			b.window.Fyne().Resize(size)
			if scaled, ok := b.canvas.(test.WindowlessCanvas); ok {
				scaled.SetScale(1280 / size.Width)
			}
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
