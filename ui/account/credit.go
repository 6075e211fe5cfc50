package account

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

func (v *View) credit() []fyne.CanvasObject {
	part := v.known.sheet.Parts[domain.DocCredit]
	head := widgets.NewCard(widgets.HBox(10,
		widgets.Grow(widgets.VBox(2, widgets.NewCaption(lang.L("Balance")), widgets.NewDisplay(v.balance()))),
		widgets.NewButton(widgets.Secondary, lang.L("Add credit…"), func() { v.askAmount(false) }),
		widgets.NewButton(widgets.Secondary, lang.L("Remove credit…"), func() { v.askAmount(true) }),
	))
	objects := []fyne.CanvasObject{head}
	if !v.has(domain.DocCredit) {
		return objects
	}
	return append(objects, v.history(part.Ledger, part.ReadAt)...)
}

// askAmount asks for an amount, and once more whether it is meant.
func (v *View) askAmount(remove bool) {
	title, verb := lang.L("Add credit"), lang.L("Add")
	if remove {
		title, verb = lang.L("Remove credit"), lang.L("Remove")
	}
	entry := widgets.NewEntry()
	field := widgets.NewFormField(lang.L("Amount"), entry)
	var modal *widgets.Modal
	ok := widgets.NewButton(widgets.Primary, verb+"…", func() {
		amount, problem := domain.ParseCredit(entry.Text)
		if problem == nil && amount.IsZero() {
			problem = &domain.Problem{Field: domain.FieldCredit, Code: domain.NotMoney}
		}
		if problem != nil {
			field.SetProblem(words.Problem(*problem))
			return
		}
		modal.Close()
		text := lang.L("{{.Amount}} is added to the balance of {{.Name}}.", map[string]any{"Amount": words.Money(amount), "Name": v.known.sheet.Account.Name})
		if remove {
			text = lang.L("{{.Amount}} is taken from the balance of {{.Name}}.", map[string]any{"Amount": words.Money(amount), "Name": v.known.sheet.Account.Name})
			amount = amount.Neg()
		}
		widgets.ShowConfirm(v.options.Canvas, widgets.ConfirmOptions{Title: title, Text: text, Confirm: verb, Danger: remove}, func(yes bool) {
			if yes {
				v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.AddCredit(ctx, id, amount) })
			}
		})
	})
	modal = widgets.NewModal(v.options.Canvas, widgets.ModalOptions{
		Title: title, Body: field, FitHeight: true, Size: fyne.NewSize(420, 400), Default: ok,
		Footer: widgets.HBox(10, widgets.Spacer(), widgets.NewButton(widgets.Secondary, lang.L("Cancel"), func() { modal.Close() }), ok),
	})
	modal.Show()
}
