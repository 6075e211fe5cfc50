package signin_test

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// strange lets in who pins the server's certificate.
func (b *bench) strange(asked *[]workspace.SignInRequest) *domain.CertificateError {
	wrong := &domain.CertificateError{Server: "api.example:8443", Fault: domain.CertificateUnknown, Found: sample.Stranger()}
	b.ws.OnSignIn = func(_ context.Context, r workspace.SignInRequest) error {
		*asked = append(*asked, r)
		if r.Route == nil || r.Route.Trust.Pin != wrong.Found.Fingerprint {
			return fmt.Errorf("sign in: %w", wrong)
		}
		return nil
	}
	return wrong
}

func TestAStrangersCertificateIsTrustedOnceItWasSeen(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	var asked []workspace.SignInRequest
	_ = b.strange(&asked)
	b.fill()
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.True(t, b.has("This computer does not know the server's certificate"))
	require.False(t, b.has("Trust this certificate"))
	require.Nil(t, asked[0].Route, "nothing was chosen: as it was gone last")
	uitest.AssertInside(t, b.canvas)

	uitest.Press(b.canvas, fyne.KeyReturn) // the button has the keyboard
	b.settle()
	require.True(t, uitest.Has(uitest.Top(b.canvas), "5E:1F:5E:1F"), "its fingerprint is shown")
	require.Len(t, asked, 1)
	uitest.AssertInside(t, b.canvas)
	b.press("Trust this certificate")
	require.Len(t, asked, 2)
	require.Equal(t, &domain.Route{Trust: domain.Trust{Pin: sample.Stranger().Fingerprint}}, asked[1].Route)
	require.Equal(t, 1, b.done)
}

func TestWhoDoesNotTrustItIsNotSignedIn(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	var asked []workspace.SignInRequest
	_ = b.strange(&asked)
	b.fill()
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	b.press("Show the certificate…")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Len(t, asked, 1)
	require.Zero(t, b.done)
}

// What was trusted at one server is nothing at another.
func TestTrustIsForTheServerThatShowedTheCertificate(t *testing.T) {
	ws := sample.Empty()
	p := sample.Northwind()
	p.Server, p.Route = "https://api.example:8443/v2", domain.Route{Proxy: domain.NoProxy}
	ws.SetProfiles(p)
	b := newBench(t, ws, "https://api.example:8443/v2")
	var asked []workspace.SignInRequest
	wrong := b.strange(&asked)
	uitest.TypeInto(t, b.canvas, "Password", canary)
	b.press("Sign in")
	b.ws.OnSignIn = func(_ context.Context, r workspace.SignInRequest) error {
		asked = append(asked, r)
		return domain.ErrWrongCredentials
	}
	b.press("Show the certificate…")
	b.press("Trust this certificate")
	pinned := domain.Route{Proxy: domain.NoProxy, Trust: domain.Trust{Pin: wrong.Found.Fingerprint}}
	require.Equal(t, &pinned, asked[1].Route, "the rest of the way is the one of before")
	b.press("Sign in")
	require.Equal(t, &pinned, asked[2].Route, "a wrong password is no reason to forget it")
	uitest.TypeInto(t, b.canvas, "Server", "https://other.example/v2")
	b.press("Sign in")
	require.Equal(t, &domain.Route{Proxy: domain.NoProxy}, asked[3].Route)
}

func TestAChangedCertificateIsNotOffered(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	b.ws.OnSignIn = func(context.Context, workspace.SignInRequest) error {
		return &domain.CertificateError{Fault: domain.CertificateChanged, Found: sample.Stranger()}
	}
	b.fill()
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.True(t, b.has("another certificate than the one you trusted"))
	require.False(t, b.has("Show the certificate…"))
	require.False(t, b.has("Trust this certificate"))
}

func TestTheConnectionIsChosenBeforeSigningIn(t *testing.T) {
	b := newBench(t, sample.Empty(), "")
	var got workspace.SignInRequest
	b.ws.OnSignIn = func(_ context.Context, r workspace.SignInRequest) error { got = r; return nil }
	b.file = "BEGIN CERTIFICATE"
	b.fill()
	b.press("Connection…")
	groups := uitest.FindAll[*widgets.RadioGroup](uitest.Top(b.canvas))
	b.canvas.Focus(groups[1].FirstFocus())
	uitest.Press(b.canvas, fyne.KeyDown)
	b.settle()
	b.press("Choose a file…")
	uitest.AssertInside(t, b.canvas)
	b.press("Save")
	b.press("Sign in")
	require.Equal(t, &domain.Route{Trust: domain.Trust{Authorities: b.file}}, got.Route)
	require.Equal(t, 1, b.done)
}
