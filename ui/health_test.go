package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// ill is one thing that is not as it should be.
func ill(about workspace.Subject, level workspace.Level, code workspace.FindingCode, why error) workspace.Finding {
	return workspace.Finding{Subject: about, Level: level, Code: code, Why: why, Profile: sample.Northwind(), Bytes: 12_000_000, Skew: 3 * hour}
}

const hour = 3600e9

// unwell is a workspace in which everything is the matter.
func unwell() *sample.Workspace {
	ws := sample.Full(20)
	ws.SetHealth(
		ill(workspace.AboutConnection, workspace.LevelBad, workspace.FoundUnreachable, domain.ErrOffline),
		ill(workspace.AboutSignIn, workspace.LevelBad, workspace.FoundExpired, domain.ErrSignedOut),
		ill(workspace.AboutKeyring, workspace.LevelLook, workspace.FoundKeyringFails, domain.ErrKeyringLocked),
		ill(workspace.AboutDisk, workspace.LevelBad, workspace.FoundNoRoom, nil),
		ill(workspace.AboutClock, workspace.LevelLook, workspace.FoundClockBack, nil),
		ill(workspace.AboutDatabase, workspace.LevelBad, workspace.FoundDatabaseDamaged, nil),
	)
	return ws
}

func healthBench(t *testing.T, ws *sample.Workspace) *bench {
	b := newBenchWith(t, ws, func(o *ui.Options) { o.Data = t.TempDir() })
	b.shows("ABC Company")
	b.menu("Help", "Health…")
	b.shows("Database")
	return b
}

func levels(b *bench) []string {
	var out []string
	for _, badge := range uitest.FindAll[*widgets.Badge](uitest.Top(b.canvas)) {
		out = append(out, badge.Text())
	}
	return out
}

func TestTheHealthPanelListsAllSix(t *testing.T) {
	b := healthBench(t, sample.Full(20))
	for _, text := range []string{
		"Connection", "Connected to api.northwind.example:8443.", "What you submit is sent at once.",
		"Sign-in", "Signed in to Northwind Telecom as dana@northwind.example.", "Keyring", "It works.",
		"Disk", "86 GB free.", "Clock", "It agrees with the server's.", "Database", "4.2 MB on this computer.",
		"Open the data folder",
	} {
		b.shows(text)
	}
	require.Len(t, uitest.FindAll[*widgets.StatusDot](uitest.Top(b.canvas)), 6)
	require.Equal(t, []string{"OK", "OK", "OK", "OK", "OK", "OK"}, levels(b), "a word stands beside each light")
	uitest.AssertInside(t, b.canvas)
}

func TestEachFindingHasWhatHelps(t *testing.T) {
	b := healthBench(t, unwell())
	require.Equal(t, []string{"Bad", "Bad", "Look at it", "Bad", "Look at it", "Bad"}, levels(b))
	b.shows("It is 3 h behind the server's.")
	b.press("Go online")
	require.Contains(t, b.ws.Calls(), "GoOnline")
	b.press("Try the keyring again")
	require.Contains(t, b.ws.Calls(), "Examine keyring")
	b.press("Sign in again")
	b.shows("Sign in to your reseller account")
	require.Nil(t, widgets.TopModal(b.canvas), "the panel makes room")
}

func TestHealthFollowsWhatHappens(t *testing.T) {
	b := healthBench(t, sample.Full(20))
	b.ws.SetHealth(ill(workspace.AboutConnection, workspace.LevelLook, workspace.FoundByChoice, nil))
	b.ws.Emit(workspace.StatusChanged{})
	b.shows("You are working offline.")
	b.press("Go online")
	b.ws.SetHealth(ill(workspace.AboutDisk, workspace.LevelLook, workspace.FoundLittleRoom, nil))
	b.press("Check again")
	b.shows("Only 12 MB free.")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("it closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	b.ws.Emit(workspace.StatusChanged{}) // nobody listens any more
	b.settle()
	b.menu("Help", "Health…")
	b.shows("Only 12 MB free.")
}

func TestAnExaminedDatabaseStaysAsItWasFound(t *testing.T) {
	b := healthBench(t, sample.Full(20))
	examined := func(level workspace.Level, code workspace.FindingCode) {
		b.ws.SetExamined(ill(workspace.AboutDatabase, level, code, nil))
		all := uitest.FindAll[*widgets.Button](uitest.Top(b.canvas))
		var checks []*widgets.Button
		for _, button := range all {
			if button.Text() == "Check now" && button.Visible() {
				checks = append(checks, button)
			}
		}
		uitest.Click(t, b.canvas, checks[len(checks)-1])
		b.settle()
		b.ws.Emit(workspace.StatusChanged{})
		b.settle()
	}
	examined(workspace.LevelOK, workspace.FoundDatabaseChecked)
	b.shows("12 MB, all of it read and found whole.")
	b.press("Check again")
	b.shows("4.2 MB on this computer.")

	examined(workspace.LevelBad, workspace.FoundNoWrites)
	b.shows("Writing to it failed.")
	b.press("Check again")
	b.shows("Writing to it failed.")
	b.ws.SetExamined(ill(workspace.AboutDatabase, workspace.LevelOK, workspace.FoundDatabaseChecked, nil))
	b.press("Check again")
	b.shows("12 MB, all of it read and found whole.")
}

func TestAProgramThatStaysOfflineOffersNoConnection(t *testing.T) {
	ws := sample.Full(20)
	ws.SetHealth(
		ill(workspace.AboutConnection, workspace.LevelLook, workspace.FoundKeptOffline, nil),
		ill(workspace.AboutSignIn, workspace.LevelUnknown, workspace.FoundNotProven, nil),
	)
	b := healthBench(t, ws)
	b.shows("The program was started to stay offline.")
	for _, button := range uitest.FindAll[*widgets.Button](uitest.Top(b.canvas)) {
		require.NotEqual(t, "Go online", button.Text())
	}
	require.Contains(t, levels(b), "Unknown")
}

func TestTheConnectionInTheFootOpensHealth(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	uitest.Click(t, b.canvas, uitest.Find[*widgets.TapArea](t, b.canvas.Content(), "Online"))
	b.shows("Signed in to Northwind Telecom as dana@northwind.example.")
	require.False(t, b.has("Open the data folder"), "nothing is known of one")
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.eventually("it closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}

func TestHealthFitsAtEverySizeAndInBothAppearances(t *testing.T) {
	for _, appearance := range []theme.Appearance{theme.Light, theme.Dark} {
		for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(640, 400)} {
			b := healthBench(t, unwell())
			b.app.Settings().SetTheme(theme.New(appearance))
			b.window.Fyne().Resize(size)
			b.settle()
			uitest.AssertInside(t, b.canvas)
			b.window.Stop()
		}
	}
}
