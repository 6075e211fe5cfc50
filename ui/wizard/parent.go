package wizard

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// parentLine says under which account the customer will be created: in a line
// where it is the reseller's own, in a banner where it is another.
type parentLine struct {
	w       *Wizard
	text    *widgets.Text
	line    *fyne.Container
	warn    *widgets.Banner
	instead *widgets.Button
	banner  *fyne.Container
}

func newParentLine(w *Wizard) *parentLine {
	p := &parentLine{w: w, text: widgets.NewCaption("")}
	p.line = widgets.HBox(4, widgets.Grow(p.text), widgets.NewLink(lang.L("Another account…"), p.choose))
	p.instead = widgets.NewButton(widgets.Secondary, "", func() {
		p.set(p.w.known.identity.Account())
		p.w.focusField(domain.FieldName)
	})
	p.warn = widgets.NewBanner(widgets.ToneWarn, "", "", p.instead)
	p.banner = widgets.VBox(0, p.warn)
	return p
}

func (p *parentLine) load(d domain.Draft) {
	own := p.w.known.identity.Account()
	foreign := !own.IsZero() && d.Parent.ID != own.ID
	show(p.banner, foreign)
	show(p.line, !foreign && !p.w.known.exists)
	parent := data{"Account": or(d.Parent.Name, d.Parent.ID), "Own": own.Name}
	if !foreign {
		p.text.SetText(lang.L("Will be created under {{.Account}}.", parent))
		return
	}
	p.instead.SetText(lang.L("Create under {{.Own}} instead", parent))
	show(p.instead, !p.w.known.exists)
	p.warn.Set(widgets.ToneWarn, lang.L("Will be created under {{.Account}}", parent),
		lang.L("The customer will belong to that account, and not directly to yours, {{.Own}}.", parent))
}

func (p *parentLine) set(parent domain.AccountRef) {
	p.w.edit(domain.FieldName, func(d *domain.Draft) { d.Parent = parent })
	p.load(p.w.state.draft)
	p.banner.Refresh()
}

// candidate is an account that the customer could be created under.
type candidate struct {
	account domain.AccountRef
	folded  string
}

// choose asks for another account. All cached ones are read at once, because a
// picker must answer while somebody types.
func (p *parentLine) choose() {
	ws := p.w.deps.Workspace
	run.Go(p.w.deps.Run, func(ctx context.Context) ([]candidate, error) {
		accounts, err := ws.Accounts(ctx, workspace.AccountQuery{})
		candidates := make([]candidate, len(accounts))
		for i, a := range accounts {
			candidates[i] = candidate{account: a.AccountRef, folded: domain.Fold(a.Name + " " + a.Realm + " " + a.ID)}
		}
		return candidates, err
	}, func(candidates []candidate, err error) {
		switch {
		case p.w.done:
		case err != nil:
			p.w.modal.Toasts().Show(words.Error(err).Title, widgets.ToneBad)
		default:
			p.ask(candidates)
		}
	})
}

func (p *parentLine) ask(candidates []candidate) {
	picker := widgets.NewPicker(func(query string, limit int) []widgets.Option {
		needle := domain.Fold(query)
		var out []widgets.Option
		for _, c := range candidates {
			if len(out) < limit && strings.Contains(c.folded, needle) {
				out = append(out, widgets.Option{ID: c.account.ID, Label: c.account.Name, Detail: c.account.Realm})
			}
		}
		return out
	})
	picker.SetPlaceHolder(lang.L("Type a name, a realm or an id"))
	field := widgets.NewFormField(lang.L("Create the customer under"), picker)
	ask(p.w, question{
		title: lang.L("Create it under another account"),
		text: lang.L("The customer will belong to the account that you choose, and not directly to yours, {{.Own}}.",
			data{"Own": p.w.known.identity.AccountName}),
		field: field, yes: lang.L("Choose"),
		answer: func(done func()) {
			id, known := picker.Value()
			for _, c := range candidates {
				if known && c.account.ID == id {
					p.set(c.account)
					done()
					return
				}
			}
			field.SetProblem(lang.L("Choose an account from the list"))
		},
	})
}
