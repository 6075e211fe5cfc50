package account

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/choices"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// editor is a panel in which a few fields are edited together. Save queues those that
// were touched, and only those.
type editor struct {
	v      *View
	modal  *widgets.Modal
	save   *widgets.Button
	inputs []input

	others  domain.Edits // kept, of fields that this editor does not have
	kept    domain.Edits // of its own
	settled bool         // saved or discarded
	stop    func()       // ends the keeping
}

// input is one field of an editor.
type input struct {
	field  domain.Field
	before string
	first  string // what get gave before anybody touched it
	box    fyne.CanvasObject
	get    func() string
	set    func(to string)
	tell   func(problem string) // shows what is wrong with it; empty for nothing
}

// unedited is something that stands among the inputs.
func unedited(o fyne.CanvasObject) input {
	return input{box: o, get: func() string { return "" }, set: func(string) {}, tell: func(string) {}}
}

// edit gives what opens an editor of these fields.
func (v *View) edit(title, warning string, fields ...domain.Field) func() {
	return func() {
		e := &editor{v: v}
		for _, f := range fields {
			before, known := v.known.sheet.Value(f)
			if known { // what was not read cannot be changed
				e.inputs = append(e.inputs, v.input(f, before))
			}
		}
		e.show(title, warning)
	}
}

func (e *editor) show(title, warning string) {
	body := widgets.VBox(12)
	if warning != "" {
		body.Add(widgets.NewBanner(widgets.ToneWarn, warning, ""))
	}
	for i, in := range e.inputs {
		e.inputs[i].first = in.get()
		body.Add(in.box)
	}
	e.takeUp()
	e.save = widgets.NewButton(widgets.Primary, lang.L("Save"), e.submit)
	cancel := widgets.NewButton(widgets.Secondary, lang.L("Cancel"), func() { e.settle() })
	e.modal = widgets.NewModal(e.v.options.Canvas, widgets.ModalOptions{
		Title: title, Body: body, FitHeight: true, Size: fyne.NewSize(520, 640), Default: e.save,
		Footer:   widgets.HBox(10, widgets.NewCaption(lang.L("It is sent when there is a connection.")), widgets.Spacer(), cancel, e.save),
		OnClosed: e.closed,
	})
	e.modal.Show()
	e.v.editing = e
	e.keep()
}

func (e *editor) edits() (edits domain.Edits) {
	for _, in := range e.inputs {
		// What an input makes of a strange value is no edit of it.
		if now := in.get(); now != in.first {
			edits = edits.Set(in.field, in.before, now)
		}
	}
	return edits
}

// submit checks what was touched, says what is wrong with it, or queues it.
func (e *editor) submit() {
	edits, id, ws := e.edits(), e.v.id, e.v.options.Workspace
	if len(edits) == 0 {
		e.settle()
		return
	}
	e.save.Disable()
	run.Go(e.v.options.Runner, func(ctx context.Context) (domain.Problems, error) {
		problems, err := ws.CheckChange(ctx, edits)
		if err != nil || len(problems) > 0 {
			return problems, err
		}
		return nil, ws.Change(ctx, id, edits)
	}, func(problems domain.Problems, err error) {
		e.save.Enable()
		e.tell(problems)
		switch {
		case err != nil:
			e.v.options.Actions.Failed(err)
		case len(problems) == 0:
			e.settle()
			e.v.Changed()
		}
	})
}

// tell shows what is wrong with each field, or that nothing is.
func (e *editor) tell(problems domain.Problems) {
	for _, in := range e.inputs {
		text := ""
		if at := problems.At(in.field); len(at) > 0 {
			text = words.Problem(at[0])
		}
		in.tell(text)
	}
}

// input makes the input that fits a field.
func (v *View) input(f domain.Field, before string) input {
	in := input{field: f, before: before}
	label := words.Listed(f, v.known.catalogue)
	labelled := func(content fyne.CanvasObject) {
		box := widgets.NewFormField(label, content)
		in.box, in.tell = box, box.SetProblem
	}
	picker := func(search func(string, int) []widgets.Option) {
		p := widgets.NewPicker(search)
		p.SetValue(before)
		in.set = p.SetValue
		in.get = func() string { id, _ := p.Value(); return id }
		labelled(p)
	}
	switch {
	case f == domain.FieldRealm:
		return v.realmInput(in, label)
	case f == domain.FieldTimezone:
		picker(choices.Zones(v.options.Now))
	case f == domain.FieldLanguage:
		options := choices.Languages()
		picker(choices.Search(func() []widgets.Option { return options }))
	case f == domain.FieldBilling.Part(domain.PartCountry):
		options := choices.Countries(v.options.Language)
		picker(choices.Search(func() []widgets.Option { return options }))
	case f == domain.FieldSales:
		return v.salesInput(in, label)
	case f == domain.FieldContract:
		d := widgets.NewDateEntry()
		d.SetText(before)
		in.get, in.set = d.Text, d.SetText
		labelled(d)
	case f == domain.FieldTwoWay, f == domain.FieldInbound, f == domain.FieldOutbound:
		s := widgets.NewStepper()
		s.SetText(before)
		in.get, in.set = s.Text, s.SetText
		labelled(s)
	case f.Unset() == domain.On, f.Unset() == domain.Off: // a switch
		c := widgets.NewCheck(label, nil)
		c.SetChecked(before == domain.On)
		in.box, in.get, in.tell = c, func() string { return domain.Switch(c.Checked()) }, func(string) {}
		in.set = func(to string) { c.SetChecked(to == domain.On) }
	default:
		e := widgets.NewEntry()
		if f == domain.FieldNotes || f == domain.FieldAnnouncement {
			e = widgets.NewMultiLineEntry(8)
		}
		e.SetTextSilently(before)
		in.get, in.set = func() string { return e.Text }, e.SetTextSilently
		labelled(e)
	}
	return in
}

// realmInput edits the label of a realm; the suffix is the reseller's own and stays.
// A realm with another suffix is edited as a whole.
func (v *View) realmInput(in input, label string) input {
	entry := widgets.NewEntry()
	short, ok := domain.RealmLabel(in.before, v.known.suffix)
	if !ok {
		entry.SetTextSilently(in.before)
		in.get, in.set = func() string { return entry.Text }, entry.SetTextSilently
	} else {
		in.set = func(to string) {
			if label, ok := domain.RealmLabel(to, v.known.suffix); ok {
				to = label
			}
			entry.SetTextSilently(to)
		}
		entry.SetTextSilently(short)
		entry.SetSuffix("." + v.known.suffix)
		in.get = func() string { return domain.JoinRealm(entry.Text, v.known.suffix) }
	}
	box := widgets.NewFormField(label, entry)
	in.box, in.tell = box, box.SetProblem
	return in
}

func (v *View) salesInput(in input, label string) input {
	chosen := domain.ParseRepresentative(in.before)
	options := choices.Representatives(v.known.catalogue.Sellers, chosen)
	p := widgets.NewPicker(choices.Search(func() []widgets.Option { return options }))
	p.SetValue(chosen.UserID)
	in.set = func(to string) { p.SetValue(domain.ParseRepresentative(to).UserID) }
	in.get = func() string {
		id, known := p.Value()
		switch {
		case id == "":
			return ""
		case id == chosen.UserID || !known:
			return in.before
		}
		for _, s := range v.known.catalogue.Sellers {
			if s.UserID == id {
				return s.Text()
			}
		}
		return in.before
	}
	box := widgets.NewFormField(label, p)
	in.box, in.tell = box, box.SetProblem
	return in
}
