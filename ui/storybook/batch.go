package storybook

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/words"
)

// batch opens the panel over so many drafts that are ready, and as many that are not.
func batch(ready, blocked int) func(*Stage) *sample.Workspace {
	return func(s *Stage) *sample.Workspace {
		ws := sample.Full(many)
		ws.OnReadyDrafts = func() (out []workspace.BatchDraft) {
			for i := range ready + blocked {
				d := workspace.BatchDraft{ID: fmt.Sprintf("b%d", i), Name: fmt.Sprintf("Customer %02d", i+1)}
				if i >= ready {
					d.Blocking = 2
				}
				out = append(out, d)
			}
			return out
		}
		s.openWith(takesAll{ws}, func(*ui.Options) {})
		s.do(lang.L("File"), lang.L("Submit all drafts that are ready…"))
		return ws
	}
}

// takesAll takes every draft that is submitted, also those that are only told of.
type takesAll struct{ *sample.Workspace }

// Submit implements ui.Workspace.
func (takesAll) Submit(ctx context.Context, _ string) error { return ctx.Err() }

// underWay submits eight drafts, of which some are through and others need somebody.
func underWay(s *Stage, done, needs int) {
	ws := batch(8, 1)(s)
	s.press(words.SubmitDrafts(8))
	var rows []workspace.WorkRow
	for i := done; i < 8; i++ {
		row := workspace.WorkRow{ID: fmt.Sprintf("b%d", i), Name: fmt.Sprintf("Customer %02d", i+1), UpdatedAt: sample.Noon, Submitted: true, Summary: provisioning.SummaryWorking}
		if i < done+needs {
			row.Summary, row.Why, row.Step, row.Status = provisioning.SummaryNeedsYou, provisioning.ReasonRefused, provisioning.KindLimits, 403
		}
		rows = append(rows, row)
	}
	ws.SetWork(rows)
	s.settle()
}

func batchStories() group {
	return group{"Batch", []string{"batch"}, []state{
		{"looking", func(s *Stage) {
			ws := sample.Full(many)
			ws.OnReadyDrafts = func() []workspace.BatchDraft { sample.Never(); return nil }
			s.open(ws)
			s.do(lang.L("File"), lang.L("Submit all drafts that are ready…"))
		}},
		{"nothing is ready", func(s *Stage) { batch(0, 2)(s) }},
		{"ready", func(s *Stage) { batch(8, 1)(s) }},
		{"running", func(s *Stage) { underWay(s, 3, 1) }},
		{"paused", func(s *Stage) { underWay(s, 3, 1); s.press(lang.L("Pause")) }},
		{"over, all done", func(s *Stage) { underWay(s, 8, 0) }},
		{"one is refused at once", func(s *Stage) {
			ws := sample.Full(many)
			ws.OnReadyDrafts = func() []workspace.BatchDraft { return []workspace.BatchDraft{{ID: "d1", Name: "Fabrikam Dental"}} }
			ws.Fail("Submit", &workspace.InvalidDraftError{})
			s.open(ws)
			s.do(lang.L("File"), lang.L("Submit all drafts that are ready…"))
			s.press(words.SubmitDrafts(1))
		}},
		{"over, some need you", func(s *Stage) { underWay(s, 6, 2) }},
	}}
}
