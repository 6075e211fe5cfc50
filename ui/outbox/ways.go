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

// stop keeps what is not sent yet from going out; goOn lets it.
func (v *View) stop() {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.Stop(ctx, id) }, nil)
}

func (v *View) goOn() {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.RetryStep(ctx, id, "") }, nil)
}

// include sends after all what was left out.
func (v *View) include(step string) {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.RetryStep(ctx, id, step) }, nil)
}

// tell settles by the person's word whether a step is on the server.
func (v *View) tell(step string, there bool) {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.TakeWord(ctx, id, step, there) }, nil)
}

// useRealm asks for the account again, under another realm.
func (v *View) useRealm(label string) {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.UseRealm(ctx, id, label) }, nil)
}

// resetPassword gives an administrator another password.
func (v *View) resetPassword(step string) {
	id, ws := v.id, v.options.Workspace
	v.wish(func(ctx context.Context) error { return ws.ResetPassword(ctx, id, step) }, nil)
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
