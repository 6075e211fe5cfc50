package sample

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

// ImportTerms are by what a file is understood.
func (w *Workspace) ImportTerms(ctx context.Context) (sheet.Terms, map[string]string, error) {
	catalogue, err := w.Catalogue(ctx)
	var n atomic.Int64
	return sheet.Terms{
		Reseller: w.Status().Profile.Identity, Catalogue: catalogue, RealmSuffix: "sip.northwind.example",
		NewID: func() string { return fmt.Sprintf("row-%d", n.Add(1)) },
	}, nil, err
}

// RememberColumns notes that it was called.
func (w *Workspace) RememberColumns(context.Context, map[string]string) error {
	return w.note("RememberColumns")
}

// ExamineImport checks each row by itself, and knows the sample's accounts and drafts.
func (w *Workspace) ExamineImport(_ context.Context, rows []sheet.Row) ([]workspace.ImportRow, error) {
	out := make([]workspace.ImportRow, len(rows))
	for i, row := range rows {
		out[i] = workspace.ImportRow{Row: row, Problems: row.Draft.Check(domain.Surroundings{
			KnownZone: func(zone string) bool { return zone != "Mars/Base" },
		})}
		switch domain.NormalizeName(row.Draft.Name) {
		case "abccompany":
			out[i].Twin = workspace.Twin{Kind: workspace.TwinAccount, Name: "ABC Company"}
		case "fabrikamdental":
			out[i].Twin = workspace.Twin{Kind: workspace.TwinDraft, Name: "Fabrikam Dental", ID: "d1"}
		}
	}
	return out, nil
}

// Import notes how many rows came.
func (w *Workspace) Import(_ context.Context, rows []workspace.ImportRow, progress func(int)) (workspace.Imported, error) {
	done := workspace.Imported{At: time.Unix(0, 0)}
	for _, row := range rows {
		if row.Choice == workspace.ImportSkip {
			done.Skipped++
			continue
		}
		done.Made = append(done.Made, row.Draft.ID)
	}
	progress(len(rows))
	return done, w.note("Import", len(done.Made))
}

// UndoImport notes that it was called.
func (w *Workspace) UndoImport(context.Context, workspace.Imported) (int, error) {
	return 0, w.note("UndoImport")
}

// Export writes next to nothing.
func (w *Workspace) Export(context.Context, bool, bool) ([]byte, int, int, error) {
	return []byte("name\n"), 0, 0, w.note("Export")
}

// ReadyDrafts tells the sample's drafts, the last of them with a problem.
func (w *Workspace) ReadyDrafts(ctx context.Context) ([]workspace.BatchDraft, error) {
	if w.OnReadyDrafts != nil {
		return w.OnReadyDrafts(), nil
	}
	rows, err := w.Work(ctx, "")
	var out []workspace.BatchDraft
	for _, row := range rows {
		if !row.Submitted {
			out = append(out, workspace.BatchDraft{ID: row.ID, Name: row.Name})
		}
	}
	if n := len(out); n > 0 {
		out[n-1].Blocking = 1
	}
	return out, err
}

// BatchWelcomes tells of one account with one administrator.
func (w *Workspace) BatchWelcomes(_ context.Context, ids []string) ([]workspace.Welcome, error) {
	return []workspace.Welcome{{
		Account: domain.AccountRef{ID: "new", Name: "Customer A", Realm: "a.sip.northwind.example"},
		Administrators: []workspace.Entrance{
			{Name: "Kim Lo", UserName: "kim@a.example", Password: domain.NewSecret("k7mv-tq4x-9hda-w3pe")},
		},
	}}, w.note("BatchWelcomes", ids)
}

// Welcome tells of two administrators, of whom one has a password that is known.
func (w *Workspace) Welcome(ctx context.Context, id string, passwords bool) (workspace.Welcome, error) {
	account, err := w.Account(ctx, id)
	if err != nil {
		return workspace.Welcome{}, err
	}
	welcome := workspace.Welcome{Account: account.AccountRef, Administrators: []workspace.Entrance{
		{Name: "Ada Moreno", UserName: "ada@abc.example"}, {Name: "Lee Park", UserName: "lee@abc.example"},
	}}
	if passwords {
		welcome.Administrators[0].Password = domain.NewSecret("k7mv-tq4x-9hda-w3pe")
	}
	return welcome, w.note("Welcome", id, passwords)
}

// BatchReport writes next to nothing.
func (w *Workspace) BatchReport(_ context.Context, ids []string, passwords bool) ([]byte, error) {
	return []byte(fmt.Sprint(len(ids), passwords)), w.note("BatchReport")
}
