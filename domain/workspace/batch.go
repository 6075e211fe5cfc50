package workspace

import (
	"context"
	"errors"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/sheet"
)

// BatchDraft is a draft that could be submitted with others.
type BatchDraft struct {
	ID   string
	Name string
	// Blocking is how many problems keep it from being submitted; it is ready at none.
	Blocking int
}

// ReadyDrafts lists the drafts that were not submitted, oldest first, with how many
// problems each has.
func (w *Workspace) ReadyDrafts(ctx context.Context) ([]BatchDraft, error) {
	rows, err := w.Work(ctx, "")
	if err != nil {
		return nil, err
	}
	var out []BatchDraft
	for i := range rows {
		row := rows[len(rows)-1-i]
		if row.Submitted {
			continue
		}
		d, err := w.store.Draft(ctx, row.ID)
		if errors.Is(err, domain.ErrNotFound) { // deleted meanwhile
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("look which drafts are ready: %w", err)
		}
		problems, err := w.Check(ctx, d)
		if err != nil {
			return nil, fmt.Errorf("look which drafts are ready: %w", err)
		}
		out = append(out, BatchDraft{ID: row.ID, Name: row.Name, Blocking: len(problems.Blocking())})
	}
	return out, nil
}

// BatchReport writes a sheet of what became of drafts that were submitted: each with its
// name, its status, the account's id and realm, and what is left to do. With passwords
// there is a line for each administrator, with the password where it is still known:
// whoever reads that file reads the passwords.
func (w *Workspace) BatchReport(ctx context.Context, ids []string, passwords bool) ([]byte, error) {
	if passwords {
		return w.passwordReport(ctx, ids)
	}
	var lines [][]string
	for _, id := range ids {
		p, err := w.store.Provisioning(ctx, id)
		if errors.Is(err, domain.ErrNotFound) { // it was withdrawn, or never submitted
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("write the report: %w", err)
		}
		why, step, status := pressing(p)
		problem := ""
		if p.Summary() != provisioning.SummaryDone && why != provisioning.NoReason {
			problem = fmt.Sprintf("%s: %s", step, why)
			if status != 0 {
				problem = fmt.Sprintf("%s (%d)", problem, status)
			}
		}
		lines = append(lines, []string{p.Name, p.Account.Realm, SummaryStatus(p.Summary()), p.Account.ID, problem})
	}
	return sheet.WriteTable([]string{"name", "realm", "status", "account_id", "problem"}, lines)
}

func (w *Workspace) passwordReport(ctx context.Context, ids []string) ([]byte, error) {
	welcomes, err := w.BatchWelcomes(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("write the report: %w", err)
	}
	var lines [][]string
	for _, welcome := range welcomes {
		for _, e := range welcome.Administrators {
			lines = append(lines, []string{welcome.Account.Name, welcome.Account.Realm, e.UserName, e.Password.Reveal()}) //nolint:forbidigo // the person asked for it, and was warned
		}
	}
	return sheet.WriteTable([]string{"account", "realm", "user_name", "password"}, lines)
}
