package wizard

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// foot is the lowest row of the wizard: how to leave it, what is missing on other
// tabs, and how to go on.
type foot struct {
	w          *Wizard
	back, next *widgets.Button
	reminder   *widgets.Text
	link       *widgets.Button
	target     domain.Field
	row        fyne.CanvasObject
}

func newFoot(w *Wizard) *foot {
	f := &foot{w: w, reminder: widgets.NewCaption("").Colored(theme.ColorNameBad)}
	f.back = widgets.NewButton(widgets.Secondary, lang.L("Back"), w.back)
	f.next = widgets.NewButton(widgets.Primary, lang.L("Next"), w.next)
	f.link = widgets.NewLink(lang.L("Go there"), func() { w.jump(f.target) })
	template := widgets.NewButton(widgets.Flat, lang.L("Save as a template…"), func() { w.deps.SaveTemplate(w.state.draft.Clone()) })
	template.Hidden = w.deps.SaveTemplate == nil
	f.row = widgets.HBox(10,
		widgets.NewButton(widgets.Secondary, lang.L("Close, keep draft"), w.Close), template,
		widgets.Grow(f.reminder), f.link, f.back, f.next)
	return f
}

// load fits the buttons to the tab.
func (f *foot) load() {
	_, back := f.w.state.step(-1)
	show(f.back, back)
	text := lang.L("Next")
	if f.w.state.onReview() {
		text = lang.L("Create Account")
		if f.w.known.queued {
			text = lang.L("Send again")
		}
	}
	if f.w.submitting {
		text = lang.L("One moment…")
		f.next.Disable()
	} else {
		f.next.Enable()
	}
	f.next.SetText(text)
	f.row.Refresh()
}

// remind says what is missing or wrong on another tab, with a way there. Nobody
// is kept from going on.
func (f *foot) remind() {
	tab, problems := f.w.state.elsewhere()
	if f.w.state.onReview() { // which lists them all
		problems = nil
	}
	show(f.link, len(problems) > 0)
	if len(problems) == 0 {
		f.reminder.SetText("")
		f.row.Refresh()
		return
	}
	f.target = problems[0].Field
	f.reminder.SetText(inShort(tab, problems))
	f.row.Refresh()
}

// inShort says what is wrong on a tab in a line.
func inShort(tab domain.Tab, problems domain.Problems) string {
	if len(problems) == 1 {
		return lang.L("{{.Tab}}: {{.Field}}. {{.Problem}}.", data{
			"Tab": words.Tab(tab), "Field": words.Label(problems[0].Field), "Problem": words.Problem(problems[0]),
		})
	}
	var names []string
	for _, p := range problems {
		names = append(names, words.Label(p.Field))
	}
	const enough = 3
	if len(names) > enough {
		names = append(names[:enough], "…")
	}
	return lang.L("{{.Tab}}: {{.Count}} fields need another look ({{.Fields}}).", data{
		"Tab": words.Tab(tab), "Count": len(problems), "Fields": strings.Join(names, ", "),
	})
}
