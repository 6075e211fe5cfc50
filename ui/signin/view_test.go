package signin_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/signin"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

const canary = "canary-3141"

type bench struct {
	t         *testing.T
	ws        *sample.Workspace
	queue     *run.Queue
	runner    *run.Runner
	view      *signin.View
	canvas    fyne.Canvas
	done      int
	cancelled int
	file      string // what is chosen next
}

func newBench(t *testing.T, ws *sample.Workspace, server string) *bench {
	b := &bench{t: t, ws: ws, queue: run.NewQueue()}
	b.runner = run.New(t.Context(), b.queue)
	w := uitest.NewWindow(t, nil, 1280, 800)
	b.canvas = w.Canvas()
	b.view = signin.New(signin.Options{
		Workspace: ws, Runner: b.runner, Canvas: b.canvas, Server: server, Sandbox: true, Now: func() time.Time { return sample.Noon },
		Done: func() { b.done++ }, Cancelled: func() { b.cancelled++ },
		ChooseFile: func(then func([]byte)) { then([]byte(b.file)) },
	})
	w.SetContent(b.view.Object())
	b.view.Open()
	b.settle()
	return b
}

func (b *bench) settle() { uitest.Finish(b.canvas, b.runner, b.queue) }

func (b *bench) has(text string) bool { return uitest.Has(b.canvas.Content(), text) }

func (b *bench) entry(label string) *widgets.Entry {
	b.t.Helper()
	e, ok := uitest.Field(b.t, b.canvas.Content(), label).Content().(*widgets.Entry)
	require.True(b.t, ok)
	return e
}

func (b *bench) text(label string) string { return b.entry(label).Text }

func (b *bench) press(label string) {
	b.t.Helper()
	uitest.Click(b.t, b.canvas, uitest.Find[*widgets.Button](b.t, uitest.Top(b.canvas), label))
	b.settle()
}

// fill types a sign-in by keyboard alone, from the first field on.
func (b *bench) fill() {
	for i, text := range []string{"https://api.example:8443/v2", "dana@northwind.example", canary, "northwind"} {
		if i > 0 {
			uitest.Press(b.canvas, fyne.KeyTab)
			if i == 3 {
				uitest.Press(b.canvas, fyne.KeyTab) // past Show
			}
		}
		uitest.Type(b.canvas, text)
	}
}

func TestSigningInByKeyboardAlone(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	var got workspace.SignInRequest
	b.ws.OnSignIn = func(_ context.Context, r workspace.SignInRequest) error { got = r; return nil }
	b.fill()
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.Equal(t, 1, b.done)
	require.True(t, got.Secret.Equal(domain.NewSecret(canary)))
	got.Secret = domain.Secret{}
	require.Equal(t, workspace.SignInRequest{
		Method: workspace.WithPassword, Server: "https://api.example:8443/v2", UserName: "dana@northwind.example", Account: "northwind",
	}, got)
	require.Empty(t, b.text("Password"), "it is not kept where it was typed")
}

