package outbox_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
	"accountsmanager/ui/outbox"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// desk is the screen over the real workspace and a server that can be told what goes
// wrong: a person sits at it and gets from each state to done.
type desk struct {
	t      *testing.T
	world  *workspacetest.World
	ws     *workspace.Workspace
	draft  domain.Draft
	queue  *run.Queue
	runner *run.Runner
	view   *outbox.View
	canvas fyne.Canvas
	news   chan struct{}
	signIn int
}

func newDesk(t *testing.T, before func(*desk)) *desk {
	t.Helper()
	d := &desk{t: t, world: workspacetest.NewWorld(), queue: run.NewQueue(), news: make(chan struct{}, 1)}
	d.world.Server.Offer(domain.Catalogue{Classifiers: domain.DefaultClassifiers()})
	d.world.Server.AddCustomer("reseller", "Old One", "one.sip.example.com")
	d.world.Server.AddCustomer("reseller", "Old Two", "two.sip.example.com")
	d.start()
	d.runner = run.New(t.Context(), d.queue)
	window := uitest.NewWindow(t, nil, 980, 768)
	d.canvas = window.Canvas()
	failed := func(err error) { require.NoError(t, err) }
	d.view = outbox.New(outbox.Options{
		Workspace: d, Runner: d.runner, Now: d.world.Clock.Now, Version: "test",
		After: func(time.Duration, func()) func() { return func() {} }, // the clock of this world moves by itself
		Actions: outbox.Actions{
			Change: func(string, domain.Field) {}, Withdrawn: func(string) {}, Account: func(string) {}, Copied: func(string) {},
			Add: func() {}, Up: func() {}, SignIn: func() { d.signIn++ }, Finished: func() {}, Failed: failed,
		},
	})
	window.SetContent(d.view.Object())
	require.NoError(t, d.ws.SignIn(t.Context(), workspacetest.User()))
	d.until("the realms are known", func() bool { s, _ := d.ws.RealmSuffix(t.Context()); return s != "" })
	d.draft = d.ws.NewDraft(domain.AccountRef{})
	d.draft.Name, d.draft.RealmLabel, d.draft.Timezone, d.draft.Credit = "ABC Company", "abc", "America/Chicago", "25.50"
	ada := d.ws.NewAdministrator()
	ada.FirstName, ada.LastName, ada.Email = "Ada", "Moreno", "ada@abc.example"
	d.draft.Administrators = []domain.Administrator{ada}
	before(d)
	require.NoError(t, d.ws.SaveDraft(t.Context(), d.draft))
	require.NoError(t, d.ws.Submit(t.Context(), d.draft.ID))
	d.view.Show(d.draft.ID)
	t.Cleanup(func() { d.ws.Close(context.Background()); d.settle() })
	return d
}

func (d *desk) start() {
	d.ws = workspace.New(d.world.Options())
	d.ws.Subscribe(func(e workspace.Event) {
		if _, ok := e.(workspace.ProvisioningChanged); ok && d.view != nil {
			d.queue.Dispatch(d.view.Changed)
		}
		select {
		case d.news <- struct{}{}:
		default:
		}
	})
}

// restart ends the program and starts it anew.
func (d *desk) restart() {
	d.ws.Close(context.Background())
	d.start()
	require.NoError(d.t, d.ws.SignIn(d.t.Context(), workspacetest.User()))
	d.view.Changed()
}

// The screen asks the workspace of the newest start.
func (d *desk) Provisioning(ctx context.Context, id string) (provisioning.Provisioning, error) {
	return d.ws.Provisioning(ctx, id)
}

func (d *desk) RetryStep(ctx context.Context, id, step string) error {
	return d.ws.RetryStep(ctx, id, step)
}

func (d *desk) LeaveOut(ctx context.Context, id, step string) error {
	return d.ws.LeaveOut(ctx, id, step)
}

func (d *desk) AcceptCharges(ctx context.Context, id, step string) error {
	return d.ws.AcceptCharges(ctx, id, step)
}
func (d *desk) Withdraw(ctx context.Context, id string) error { return d.ws.Withdraw(ctx, id) }
func (d *desk) Stop(ctx context.Context, id string) error     { return d.ws.Stop(ctx, id) }
func (d *desk) TakeWord(ctx context.Context, id, step string, there bool) error {
	return d.ws.TakeWord(ctx, id, step, there)
}

func (d *desk) Taken(ctx context.Context, id string) (workspace.Taken, error) {
	return d.ws.Taken(ctx, id)
}

func (d *desk) UseRealm(ctx context.Context, id, label string) error {
	return d.ws.UseRealm(ctx, id, label)
}

func (d *desk) SentPassword(ctx context.Context, id, step string) (domain.Secret, error) {
	return d.ws.SentPassword(ctx, id, step)
}

func (d *desk) ResetPassword(ctx context.Context, id, step string) error {
	return d.ws.ResetPassword(ctx, id, step)
}

func (d *desk) settle() {
	for d.runner.Wait(); d.queue.Drain() > 0; d.runner.Wait() {
	}
	uitest.Settle(d.canvas)
}

