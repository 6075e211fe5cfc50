package wizard

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// realmField takes the label of the realm. The suffix is the reseller's own: it
// stands after what is typed and cannot be edited. Where it is not known yet, the
// server chooses the realm, or the reseller says the suffix once.
type realmField struct {
	form
	box   *widgets.FormField
	entry *widgets.Entry
	set   *widgets.Button
	all   fyne.CanvasObject
}

func newRealmField(w *Wizard) *realmField {
	r := &realmField{form: form{w: w}}
	r.box, r.entry = r.text(domain.FieldRealm, words.Label(domain.FieldRealm), func(d *domain.Draft) *string { return &d.RealmLabel })
	typed := r.entry.OnChanged
	r.entry.OnChanged = func(text string) {
		if label, whole := r.withoutSuffix(text); whole {
			r.entry.SetTextSilently(label)
			text = label
		}
		typed(text)
		r.hint(w.state.draft)
	}
	r.set = widgets.NewLink(lang.L("Set the suffix…"), r.askSuffix)
	r.all = widgets.VBox(2, r.box.Explained(help(w, aboutRealm)), widgets.HBox(0, r.set))
	return r
}

// withoutSuffix tells whether somebody typed or pasted a whole realm, and what of
// it is the label.
func (r *realmField) withoutSuffix(text string) (string, bool) {
	suffix := r.w.known.suffix
	if suffix == "" {
		return text, false
	}
	label, whole := strings.CutSuffix(strings.ToLower(strings.TrimSpace(text)), "."+suffix)
	return label, whole && label != ""
}

func (r *realmField) load(d domain.Draft) {
	r.form.load(&d)
	suffix := r.w.known.suffix
	if suffix != "" {
		suffix = "." + suffix
	}
	r.entry.SetSuffix(suffix)
	show(r.set, suffix == "")
	place := ""
	if suffix != "" {
		place = domain.GenerateRealmLabel(d.ID)
	}
	r.entry.SetPlaceHolder(place)
	r.hint(d)
}

// hint says what the realm will be where that is not to be seen in the field.
func (r *realmField) hint(d domain.Draft) {
	_, generated := d.Label()
	switch realm := d.Realm(r.w.known.suffix); {
	case !generated && realm != "":
		r.box.SetHint("")
	case !generated:
		r.box.SetHint(lang.L("The suffix of your realms is not known yet."))
	case realm != "":
		r.box.SetHint(lang.L("Will be {{.Realm}}", data{"Realm": realm}))
	default:
		r.box.SetHint(lang.L("The suffix of your realms is not known yet, so the server will choose the realm."))
	}
}

// askSuffix asks for the suffix, once: the profile keeps it.
func (r *realmField) askSuffix() {
	entry := widgets.NewEntry()
	entry.SetPrefix(".")
	entry.SetPlaceHolder("sip.example.com")
	field := widgets.NewFormField(lang.L("Suffix"), entry)
	ask(r.w, question{
		title: lang.L("The suffix of your realms"),
		text:  lang.L("What all realms of your customers end with. It is kept for all drafts; your platform's operator can tell it to you."),
		field: field, yes: lang.L("Set the suffix"),
		answer: func(done func()) { r.setSuffix(entry.Text, field, done) },
	})
}

func (r *realmField) setSuffix(suffix string, field *widgets.FormField, done func()) {
	if strings.Trim(suffix, ". ") == "" {
		field.SetProblem(lang.L("Enter the suffix, such as sip.example.com"))
		return
	}
	ws := r.w.deps.Workspace
	run.Do(r.w.deps.Run, func(ctx context.Context) error { return ws.SetRealmSuffix(ctx, suffix) }, func(err error) {
		var refused *domain.RefusedError
		switch {
		case err == nil:
			done()
			r.w.Reload()
		case errors.As(err, &refused) && len(refused.Problems) > 0:
			field.SetProblem(words.Problem(refused.Problems[0]))
		default:
			field.SetProblem(words.Error(err).Title)
		}
	})
}
