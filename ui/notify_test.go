package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
)

// look moves the focus to the window, or away from it.
func (b *bench) look(there bool) {
	life, ok := b.app.Lifecycle().(interface {
		OnEnteredForeground() func()
		OnExitedForeground() func()
	})
	require.True(b.t, ok)
	if there {
		life.OnEnteredForeground()()
	} else {
		life.OnExitedForeground()()
	}
}

// working are rows of so many drafts on their way, w1 and so on.
func working(summaries ...provisioning.Summary) []workspace.WorkRow {
	var rows []workspace.WorkRow
	for i, s := range summaries {
		id := "w" + string(rune('1'+i))
		if s != provisioning.SummaryDone { // those are gone
			rows = append(rows, workspace.WorkRow{ID: id, Name: "Customer " + id, Submitted: true, Summary: s})
		}
	}
	return rows
}

// outcome is a provisioning in the state that gives this summary.
func outcome(id string, s provisioning.Summary, changes bool) provisioning.Provisioning {
	step := provisioning.Step{ID: "account", Kind: provisioning.KindAccount, State: map[provisioning.Summary]provisioning.State{
		provisioning.SummaryDone: provisioning.Done, provisioning.SummaryNeedsYou: provisioning.Refused, provisioning.SummaryWorking: provisioning.Sending,
	}[s]}
	return provisioning.Provisioning{ID: id, Name: "Customer " + id, Changes: changes, Steps: []provisioning.Step{step}}
}

// become lets the drafts on their way come to this.
func (b *bench) become(summaries ...provisioning.Summary) {
	for i, s := range summaries {
		id := "w" + string(rune('1'+i))
		b.ws.SetProvisioning(outcome(id, s, i == 3))
	}
	b.ws.SetWork(working(summaries...))
	waiting, needs := 0, 0
	for _, s := range summaries {
		switch s {
		case isWorking:
			waiting++
		case needsYou:
			needs++
		}
	}
	b.eventually("the window knows", func() bool { return b.window.Waiting() == waiting && b.window.NeedsYou() == needs })
}

const (
	isWorking = provisioning.SummaryWorking
	isDone    = provisioning.SummaryDone
	needsYou  = provisioning.SummaryNeedsYou
)

func newNotifyBench(t *testing.T, change func(*sample.Workspace)) *bench {
	ws := sample.Full(20)
	change(ws)
	b := newBench(t, ws)
	b.shows("ABC Company")
	b.become(isWorking, isWorking, isWorking, isWorking)
	return b
}

// requireNotified lets time pass, and something be told, or nothing (empty).
func (b *bench) requireNotified(text string) {
	b.t.Helper()
	var want *fyne.Notification
	if text != "" {
		want = fyne.NewNotification("Accounts Manager", text)
	}
	test.AssertNotificationSent(b.t, want, func() {
		b.elapse(30 * time.Second)
		b.settle()
	})
}

func TestWhatHappensUnseenIsToldOnceAndTogether(t *testing.T) {
	b := newNotifyBench(t, func(*sample.Workspace) {})
	b.look(false)
	b.become(isDone, isWorking, isWorking, isWorking)
	test.AssertNotificationSent(t, nil, func() { b.settle() }) // it gathers first
	b.become(isDone, needsYou, isDone, isDone)
	b.requireNotified("2 accounts created, 1 account changed, 1 needs you")
	b.ws.Emit(workspace.DraftsChanged{})
	b.settle()
	b.requireNotified("") // it is no news any more
	b.become(isDone, isWorking, isDone, isDone)
	b.become(isDone, needsYou, isDone, isDone)
	b.requireNotified("Customer w2 needs you.")
}

func TestOneThingIsToldByItsName(t *testing.T) {
	b := newNotifyBench(t, func(*sample.Workspace) {})
	b.look(false)
	b.become(isDone, isWorking, isWorking, isWorking)
	b.requireNotified("Customer w1 is created.")
}

func TestWhoLooksIsNotNotified(t *testing.T) {
	b := newNotifyBench(t, func(*sample.Workspace) {})
	b.become(needsYou, isDone, isWorking, isWorking)
	b.requireNotified("")
	b.look(false)
	b.become(needsYou, isDone, isDone, isWorking)
	b.look(true) // before it was told
	b.requireNotified("")
	b.look(false)
	b.requireNotified("")
}

func TestWhatIsTakenBackIsNoNews(t *testing.T) {
	b := newNotifyBench(t, func(*sample.Workspace) {})
	b.look(false)
	b.ws.SetWork(nil) // while the provisionings are as they were: they did not end
	b.eventually("the window knows", func() bool { return b.window.Waiting() == 0 })
	b.requireNotified("")
}

func TestWhatNeededSomebodyBeforeIsNoNews(t *testing.T) {
	b := newBench(t, sample.Full(20)) // Litware does
	b.look(false)
	b.shows("ABC Company")
	b.ws.Emit(workspace.DraftsChanged{})
	b.settle()
	b.requireNotified("")
}

func TestNotificationsCanBeSwitchedOff(t *testing.T) {
	b := newNotifyBench(t, func(*sample.Workspace) {})
	checked := func() bool {
		for _, menu := range b.window.Fyne().MainMenu().Items {
			for _, item := range menu.Items {
				if item.Label == "Notifications" {
					return item.Checked
				}
			}
		}
		require.Fail(t, "there is no such item")
		return false
	}
	require.True(t, checked())
	b.menu("View", "Notifications")
	require.False(t, checked())
	b.look(false)
	b.become(isDone, isWorking, isWorking, isWorking)
	b.requireNotified("")
	kept, err := b.ws.Setting(t.Context(), "notifications")
	require.NoError(t, err)
	require.Equal(t, "off", kept)

	b = newBenchWith(t, b.ws, func(o *ui.Options) { o.ResetUI = true })
	b.shows("ABC Company")
	require.False(t, checked(), "it is remembered, and is none of what is forgotten with the window's size")
	b.menu("View", "Notifications")
	b.become(isWorking, isWorking, isWorking)
	b.look(false)
	b.become(isWorking, isDone, isWorking)
	b.requireNotified("Customer w2 is created.")
}

func TestTheTitleTellsHowManyNeedSomebody(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	b.shows("ABC Company")
	title := func() string { return b.window.Fyne().Title() }
	require.Equal(t, "(1) Accounts Manager", title())
	b.become(needsYou, needsYou, isWorking)
	require.Equal(t, "(2) Accounts Manager", title())
	b.become(isDone, isDone, isWorking)
	require.Equal(t, "Accounts Manager", title())
	b.become(needsYou)
	require.Equal(t, "(1) Accounts Manager", title())
	require.NoError(t, ws.SignOut(t.Context()))
	b.eventually("nobody is in", func() bool { return b.has("Sign in to your reseller account") })
	require.Equal(t, "Accounts Manager", title())
	uitest.AssertInside(t, b.canvas)
}