// until lets things happen, and time pass where nothing does, until it is so.
func (d *desk) until(what string, so func() bool) {
	d.t.Helper()
	for range 4000 {
		d.settle()
		if so() {
			return
		}
		select {
		case <-d.news:
		case <-time.After(2 * time.Millisecond):
			d.world.Clock.Next()
		}
	}
	require.FailNow(d.t, "it never comes to it: "+what, uitest.Dump(d.canvas))
}

func (d *desk) see(text string) {
	d.t.Helper()
	d.until(text, func() bool { return uitest.Has(d.canvas.Content(), text) })
}

// press takes a way on by the keyboard alone: Tab to it, and Enter.
func (d *desk) press(label string) {
	d.t.Helper()
	d.see(label)
	for range 60 {
		uitest.Press(d.canvas, fyne.KeyTab)
		if b, ok := d.canvas.Focused().(*widgets.Button); ok && b.Text() == label {
			uitest.Press(d.canvas, fyne.KeyReturn)
			d.settle()
			return
		}
	}
	require.FailNow(d.t, "Tab does not reach "+label, uitest.Dump(d.canvas))
}

func refuse(step string, fate workspacetest.Fate) func(*desk) {
	return func(d *desk) { d.world.Server.Next(step, fate) }
}

// TestFromEachStateToDone: what is said in each state, and how a person gets from
// there to an account that exists, by keyboard alone.
func TestFromEachStateToDone(t *testing.T) {
	charge := domain.Charge{Name: "Two-way trunk", Quantity: 1, Rate: decimal.NewFromInt(5), Total: decimal.NewFromInt(5)}
	admin := func(d *desk) string { return "administrator/" + d.draft.Administrators[0].ID }
	tests := map[string]struct {
		before func(*desk)
		way    func(*desk)
	}{
		"refused": {refuse("limits", workspacetest.Refused(403)), func(d *desk) { d.see("One step was refused."); d.press("Try again") }},
		"refused, left out": {refuse("limits", workspacetest.Refused(403)), func(d *desk) {
			d.press("Leave it out")
			d.see("ABC Company exists")
			d.press("Send it after all")
		}},
		"charges": {refuse("limits", workspacetest.Charged(charge)), func(d *desk) { d.see("Two-way trunk"); d.press("Accept the charges") }},
		"realm taken": {func(d *desk) { d.world.Server.AddCustomer("reseller", "Adatum", "abc.sip.example.com") }, func(d *desk) {
			d.see("Adatum has this realm.")
			d.press("Use abc-2.sip.example.com")
		}},
		"cannot tell, and it is there": {func(d *desk) {
			d.world.Server.Next("credit", workspacetest.LostAfter())
			d.world.Server.Hide("credit")
		}, func(d *desk) { d.see("it cannot be told whether it took effect"); d.press("It is there") }},
		"cannot tell, and it is not there": {func(d *desk) {
			d.world.Server.Next("credit", workspacetest.LostBefore())
			d.world.Server.Hide("credit")
		}, func(d *desk) { d.press("It is not there: send it") }},
		"answer lost": {refuse("account", workspacetest.LostAfter()), func(*desk) {}},
		"busy":        {refuse("account", workspacetest.Busy(time.Hour)), func(d *desk) { d.see("The server asks for patience."); d.press("Try now") }},
		"offline": {func(d *desk) {
			// The send is to be what finds it out; known before, it would not be tried.
			d.until("it has read what is there", func() bool { return !d.ws.Status().Refreshing })
			d.world.Server.Down(true)
		}, func(d *desk) {
			d.see("Waiting for a connection.")
			d.world.Server.Down(false)
		}},
		"stopped": {refuse("limits", workspacetest.Fails(&domain.BusyError{Status: 503, RetryAfter: time.Hour})), func(d *desk) {
			d.see("The server asks for patience.")
			d.press("Stop")
			d.see("Stopped. What was sent stays.")
			d.see("stopped before it was sent")
			d.press("Go on")
		}},
		"password lost": {func(d *desk) {
			d.world.Secrets.Fail(domain.ErrKeyringAbsent)
			d.world.Server.Next(admin(d), workspacetest.LostAfter())
		}, func(d *desk) {
			d.until("it was sent", func() bool {
				p, err := d.ws.Provisioning(d.t.Context(), d.draft.ID)
				return err == nil && p.AccountReady() && !p.Step(admin(d)).FirstSent.IsZero() && p.Step(admin(d)).State != provisioning.Sending
			})
			d.restart()
			d.see("The password is not known on this computer any more.")
			d.press("Set a new password")
			d.until("it is known", func() bool {
				secret, err := d.ws.SentPassword(d.t.Context(), d.draft.ID, admin(d))
				return err == nil && uitest.Has(d.canvas.Content(), secret.Reveal())
			})
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, tt.before)
			tt.way(d)
			d.see("ABC Company exists")
			d.until("all is done", func() bool {
				p, err := d.ws.Provisioning(t.Context(), d.draft.ID)
				return err == nil && p.Summary() == provisioning.SummaryDone
			})
			made := 0
			for _, c := range d.world.Server.Customers() {
				if c.Name == "ABC Company" {
					made++
					require.Len(t, c.Admins, 1)
					require.Equal(t, "25.5", c.Balance().String())
					require.NotNil(t, c.Limits)
				}
			}
			require.Equal(t, 1, made)
			uitest.AssertInside(t, d.canvas)
		})
	}
}
