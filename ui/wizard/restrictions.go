package wizard

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// restrictions is the tab of trunks, of what may be called, and of credit.
type restrictions struct {
	form
	trunks      []*trunkRow
	classifiers *classifierList
	all         fyne.CanvasObject
}

func newRestrictions(w *Wizard) *restrictions {
	v := &restrictions{form: form{w: w}}
	rows := widgets.VBox(14)
	for _, kind := range domain.TrunkKinds() {
		row := newTrunkRow(w, kind)
		v.trunks = append(v.trunks, row)
		rows.Add(row.all)
	}
	v.classifiers = newClassifierList(w)
	v.all = widgets.VBox(14,
		explained(w, aboutTrunks, lang.L("Trunks"),
			lang.L("How many calls at once. They come out of the trunks of {{.Account}}.", data{"Account": w.reseller()}), 14, rows),
		widgets.NewDivider(),
		widgets.Columns(2, 24, 14, v.classifiers.all, v.credit()))
	return v
}

func (v *restrictions) content() fyne.CanvasObject { return v.all }

func (v *restrictions) first() domain.Field { return domain.FieldTwoWay }

func (v *restrictions) load(d domain.Draft) {
	v.form.load(&d)
	for _, row := range v.trunks {
		row.load(d)
	}
	v.classifiers.load(d)
}

// credit is the amount to start with, and whether calls may go over the trunks.
func (v *restrictions) credit() fyne.CanvasObject {
	box, entry := v.text(domain.FieldCredit, lang.L("Add to the balance"), func(d *domain.Draft) *string { return &d.Credit })
	entry.SetPrefix(words.Currency())
	entry.SetPlaceHolder("0.00")
	typed := entry.OnChanged
	entry.OnChanged = func(text string) {
		typed(text)
		box.SetHint(creditHint(text))
	}
	v.loaders = append(v.loaders, func(d *domain.Draft) { box.SetHint(creditHint(d.Credit)) })
	bypass := v.check(domain.FieldPrepay, lang.L("Let calls go over the trunks and bill them per minute"), func(d *domain.Draft) *bool { return &d.Prepay })
	return explained(v.w, aboutBypass, lang.L("Per-minute credit"), lang.L("For per-minute, international and toll-free calls."), 8, box, bypass)
}

// creditHint repeats an amount that was written in another way than it will be
// shown from then on, so that nobody has to guess how it was understood.
func creditHint(typed string) string {
	amount, problem := domain.ParseCredit(typed)
	if problem != nil || amount.IsZero() {
		return ""
	}
	plain := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(typed), "$"))
	if plain == amount.String() || plain == amount.StringFixed(domain.CreditDecimals) {
		return ""
	}
	return lang.L("That is {{.Amount}}", data{"Amount": words.Money(amount)})
}

// classifierList has a box for each kind of number that the server tells apart.
// Ticked is what may be called; the draft keeps what may not.
type classifierList struct {
	w       *Wizard
	boxes   []*widgets.Check
	shown   []domain.Classifier
	told    bool // shown is what the server told
	columns *fyne.Container
	origin  *widgets.Text
	all     fyne.CanvasObject
}

func newClassifierList(w *Wizard) *classifierList {
	l := &classifierList{w: w, columns: widgets.Columns(2, 14, 0), origin: widgets.NewCaption("")}
	w.put(domain.FieldRestricted, place{focus: func() {
		if len(l.boxes) > 0 {
			w.focus(l.boxes[0])
		}
	}})
	l.all = explained(w, aboutClassifiers, lang.L("This account can place calls to"), "", 6, l.columns, l.origin)
	return l
}

func (l *classifierList) load(d domain.Draft) {
	list, fromServer := l.w.known.catalogue.KnownClassifiers()
	if !slices.Equal(l.shown, list) || l.told != fromServer {
		l.offer(list, fromServer)
	}
	for i, c := range l.shown {
		l.boxes[i].SetChecked(!slices.Contains(d.Denied, c.ID))
	}
	text := ""
	if !fromServer {
		text = lang.L("Known defaults, not read from the server yet.")
	}
	l.origin.Say(text)
}

func (l *classifierList) offer(list []domain.Classifier, fromServer bool) {
	l.shown, l.told, l.boxes = slices.Clone(list), fromServer, nil
	l.columns.RemoveAll()
	for _, c := range list {
		l.boxes = append(l.boxes, widgets.NewCheck(words.Classifier(c, fromServer), func(on bool) {
			l.w.edit(domain.FieldRestricted, func(d *domain.Draft) { d.Deny(c.ID, !on) })
		}))
	}
	// Down the first column, then down the second, as lists are read.
	half := (len(list) + 1) / 2
	for i := range half {
		l.columns.Add(l.boxes[i])
		if i+half < len(list) {
			l.columns.Add(l.boxes[i+half])
		}
	}
}