func TestEveryWayItCanFailHasItsSentence(t *testing.T) {
	tests := map[string]struct {
		err   error
		says  string
		focus string // the label of the field that gets the keyboard
	}{
		"wrong password":  {domain.ErrWrongCredentials, "The server gives the same answer for all three", "Password"},
		"unknown account": {fmt.Errorf("sign in: %w", domain.ErrWrongCredentials), "its name, its realm or one of its phone numbers", "Password"},
		"disabled":        {domain.ErrAccountDisabled, "This account is disabled", ""},
		"second factor":   {domain.ErrMultiFactor, "Sign in with the API key of your account instead", ""},
		"certificate":     {domain.ErrCertificate, "certificate is not trusted", ""},
		"not a crossbar":  {domain.ErrNotCrossbar, "look whether the port or the /v2 is missing", "Server"},
		"no network":      {domain.ErrOffline, "The server cannot be reached", ""},
		"plain http":      {domain.ErrInsecureServer, "Plain http is for servers on this computer only", "Server"},
		"no address":      {domain.ErrBadServerURL, "It should look like https://", "Server"},
		"busy":            {&domain.BusyError{Status: 429, RetryAfter: 30 * time.Second}, "Try again in 30 s", ""},
		"something else":  {fmt.Errorf("strange"), "Something went wrong", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, sample.Empty(), "")
			b.ws.OnSignIn = func(context.Context, workspace.SignInRequest) error { return tt.err }
			b.fill()
			uitest.Press(b.canvas, fyne.KeyReturn)
			b.settle()
			require.True(t, b.has(tt.says), uitest.Dump(b.canvas))
			require.Zero(t, b.done)
			if tt.focus != "" {
				require.Equal(t, uitest.Field(t, b.canvas.Content(), tt.focus).Content(), b.canvas.Focused())
			}
			require.Equal(t, canary, b.text("Password"), "what was typed is still there")
			uitest.AssertInside(t, b.canvas)
			b.press("Copy details")
			copied := fyne.CurrentApp().Clipboard().Content()
			require.Equal(t, words.Details(tt.err, sample.Noon), copied)
			require.NotContains(t, copied, canary)
		})
	}
}

func TestASecondFactorIsGotRoundWithAnAPIKey(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	b.ws.OnSignIn = func(_ context.Context, r workspace.SignInRequest) error {
		if r.Method == workspace.WithPassword {
			return domain.ErrMultiFactor
		}
		return nil
	}
	b.fill()
	b.press("Sign in")
	uitest.Press(b.canvas, fyne.KeyReturn) // the way round it has the keyboard
	b.settle()
	require.Equal(t, "https://api.example:8443/v2", b.text("Server"))
	require.Equal(t, uitest.Field(t, b.canvas.Content(), "API key").Content(), b.canvas.Focused())
	require.False(t, b.has("User name"))
	uitest.Type(b.canvas, canary)
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.Equal(t, 1, b.done)
	require.Equal(t, "SignIn api_key https://api.example:8443/v2  ", b.ws.Calls()[1])
}

func TestTheSwitchGoesBothWays(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	labels := func() (labels []string) {
		for _, f := range uitest.FindAll[*widgets.FormField](b.canvas.Content()) {
			labels = append(labels, f.Label())
		}
		return labels
	}
	b.press("Sign in with an API key instead")
	require.Equal(t, []string{"Server", "API key"}, labels())
	b.press("Sign in with a user name instead")
	require.Equal(t, []string{"Server", "User name", "Password", "Account name, realm or phone number"}, labels())
}

func TestEmptyFieldsAreAskedFor(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	uitest.TypeInto(t, b.canvas, "User name", "dana")
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.Empty(t, b.ws.Calls())
	require.True(t, b.has("Enter the address of your server"))
	require.True(t, b.has("Enter your password"))
	require.False(t, b.has("Enter your user name"))
	require.Equal(t, uitest.Field(t, b.canvas.Content(), "Server").Content(), b.canvas.Focused())
	uitest.AssertInside(t, b.canvas)
	uitest.Type(b.canvas, "h")
	require.Empty(t, uitest.Field(t, b.canvas.Content(), "Server").Problem(), "typing takes the reproach away")
}

func TestWhileItSignsInItCanBeStopped(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	stopped := make(chan struct{})
	b.ws.OnSignIn = func(ctx context.Context, _ workspace.SignInRequest) error {
		<-ctx.Done()
		close(stopped)
		return ctx.Err()
	}
	b.fill()
	uitest.Press(b.canvas, fyne.KeyReturn)
	uitest.Settle(b.canvas)
	require.True(t, b.has("Signing in…"))
	require.True(t, b.entry("Server").Disabled())
	uitest.AssertInside(t, b.canvas)
	uitest.Press(b.canvas, fyne.KeyReturn) // Cancel has the keyboard
	<-stopped
	b.settle()
	require.False(t, b.has("Signing in…"))
	require.False(t, b.has("Cancelled"), "who stops it knows")
	require.Zero(t, b.done)
	require.False(t, b.entry("Server").Disabled())
}

