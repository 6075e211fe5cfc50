package outbox

import (
	"context"
)

// The ways on from where it stands. Each is one call of the workspace, whose
// events then move the screen.

// retry tries again what stands or waits. Where one step alone needs the person
// it is that one; else all that is not done.
func (v *View) retry(s screen) {
	step := ""
	if s.single != nil {
		step = s.single.id
	}
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.RetryStep(ctx, id, step) }, nil)
}

func (v *View) leaveOut(step string) {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.LeaveOut(ctx, id, step) }, nil)
}

func (v *View) accept(step string) {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.AcceptCharges(ctx, id, step) }, nil)
}

func (v *View) change(r stepRow) { v.options.Actions.Change(v.id, r.field) }

func (v *View) withdraw() {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.Withdraw(ctx, id) }, func() {
		v.Leave()
		v.options.Actions.Withdrawn(id)
	})
}
