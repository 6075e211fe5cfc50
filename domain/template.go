package domain

// Template is a draft without what belongs to one customer alone: a beginning for many.
type Template struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Draft Draft  `json:"draft"`
}

// AsTemplate leaves out what belongs to one customer alone: name, realm,
// administrators, contacts, and where the person was.
func (d Draft) AsTemplate() Draft {
	d = d.Clone()
	d.ID, d.Parent = "", AccountRef{}
	d.Name, d.RealmLabel, d.Administrators = "", "", nil
	d.Technical, d.Billing = Contact{}, Contact{}
	d.Tab, d.Visited = "", nil
	return d
}

// Apply makes a new draft of the template: its values in place of the draft's own, where
// the template says something.
func (t Template) Apply(fresh Draft) Draft {
	d := t.Draft.Clone()
	d.ID, d.Parent, d.Tab, d.Visited = fresh.ID, fresh.Parent, fresh.Tab, fresh.Visited
	if d.Timezone == "" {
		d.Timezone = fresh.Timezone
	}
	if d.Language == "" {
		d.Language = fresh.Language
	}
	return d
}
