package outbox_test

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/outbox"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

type bench struct {
	t        *testing.T
	ws       *sample.Workspace
	queue    *run.Queue
	runner   *run.Runner
	view     *outbox.View
	canvas   fyne.Canvas
	now      time.Time
	chosen   []string
	failed   []error
	ticks    []func()
	finished int
}

func newBench(t *testing.T, p provisioning.Provisioning) *bench {
	b := &bench{t: t, ws: sample.Full(20), queue: run.NewQueue(), now: sample.Noon.Add(time.Minute)}
	b.runner = run.New(t.Context(), b.queue)
	note := func(what string) func(string) { return func(id string) { b.chosen = append(b.chosen, what+" "+id) } }
	w := uitest.NewWindow(t, nil, 980, 768)
	b.canvas = w.Canvas()
	b.view = outbox.New(outbox.Options{
		Workspace: b.ws, Runner: b.runner, Now: func() time.Time { return b.now }, Version: "test",
		After: func(_ time.Duration, f func()) func() {
			b.ticks = append(b.ticks, f)
			return func() { b.ticks = nil }
		},
		Actions: outbox.Actions{
			Change:    func(id string, f domain.Field) { b.chosen = append(b.chosen, "change "+id+" "+string(f)) },
			Withdrawn: note("withdrawn"), Account: note("account"), Copied: note("copied"),
			Add: func() { note("add")("") }, Up: func() { note("up")("") }, SignIn: func() { note("sign in")("") },
			Finished: func() { b.finished++ },
			Failed:   func(err error) { b.failed = append(b.failed, err) },
		},
	})
	w.SetContent(b.view.Object())
	cancel := b.ws.Subscribe(func(e workspace.Event) {
		if e, ok := e.(workspace.ProvisioningChanged); ok && e.ID == p.ID {
			b.queue.Dispatch(b.view.Changed)
		}
	})
	t.Cleanup(cancel)
	b.ws.SetProvisioning(p)
	b.view.Show(p.ID)
	b.settle()
	return b
}

func (b *bench) settle() { uitest.Finish(b.canvas, b.runner, b.queue) }

func (b *bench) has(text string) bool { return uitest.Has(b.canvas.Content(), text) }

func (b *bench) press(label string) {
	b.t.Helper()
	button := uitest.Find[*widgets.Button](b.t, b.canvas.Content(), label)
	widgets.Reveal(button) // a person scrolls to it
	uitest.Click(b.t, b.canvas, button)
	b.settle()
}

func (b *bench) buttons() (labels []string) {
	for _, o := range uitest.FindAll[*widgets.Button](b.canvas.Content()) {
		labels = append(labels, o.Text())
	}
	return labels
}

// with changes one step of the mock-up's provisioning.
func with(id string, change func(*provisioning.Step)) provisioning.Provisioning {
	p := sample.Litware()
	change(p.Step(id))
	return p
}

func TestTheMockUp(t *testing.T) {
	b := newBench(t, sample.Litware())
	for _, text := range []string{
		"Northwind Telecom", "Litware Clinics", "Needs you", "The account exists. One step was refused.",
		"What is done stays done, and is never sent twice. Mend the step and go on, or leave it.",
		"created as lw4k2m.sip.northwind.example", "403 forbidden: only the reseller may set limits", "added once, reference 5b7e…", "not needed", "0.4 s",
	} {
		require.True(t, b.has(text), "%s in\n%s", text, uitest.Dump(b.canvas))
	}
	require.Equal(t, []string{"Copy", "Try again", "Change the limits…", "Leave it out", "Copy details for support"}, b.buttons())
	uitest.AssertInside(t, b.canvas)
}

func TestTheWaysOn(t *testing.T) {
	b := newBench(t, sample.Litware())
	b.press("Try again")
	b.press("Leave it out")
	require.Equal(t, []string{"RetryStep d3 limits", "LeaveOut d3 limits"}, b.ws.Calls())
	b.press("Change the limits…")
	require.Equal(t, []string{"change d3 twoway_trunks"}, b.chosen)
	b.press("Copy details for support")
	require.Contains(t, fyne.CurrentApp().Clipboard().Content(), "5e11ab")
	require.NotContains(t, fyne.CurrentApp().Clipboard().Content(), "k7mv", "no password goes to support")
}

func TestTheWaysOnByKeyboardAlone(t *testing.T) {
	b := newBench(t, sample.Litware())
	for range 20 {
		uitest.Press(b.canvas, fyne.KeyTab)
		if button, ok := b.canvas.Focused().(*widgets.Button); ok && button.Text() == "Try again" {
			break
		}
	}
	uitest.Press(b.canvas, fyne.KeySpace)
	b.settle()
	require.Equal(t, []string{"RetryStep d3 limits"}, b.ws.Calls())
}

