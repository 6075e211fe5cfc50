package main

import (
	"context"
	"fmt"
	"strconv"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// listed is an account in the list.
type listed struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Realm    string `json:"realm"`
	ParentID string `json:"parent_id,omitempty"`
	Enabled  *bool  `json:"enabled,omitempty"` // left out where it is not known
	Below    int    `json:"descendants"`
}

// listAccounts lists the accounts right below the signed-in one, or with a search
// those of the whole profile that were read. Without a connection it lists what
// was read last, and its exit status says so.
func listAccounts(ctx context.Context, c *ctl) (int, error) {
	if err := c.resume(ctx); err != nil {
		return exitOf(err), err
	}
	stale := c.refresh(ctx)
	accounts, err := c.Accounts(ctx, workspace.AccountQuery{Search: c.search})
	if err != nil {
		return exitOf(err), err
	}
	if stale != nil {
		c.say("accountsctl: %s The accounts are as they were read last.", sentence(stale))
	}
	c.warnOfKeyring()
	return exitOf(stale), c.printList(accounts)
}

func (c *ctl) printList(accounts []domain.Account) error {
	if c.json {
		out := []listed{}
		for _, a := range accounts {
			out = append(out, listed{a.ID, a.Name, a.Realm, a.ParentID, a.Enabled, a.Descendants})
		}
		return c.printJSON(out)
	}
	if len(accounts) == 0 {
		fmt.Fprintln(c.stdout, "No accounts.")
		return nil
	}
	t := c.table("NAME", "REALM", "ID", "STATE", "BELOW")
	for _, a := range accounts {
		state := ""
		if a.Disabled() {
			state = "disabled"
		}
		below := ""
		if a.Descendants > 0 {
			below = strconv.Itoa(a.Descendants)
		}
		t.row(a.Name, a.Realm, a.ID, state, below)
	}
	return t.print()
}
