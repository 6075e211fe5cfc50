package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

// exported is what export tells.
type exported struct {
	File     string `json:"file"`
	Drafts   int    `json:"drafts"`
	Accounts int    `json:"accounts"`
}

// exportFile writes the drafts (those that were submitted and are not finished
// too) and the accounts that were read, in columns that import reads.
func exportFile(ctx context.Context, c *ctl) (int, error) {
	if c.drafts && c.accounts {
		return exitUsage, &usageError{"--drafts and --accounts together are what export does without either"}
	}
	if err := c.resume(ctx); err != nil {
		return exitOf(err), err
	}
	out := exported{File: c.arguments[0]}
	var records []sheet.Record
	if !c.drafts {
		accounts, err := c.accountRecords(ctx, c.Identity().Account())
		if err != nil {
			return exitOf(err), err
		}
		records, out.Accounts = accounts, len(accounts)
	}
	if !c.accounts {
		drafts, err := c.draftRecords(ctx)
		if err != nil {
			return exitOf(err), err
		}
		records, out.Drafts = append(records, drafts...), len(drafts)
	}
	data, err := sheet.Write(records, c.Identity().Account())
	if err != nil {
		return exitTrouble, err
	}
	if out.File == "-" {
		_, err := c.stdout.Write(data)
		return exitOf(err), err
	}
	if err := replaceFile(out.File, data); err != nil {
		return exitTrouble, fmt.Errorf("write %s: %w", out.File, err)
	}
	if c.json {
		return exitDone, c.printJSON(out)
	}
	fmt.Fprintf(c.stdout, "%s and %s written to %s. Passwords are in no file.\n",
		counted(out.Accounts, "account", "accounts"), counted(out.Drafts, "draft", "drafts"), plain(out.File))
	return exitDone, nil
}

// accountRecords are the cached accounts below parent, each before its own.
func (c *ctl) accountRecords(ctx context.Context, parent domain.AccountRef) ([]sheet.Record, error) {
	accounts, err := c.Accounts(ctx, workspace.AccountQuery{ParentID: parent.ID})
	if err != nil {
		return nil, err
	}
	var records []sheet.Record
	for _, a := range accounts {
		records = append(records, sheet.FromAccount("account", a, parent))
		if a.Descendants == 0 || a.ID == parent.ID {
			continue
		}
		below, err := c.accountRecords(ctx, a.AccountRef)
		if err != nil {
			return nil, err
		}
		records = append(records, below...)
	}
	return records, nil
}

func (c *ctl) draftRecords(ctx context.Context) ([]sheet.Record, error) {
	rows, err := c.Work(ctx, "")
	if err != nil {
		return nil, err
	}
	var records []sheet.Record
	for i := range rows { // the oldest first, as they were imported
		row := rows[len(rows)-1-i]
		d, err := c.Draft(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		status := "draft"
		if row.Submitted && row.Summary != provisioning.SummaryDone {
			status = summaryText(row.Summary)
		}
		records = append(records, sheet.Record{Status: status, ID: d.ID, Draft: d})
	}
	return records, nil
}

// replaceFile writes a file whole or not at all, readable by its owner alone.
func replaceFile(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".accountsctl-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error is the one that tells
		}
	}()
	if _, err := f.Write(data); err != nil {
		_ = f.Close() // as above
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
