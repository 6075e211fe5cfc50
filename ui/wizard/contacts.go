package wizard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/choices"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// contacts is the tab of whom to write to and to call. All of it is optional.
type contacts struct {
	form
	all fyne.CanvasObject
}

func newContacts(w *Wizard) *contacts {
	v := &contacts{form: form{w: w}}
	technical := v.person(domain.FieldTechnical, func(d *domain.Draft) *domain.Contact { return &d.Technical })
	billing := v.person(domain.FieldBilling, func(d *domain.Draft) *domain.Contact { return &d.Billing })
	for _, whole := range []domain.Field{domain.FieldTechnical, domain.FieldBilling} {
		w.put(whole, place{focus: func() { w.focusField(whole.Part(domain.PartName)) }})
	}
	v.all = widgets.VBox(18,
		widgets.VBox(12,
			headed(lang.L("Technical contact"), lang.L("Whom to call when something does not work. Contacts are optional, and can be added later.")),
			widgets.Columns(3, 20, 10, technical...)),
		widgets.VBox(12,
			headed(lang.L("Billing contact"), lang.L("Whom the bill goes to, and the address where the service is.")),
			widgets.Columns(3, 20, 10, billing...),
			widgets.Columns(3, 20, 10, v.address()...)),
		widgets.VBox(12,
			headed(lang.L("Contract"), lang.L("Who of your people looks after this customer, and until when the contract runs.")),
			widgets.Columns(2, 20, 10, v.representative(), v.contractEnd())),
	)
	return v
}

func (v *contacts) content() fyne.CanvasObject { return v.all }

func (v *contacts) first() domain.Field { return domain.FieldTechnical.Part(domain.PartName) }

func (v *contacts) load(d domain.Draft) { v.form.load(&d) }

// person is the three fields of a contact.
func (v *contacts) person(whole domain.Field, of func(*domain.Draft) *domain.Contact) []fyne.CanvasObject {
	parts := []struct {
		part string
		of   func(*domain.Contact) *string
	}{
		{domain.PartName, func(c *domain.Contact) *string { return &c.Name }},
		{domain.PartEmail, func(c *domain.Contact) *string { return &c.Email }},
		{domain.PartPhone, func(c *domain.Contact) *string { return &c.Phone }},
	}
	fields := make([]fyne.CanvasObject, len(parts))
	for i, p := range parts {
		field := whole.Part(p.part)
		fields[i], _ = v.text(field, words.Label(field), func(d *domain.Draft) *string { return p.of(of(d)) })
	}
	return fields
}

// address is where the service is: the address of the billing contact.
func (v *contacts) address() []fyne.CanvasObject {
	part := func(part string, of func(*domain.Address) *string) fyne.CanvasObject {
		field := domain.FieldBilling.Part(part)
		box, _ := v.text(field, words.Label(field), func(d *domain.Draft) *string { return of(&d.Billing.Address) })
		return box
	}
	country := widgets.NewPicker(choices.Search(v.w.countries))
	country.SetPlaceHolder(lang.L("Type a name or a code"))
	return []fyne.CanvasObject{
		part(domain.PartStreet, func(a *domain.Address) *string { return &a.Street }),
		part(domain.PartStreet2, func(a *domain.Address) *string { return &a.Street2 }),
		part(domain.PartCity, func(a *domain.Address) *string { return &a.City }),
		part(domain.PartRegion, func(a *domain.Address) *string { return &a.Region }),
		part(domain.PartPostal, func(a *domain.Address) *string { return &a.Postal }),
		v.picker(domain.FieldBilling.Part(domain.PartCountry), words.Label(domain.FieldBilling.Part(domain.PartCountry)), country,
			func(d *domain.Draft) *string { return &d.Billing.Address.Country }),
	}
}

// representative is one of the reseller's users.
func (v *contacts) representative() fyne.CanvasObject {
	picker := widgets.NewPicker(choices.Search(func() []widgets.Option {
		return choices.Representatives(v.w.known.catalogue.Sellers, v.w.state.draft.Representative)
	}))
	picker.SetPlaceHolder(lang.L("Nobody in particular"))
	box := widgets.NewFormField(words.Label(domain.FieldSales), picker)
	picker.OnChanged = func(id string, known bool) {
		problem := ""
		if id != "" && !known {
			problem = lang.L("Choose somebody from the list, or leave it empty")
		}
		box.SetProblem(problem)
		v.w.edit(domain.FieldSales, func(d *domain.Draft) { d.Representative = v.representativeFor(id, known, d.Representative) })
	}
	v.w.put(domain.FieldSales, place{focus: func() { v.w.focus(picker) }})
	v.loaders = append(v.loaders, func(d *domain.Draft) {
		if box.Problem() == "" {
			picker.SetValue(d.Representative.UserID)
		}
		hint := ""
		if len(v.w.known.catalogue.Sellers) == 0 && v.w.known.catalogue.SellersRead.IsZero() {
			hint = lang.L("Your people are read from the server when there is a connection.")
		}
		box.SetHint(hint)
	})
	return box
}

// representativeFor is who was picked. Somebody whom nobody knows is nobody: the
// server keeps ids, not names.
func (v *contacts) representativeFor(id string, known bool, before domain.Representative) domain.Representative {
	switch {
	case id == "" || !known:
		return domain.Representative{}
	case id == before.UserID:
		return before
	}
	for _, s := range v.w.known.catalogue.Sellers {
		if s.UserID == id {
			return s
		}
	}
	return domain.Representative{}
}

func (v *contacts) contractEnd() fyne.CanvasObject {
	day := widgets.NewDateEntry()
	day.Now = v.w.deps.Now
	box := widgets.NewFormField(words.Label(domain.FieldContract), day)
	day.OnChanged = func(text string) { v.w.edit(domain.FieldContract, func(d *domain.Draft) { d.ContractEnd = text }) }
	v.watchInner(domain.FieldContract, day.FirstFocus())
	v.w.put(domain.FieldContract, place{focus: func() { v.w.focus(day.FirstFocus()) }, show: problemOf(box)})
	v.loaders = append(v.loaders, func(d *domain.Draft) { day.SetText(d.ContractEnd) })
	return box
}
