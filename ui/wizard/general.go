package wizard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/choices"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// general is the first tab: who the customer is, and who runs the account.
type general struct {
	form
	parent *parentLine
	realm  *realmField
	admins *administrators
	all    fyne.CanvasObject
}

func newGeneral(w *Wizard) *general {
	v := &general{form: form{w: w}}
	v.parent = newParentLine(w)
	v.realm = newRealmField(w)
	v.admins = newAdministrators(w)
	v.all = widgets.VBox(16,
		v.parent.banner,
		widgets.VBox(12,
			widgets.VBox(2, headed(lang.L("Account"),
				lang.L("Who this customer is. Everything is kept as a draft on this computer until you create the account.")), v.parent.line),
			widgets.Columns(2, 20, 10, v.name(), v.timezone(), v.realm.all, v.language()),
		),
		v.admins.all,
	)
	return v
}

func (v *general) content() fyne.CanvasObject { return v.all }

func (v *general) first() domain.Field { return domain.FieldName }

func (v *general) load(d domain.Draft) {
	v.form.load(&d)
	v.parent.load(d)
	v.realm.load(d)
	v.admins.load(d)
}

// name is the account's name. A name that servers cannot tell from others gets a
// proposal that they can.
func (v *general) name() fyne.CanvasObject {
	box, entry := v.text(domain.FieldName, needed(words.Label(domain.FieldName)), func(d *domain.Draft) *string { return &d.Name })
	proposal := ""
	hint := warning()
	use := widgets.NewLink("", func() {
		name := proposal
		v.w.edit(domain.FieldName, func(d *domain.Draft) { d.Name = name })
		entry.SetTextSilently(name)
	})
	use.Hide()
	v.w.put(domain.FieldName, place{focus: func() { v.w.focus(entry) }, show: func(p domain.Problem, wrong bool) {
		problemOf(box)(p, wrong)
		proposal = ""
		if wrong && p.Code == domain.NoLatin {
			proposal = p.Detail
		}
		text := ""
		if proposal != "" {
			text = words.Problem(p)
			use.SetText(lang.L("Use “{{.Name}}”", data{"Name": proposal}))
		}
		hint.Say(text)
		show(use, proposal != "")
	}})
	return widgets.VBox(3, box, hint, widgets.HBox(0, use))
}

func (v *general) timezone() fyne.CanvasObject {
	picker := widgets.NewPicker(choices.Zones(v.w.deps.Now))
	picker.SetPlaceHolder(lang.L("Type a city or part of a name"))
	return v.picker(domain.FieldTimezone, needed(words.Label(domain.FieldTimezone)), picker,
		func(d *domain.Draft) *string { return &d.Timezone })
}

func (v *general) language() fyne.CanvasObject {
	options := choices.Languages()
	picker := widgets.NewPicker(choices.Search(func() []widgets.Option { return options }))
	picker.SetPlaceHolder(lang.L("The server's own"))
	return v.picker(domain.FieldLanguage, words.Label(domain.FieldLanguage), picker, func(d *domain.Draft) *string { return &d.Language })
}
