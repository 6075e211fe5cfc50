package storybook

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
)

// trunks opens the page of trunks, of which change says what is known.
func trunks(change func(*workspace.TrunkOverview)) func(*Stage) {
	return func(s *Stage) {
		ws := sample.Full(many)
		ws.SetTrunks(change)
		s.open(ws)
		s.do(lang.L("View"), lang.L("Trunks"))
	}
}

func trunkStories() group {
	return group{"Trunks", []string{"trunks"}, []state{
		{"enough and too few", trunks(func(*workspace.TrunkOverview) {})},
		{"all accounts read", func(s *Stage) {
			ws := sample.Full(40)
			ws.SetTrunks(func(o *workspace.TrunkOverview) { *o = sample.Trunks(sample.Accounts(40), 40); o.Queued = 0 })
			s.open(ws)
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"long names", func(s *Stage) {
			accounts := sample.Accounts(40)
			for i := range accounts {
				accounts[i].Name = longName
			}
			ws := sample.Full(many)
			ws.SetTrunks(func(o *workspace.TrunkOverview) { *o = sample.Trunks(accounts, 40) })
			s.open(ws)
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"never read", trunks(func(o *workspace.TrunkOverview) {
			*o = workspace.TrunkOverview{Pools: []domain.TrunkPool{{Kind: domain.TwoWay}, {Kind: domain.Inbound}, {Kind: domain.Outbound}}, Accounts: many}
		})},
		{"loading", func(s *Stage) {
			ws := sample.Full(many)
			s.openWith(slowTrunks{ws}, func(*ui.Options) {})
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"failed", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("RefreshTrunks", &domain.RefusedError{Status: 403, Code: "forbidden"})
			s.open(ws)
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"offline", func(s *Stage) {
			s.open(standing(sample.Full(many), func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline }))
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
	}}
}

// slowTrunks gets no answer about trunks.
type slowTrunks struct{ *sample.Workspace }

// RefreshTrunks implements ui.Workspace.
func (slowTrunks) RefreshTrunks(context.Context) error { sample.Never(); return nil }

// templates opens the list of so many templates, the second of which is the default.
func templates(names ...string) func(*Stage) {
	return func(s *Stage) {
		ws := sample.Full(many)
		for _, name := range names {
			if err := ws.SaveTemplate(s.ctx(), name, fullDraft()); err != nil {
				s.lack(name)
			}
		}
		if len(names) > 1 {
			if err := ws.SetDefaultTemplate(s.ctx(), "template-"+names[1]); err != nil {
				s.lack(names[1])
			}
		}
		s.open(ws)
		s.do(lang.L("File"), lang.L("Add from a template"), lang.L("Templates…"))
	}
}

func templateStories() group {
	long := make([]string, 30)
	for i := range long {
		long[i] = fmt.Sprintf("%02d %s", i, longName)
	}
	return group{"Templates", []string{""}, []state{
		{"none", templates()},
		{"some", templates("Small office", "Call centre", "Dentist")},
		{"many and long", templates(long...)},
		{"saving one", func(s *Stage) {
			account(sample.Full(many), 0)(s)
			s.do(lang.L("Account"), lang.L("Save as a template…"))
		}},
		{"renaming one", func(s *Stage) { templates("Small office", "Call centre")(s); s.press(lang.L("Rename…")) }},
		{"without a name", func(s *Stage) {
			account(sample.Full(many), 0)(s)
			s.do(lang.L("Account"), lang.L("Save as a template…"))
			s.press(lang.L("Save"))
		}},
	}}
}

func settingsStories() group {
	open := func(s *Stage) { s.do(lang.L("File"), lang.L("Settings…")) }
	return group{"Settings", []string{"", "language"}, []state{
		{"signed in", func(s *Stage) { s.open(sample.Full(many)); open(s) }},
		{"signed out", func(s *Stage) { s.open(signedOut()); open(s) }},
		{"in the sandbox", func(s *Stage) { s.open(sandbox()); open(s) }},
		{"something is wrong", func(s *Stage) {
			s.open(sample.Full(many))
			open(s)
			s.write("€", "not a suffix!", "not an address")
		}},
		{"cannot be read", func(s *Stage) {
			ws := sample.Full(many)
			s.open(ws)
			ws.Fail("Setting", domain.ErrDiskFull)
			open(s)
		}},
		{"web interface", func(s *Stage) { s.open(sample.Full(many)); s.do(lang.L("Account"), lang.L("Web interface…")) }},
		{"web interface, no address", func(s *Stage) {
			s.open(sample.Full(many))
			s.do(lang.L("Account"), lang.L("Web interface…"))
			s.write("portal")
			s.press(lang.L("Save"))
		}},
		{"opening the web interface", func(s *Stage) {
			account(withWeb(), 0)(s)
			s.do(lang.L("Account"), lang.L("Show in browser"))
		}},
	}}
}

// withWeb is a workspace of a profile whose web interface is known.
func withWeb() *sample.Workspace {
	ws := sample.Full(many)
	ws.Keep("web_interface/"+sample.Northwind().ID, "https://portal.northwind.example/#/{account}")
	return ws
}

// health opens the panel of how it stands.
func health(found ...workspace.Finding) func(*Stage) {
	return func(s *Stage) {
		ws := sample.Full(many)
		for i := range found {
			found[i].Profile = sample.Northwind()
		}
		ws.SetHealth(found...)
		s.openWith(ws, func(o *ui.Options) { o.Data = "accounts-manager" })
		s.do(lang.L("Help"), lang.L("Health…"))
	}
}

func healthStories() group {
	return group{"Health", []string{"health"}, []state{
		{"all well", health()},
		{"everything is the matter", health(
			workspace.Finding{Subject: workspace.AboutConnection, Level: workspace.LevelBad, Code: workspace.FoundUnreachable, Why: domain.ErrOffline},
			workspace.Finding{Subject: workspace.AboutSignIn, Level: workspace.LevelBad, Code: workspace.FoundExpired, Why: domain.ErrSignedOut},
			workspace.Finding{Subject: workspace.AboutKeyring, Level: workspace.LevelLook, Code: workspace.FoundKeyringFails, Why: domain.ErrKeyringLocked},
			workspace.Finding{Subject: workspace.AboutDisk, Level: workspace.LevelBad, Code: workspace.FoundNoRoom, Bytes: 12_000_000},
			workspace.Finding{Subject: workspace.AboutClock, Level: workspace.LevelLook, Code: workspace.FoundClockBack, Skew: 3 * time.Hour},
			workspace.Finding{Subject: workspace.AboutDatabase, Level: workspace.LevelBad, Code: workspace.FoundDatabaseDamaged, Bytes: 12_000_000},
		)},
		{"nobody is signed in", func(s *Stage) {
			ws := signedOut()
			ws.SetHealth(
				workspace.Finding{Subject: workspace.AboutConnection, Level: workspace.LevelUnknown, Code: workspace.FoundNobody},
				workspace.Finding{Subject: workspace.AboutSignIn, Level: workspace.LevelLook, Code: workspace.FoundNobody},
				workspace.Finding{Subject: workspace.AboutKeyring, Level: workspace.LevelUnknown, Code: workspace.FoundKeyringUntried},
				workspace.Finding{Subject: workspace.AboutClock, Level: workspace.LevelUnknown, Code: workspace.FoundNothing},
			)
			s.open(ws)
			s.do(lang.L("Help"), lang.L("Health…"))
		}},
		{"kept offline", health(
			workspace.Finding{Subject: workspace.AboutConnection, Level: workspace.LevelLook, Code: workspace.FoundKeptOffline},
			workspace.Finding{Subject: workspace.AboutSignIn, Level: workspace.LevelUnknown, Code: workspace.FoundNotProven},
			workspace.Finding{Subject: workspace.AboutDisk, Level: workspace.LevelLook, Code: workspace.FoundLittleRoom, Bytes: 12_000_000},
		)},
	}}
}

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
			ws.Fail("PendingChanges", errors.New("strange"))
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
