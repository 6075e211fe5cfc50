package sample

import (
	"context"

	"accountsmanager/domain/workspace"
)

// Healthy is how it stands where all is well.
func Healthy() []workspace.Finding {
	return []workspace.Finding{
		{Subject: workspace.AboutConnection, Level: workspace.LevelOK, Code: workspace.FoundOnline, Profile: Northwind()},
		{Subject: workspace.AboutSignIn, Level: workspace.LevelOK, Code: workspace.FoundSignedIn, Profile: Northwind()},
		{Subject: workspace.AboutKeyring, Level: workspace.LevelOK, Code: workspace.FoundKeyringWorks},
		{Subject: workspace.AboutDisk, Level: workspace.LevelOK, Code: workspace.FoundRoom, Bytes: 86_000_000_000},
		{Subject: workspace.AboutClock, Level: workspace.LevelOK, Code: workspace.FoundClockRight},
		{Subject: workspace.AboutDatabase, Level: workspace.LevelOK, Code: workspace.FoundDatabaseOpen, Bytes: 4_200_000},
	}
}

// SetHealth replaces what Health finds, by subject; SetExamined what Examine finds.
func (w *Workspace) SetHealth(found ...workspace.Finding) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range found {
		for i := range w.health {
			if w.health[i].Subject == f.Subject {
				w.health[i] = f
			}
		}
	}
}

// SetExamined replaces what Examine finds on one subject.
func (w *Workspace) SetExamined(f workspace.Finding) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.examined[f.Subject] = f
}

// Health tells what SetHealth said.
func (w *Workspace) Health(context.Context) []workspace.Finding {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]workspace.Finding(nil), w.health...)
}

// Examine tells what SetExamined said, or else what Health does.
func (w *Workspace) Examine(_ context.Context, about workspace.Subject) workspace.Finding {
	_ = w.note("Examine", about)
	w.mu.Lock()
	defer w.mu.Unlock()
	if f, ok := w.examined[about]; ok {
		return f
	}
	for _, f := range w.health {
		if f.Subject == about {
			return f
		}
	}
	return workspace.Finding{Subject: about, Level: workspace.LevelUnknown, Code: workspace.FoundNothing}
}
