package account

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// activity is everything that this program sent for the account: what, when, and
// what came of it.
func (v *View) activity() []fyne.CanvasObject {
	search := widgets.NewEntry()
	search.SetPlaceHolder(lang.L("Search"))
	search.SetTextSilently(v.filter)
	list := widgets.VBox(0)
	show := func() {
		list.RemoveAll()
		var shown []fyne.CanvasObject
		for _, line := range v.deeds() {
			if strings.Contains(domain.Fold(line.text()), domain.Fold(v.filter)) {
				row := widgets.NewKVRow(line.when, line.what, func() { v.copy(lang.L("The entry"), line.text()) })
				row.SetActionText(lang.L("Copy"))
				shown = append(shown, row)
			}
		}
		switch {
		case len(shown) > 0:
			list.Add(rows(shown...))
		case v.filter != "":
			list.Add(widgets.NewCaption(lang.L("Nothing found")))
		default:
			list.Add(widgets.NewCaption(lang.L("This program has sent nothing for this account.")))
		}
		v.scroll.Refresh()
	}
	search.OnChanged = func(text string) { v.filter = text; show() }
	show()
	all := widgets.NewButton(widgets.Secondary, lang.L("Copy all"), func() {
		var lines []string
		for _, line := range v.deeds() {
			lines = append(lines, line.text())
		}
		v.copy(lang.L("The activity"), strings.Join(lines, "\n\n"))
	})
	return []fyne.CanvasObject{widgets.HBox(10, widgets.Grow(search), all), list}
}

// deed is a line of the activity.
type deed struct{ when, what string }

func (d deed) text() string { return d.when + "\n" + d.what }

// deeds lists what was sent, the newest first.
func (v *View) deeds() (list []deed) {
	add := func(s provisioning.Step) {
		if s.FirstSent.IsZero() {
			return
		}
		at := s.LastSent
		if s.DoneAt.After(at) {
			at = s.DoneAt
		}
		p := provisioning.Provisioning{Account: v.known.sheet.Account.AccountRef}
		what := words.Deed(s, v.known.catalogue) + "\n" + words.StepDetail(p, s, v.options.Now())
		if s.SentBy != "" {
			what += "\n" + lang.L("Sent by {{.User}}", map[string]any{"User": s.SentBy})
		}
		if s.RequestID != "" {
			what += "\n" + lang.L("Request {{.ID}}", map[string]any{"ID": s.RequestID})
		} else {
			what += "\n" + lang.L("Request {{.ID}}", map[string]any{"ID": s.OpID})
		}
		list = append(list, deed{when: words.Moment(at), what: what})
	}
	for i := len(v.known.sheet.Steps) - 1; i >= 0; i-- {
		add(v.known.sheet.Steps[i])
	}
	for i := len(v.known.created) - 1; i >= 0; i-- {
		add(v.known.created[i].Step)
	}
	return list
}
