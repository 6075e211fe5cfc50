package main

import (
	"context"
	"fmt"
	"time"
)

// loggedStep is a step that was sent, as it is told.
type loggedStep struct {
	At        time.Time  `json:"at"`
	DraftID   string     `json:"draft_id"`
	Name      string     `json:"name"`
	AccountID string     `json:"account_id,omitempty"`
	Realm     string     `json:"realm,omitempty"`
	Step      stepReport `json:"step"`
}

// showLog lists every step that was sent, oldest first.
func showLog(ctx context.Context, c *ctl) (int, error) {
	if err := c.resume(ctx); err != nil {
		return exitOf(err), err
	}
	list, err := c.Activities(ctx)
	if err != nil {
		return exitOf(err), err
	}
	now := time.Now()
	if c.json {
		out := []loggedStep{}
		for _, a := range list {
			out = append(out, loggedStep{
				At: a.At.UTC(), DraftID: a.ID, Name: a.Name, AccountID: a.Account.ID, Realm: a.Account.Realm, Step: reportStep(a.Step, now),
			})
		}
		return exitDone, c.printJSON(out)
	}
	if len(list) == 0 {
		fmt.Fprintln(c.stdout, "Nothing was sent yet.")
		return exitDone, nil
	}
	t := c.table("TIME", "ACCOUNT", "STEP", "RESULT", "REFERENCE")
	for _, a := range list {
		t.row(moment(a.At), a.Name, stepTitle(a.Step), stepText(a.Step, now), a.Step.Ref)
	}
	return exitDone, t.print()
}
