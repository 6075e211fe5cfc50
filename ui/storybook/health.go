package storybook

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
)

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
