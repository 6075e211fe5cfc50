package storybook

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
)

// abc is the account of the mock-ups, adatum one with accounts below it.
const (
	abc    = "9f1c3a775b0e4d528e0261aac0d477f1"
	adatum = "adad0000000000000000000000000002"
)

// many is how many accounts there are where it does not matter.
const many = 1204

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

// connection opens the way to the server of somebody who went it before.
func connection(route domain.Route) func(*Stage) {
	return func(s *Stage) {
		ws, p := signedOut(), sample.Northwind()
		p.Route = route
		ws.SetProfiles(p)
		s.open(ws)
		s.press(lang.L("Connection…"))
	}
}

// The options of the panel of a connection.
const (
	proxies, ownProxy        = 0, 2
	authorities, oneByItself = 1, 2
)

// connectionStories are the way to a server, as the sign-in screen and the settings open it.
func connectionStories() group {
	return group{"Connection", []string{"connection"}, []state{
		{"nothing set", func(s *Stage) { s.open(sample.Empty()); s.press(lang.L("Connection…")) }},
		{"known user", connection(domain.Route{})},
		{"through a proxy", connection(domain.Route{Proxy: "http://proxy.northwind.example:3128"})},
		{"by an authority of its own", connection(domain.Route{Trust: domain.Trust{Authorities: "CERTIFICATE"}})},
		{"by one certificate", connection(domain.Route{Trust: domain.Trust{Pin: sample.Stranger().Fingerprint}})},
		{"no proxy given", func(s *Stage) {
			connection(domain.Route{})(s)
			s.option(proxies, ownProxy)
			s.press(lang.L("Save"))
		}},
		{"no authority given", func(s *Stage) {
			connection(domain.Route{})(s)
			s.option(authorities, 1)
			s.press(lang.L("Save"))
		}},
		{"no fingerprint given", func(s *Stage) {
			connection(domain.Route{})(s)
			s.option(authorities, oneByItself)
			s.press(lang.L("Save"))
		}},
		{"a certificate is in the way", func(s *Stage) {
			s.open(standing(sample.Full(many), func(s *workspace.Status) {
				s.Connection, s.Reason = workspace.Offline, stranger(domain.CertificateOtherName)
			}))
			s.press(lang.L("Connection…"))
		}},
		{"cannot be read", func(s *Stage) {
			ws := signedOut()
			ws.Fail("RouteTo", domain.ErrDiskFull)
			s.open(ws)
			s.press(lang.L("Connection…"))
		}},
	}}
}

func tourStories() group {
	card := func(at int) func(*Stage) {
		return func(s *Stage) {
			s.open(sample.Empty())
			s.press(lang.L("Try the built-in sandbox"))
			for range at {
				s.press(lang.L("Next"))
			}
		}
	}
	return group{"Tour", []string{"tour"}, []state{
		{"sidebar", card(0)}, {"adding an account", card(1)}, {"drafts", card(2)}, {"outbox", card(3)},
	}}
}

func homeStories() group {
	return group{"Home", []string{""}, []state{
		{"nothing chosen", func(s *Stage) { s.open(sample.Full(many)) }},
		{"sandbox", func(s *Stage) { s.open(sandbox()) }},
		{"the program cannot start", func(s *Stage) {
			ui.FailureWindow(s.app, fmt.Errorf("open the database: %w", domain.ErrStoreTooNew))
		}},
	}}
}

// sandbox is the built-in one, with a few accounts.
func sandbox() *sample.Workspace {
	ws, p := sample.Full(24), sample.Northwind()
	p.Sandbox = true
	ws.SetProfiles(p)
	return ws
}

func helpStories() group {
	return group{"Help", []string{""}, []state{
		{"keyboard shortcuts", func(s *Stage) { s.open(sample.Full(many)); s.typeKey(fyne.KeyF1) }},
		{"diagnostics copied", func(s *Stage) { s.open(sample.Full(many)); s.do(lang.L("Help"), lang.L("Copy diagnostics")) }},
		{"about", func(s *Stage) { s.open(sample.Full(many)); s.do(lang.L("Help"), lang.L("About Accounts Manager")) }},
	}}
}