func TestAStepThatMovesIsShownAtOnce(t *testing.T) {
	b := newBench(t, sample.Litware())
	b.ws.SetProvisioning(with("limits", func(s *provisioning.Step) { *s = s.Retry().Sending(sample.Noon) }))
	b.settle()
	require.True(t, b.has("being sent…"))
	require.True(t, b.has("Sending"))
	require.Zero(t, b.finished)
	b.ws.SetProvisioning(with("limits", func(s *provisioning.Step) { s.State, s.DoneAt = provisioning.Done, sample.Noon.Add(time.Second) }))
	b.settle()
	require.True(t, b.has("Litware Clinics exists"))
	b.view.Changed()
	b.settle()
	require.Equal(t, 1, b.finished, "it is told once")
	require.Equal(t, "11f0000000000000000000000000000a", b.view.DoneAccount())
	require.Equal(t, []string{"Copy", "Open the account", "Add another", "Copy details for support"}, b.buttons())
	b.press("Open the account")
	b.press("Add another")
	require.Equal(t, []string{"account 11f0000000000000000000000000000a", "add "}, b.chosen)
}

func TestEachStateHasItsWords(t *testing.T) {
	waiting := func(why provisioning.Reason) provisioning.Provisioning {
		p := sample.Litware()
		p.Account = domain.AccountRef{}
		for i := range p.Steps {
			p.Steps[i].State, p.Steps[i].Why = provisioning.Waiting, provisioning.NoReason
		}
		p.Steps[0].Why, p.Steps[0].Next, p.Steps[0].Status = why, sample.Noon.Add(time.Minute+12*time.Second), 429
		return p
	}
	tests := map[string]struct {
		p       provisioning.Provisioning
		says    []string
		buttons []string
	}{
		"queued": {
			waiting(""),
			[]string{"Queued", "Queued.", "waits for the account"},
			[]string{"Try now", "Take it back", "Copy details for support"},
		},
		"offline": {
			waiting(provisioning.ReasonOffline),
			[]string{"Waiting for a connection.", "waiting for a connection, next try in 12 s"},
			[]string{"Try now", "Take it back", "Copy details for support"},
		},
		"busy": {waiting(provisioning.ReasonBusy), []string{"the server is busy (429), next try in 12 s"}, []string{"Try now", "Take it back", "Copy details for support"}},
		"sign in": {
			waiting(provisioning.ReasonSignIn),
			[]string{"Waiting for you to sign in."},
			[]string{"Sign in", "Take it back", "Copy details for support"},
		},
		"lost": {
			with("limits", func(s *provisioning.Step) {
				s.State, s.Why, s.Exposed = provisioning.Unknown, provisioning.ReasonNoAnswer, true
			}),
			[]string{"An answer was lost.", "the answer was lost; looking whether it took effect"},
			[]string{"Copy", "Stop", "Copy details for support"},
		},
		"charges": {
			with("limits", func(s *provisioning.Step) {
				s.State, s.Why = provisioning.NeedsPerson, provisioning.ReasonCharges
				s.Charges = []domain.Charge{{Name: "Two-way trunk", Quantity: 20, Rate: decimal.RequireFromString("2.5"), Total: decimal.NewFromInt(50)}}
			}),
			[]string{"The server asks you to accept charges.", "Two-way trunk", "$ 2.50", "$ 50.00", "Together"},
			[]string{"Copy", "Accept the charges", "Change the limits…", "Leave it out", "Copy details for support"},
		},
		"password lost": {
			with("administrator/1", func(s *provisioning.Step) { s.State, s.Why = provisioning.NeedsPerson, provisioning.ReasonPassword }),
			[]string{"the typed password is not known any more; type it again"},
			[]string{"Change the administrator…", "Leave it out", "Change the limits…", "Leave it out", "Try again", "Copy details for support"},
		},
		"left out": {
			with("limits", func(s *provisioning.Step) { s.State = provisioning.LeftOut }),
			[]string{"Litware Clinics exists", "left out"},
			[]string{"Copy", "Send it after all", "Open the account", "Add another", "Copy details for support"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, tt.p)
			for _, text := range tt.says {
				require.True(t, b.has(text), "%s in\n%s", text, uitest.Dump(b.canvas))
			}
			require.Equal(t, tt.buttons, b.buttons())
			uitest.AssertInside(t, b.canvas)
			b.canvas.Content().Resize(fyne.NewSize(553, 500)) // beside the sidebar at 150 % of 1280x800
			uitest.Settle(b.canvas)
			uitest.AssertInside(t, b.canvas)
		})
	}
}

