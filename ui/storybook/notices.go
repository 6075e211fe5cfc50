package storybook

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
)

// noticed is the window while something is the matter.
func noticed(change func(*workspace.Status)) func(*Stage) {
	return func(s *Stage) { s.open(standing(sample.Full(many), change)) }
}

// down is offline for a reason.
func down(why error) func(*Stage) {
	return noticed(func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, why })
}

func noticeStories() group {
	return group{"Notices", []string{""}, []state{
		{"connecting", noticed(func(s *workspace.Status) { s.Connection = workspace.Connecting })},
		{"offline", down(domain.ErrOffline)},
		{"offline by choice", noticed(func(s *workspace.Status) { s.Connection, s.ByChoice = workspace.Offline, true })},
		{"sign in again", down(domain.ErrSignedOut)},
		{"wrong password now", down(domain.ErrWrongCredentials)},
		{"keyring locked", down(domain.ErrKeyringLocked)},
		{"certificate", down(domain.ErrCertificate)},
		{"unknown certificate", down(stranger(domain.CertificateUnknown))},
		{"no keyring", noticed(func(s *workspace.Status) { s.Keyring = domain.ErrKeyringAbsent })},
		{"inside a customer", noticed(func(s *workspace.Status) { s.Profile.Identity.IsReseller = false })},
		{"something failed", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("Progress", errors.New("strange"))
			s.open(ws)
		}},
		{"the details of a failure", func(s *Stage) {
			s.openWith(sample.Full(many), func(o *ui.Options) { o.Trouble = fmt.Errorf("open the database: %w", domain.ErrDiskFull) })
		}},
		{"something was done", func(s *Stage) { account(sample.Full(many), 0)(s); s.do(lang.L("Account"), lang.L("Copy the realm")) }},
		{"an account is through", func(s *Stage) {
			ws := sample.Full(many)
			s.open(ws)
			s.choose("draft/d3")
			p := submitted()
			p.Steps[0].State = provisioning.Done
			ws.SetProvisioning(p)
			s.settle()
		}},
		{"closing with unsaved text", func(s *Stage) {
			ws := desk()
			wizard(ws, fullDraft(), domain.TabGeneral)(s)
			ws.Fail("SaveDraft", domain.ErrDiskFull)
			s.write("Another name")
			s.screen.Close()
			s.settle()
		}},
	}}
}
