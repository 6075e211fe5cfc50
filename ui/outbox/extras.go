package outbox

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// showCharges draws the charges that wait for a yes, above the steps.
func (v *View) showCharges(s screen) {
	says := fmt.Sprint(s.charges)
	if says == v.chargesSay {
		return
	}
	v.chargesSay = says
	v.charges.RemoveAll()
	for _, t := range s.charges {
		v.charges.Add(chargesCard(t))
	}
	v.charges.Hidden = len(s.charges) == 0
}

// showPasswords draws the passwords of administrators who exist now: below the
// steps while those are what matters, above them once all is done.
func (v *View) showPasswords(s screen) {
	place, other := v.below, v.above
	if s.summary == provisioning.SummaryDone {
		place, other = v.above, v.below
	}
	if len(place.Objects) == 1 && v.passwordsShown == len(v.passwords) {
		return
	}
	v.passwordsShown = len(v.passwords)
	other.RemoveAll()
	other.Hide()
	place.RemoveAll()
	if card := v.passwordsCard(); card != nil {
		place.Add(card)
	}
	place.Hidden = len(place.Objects) == 0
}

// chargesCard lists what the server wants for a step.
func chargesCard(t chargeTable) fyne.CanvasObject {
	line := func(bold bool, what, quantity, rate, total string) fyne.CanvasObject {
		cell := func(text string) fyne.CanvasObject {
			words := widgets.NewText(text).Aligned(fyne.TextAlignTrailing).Fitting(widgets.Ellipsis)
			if bold {
				words.Bold()
			}
			return widgets.FixedWidth(90, words)
		}
		name := widgets.NewText(what).Fitting(widgets.Wrap)
		if bold {
			name.Bold()
		}
		return widgets.Pad(9, 16, 9, 16, widgets.HBox(8, widgets.Grow(name), cell(quantity), cell(rate), cell(total)))
	}
	rows := []fyne.CanvasObject{
		widgets.Pad(11, 16, 11, 16, widgets.NewHeading(lang.L("What it costs: {{.Step}}", map[string]any{"Step": t.title}))),
		line(true, lang.L("What"), lang.L("Number"), lang.L("Each"), lang.L("Total")),
	}
	for _, l := range t.lines {
		rows = append(rows, line(false, l.what, l.quantity, l.rate, l.total))
	}
	rows = append(rows, line(true, lang.L("Together"), "", "", t.total))
	return widgets.NewBareCard(widgets.Rows(rows...))
}

// fetchPasswords gets the passwords of administrators who exist now, to show them
// once.
func (v *View) fetchPasswords() {
	for _, s := range v.p.Steps {
		if s.Kind != provisioning.KindAdministrator || s.State != provisioning.Done || v.fetching[s.ID] {
			continue
		}
		if v.fetching == nil {
			v.fetching, v.passwords = map[string]bool{}, map[string]domain.Secret{}
		}
		v.fetching[s.ID] = true
		id, intent, ws := v.id, s.Intent.Admin, v.options.Workspace
		run.Go(v.options.Runner, func(ctx context.Context) (domain.Secret, error) {
			return ws.Password(ctx, intent.DraftID, intent.Admin)
		}, func(password domain.Secret, err error) {
			if v.id != id {
				return
			}
			if err != nil { // nobody can show it any more, which is all there is to say
				password = domain.Secret{}
			}
			v.passwords[intent.Admin.ID] = password
			v.redraw()
		})
	}
}

// passwordsCard shows the passwords of new administrators, or is nil.
func (v *View) passwordsCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{widgets.Pad(11, 16, 11, 16, widgets.VBox(2,
		widgets.NewHeading(lang.L("Passwords")),
		widgets.NewCaption(lang.L("Hand them over now: once everything is done and this page is left, they are not shown again.")),
	))}
	for _, s := range v.p.Steps {
		if s.Kind != provisioning.KindAdministrator {
			continue
		}
		admin := s.Intent.Admin.Admin
		password, ok := v.passwords[admin.ID]
		if !ok {
			continue
		}
		rows = append(rows, v.passwordRow(admin, password))
	}
	if len(rows) == 1 {
		return nil
	}
	return widgets.NewBareCard(widgets.Rows(rows...))
}

func (v *View) passwordRow(admin domain.Administrator, password domain.Secret) fyne.CanvasObject {
	row := widgets.HBox(12, widgets.Grow(widgets.VBox(0,
		widgets.NewText(admin.FullName()).Bold().Fitting(widgets.Ellipsis),
		widgets.NewCaption(admin.UserName()).Fitting(widgets.Ellipsis),
	)))
	if password.IsZero() {
		row.Add(widgets.Grow(widgets.NewCaption(lang.L("The password is not known on this computer any more."))))
	} else {
		row.Add(widgets.Grow(widgets.NewMonoValue(password.Reveal())))
		row.Add(widgets.NewLink(lang.L("Copy"), func() {
			fyne.CurrentApp().Clipboard().SetContent(password.Reveal())
			v.options.Actions.Copied(lang.L("The password of {{.Name}} is copied.", map[string]any{"Name": admin.FullName()}))
		}))
	}
	return widgets.Pad(9, 16, 9, 16, row)
}
