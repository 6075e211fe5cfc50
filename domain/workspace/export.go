package workspace

import (
	"context"
	"errors"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/sheet"
)

// These, and SummaryStatus, are what the column "status" of an exported sheet holds, for
// people and programs alike.
const (
	ExportedAccount = "account"
	ExportedDraft   = "draft"
)

// SummaryStatus is the status of what is on its way, in a word that does not depend on
// anybody's language.
func SummaryStatus(s provisioning.Summary) string {
	switch s {
	case provisioning.SummaryNeedsYou:
		return "needs you"
	case provisioning.SummaryWorking:
		return "being sent"
	case provisioning.SummaryQueued:
		return "waiting"
	case provisioning.SummaryStopped:
		return "stopped"
	case provisioning.SummaryDone:
		return "done"
	}
	return string(s)
}

// Export writes a sheet of the cached accounts, each before those below it, of the
// drafts, oldest first, or of both, in columns that an import reads. Passwords are in no
// file. It tells how many of each there are.
func (w *Workspace) Export(ctx context.Context, accounts, drafts bool) (data []byte, accountCount, draftCount int, err error) {
	own := w.Identity().Account()
	var records []sheet.Record
	if accounts {
		if records, err = w.accountRecords(ctx, own, map[string]bool{}); err != nil {
			return nil, 0, 0, fmt.Errorf("export the accounts: %w", err)
		}
		accountCount = len(records)
	}
	if drafts {
		more, err := w.draftRecords(ctx)
		if err != nil {
			return nil, 0, 0, fmt.Errorf("export the drafts: %w", err)
		}
		records, draftCount = append(records, more...), len(more)
	}
	data, err = sheet.Write(records, own)
	return data, accountCount, draftCount, err
}

// accountRecords goes down from parent. What was seen already stands in a circle of
// parents, which no server should have.
func (w *Workspace) accountRecords(ctx context.Context, parent domain.AccountRef, seen map[string]bool) ([]sheet.Record, error) {
	seen[parent.ID] = true
	accounts, err := w.Accounts(ctx, AccountQuery{ParentID: parent.ID})
	if err != nil {
		return nil, err
	}
	var records []sheet.Record
	for _, a := range accounts {
		if seen[a.ID] {
			continue
		}
		records = append(records, sheet.FromAccount(ExportedAccount, a, parent))
		if a.Descendants == 0 {
			continue
		}
		below, err := w.accountRecords(ctx, a.AccountRef, seen)
		if err != nil {
			return nil, err
		}
		records = append(records, below...)
	}
	return records, nil
}

func (w *Workspace) draftRecords(ctx context.Context) ([]sheet.Record, error) {
	rows, err := w.Work(ctx, "")
	if err != nil {
		return nil, err
	}
	var records []sheet.Record
	for i := range rows { // the oldest first, as they were imported
		row := rows[len(rows)-1-i]
		d, err := w.Draft(ctx, row.ID)
		if errors.Is(err, domain.ErrNotFound) { // deleted meanwhile, or all of it is done
			continue
		}
		if err != nil {
			return nil, err
		}
		status := ExportedDraft
		if row.Submitted && row.Summary != provisioning.SummaryDone {
			status = SummaryStatus(row.Summary)
		}
		records = append(records, sheet.Record{Status: status, ID: d.ID, Draft: d})
	}
	return records, nil
}
