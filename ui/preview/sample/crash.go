package sample

import (
	"context"

	"accountsmanager/domain/workspace"
)

// SetCrash has a report on a crash offered.
func (w *Workspace) SetCrash(r workspace.CrashReport) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.crash = &r
}

// LastCrash is what SetCrash said, until it is dismissed.
func (w *Workspace) LastCrash(context.Context) (workspace.CrashReport, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.failures["LastCrash"]; err != nil || w.crash == nil {
		return workspace.CrashReport{}, false, err
	}
	return *w.crash, true, nil
}

// DismissCrash forgets it.
func (w *Workspace) DismissCrash(context.Context) error {
	if err := w.note("DismissCrash"); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.crash = nil
	return nil
}

// Diagnose tells of a program that is well.
func (w *Workspace) Diagnose(ctx context.Context) workspace.Diagnostics {
	return workspace.Diagnostics{
		DataBytes: 4_711_000, Profiles: 2, Server: "5.4.2", Health: w.Health(ctx),
		Store: workspace.StoreContents{Schema: 2, Tables: []workspace.TableSize{{Name: "accounts", Rows: 1204}, {Name: "drafts", Rows: 3}}},
		Log:   []string{`time=2026-11-26T12:00:00Z level=INFO msg=started version=1.2.3`},
	}
}
