package wizard

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// passwordField shows an administrator's password: generated to begin with, and
// typed from the first character that is typed into it. The password is never
// part of the draft.
type passwordField struct {
	w        *Wizard
	id       string
	field    domain.Field
	box      *widgets.FormField
	entry    *widgets.Entry
	strength *widgets.StrengthBar
	generate *widgets.Button
	all      fyne.CanvasObject

	reading *run.Latest[domain.Secret]
	mode    domain.PasswordMode // of what is in the field
	round   int
	shown   bool // whether anything was put into the field yet
}

const (
	passwordWidth = 360 // has room for a generated password and the actions beside it
	strengthWidth = 290 // has room for where the password comes from and is kept
)

func newPasswordField(w *Wizard, id string) *passwordField {
	p := &passwordField{
		w: w, id: id, field: domain.AdminField(id, domain.PartPassword), entry: widgets.NewEntry(),
		strength: widgets.NewStrengthBar(), reading: run.NewLatest[domain.Secret](w.deps.Run),
	}
	p.entry.OnChanged = p.typed
	p.entry.OnFocusChanged = p.focused
	p.entry.SetActions(widgets.NewLink(lang.X("password.new", "New"), p.renew), widgets.NewReveal(p.entry), widgets.NewLink(lang.L("Copy"), p.copy))
	p.entry.SetConcealed(true)
	p.box = widgets.NewFormField(words.Label(p.field), p.entry)
	p.generate = widgets.NewLink(lang.L("Use a generated one"), p.generated)
	p.generate.Hide()
	w.put(p.field, place{focus: func() { w.focus(p.entry) }, show: problemOf(p.box)})
	const labelHeight = 22 // so that the bar stands beside the field and not beside its label
	p.all = widgets.HBoxTop(12, widgets.FixedWidth(passwordWidth, p.box),
		widgets.FixedWidth(strengthWidth, widgets.Pad(labelHeight, 0, 0, 0, widgets.VBox(2, p.strength, widgets.HBox(0, p.generate)))))
	return p
}

// load shows the password that the draft speaks of, which somebody has to derive
// or to fetch from the keyring first.
func (p *passwordField) load(a domain.Administrator) {
	if p.shown && p.mode == a.Mode && p.round == a.Round {
		p.rate()
		return
	}
	p.shown, p.mode, p.round = true, a.Mode, a.Round
	show(p.generate, a.Mode == domain.PasswordTyped)
	ws, draft := p.w.deps.Workspace, p.w.state.draft.ID
	p.reading.Go(func(ctx context.Context) (domain.Secret, error) { return ws.Password(ctx, draft, a) }, func(s domain.Secret, err error) {
		switch {
		case p.w.done:
		case errors.Is(err, domain.ErrSecretNotFound), errors.Is(err, domain.ErrKeyringAbsent), errors.Is(err, domain.ErrKeyringLocked):
			p.entry.SetTextSilently("") // the check says that it is lost
		case err != nil:
			p.entry.SetTextSilently("")
			p.strength.Set(0, widgets.ToneBad, words.Error(err).Title)
			return
		default:
			p.entry.SetTextSilently(s.Reveal()) //nolint:forbidigo // the field masks it until the person asks
		}
		p.rate()
	})
}

// rate says how strong the password in the field is, where it comes from and
// where it is kept.
func (p *passwordField) rate() {
	if p.entry.Text == "" {
		p.strength.Set(0, widgets.ToneBad, "")
		return
	}
	strength := domain.PasswordStrength(domain.NewSecret(p.entry.Text))
	origin, kept := lang.L("generated"), lang.L("kept in the keyring")
	if p.mode == domain.PasswordTyped {
		origin = lang.L("typed")
	}
	if !p.w.known.keyring {
		kept = lang.L("known in this session only")
	}
	tone, said := judged(strength)
	p.strength.Set(float32(strength), tone, listed(said, origin, kept))
}

// judged is what is to be thought of a strength from 0 to 1.
func judged(strength float64) (widgets.Tone, string) {
	switch {
	case strength >= 0.7:
		return widgets.ToneOK, lang.L("Strong")
	case strength >= 0.4:
		return widgets.ToneWarn, lang.L("Fair")
	}
	return widgets.ToneBad, lang.L("Weak")
}

// typed is called for what the person does to the text.
func (p *passwordField) typed(text string) {
	p.reading.Cancel()
	p.w.state.typed[p.id] = true
	p.w.passwords.typed(p.id, domain.NewSecret(text))
	if p.mode != domain.PasswordTyped {
		p.mode = domain.PasswordTyped
		p.change(func(a *domain.Administrator) { a.Mode = domain.PasswordTyped })
		p.generate.Show()
		p.w.relayout()
	}
	p.rate()
}

// focused marks all of a generated password, so that typing replaces it rather
// than adding to what may not even be seen.
func (p *passwordField) focused(focused bool) {
	p.w.watch(p.field, p.entry)(focused)
	if focused && p.mode == domain.PasswordGenerated {
		p.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// renew generates another password.
func (p *passwordField) renew() {
	p.wipe()
	p.change(func(a *domain.Administrator) {
		a.Mode = domain.PasswordGenerated
		a.Round++
	})
	p.reload()
}

// generated goes back from a typed password to a generated one.
func (p *passwordField) generated() {
	p.wipe()
	p.change(func(a *domain.Administrator) { a.Mode = domain.PasswordGenerated })
	p.reload()
	p.w.focus(p.entry)
}

// wipe overwrites a typed password where it is kept.
func (p *passwordField) wipe() {
	if p.mode == domain.PasswordTyped {
		p.w.passwords.typed(p.id, domain.Secret{})
	}
}

func (p *passwordField) reload() {
	if a := p.w.state.draft.Admin(p.id); a != nil {
		p.load(*a)
	}
	p.w.relayout()
}

func (p *passwordField) change(change func(*domain.Administrator)) {
	p.w.edit(p.field, func(d *domain.Draft) {
		if a := d.Admin(p.id); a != nil {
			change(a)
		}
	})
}

func (p *passwordField) copy() {
	fyne.CurrentApp().Clipboard().SetContent(p.entry.Text)
	p.w.modal.Toasts().Show(lang.L("The password was copied."), widgets.ToneOK)
}

func (p *passwordField) forget() { p.reading.Cancel() }
