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

// showPasswords draws the passwords of administrators who exist now: below the
// steps while those are what matters, above them once all is done.
func (v *View) showPasswords(s screen) {
	place, other := v.below, v.above
	if s.summary == provisioning.SummaryDone {
		place, other = v.above, v.below
	}
	says := fmt.Sprint(v.busy)
	for _, step := range v.p.Steps {
		if p, ok := v.passwords[step.ID]; ok {
			says += " " + step.ID + " " + p.setBy
		}
	}
	if len(place.Objects) == 1 && v.passwordsSay == says {
		return
	}
	v.passwordsSay = says
	other.RemoveAll()
	other.Hide()
	place.RemoveAll()
	if card := v.passwordsCard(); card != nil {
		place.Add(card)
	}
	place.Hidden = len(place.Objects) == 0
}

// sentPassword is the password of an administrator who exists.
type sentPassword struct {
	secret domain.Secret // zero: it is not known any more
	setBy  string        // the step that set it last
}

// fetchPasswords gets the passwords of administrators who exist now, to show them
// once; one that was set anew is fetched again.
func (v *View) fetchPasswords() {
	for _, s := range v.p.Steps {
		if s.Kind != provisioning.KindAdministrator || s.State != provisioning.Done {
			continue
		}
		setBy := s.ID
		for _, again := range v.p.PasswordSteps(s.ID) {
			if again.State == provisioning.Done {
				setBy = again.ID
			}
		}
		if v.fetching[setBy] {
			continue
		}
		if v.fetching == nil {
			v.fetching, v.passwords = map[string]bool{}, map[string]sentPassword{}
		}
		v.fetching[setBy] = true
		id, step, ws := v.id, s.ID, v.options.Workspace
		run.Go(v.options.Runner, func(ctx context.Context) (domain.Secret, error) {
			return ws.SentPassword(ctx, id, step)
		}, func(password domain.Secret, err error) {
			if v.id != id {
				return
			}
			if err != nil { // nobody can show it any more, and another one is offered
				password = domain.Secret{}
			}
			v.passwords[step] = sentPassword{secret: password, setBy: setBy}
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
		password, ok := v.passwords[s.ID]
		if !ok {
			continue
		}
		rows = append(rows, v.passwordRow(s.ID, admin, password.secret))
	}
	if len(rows) == 1 {
		return nil
	}
	return widgets.NewBareCard(widgets.Rows(rows...))
}

func (v *View) passwordRow(step string, admin domain.Administrator, password domain.Secret) fyne.CanvasObject {
	row := widgets.HBox(12, widgets.Grow(widgets.VBox(0,
		widgets.NewText(admin.FullName()).Bold().Fitting(widgets.Ellipsis),
		widgets.NewCaption(admin.UserName()).Fitting(widgets.Ellipsis),
	)))
	if password.IsZero() {
		row.Add(widgets.Grow(widgets.NewCaption(lang.L("The password is not known on this computer any more."))))
		row.Add(v.link(lang.L("Set a new password"), func() { v.resetPassword(step) }))
	} else {
		row.Add(widgets.Grow(widgets.NewMonoValue(password.Reveal()))) //nolint:forbidigo // the person asked for it
		row.Add(widgets.NewLink(lang.L("Copy"), func() {
			fyne.CurrentApp().Clipboard().SetContent(password.Reveal()) //nolint:forbidigo // the person asked for it
			v.options.Actions.Copied(lang.L("The password of {{.Name}} is copied.", map[string]any{"Name": admin.FullName()}))
		}))
	}
	return widgets.Pad(9, 16, 9, 16, row)
}
