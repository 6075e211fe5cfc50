package storybook

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/words"

	"fyne.io/fyne/v2/lang"
)

// importing drops a file with a sheet in it on the window.
func importing(sheet string) func(*Stage) {
	return func(s *Stage) {
		s.openWith(sample.Full(many), func(o *ui.Options) { o.Files = shelf{sheet: sheet} })
		s.drop("accounts.csv")
	}
}

const (
	goodSheet  = "Company,TZ,Lines,Contact mail,First name,Last name\nTailspin Toys,America/Chicago,8,a@tailspin.example,Ada,Moreno\nWingtip,America/Denver,4,,,\n"
	wrongSheet = goodSheet + ",America/Chicago,4,,,\nProseware,Mars/Base,x,,,\nLucerne,,y,nobody,,\n"
	twinSheet  = goodSheet + "ABC Company,America/Chicago,2,,,\nFabrikam Dental,America/Chicago,2,,,\n"
)

func importStories() group {
	return group{"Import", []string{"importer"}, []state{
		{"all ready", importing(goodSheet)},
		{"mapping, all columns", func(s *Stage) { importing(goodSheet)(s); s.press(lang.L("More columns")) }},
		{"unknown columns", importing("Nr,Bezeichnung,Ort\nKD-1,Alpha,Kiel\nKD-2,Beta,Ulm\n")},
		{"problems", func(s *Stage) { importing(wrongSheet)(s); s.chooseLast("3") }},
		{"duplicates", func(s *Stage) { importing(twinSheet)(s); s.chooseLast("2") }},
		{"5,000 rows", func(s *Stage) {
			var rows strings.Builder
			rows.WriteString("name,timezone\n")
			for i := range 5000 {
				fmt.Fprintf(&rows, "Customer %05d,America/Chicago\n", i)
			}
			importing(rows.String())(s)
		}},
		{"long texts", importing("name,timezone\n" + strings.Repeat(strings.Repeat("Gesellschaft für Fernmeldewesen ", 6)+",America/Argentina/ComodRivadavia\n", 5))},
		{"empty file", importing("")},
		{"cannot be opened", func(s *Stage) {
			s.openWith(sample.Full(many), func(o *ui.Options) { o.Files = shelf{err: fs.ErrPermission} })
			s.drop("accounts.csv")
		}},
		{"cannot be kept", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("Import", domain.ErrDiskFull)
			s.openWith(ws, func(o *ui.Options) { o.Files = shelf{sheet: goodSheet} })
			s.drop("accounts.csv")
			s.pressDefault()
		}},
		{"imported", func(s *Stage) { importing(goodSheet)(s); s.pressDefault() }},
	}}
}

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
