package main

import (
	"context"
	"fmt"

	"accountsmanager/storage/files"
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
	data, accounts, drafts, err := c.Export(ctx, !c.drafts, !c.accounts)
	if err != nil {
		return exitOf(err), err
	}
	out.Accounts, out.Drafts = accounts, drafts
	if out.File == "-" {
		_, err := c.stdout.Write(data)
		return exitOf(err), err
	}
	if err := (files.Files{}).Write(ctx, out.File, data); err != nil {
		return exitTrouble, err
	}
	if c.json {
		return exitDone, c.printJSON(out)
	}
	fmt.Fprintf(c.stdout, "%s and %s written to %s. Passwords are in no file.\n",
		counted(out.Accounts, "account", "accounts"), counted(out.Drafts, "draft", "drafts"), plain(out.File))
	return exitDone, nil
}
