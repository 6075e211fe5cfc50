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
	header := []string{"name", "realm", "status", "account_id", "problem"}
	if passwords {
		header = []string{"account", "realm", "user_name", "password"}
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
		if !passwords {
			why, step, status := pressing(p)
			problem := ""
			if p.Summary() != provisioning.SummaryDone && why != provisioning.NoReason {
				problem = fmt.Sprintf("%s: %s", step, why)
				if status != 0 {
					problem = fmt.Sprintf("%s (%d)", problem, status)
				}
			}
			lines = append(lines, []string{p.Name, p.Account.Realm, SummaryStatus(p.Summary()), p.Account.ID, problem})
			continue
		}
		lines = append(lines, w.passwordLines(ctx, p)...)
	}
	return sheet.WriteTable(header, lines)
}

func (w *Workspace) passwordLines(ctx context.Context, p provisioning.Provisioning) (lines [][]string) {
	for _, s := range p.Steps {
		if s.Intent.Admin == nil || s.State != provisioning.Done {
			continue
		}
		password, err := w.SentPassword(ctx, p.ID, s.ID)
		if err != nil {
			w.log.Info("a password is not in the report", "step", s.ID, "error", err)
		}
		text := ""
		if !password.IsZero() {
			text = password.Reveal() //nolint:forbidigo // the person asked for it, and was warned
		}
		lines = append(lines, []string{p.Name, p.Account.Realm, s.Intent.Admin.Admin.UserName(), text})
	}
	return lines
}
