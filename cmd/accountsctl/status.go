package main

import (
	"context"
	"fmt"
	"time"

	"accountsmanager/domain/provisioning"
)

// statusReport is what status tells.
type statusReport struct {
	Server  string `json:"server"`
	Account string `json:"account"` // that is signed in
	User    string `json:"user,omitempty"`
	workReport
}

// showStatus tells how far everything is that was submitted; what is finished is
// only counted. It asks nobody: the exit status is that of the work.
func showStatus(ctx context.Context, c *ctl) (int, error) {
	if err := c.resume(ctx); err != nil {
		return exitOf(err), err
	}
	profile, now := c.Status().Profile, time.Now()
	report := statusReport{Server: profile.Server, Account: profile.Identity.AccountName, User: profile.UserName}
	report.Accounts = []accountReport{}
	list, err := c.Submissions(ctx, true)
	if err != nil {
		return exitOf(err), err
	}
	status := exitDone
	for _, p := range list {
		report.Counts.add(p.Summary())
		status = worse(status, exitOfWork(p))
		if p.Summary() != provisioning.SummaryDone {
			report.Accounts = append(report.Accounts, reportWork(p, now))
		}
	}
	rows, err := c.Work(ctx, "")
	if err != nil {
		return exitOf(err), err
	}
	for _, row := range rows {
		if !row.Submitted {
			report.Counts.Drafts++
		}
	}
	if c.json {
		return status, c.printJSON(report)
	}
	who := report.Account
	if report.User != "" {
		who = report.User + " of " + who
	}
	fmt.Fprintf(c.stdout, "%s at %s\n", plain(who), plain(report.Server))
	fmt.Fprintf(c.stdout, "%s not submitted. Submitted: %s\n", counted(report.Counts.Drafts, "draft", "drafts"), report.Counts.text())
	return status, c.printAccounts(report.Accounts)
}
