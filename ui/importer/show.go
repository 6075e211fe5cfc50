package importer

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// recount counts the rows anew, and shows them.
func (p *Panel) recount() {
	p.counts = counts{}
	for _, r := range p.rows {
		switch {
		case r.Skipped():
			p.counts.skipped++
		case r.Ready():
			p.counts.ready++
		}
		if len(r.Problems.Blocking()) > 0 {
			p.counts.problems++
		}
		if r.Twin.Kind != workspace.NoTwin {
			p.counts.twins++
		}
	}
	p.counts.kept = len(p.rows) - p.counts.skipped
	p.show()
}

// show shows the rows that the filter lets through, and what is said of all.
func (p *Panel) show() {
	for i, label := range []string{
		lang.L("All {{.Count}}", number(len(p.rows))), lang.L("Ready {{.Count}}", number(p.counts.ready)),
		lang.L("Problems {{.Count}}", number(p.counts.problems)), lang.L("Already there {{.Count}}", number(p.counts.twins)),
	} {
		p.chips.SetLabel(i, label)
	}
	p.view = p.view[:0]
	for i, r := range p.rows {
		blocked := len(r.Problems.Blocking()) > 0
		if p.filter == showAll || p.filter == showReady && r.Ready() || p.filter == showProblems && blocked ||
			p.filter == showTwins && r.Twin.Kind != workspace.NoTwin {
			p.view = append(p.view, i)
		}
	}
	p.list.SetData(widgets.ListData{Len: len(p.view), ID: func(i int) string { return strconv.Itoa(p.view[i]) }})
	p.summary.SetText(words.ImportSummary(p.counts.ready, len(p.rows)-p.counts.skipped, p.counts.skipped))
	p.make.SetText(words.MakeDrafts(p.counts.kept))
	p.showNotes()
	p.showDetail()
}

func number(n int) map[string]any { return map[string]any{"Count": words.Count(n)} }

// showDetail says what is wrong with the row that is chosen, and asks what to do with
// it where it is there already.
func (p *Panel) showDetail() {
	p.detail.RemoveAll()
	defer p.refresh()
	at, err := strconv.Atoi(p.list.SelectedID())
	if err != nil || at >= len(p.rows) || !slices.Contains(p.view, at) {
		return
	}
	r := &p.rows[at]
	p.detail.Add(widgets.NewSection(lang.L("Row {{.Number}}", map[string]any{"Number": strconv.Itoa(r.Line)})))
	for _, problem := range r.Problems {
		p.detail.Add(widgets.NewText(words.FieldProblem(problem)).Fitting(widgets.Wrap))
	}
	if r.Twin.Kind == workspace.NoTwin {
		if len(r.Problems) == 0 {
			p.detail.Add(widgets.NewCaption(lang.L("Nothing is wrong with it.")))
		}
		return
	}
	p.detail.Add(widgets.NewText(words.TwinSentence(r.Twin)).Fitting(widgets.Wrap))
	choices, labels := choicesOf(*r)
	group := widgets.NewRadioGroup(labels, func(i int) {
		if r.Choice != choices[i] {
			r.Choice = choices[i]
			p.recount()
		}
	})
	group.SetSelected(slices.Index(choices, r.Choice))
	p.detail.Add(group)
}

func choicesOf(r workspace.ImportRow) ([]workspace.Choice, []string) {
	choices, labels := []workspace.Choice{workspace.ImportAnyway, workspace.ImportSkip}, []string{lang.L("Import anyway"), lang.L("Skip")}
	if r.Twin.Kind == workspace.TwinDraft {
		choices, labels = append(choices, workspace.ImportUpdate), append(labels, lang.L("Update the draft"))
	}
	return choices, labels
}

// showNotes says what of the file is in no draft, and offers one choice for all rows
// that are there already.
func (p *Panel) showNotes() {
	p.notes.RemoveAll()
	if p.counts.twins > 0 {
		all := func(choice workspace.Choice) func() {
			return func() {
				for i := range p.rows {
					r := &p.rows[i]
					switch {
					case r.Twin.Kind == workspace.NoTwin:
					case choice == workspace.ImportUpdate && r.Twin.Kind != workspace.TwinDraft:
					default:
						r.Choice = choice
					}
				}
				p.recount()
			}
		}
		p.notes.Add(widgets.HBox(10,
			widgets.Grow(widgets.NewCaption(words.Twins(p.counts.twins))),
			widgets.NewLink(lang.L("Skip all"), all(workspace.ImportSkip)),
			widgets.NewLink(lang.L("Update drafts"), all(workspace.ImportUpdate)),
			widgets.NewLink(lang.L("Import all anyway"), all(workspace.ImportAnyway)),
		))
	}
	for _, r := range p.remarks[:min(len(p.remarks), mostRemarks)] {
		p.notes.Add(widgets.NewCaption(words.Remark(r)))
	}
	if more := len(p.remarks) - mostRemarks; more > 0 {
		p.notes.Add(widgets.NewCaption(words.MoreRemarks(more)))
	}
}

// mostRemarks are shown; a file can have one for each line.
const mostRemarks = 6

// refresh lays the panel out again after its parts have changed their heights.
func (p *Panel) refresh() {
	p.detail.Refresh()
	if p.modal != nil {
		p.modal.Refresh()
	}
}