func TestTheLastSignInIsFilledIn(t *testing.T) {
	ws := sample.Empty()
	box := sample.Northwind()
	box.ID, box.Sandbox, box.Server = "box", true, "http://127.0.0.1:9/v2"
	ws.SetProfiles(box, sample.Northwind())
	b := newBench(t, ws, "")
	require.Equal(t, "https://api.northwind.example:8443/v2", b.text("Server"), "the sandbox has another port each time")
	require.Equal(t, "dana@northwind.example", b.text("User name"))
	require.Equal(t, "northwind", b.text("Account name, realm or phone number"))
	require.Equal(t, uitest.Field(t, b.canvas.Content(), "Password").Content(), b.canvas.Focused(), "the first field that is empty")
}

func TestAServerThatWasAskedForWins(t *testing.T) {
	ws := sample.Empty()
	ws.SetProfiles(sample.Northwind())
	b := newBench(t, ws, "https://other.example/v2")
	require.Equal(t, "https://other.example/v2", b.text("Server"))
	require.Empty(t, b.text("User name"), "who one is there is not known")
	require.Equal(t, uitest.Field(t, b.canvas.Content(), "User name").Content(), b.canvas.Focused())
}

func TestAnAPIKeyProfileAsksForTheKeyAgain(t *testing.T) {
	ws := sample.Empty()
	p := sample.Northwind()
	p.Method = workspace.WithAPIKey
	ws.SetProfiles(p)
	b := newBench(t, ws, "")
	require.Equal(t, uitest.Field(t, b.canvas.Content(), "API key").Content(), b.canvas.Focused())
}

func TestWorkingOffline(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	require.False(t, b.has("Work offline"), "there is nothing to work with yet")

	ws := sample.Empty()
	ws.SetProfiles(sample.Northwind())
	b = newBench(t, ws, "")
	b.press("Work offline")
	require.Equal(t, []string{"WorkOffline p1"}, b.ws.Calls())
	require.Equal(t, 1, b.done)

	other := sample.Northwind()
	other.ID, other.Server, other.Identity.AccountName = "p2", "https://fabrikam.example/v2", "Fabrikam Voice"
	ws.SetProfiles(sample.Northwind(), other)
	b = newBench(t, ws, "")
	b.press("Work offline")
	require.Empty(t, b.ws.Calls(), "with several it asks which")
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.settle()
	require.Equal(t, []string{"WorkOffline p2"}, b.ws.Calls())
}

func TestTryingTheSandbox(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	b.press("Try the built-in sandbox")
	require.Equal(t, []string{"TrySandbox"}, b.ws.Calls())
	require.Equal(t, 1, b.done)
}

func TestAMissingKeyringIsTold(t *testing.T) {
	ws := sample.Empty()
	ws.SetStatus(func(s *workspace.Status) { s.Keyring = domain.ErrKeyringAbsent })
	b := newBench(t, ws, "")
	require.True(t, b.has("This computer has no keyring: you will be asked again next time; nothing is written to a file."))
	uitest.AssertInside(t, b.canvas)
}

func TestThePasswordShowsOnlyWhenAsked(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	b.fill()
	require.False(t, b.has(canary))
	b.press("Show")
	require.True(t, b.has(canary))
	b.press("Hide")
	require.False(t, b.has(canary))
}

func TestEscapeGoesBackWhereThereIsSomewhere(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	uitest.Press(b.canvas, fyne.KeyEscape)
	require.Equal(t, 1, b.cancelled)
}

func TestItFitsSmallAndLargeWindows(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(853, 533), fyne.NewSize(640, 400)} {
		b.canvas.Content().Resize(size)
		uitest.Settle(b.canvas)
		uitest.AssertInside(t, b.canvas)
	}
}
