package wizard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/domain"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// trunkRow is one kind of trunk: how many, and what that leaves of the reseller's
// own.
type trunkRow struct {
	form
	kind    domain.TrunkKind
	stepper *widgets.Stepper
	bar     *widgets.Bar
	caption *widgets.Text
	all     fyne.CanvasObject
}

const (
	trunkNameWidth    = 200
	trunkStepperWidth = 132
)

func newTrunkRow(w *Wizard, kind domain.TrunkKind) *trunkRow {
	r := &trunkRow{form: form{w: w}, kind: kind, stepper: widgets.NewStepper(), bar: widgets.NewBar(), caption: widgets.NewCaption("")}
	r.stepper.SetRange(0, domain.MaxTrunks)
	r.stepper.OnChanged = func(text string) {
		w.edit(kind.Field(), func(d *domain.Draft) { d.Trunks.Set(kind, text) })
		r.weigh(w.state.draft)
	}
	r.watchInner(kind.Field(), r.stepper.FirstFocus())
	w.put(kind.Field(), place{
		focus: func() { w.focus(r.stepper.FirstFocus()) },
		show:  func(domain.Problem, bool) { r.weigh(w.state.draft) },
	})
	r.all = widgets.HBox(14,
		widgets.FixedWidth(trunkNameWidth, widgets.VBox(0,
			widgets.NewText(words.TrunkKind(kind)).Bold().Fitting(widgets.Wrap), widgets.NewCaption(words.TrunkMeaning(kind)))),
		widgets.FixedWidth(trunkStepperWidth, r.stepper),
		widgets.Grow(widgets.VBox(3, r.bar, r.caption)))
	return r
}

func (r *trunkRow) load(d domain.Draft) {
	r.stepper.SetText(or(d.Trunks.Of(r.kind), "0"))
	r.weigh(d)
}

// weigh shows what is wrong with the number, or what it leaves of the reseller's
// trunks.
func (r *trunkRow) weigh(d domain.Draft) {
	wanted, problems := d.Trunks.Parse()
	if wrong := problems.At(r.kind.Field()); len(wrong) > 0 {
		r.stepper.SetBad(true)
		show(r.bar, false)
		r.say(words.Problem(wrong[0]), theme.ColorNameBad)
		return
	}
	problem, found := r.w.state.at(r.kind.Field())
	refused := found && !problem.Warning && len(r.w.state.refused.At(r.kind.Field())) > 0
	r.stepper.SetBad(refused)
	c := r.w.known.catalogue
	pool := c.Pool(r.kind, wanted.Of(r.kind))
	show(r.bar, measured(pool, c))
	r.bar.Set(segments(pool)...)
	text, color := poolInWords(pool, c, r.w.reseller())
	if refused {
		text, color = words.Problem(problem), theme.ColorNameBad
	}
	r.say(text, color)
}

func (r *trunkRow) say(text string, color fyne.ThemeColorName) {
	r.caption.SetColor(color)
	r.caption.SetText(text)
}

// measured tells whether there is a whole that a bar could show parts of.
func measured(p domain.TrunkPool, c domain.Catalogue) bool {
	return p.HasTotal && p.Total > 0 && !c.SoldRead.IsZero()
}

// segments are the parts of the bar: what is sold, then what this account takes.
func segments(p domain.TrunkPool) []widgets.Segment {
	whole := float32(max(p.Total, 1))
	mine := fynetheme.ColorNamePrimary
	if p.Left() < 0 {
		mine = theme.ColorNameWarn
	}
	return []widgets.Segment{
		{Fraction: min(1, float32(p.Sold)/whole), Color: theme.ColorNameOff},
		{Fraction: float32(p.Wanted) / whole, Color: mine},
	}
}

// poolInWords says what the reseller has, what is sold, and what this account
// leaves. Where the reseller has no total of its own there is nothing to warn of.
func poolInWords(p domain.TrunkPool, c domain.Catalogue, reseller string) (string, fyne.ThemeColorName) {
	values := data{
		"Account": reseller, "Sold": words.Count(p.Sold), "Total": words.Count(p.Total),
		"Wanted": words.Count(p.Wanted), "Left": words.Count(p.Left()), "More": words.Count(-p.Left()),
	}
	switch {
	case c.OwnRead.IsZero():
		return lang.L("How many {{.Account}} has is not known yet: it is read when there is a connection.", values), theme.ColorNameMuted
	case !p.HasTotal && (c.SoldRead.IsZero() || p.Sold == 0):
		return lang.L("{{.Account}} has no total of its own.", values), theme.ColorNameMuted
	case !p.HasTotal:
		return lang.L("{{.Account}} has no total of its own · {{.Sold}} sold", values), theme.ColorNameMuted
	case c.SoldRead.IsZero():
		return lang.L("{{.Total}} in all · how many of them are sold is not known yet", values), theme.ColorNameMuted
	case p.Wanted == 0:
		return lang.L("{{.Sold}} of {{.Total}} sold · {{.Left}} left", values), theme.ColorNameMuted
	case p.Left() < 0:
		return lang.L("{{.Sold}} of {{.Total}} sold · {{.Wanted}} for this one is {{.More}} more than is left", values), theme.ColorNameWarn
	}
	return lang.L("{{.Sold}} of {{.Total}} sold · {{.Wanted}} for this one · {{.Left}} left", values), theme.ColorNameMuted
}
