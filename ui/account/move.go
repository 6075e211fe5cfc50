package account

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// mover asks below which account this one is to be put: a search, what it finds, and
// a choice among that.
type mover struct {
	v       *View
	modal   *widgets.Modal
	search  *widgets.Entry
	results *fyne.Container
	found   []domain.Account
	radio   *widgets.RadioGroup
	move    *widgets.Button
	reading *run.Latest[[]domain.Account]
}

// mostTargets is how many accounts are offered at once; a search finds the others.
const mostTargets = 8

func (v *View) askMove() {
	m := &mover{v: v, search: widgets.NewEntry(), results: widgets.VBox(8), reading: run.NewLatest[[]domain.Account](v.options.Runner)}
	m.search.OnChanged = func(string) { m.find() }
	m.move = widgets.NewButton(widgets.Primary, lang.L("Move"), m.submit)
	m.move.Disable()
	cancel := widgets.NewButton(widgets.Secondary, lang.L("Cancel"), func() { m.modal.Close() })
	m.modal = widgets.NewModal(v.options.Canvas, widgets.ModalOptions{
		Title: lang.L("Move the account"), Size: fyne.NewSize(520, 520), Default: m.move,
		Body: widgets.VBox(12,
			widgets.NewBanner(widgets.ToneWarn, lang.L("Its users, phones and numbers go with it. Not every platform lets resellers move accounts, and none between two resellers."), ""),
			widgets.NewFormField(lang.L("Search the account that it goes below"), m.search), m.results),
		Footer:   widgets.HBox(10, widgets.NewCaption(lang.L("It is sent when there is a connection.")), widgets.Spacer(), cancel, m.move),
		OnClosed: m.reading.Cancel,
	})
	m.modal.Show()
	m.find()
}

// find reads what is searched for from this computer.
func (m *mover) find() {
	text, ws := m.search.Text, m.v.options.Workspace
	m.reading.Go(func(ctx context.Context) ([]domain.Account, error) {
		return ws.Accounts(ctx, workspace.AccountQuery{Search: text, Limit: mostTargets + 1}) // itself may be among them
	}, func(found []domain.Account, err error) {
		if err != nil {
			m.v.options.Actions.Failed(err)
			return
		}
		m.show(found)
	})
}

func (m *mover) show(found []domain.Account) {
	m.found = nil
	var names []string
	for _, a := range found {
		if a.ID == m.v.id || a.ID == m.v.known.sheet.Account.ParentID || len(m.found) == mostTargets {
			continue
		}
		m.found = append(m.found, a)
		names = append(names, join(" · ", a.Name, a.Realm))
	}
	m.results.RemoveAll()
	m.radio = nil
	m.move.Disable()
	if len(names) == 0 {
		m.results.Add(widgets.NewCaption(lang.L("Nothing found")))
		return
	}
	m.radio = widgets.NewVerticalRadioGroup(names, nil)
	m.results.Add(m.radio)
	m.move.Enable()
	m.results.Refresh()
}

// submit asks once more, with both names.
func (m *mover) submit() {
	to := m.found[m.radio.Selected()].AccountRef
	name := m.v.known.sheet.Account.Name
	m.modal.Close()
	widgets.ShowConfirm(m.v.options.Canvas, widgets.ConfirmOptions{
		Title:   lang.L("Move the account?"),
		Text:    lang.L("{{.Name}} is put below {{.To}}.", map[string]any{"Name": name, "To": to.Name}),
		Confirm: lang.L("Move"), Danger: true,
	}, func(yes bool) {
		if yes {
			m.v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.MoveAccount(ctx, id, to) })
		}
	})
}
