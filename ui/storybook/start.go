package storybook

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
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
		{"no Crossbar", signIn(domain.ErrNotCrossbar)},
		{"plain http", signIn(domain.ErrInsecureServer)},
		{"server busy", signIn(&domain.BusyError{Status: 429})},
		{"unknown failure", signIn(errors.New("strange"))},
		{"no keyring", func(s *Stage) {
			ws := signedOut()
			ws.SetStatus(func(s *workspace.Status) { s.Keyring = domain.ErrKeyringAbsent })
			s.open(ws)
		}},
	}}
}

// connectionStories are the way to a server, as the sign-in screen opens it.
func connectionStories() group {
	return group{"Connection", []string{"connection"}, []state{
		{"nothing set", func(s *Stage) { s.open(sample.Empty()); s.press(lang.L("Connection…")) }},
		{"known user", func(s *Stage) { s.open(signedOut()); s.press(lang.L("Connection…")) }},
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
		{"sandbox", func(s *Stage) {
			ws := sample.Full(24)
			p := sample.Northwind()
			p.Sandbox = true
			ws.SetProfiles(p)
			s.open(ws)
		}},
	}}
}

func helpStories() group {
	return group{"Help", []string{""}, []state{
		{"keyboard shortcuts", func(s *Stage) { s.open(sample.Full(many)); s.typeKey(fyne.KeyF1) }},
		{"about", func(s *Stage) { s.open(sample.Full(many)); s.do(lang.L("Help"), lang.L("About Accounts Manager")) }},
	}}
}