func TestAcceptingCharges(t *testing.T) {
	b := newBench(t, with("limits", func(s *provisioning.Step) {
		s.State, s.Why = provisioning.NeedsPerson, provisioning.ReasonCharges
		s.Charges = []domain.Charge{{Name: "x", Quantity: 1, Total: decimal.NewFromInt(1)}}
	}))
	b.press("Accept the charges")
	require.Equal(t, []string{"AcceptCharges d3 limits"}, b.ws.Calls())
}

func TestSeveralThatNeedAPersonHaveLinksOfTheirOwn(t *testing.T) {
	b := newBench(t, with("credit", func(s *provisioning.Step) {
		s.State, s.Why, s.Exposed = provisioning.NeedsPerson, provisioning.ReasonUnclear, false
	}))
	require.Equal(t, []string{"Change the limits…", "Leave it out", "It is there", "It is not there: send it", "Leave it out", "Copy", "Try again", "Copy details for support"}, b.buttons())
	uitest.Click(t, b.canvas, uitest.FindAll[*widgets.Button](b.canvas.Content())[4])
	b.settle()
	b.press("Try again")
	require.Equal(t, []string{"LeaveOut d3 credit", "RetryStep d3 "}, b.ws.Calls())
}

func TestTakingItBack(t *testing.T) {
	p := sample.Litware()
	for i := range p.Steps {
		p.Steps[i].State, p.Steps[i].Why = provisioning.Waiting, ""
	}
	p.Account = domain.AccountRef{}
	b := newBench(t, p)
	b.press("Take it back")
	require.Equal(t, []string{"Withdraw d3"}, b.ws.Calls())
	require.Equal(t, []string{"withdrawn d3"}, b.chosen)

	b = newBench(t, p)
	b.ws.Fail("Withdraw", workspace.ErrSentAlready)
	b.press("Take it back")
	require.Len(t, b.failed, 1)
	require.Empty(t, b.chosen, "it is still on its way")
}

func TestWaitsCountDown(t *testing.T) {
	p := with("limits", func(s *provisioning.Step) {
		s.State, s.Why, s.Next = provisioning.Waiting, provisioning.ReasonOffline, sample.Noon.Add(time.Minute+12*time.Second)
	})
	b := newBench(t, p)
	require.True(t, b.has("next try in 12 s"))
	require.Len(t, b.ticks, 1)
	b.now = b.now.Add(time.Second)
	b.ticks[0]()
	uitest.Settle(b.canvas)
	require.True(t, b.has("next try in 11 s"))
	b.now = b.now.Add(time.Minute)
	b.ticks[0]()
	require.Empty(t, b.ticks, "nothing counts down any more")
}

func TestPasswordsAreShownUntilThePageIsLeft(t *testing.T) {
	b := newBench(t, sample.Litware())
	require.True(t, b.has("k7mv-tq4x-9hda-w3pe"))
	b.press("Copy")
	require.Equal(t, "k7mv-tq4x-9hda-w3pe", fyne.CurrentApp().Clipboard().Content())
	b.view.Leave()
	require.False(t, b.has("k7mv-tq4x-9hda-w3pe"))

	ws := sample.Full(20)
	ws.Fail("SentPassword", workspace.ErrPasswordLost)
	b = newBench(t, with("administrator/1", func(s *provisioning.Step) { s.State = provisioning.Sending }))
	require.False(t, b.has("Passwords"), "not before the administrator exists")
}

func TestAPasswordThatIsGoneIsSaidToBe(t *testing.T) {
	b := newBench(t, with("administrator/1", func(s *provisioning.Step) { s.State = provisioning.Sending }))
	b.ws.Fail("SentPassword", workspace.ErrPasswordLost)
	b.ws.SetProvisioning(sample.Litware())
	b.settle()
	require.True(t, b.has("The password is not known on this computer any more."))
}

func TestWhatFailsIsTold(t *testing.T) {
	b := newBench(t, sample.Litware())
	boom := errors.New("boom")
	b.ws.Fail("RetryStep", boom)
	b.press("Try again")
	require.ErrorIs(t, b.failed[0], boom)
	b.ws.Fail("RetryStep", nil)
	b.press("Try again")
	require.Len(t, b.failed, 1, "it can be tried again")
}

func TestWhatCannotBeReadShowsNothing(t *testing.T) {
	b := newBench(t, sample.Litware())
	b.ws.Fail("Provisioning", errors.New("boom"))
	b.view.Leave()
	b.view.Show("d3")
	b.settle()
	require.Len(t, b.failed, 1)
	require.Empty(t, uitest.FindAll[*widgets.Card](b.canvas.Content()), "no empty cards")
	b.ws.Fail("Provisioning", nil)
	b.view.Changed()
	b.settle()
	require.NotEmpty(t, uitest.FindAll[*widgets.Card](b.canvas.Content()))
}
