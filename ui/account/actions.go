package account

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// drawActions draws what can be done to the account as a whole.
func (v *View) drawActions() {
	v.actions.RemoveAll()
	v.actions.Add(widgets.NewButton(widgets.Secondary, lang.L("Duplicate as draft"), v.Duplicate))
	v.actions.Add(widgets.NewButton(widgets.Secondary, lang.L("Welcome sheet…"), v.options.Actions.Welcome))
	if v.has(domain.DocAccount) {
		label := lang.L("Disable")
		if v.value(domain.FieldEnabled) == domain.Off {
			label = lang.L("Enable")
		}
		v.actions.Add(widgets.NewButton(widgets.Secondary, label, v.toggleEnabled))
	}
	v.actions.Add(widgets.NewButton(widgets.Danger, lang.L("Delete…"), v.askDelete))
}

// Duplicate starts a draft like the account that is shown.
func (v *View) Duplicate() {
	if v.have {
		v.options.Actions.Duplicate(v.known.sheet)
	}
}

// CopyRealm copies the realm of the account that is shown.
func (v *View) CopyRealm() {
	if v.have {
		v.copy(lang.L("The realm"), v.known.sheet.Account.Realm)
	}
}

// askReseller makes the account a reseller, or an ordinary customer again, once that is
// confirmed.
func (v *View) askReseller() {
	promote := v.value(domain.FieldIsReseller) != domain.On
	title, text, verb := lang.L("Make it a reseller?"), lang.L("It can then sell to accounts below it, with its own plans and prices."), lang.L("Make it a reseller")
	if !promote {
		title, text, verb = lang.L("No reseller any more?"), lang.L("The accounts below it then belong to the reseller above it."), lang.L("No reseller any more")
	}
	widgets.ShowConfirm(v.options.Canvas, widgets.ConfirmOptions{Title: title, Text: text, Confirm: verb, Danger: !promote}, func(yes bool) {
		if yes {
			v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.SetReseller(ctx, id, promote) })
		}
	})
}

// toggleEnabled disables or enables the account, once that is confirmed: customers
// who cannot call notice at once.
func (v *View) toggleEnabled() {
	on := v.value(domain.FieldEnabled) == domain.Off
	title, text, verb := lang.L("Disable the account?"), lang.L("Its phones can no longer call, and its users can no longer sign in."), lang.L("Disable")
	if on {
		title, text, verb = lang.L("Enable the account?"), lang.L("Its phones can call again, and its users can sign in."), lang.L("Enable")
	}
	widgets.ShowConfirm(v.options.Canvas, widgets.ConfirmOptions{Title: title, Text: text, Confirm: verb, Danger: !on}, func(yes bool) {
		if !yes {
			return
		}
		edits := domain.Edits{}.Set(domain.FieldEnabled, v.value(domain.FieldEnabled), domain.Switch(on))
		v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.Change(ctx, id, edits) })
	})
}

// showKey shows the API key on demand. It is kept nowhere.
func (v *View) showKey() {
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) (domain.Secret, error) { return ws.APIKey(ctx, id) }, func(key domain.Secret, err error) {
		if err != nil {
			v.options.Actions.Failed(err)
			return
		}
		widgets.ShowDetails(v.options.Canvas, lang.L("API key"), key.Reveal()) //nolint:forbidigo // the person asked for it
	})
}

// askDelete asks for the account's name to be typed. One with accounts below it cannot
// be deleted, and they are the reason.
func (v *View) askDelete() {
	account := v.known.sheet.Account
	if account.Descendants > 0 {
		widgets.ShowConfirm(v.options.Canvas, widgets.ConfirmOptions{
			Title:   lang.L("It cannot be deleted"),
			Text:    lang.L("There are {{.Count}} accounts below {{.Name}}. Delete or move those first.", map[string]any{"Count": words.Count(account.Descendants), "Name": account.Name}),
			Confirm: lang.L("Show them"),
		}, func(yes bool) {
			if yes {
				v.options.Actions.Drill(account.AccountRef)
			}
		})
		return
	}
	entry := widgets.NewEntry()
	field := widgets.NewFormField(lang.L("Type “{{.Name}}” to confirm", map[string]any{"Name": account.Name}), entry)
	dialog := widgets.ShowConfirm(v.options.Canvas, widgets.ConfirmOptions{
		Title:   lang.L("Delete the account?"),
		Text:    lang.L("This cannot be undone. The account goes with its users, phones, settings and history, and its numbers are given back."),
		Content: field, Confirm: lang.L("Delete"), Danger: true,
	}, func(yes bool) {
		if yes {
			typed := entry.Text
			v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.DeleteAccount(ctx, id, typed) })
		}
	})
	dialog.SetConfirmEnabled(false)
	entry.OnChanged = func(text string) { dialog.SetConfirmEnabled(text == account.Name) }
}
