package main

import (
	"fmt"
	"time"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// workReport is what submit and status tell.
type workReport struct {
	Counts   counts          `json:"counts"`
	Accounts []accountReport `json:"accounts"`
	Held     []draftReport   `json:"not_submitted,omitempty"` // for their problems
}

type counts struct {
	Done    int `json:"done"`
	Working int `json:"working"`
	Queued  int `json:"queued"`
	NeedYou int `json:"needs_you"`
	Stopped int `json:"stopped,omitempty"` // by somebody, until they go on
	Held    int `json:"not_submitted"`
	Drafts  int `json:"drafts,omitempty"` // that were never submitted; only status tells
}

// accountReport is a submission as it is told.
type accountReport struct {
	ID        string               `json:"id"` // of the draft
	Name      string               `json:"name"`
	Summary   provisioning.Summary `json:"summary"`
	AccountID string               `json:"account_id,omitempty"` // once it exists
	Realm     string               `json:"realm,omitempty"`
	Steps     []stepReport         `json:"steps"`
}

type stepReport struct {
	ID        string              `json:"id"`
	Kind      provisioning.Kind   `json:"kind"`
	Title     string              `json:"title"`
	State     provisioning.State  `json:"state"`
	Why       provisioning.Reason `json:"why,omitempty"`
	Message   string              `json:"message"`
	Ref       string              `json:"ref,omitempty"`        // its id on the server
	Status    int                 `json:"status,omitempty"`     // the server's answer
	RequestID string              `json:"request_id,omitempty"` // for the server's support
	Tries     int                 `json:"tries,omitempty"`      // in a row without success
	FirstSent *time.Time          `json:"first_sent,omitempty"`
	LastSent  *time.Time          `json:"last_sent,omitempty"`
	DoneAt    *time.Time          `json:"done_at,omitempty"`
	Next      *time.Time          `json:"next,omitempty"` // not before
}

func reportStep(s provisioning.Step, now time.Time) stepReport {
	return stepReport{
		ID: s.ID, Kind: s.Kind, Title: stepTitle(s), State: s.State, Why: s.Why, Message: stepText(s, now),
		Ref: s.Ref, Status: s.Status, RequestID: s.RequestID, Tries: s.Tries,
		FirstSent: stamp(s.FirstSent), LastSent: stamp(s.LastSent), DoneAt: stamp(s.DoneAt), Next: stamp(s.Next),
	}
}

func reportWork(p provisioning.Provisioning, now time.Time) accountReport {
	out := accountReport{ID: p.ID, Name: p.Name, Summary: p.Summary(), AccountID: p.Account.ID, Realm: p.Account.Realm}
	for _, s := range p.Steps {
		out.Steps = append(out.Steps, reportStep(s, now))
	}
	return out
}

func (n *counts) add(s provisioning.Summary) {
	switch s {
	case provisioning.SummaryDone:
		n.Done++
	case provisioning.SummaryWorking:
		n.Working++
	case provisioning.SummaryQueued:
		n.Queued++
	case provisioning.SummaryNeedsYou:
		n.NeedYou++
	case provisioning.SummaryStopped:
		n.Stopped++
	}
}

// printWork tells what a batch came to, and gives the exit status.
func (c *ctl) printWork(b *batch) (int, error) {
	report, status, now := workReport{Accounts: []accountReport{}}, exitDone, time.Now()
	for _, id := range b.order {
		if p, ok := b.work[id]; ok {
			report.Accounts = append(report.Accounts, reportWork(p, now))
			report.Counts.add(p.Summary())
			status = worse(status, exitOfWork(p))
		}
		if d, ok := b.held[id]; ok {
			report.Held = append(report.Held, d)
			report.Counts.Held++
			status = worse(status, exitPerson)
		}
	}
	if c.json {
		return status, c.printJSON(report)
	}
	if err := c.printAccounts(report.Accounts); err != nil {
		return status, err
	}
	if err := c.printHeld(report.Held); err != nil {
		return status, err
	}
	fmt.Fprintln(c.stdout, report.Counts.text())
	return status, nil
}

func (c *ctl) printAccounts(list []accountReport) error {
	if len(list) == 0 {
		return nil
	}
	t := c.table("ID", "NAME", "REALM", "STATE")
	for _, a := range list {
		t.row(a.ID, a.Name, a.Realm, workspace.SummaryStatus(a.Summary))
		for _, s := range a.Steps {
			if s.State != provisioning.Done && s.State != provisioning.LeftOut {
				t.under(s.Title + ": " + s.Message)
			}
		}
	}
	return t.print()
}

func (c *ctl) printHeld(list []draftReport) error {
	if len(list) == 0 {
		return nil
	}
	fmt.Fprintln(c.stdout, "Not submitted:")
	t := c.table("ID", "NAME", "STATE")
	for _, d := range list {
		t.row(d.ID, d.Name, d.state())
		for _, p := range d.Problems {
			t.under(p.Message)
		}
	}
	return t.print()
}

// text is the counts in a line; what there is none of is left out.
func (n counts) text() string {
	out := ""
	for _, part := range []struct {
		n    int
		what string
	}{{n.Done, "done"}, {n.Working, "being sent"}, {n.Queued, "waiting"}, {n.NeedYou, "need you"}, {n.Stopped, "stopped"}, {n.Held, "not submitted"}} {
		if part.n > 0 {
			if out != "" {
				out += ", "
			}
			out += fmt.Sprintf("%d %s", part.n, part.what)
		}
	}
	return orElse(out, "Nothing was submitted") + "."
}
