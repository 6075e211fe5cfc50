package outbox

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
)

// findHolder finds out who has the name or the realm that was refused.
func (v *View) findHolder() {
	account := v.p.Step("account")
	if account == nil || account.State != provisioning.Refused || account.Why != provisioning.ReasonTaken {
		v.taken = workspace.Taken{}
		return
	}
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) (workspace.Taken, error) { return ws.Taken(ctx, id) },
		func(taken workspace.Taken, err error) {
			if v.id != id {
				return
			}
			if err != nil {
				v.options.Actions.Failed(err)
				return
			}
			v.taken = taken
			v.redraw()
		})
}

// takenWords says who has what was refused; empty where nobody is to be seen.
func takenWords(t workspace.Taken) string {
	var said []string
	if t.Name != "" {
		said = append(said, lang.L("{{.Name}} has this name.", map[string]any{"Name": t.Name}))
	}
	if t.Realm != "" {
		said = append(said, lang.L("{{.Name}} has this realm.", map[string]any{"Name": t.Realm}))
	}
	return strings.Join(said, " ")
}
