package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// newcomer signs in for the first time.
func newcomer(t *testing.T) *bench {
	t.Helper()
	b := newBench(t, sample.Empty())
	b.press("Try the built-in sandbox")
	b.shows("Welcome to Accounts Manager")
	return b
}

func TestTheFirstSignInLeadsThroughTheTour(t *testing.T) {
	b := newcomer(t)
	b.shows("Your customers are in the sidebar")
	b.shows("1 of 4")
	require.False(t, b.has("Back"))
	uitest.AssertInside(t, b.canvas)
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.shows("Add an account in a few steps")
	b.shows("Ctrl N")
	uitest.AssertInside(t, b.canvas)
	b.press("Next")
	b.shows("Drafts are kept, with or without a connection")
	uitest.AssertInside(t, b.canvas)
	b.press("Back")
	b.shows("2 of 4")
	b.press("Next")
	b.press("Next")
	b.shows("The outbox sends, each thing once")
	uitest.AssertInside(t, b.canvas)
	b.press("Start")
	b.eventually("it is over", func() bool { return widgets.TopModal(b.canvas) == nil })
	b.shows("Built-in sandbox, not a real server")
}

func TestTheTourIsShownOnce(t *testing.T) {
	for name, leave := range map[string]func(*bench){
		"skipped": func(b *bench) { b.press("Skip the tour") },
		"Escape":  func(b *bench) { uitest.Press(b.canvas, fyne.KeyEscape) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newcomer(t)
			leave(b)
			b.eventually("it is over", func() bool { return widgets.TopModal(b.canvas) == nil })
			require.NoError(t, b.ws.SignOut(t.Context()))
			b.press("Try the built-in sandbox")
			b.shows("Built-in sandbox, not a real server")
			require.Nil(t, widgets.TopModal(b.canvas))
			require.NoError(t, b.ws.SignOut(t.Context()))

			b = newBench(t, b.ws) // the next day
			b.press("Try the built-in sandbox")
			b.shows("Built-in sandbox, not a real server")
			require.Nil(t, widgets.TopModal(b.canvas))
			b.menu("Help", "Tour")
			b.shows("1 of 4")
		})
	}
}

func TestWhoWasSignedInBeforeIsNotWelcomed(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	require.Nil(t, widgets.TopModal(b.canvas))
	b.menu("Account", "Sign in again…")
	b.shows("Sign in to your reseller account")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.shows("ABC Company")
	require.Nil(t, widgets.TopModal(b.canvas), "nobody has signed in")
}

func TestTheTourFitsEverywhere(t *testing.T) {
	for _, appearance := range []theme.Appearance{theme.Light, theme.Dark} {
		b := newcomer(t)
		b.app.Settings().SetTheme(theme.New(appearance))
		b.window.Fyne().Resize(fyne.NewSize(640, 400))
		for range 4 {
			b.settle()
			uitest.AssertInside(t, b.canvas)
			uitest.Press(b.canvas, fyne.KeyReturn)
		}
		b.window.Stop()
	}
}
