package main

import (
	"context"
	"fmt"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

// draftReport is a draft as it is told.
type draftReport struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Line     int             `json:"line,omitempty"` // of the file that it was just read from
	Changed  *time.Time      `json:"changed,omitempty"`
	Ready    bool            `json:"ready"` // nothing keeps it from being submitted
	Problems []problemReport `json:"problems,omitempty"`
}

type problemReport struct {
	Field   domain.Field `json:"field"`
	Code    domain.Code  `json:"code"`
	Message string       `json:"message"`
	Warning bool         `json:"warning,omitempty"` // it is pointed out only
}

// unknownItem is the code of what a file names and nobody knows.
const unknownItem domain.Code = "unknown_item"

// examine tells all that is wrong with a draft.
func (c *ctl) examine(ctx context.Context, d domain.Draft) (draftReport, error) {
	out := draftReport{ID: d.ID, Name: d.Name, Ready: true}
	problems, err := c.Check(ctx, d)
	if err != nil {
		return out, err
	}
	catalogue, err := c.Catalogue(ctx)
	if err != nil {
		return out, err
	}
	for _, p := range problems {
		out.Problems = append(out.Problems, problemReport{p.Field, p.Code, fieldName(p.Field) + ": " + problemText(p), p.Warning})
		out.Ready = out.Ready && p.Warning
	}
	for _, s := range sheet.Strangers(d, catalogue) {
		out.Problems = append(out.Problems, problemReport{s.Field, unknownItem, fieldName(s.Field) + ": " + strangerText(s), false})
		out.Ready = false
	}
	return out, nil
}

// state is how a draft stands, in a word or two.
func (r draftReport) state() string {
	if r.Ready {
		return "ready"
	}
	blocking := 0
	for _, p := range r.Problems {
		if !p.Warning {
			blocking++
		}
	}
	return counted(blocking, "problem", "problems")
}

func listDrafts(ctx context.Context, c *ctl) (int, error) {
	if err := c.resume(ctx); err != nil {
		return exitOf(err), err
	}
	rows, err := c.Work(ctx, "")
	if err != nil {
		return exitOf(err), err
	}
	reports := []draftReport{}
	for _, row := range rows {
		if row.Submitted {
			continue
		}
		d, err := c.Draft(ctx, row.ID)
		if err != nil {
			return exitOf(err), err
		}
		report, err := c.examine(ctx, d)
		if err != nil {
			return exitOf(err), err
		}
		report.Changed = stamp(row.UpdatedAt)
		reports = append(reports, report)
	}
	if c.json {
		return exitDone, c.printJSON(reports)
	}
	if len(reports) == 0 {
		fmt.Fprintln(c.stdout, "No drafts.")
		return exitDone, nil
	}
	t := c.table("ID", "NAME", "CHANGED", "STATE")
	for _, r := range reports {
		t.row(r.ID, r.Name, moment(*r.Changed), r.state())
		for _, p := range r.Problems {
			t.under(p.Message)
		}
	}
	return exitDone, t.print()
}
