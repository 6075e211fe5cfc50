package wizard

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// administrators is the part of General that grows: none to begin with, and a
// card for each that is added.
type administrators struct {
	w     *Wizard
	add   *widgets.Button
	cards map[string]*administratorCard
	order []string
	list  *fyne.Container
	all   fyne.CanvasObject
}

func newAdministrators(w *Wizard) *administrators {
	v := &administrators{w: w, cards: map[string]*administratorCard{}, list: widgets.VBox(12)}
	v.add = widgets.NewButton(widgets.Flat, "", v.addOne)
	w.put(addAdministrator, place{focus: func() { w.focus(v.add) }})
	v.all = widgets.VBox(12,
		headed(lang.L("Administrator"), lang.L("Optional. Can be added later. The e-mail address is the user name."), v.add),
		v.list)
	return v
}

func (v *administrators) load(d domain.Draft) {
	ids := make([]string, len(d.Administrators))
	for i, a := range d.Administrators {
		ids[i] = a.ID
	}
	if !slices.Equal(ids, v.order) {
		v.arrange(ids)
	}
	for _, a := range d.Administrators {
		v.cards[a.ID].load(d, a)
	}
	text := lang.L("+ Add another")
	if len(ids) == 0 {
		text = lang.L("+ Add an admin to the account")
	}
	v.add.SetText(text)
}

// arrange shows a card for each of these administrators, and no other.
func (v *administrators) arrange(ids []string) {
	for id, card := range v.cards {
		if !slices.Contains(ids, id) {
			card.forget()
			delete(v.cards, id)
		}
	}
	v.list.RemoveAll()
	for _, id := range ids {
		if v.cards[id] == nil {
			v.cards[id] = newAdministratorCard(v, id)
		}
		v.list.Add(v.cards[id].all)
	}
	v.order = ids
}

func (v *administrators) addOne() {
	a := v.w.deps.Workspace.NewAdministrator()
	v.w.edit(addAdministrator, func(d *domain.Draft) { d.Administrators = append(d.Administrators, a) })
	v.changed()
	v.w.focusField(domain.AdminField(a.ID, domain.PartFirstName))
}

// remove takes an administrator out, with a way back.
func (v *administrators) remove(id string) {
	before := v.w.state.draft.Clone()
	at := slices.IndexFunc(before.Administrators, func(a domain.Administrator) bool { return a.ID == id })
	if at < 0 {
		return
	}
	gone := before.Administrators[at]
	v.w.edit(addAdministrator, func(d *domain.Draft) { d.RemoveAdmin(id) })
	v.w.removed[id] = gone.Mode == domain.PasswordTyped
	v.changed()
	v.w.focusField(addAdministrator)
	if gone.IsBlank() {
		return
	}
	text := lang.L("{{.Name}} was taken out.", data{"Name": or(gone.FullName(), or(gone.Email, lang.L("The administrator")))})
	v.w.modal.Toasts().ShowAction(text, widgets.ToneOff, lang.L("Undo"), func() { v.bringBack(gone, at) })
}

func (v *administrators) bringBack(a domain.Administrator, at int) {
	delete(v.w.removed, a.ID)
	v.w.edit(addAdministrator, func(d *domain.Draft) {
		d.Administrators = slices.Insert(slices.Clone(d.Administrators), min(at, len(d.Administrators)), a)
	})
	v.w.goTo(domain.TabGeneral)
	v.changed()
	v.w.focusField(domain.AdminField(a.ID, domain.PartFirstName))
}

func (v *administrators) changed() {
	v.load(v.w.state.draft)
	v.w.relayout()
	v.w.showProblems()
}

// administratorCard is one administrator.
type administratorCard struct {
	form
	id       string
	password *passwordField
	fields   []domain.Field
	all      fyne.CanvasObject
}

func newAdministratorCard(v *administrators, id string) *administratorCard {
	c := &administratorCard{form: form{w: v.w}, id: id}
	part := func(part string, of func(*domain.Administrator) *string) *widgets.FormField {
		field := domain.AdminField(id, part)
		c.fields = append(c.fields, field)
		label := words.Label(field)
		if part != domain.PartPhone {
			label = needed(label)
		}
		box, _ := c.text(field, label, func(d *domain.Draft) *string {
			if a := d.Admin(id); a != nil {
				return of(a)
			}
			return nil
		})
		return box
	}
	first := part(domain.PartFirstName, func(a *domain.Administrator) *string { return &a.FirstName })
	last := part(domain.PartLastName, func(a *domain.Administrator) *string { return &a.LastName })
	email := part(domain.PartEmail, func(a *domain.Administrator) *string { return &a.Email })
	phone := part(domain.PartPhone, func(a *domain.Administrator) *string { return &a.Phone })
	c.password = newPasswordField(v.w, id)
	c.fields = append(c.fields, c.password.field)
	welcome := c.check(domain.AdminField(id, "welcome"), lang.L("Send this administrator a welcome e-mail"), func(d *domain.Draft) *bool {
		if a := d.Admin(id); a != nil {
			return &a.Welcome
		}
		return nil
	})
	c.fields = append(c.fields, domain.AdminField(id, "welcome"))
	c.all = widgets.NewSunkenCard(widgets.VBox(10,
		widgets.Columns(2, 20, 10, first, last, email, phone),
		c.password.all,
		widgets.HBox(10, widgets.Grow(welcome), widgets.NewLink(lang.L("Remove"), func() { v.remove(id) })),
	))
	return c
}

func (c *administratorCard) load(d domain.Draft, a domain.Administrator) {
	c.form.load(&d)
	c.password.load(a)
}

// forget takes the card's fields off the map of the screen.
func (c *administratorCard) forget() {
	for _, f := range c.fields {
		c.w.take(f)
	}
	c.password.forget()
}
