package storybook

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
)

// signedOut is a computer on which somebody has signed in before, and nobody is now.
func signedOut() *sample.Workspace {
	ws := sample.Full(many)
	ws.Fail("Resume", context.Canceled)
	ws.SetStatus(func(s *workspace.Status) { *s = workspace.Status{Connection: workspace.SignedOut} })
	return ws
}

// signIn fills the form in and presses the button, which comes to err.
func signIn(err error) func(*Stage) {
	return func(s *Stage) {
		ws := sample.Empty()
		ws.OnSignIn = func(context.Context, workspace.SignInRequest) error { return err }
		s.open(ws)
		s.write("https://api.northwind.example:8443/v2", "dana@northwind.example", "not the right one", "northwind")
		s.press(lang.L("Sign in"))
	}
}

func signInStories() group {
	return group{"Sign-in", []string{"signin"}, []state{
		{"first start", func(s *Stage) { s.open(sample.Empty()) }},
		{"known user", func(s *Stage) { s.open(signedOut()) }},
		{"fields missing", func(s *Stage) { s.open(sample.Empty()); s.press(lang.L("Sign in")) }},
		{"with an API key", func(s *Stage) { s.open(sample.Empty()); s.press(lang.L("Sign in with an API key instead")) }},
		{"signing in", func(s *Stage) {
			ws := sample.Empty()
			ws.OnSignIn = func(context.Context, workspace.SignInRequest) error { sample.Never(); return nil }
			s.open(ws)
			s.write("https://api.northwind.example:8443/v2", "dana@northwind.example", "correct horse", "northwind")
			s.press(lang.L("Sign in"))
		}},
		{"refused", signIn(domain.ErrWrongCredentials)},
		{"account disabled", signIn(domain.ErrAccountDisabled)},
		{"second factor", signIn(domain.ErrMultiFactor)},
		{"offline", signIn(domain.ErrOffline)},
		{"certificate", signIn(domain.ErrCertificate)},
		{"unknown certificate", signIn(stranger(domain.CertificateUnknown))},
		{"the unknown certificate", func(s *Stage) {
			signIn(stranger(domain.CertificateUnknown))(s)
			s.press(lang.L("Show the certificate…"))
		}},
		{"another certificate than before", signIn(stranger(domain.CertificateChanged))},
		{"proxy", signIn(domain.ErrProxy)},
		{"unknown API key", func(s *Stage) {
			ws := sample.Empty()
			ws.OnSignIn = func(context.Context, workspace.SignInRequest) error { return domain.ErrUnknownKey }
			s.open(ws)
			s.press(lang.L("Sign in with an API key instead"))
			s.write("https://api.northwind.example:8443/v2", "0123456789abcdef")
			s.press(lang.L("Sign in"))
		}},
		{"no Crossbar", signIn(domain.ErrNotCrossbar)},
		{"plain http", signIn(domain.ErrInsecureServer)},
		{"server busy", signIn(&domain.BusyError{Status: 429})},
		{"unknown failure", signIn(errors.New("strange"))},
		{"no keyring", withKeyring(domain.ErrKeyringAbsent)},
		{"keyring locked", withKeyring(domain.ErrKeyringLocked)},
		{"long texts", func(s *Stage) {
			ws := signedOut()
			p := sample.Northwind()
			p.Server, p.UserName, p.Account = "https://"+strings.Repeat("a-very-long-name.", 6)+"example:8443/v2", strings.Repeat("maximiliane.", 8)+"@northwind.example", longName
			ws.SetProfiles(p)
			s.open(ws)
		}},
	}}
}

// stranger is a certificate in the way, with a fault.
func stranger(fault domain.CertificateFault) *domain.CertificateError {
	return &domain.CertificateError{Server: "api.northwind.example:8443", Fault: fault, Found: sample.Stranger()}
}

// withKeyring is the screen of somebody whose keyring is in a state.
func withKeyring(state error) func(*Stage) {
	return func(s *Stage) {
		ws := signedOut()
		ws.SetStatus(func(s *workspace.Status) { s.Keyring = state })
		s.open(ws)
	}
}
