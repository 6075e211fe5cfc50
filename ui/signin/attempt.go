package signin

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// submit signs in with what was typed.
func (v *View) submit() {
	if v.busy {
		return
	}
	f := v.form
	f.clearProblems()
	if first := f.missing(v.method); first != nil {
		f.relayout()
		v.options.Canvas.Focus(first)
		return
	}
	server := strings.TrimSpace(f.server.Text)
	request := workspace.SignInRequest{
		Method: v.method, Server: server, Secret: domain.NewSecret(f.secret(v.method).Text), Route: v.wayTo(server),
	}
	if v.method == workspace.WithPassword {
		request.UserName, request.Account = strings.TrimSpace(f.user.Text), strings.TrimSpace(f.account.Text)
	} else {
		request.Secret = domain.NewSecret(strings.TrimSpace(f.apiKey.Text))
	}
	v.try(func(ctx context.Context) error { return v.options.Workspace.SignIn(ctx, request) })
}

func (v *View) trySandbox() {
	v.try(func(ctx context.Context) error { return v.options.Workspace.TrySandbox(ctx) })
}

func (v *View) workOffline(id string) {
	v.try(func(ctx context.Context) error { return v.options.Workspace.WorkOffline(ctx, id) })
}

// chooseOffline works offline with the one profile there is, or asks which.
func (v *View) chooseOffline() {
	switch len(v.profiles) {
	case 0:
		return
	case 1:
		v.workOffline(v.profiles[0].ID)
		return
	}
	menu := fyne.NewMenu("")
	for _, p := range v.profiles {
		menu.Items = append(menu.Items, fyne.NewMenuItem(profileLabel(p), func() { v.workOffline(p.ID) }))
	}
	widget.ShowPopUpMenuAtRelativePosition(menu, v.options.Canvas, fyne.NewPos(0, v.form.offline.Size().Height), v.form.offline)
}

func profileLabel(p workspace.Profile) string {
	where := p.Server
	if p.Sandbox {
		where = lang.L("built-in sandbox")
	}
	return lang.L("{{.Name}} · {{.Where}}", map[string]any{"Name": p.Identity.AccountName, "Where": where})
}

// try runs one attempt to get in. Until it ends nothing can be typed, but it can
// be stopped.
func (v *View) try(work func(context.Context) error) {
	v.busy = true
	v.found = nil
	v.form.tell(nil)
	v.form.arrange()
	v.options.Canvas.Focus(v.form.cancel)
	v.attempt.Go(func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) },
		func(_ struct{}, err error) {
			v.ended()
			if err != nil {
				v.failed(err)
				return
			}
			v.form.password.SetTextSilently("")
			v.form.apiKey.SetTextSilently("")
			v.options.Done()
		})
}

// stop gives the attempt up. Where it came through all the same, the workspace
// says so by its status.
func (v *View) stop() {
	if v.busy {
		v.attempt.Cancel()
		v.ended()
		v.focusFirst()
	}
}

func (v *View) ended() {
	v.busy = false
	v.form.arrange()
}

func (v *View) escape() {
	switch {
	case v.busy:
		v.stop()
	case v.options.Cancelled != nil:
		v.options.Cancelled()
	}
}

// failed says what went wrong and puts the keyboard where it is mended: a field,
// the way round it, or the button to try again.
func (v *View) failed(err error) {
	errors.As(err, &v.found)
	v.form.tell(err)
	v.scroll.ScrollToTop()
	f := v.form
	switch {
	case v.wayRound != nil:
		v.options.Canvas.Focus(v.wayRound)
	case errors.Is(err, domain.ErrWrongCredentials):
		v.options.Canvas.Focus(f.password)
	case errors.Is(err, domain.ErrUnknownKey):
		v.options.Canvas.Focus(f.apiKey)
	case errors.Is(err, domain.ErrBadServerURL), errors.Is(err, domain.ErrInsecureServer), errors.Is(err, domain.ErrNotCrossbar):
		v.options.Canvas.Focus(f.server)
	default:
		v.options.Canvas.Focus(f.submit)
		v.scroll.ScrollToTop() // the message matters more than the button, which Return presses all the same
	}
}

// banner words an error, with the way round it where there is one.
func (v *View) banner(err error) *widgets.Banner {
	m := words.Error(err)
	var actions []*widgets.Button
	v.wayRound = nil
	switch {
	case m.Help == words.UseAPIKey && v.method != workspace.WithAPIKey:
		v.wayRound = widgets.NewButton(widgets.Secondary, m.Action, func() { v.setMethod(workspace.WithAPIKey) })
	case m.Help == words.ShowCertificate && v.found != nil:
		v.wayRound = widgets.NewButton(widgets.Secondary, m.Action, v.showCertificate)
	}
	if v.wayRound != nil {
		actions = append(actions, v.wayRound)
	}
	actions = append(actions, widgets.NewLink(lang.L("Copy details"), func() {
		fyne.CurrentApp().Clipboard().SetContent(words.Details(err, v.options.Now()))
	}))
	return widgets.NewBanner(widgets.ToneBad, m.Title, m.Text, actions...)
}

func (v *View) swapMethod() {
	if v.method == workspace.WithAPIKey {
		v.setMethod(workspace.WithPassword)
		return
	}
	v.setMethod(workspace.WithAPIKey)
}

func (v *View) refresh() {
	if v.scroll != nil {
		v.scroll.Refresh()
	}
}
