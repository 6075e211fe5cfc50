package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestStoppingWhileTheAccountIsOnTheWire(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		release := r.world.Server.Hold("Perform")
		d := r.abc()
		r.submit(d)
		r.rest()
		require.NoError(t, r.Stop(t.Context(), d.ID))
		require.ErrorIs(t, r.Withdraw(t.Context(), d.ID), workspace.ErrSentAlready)
		release()
		r.untilSummary(d.ID, provisioning.SummaryStopped)
		p := r.provisioning(d.ID)
		require.Equal(t, provisioning.Done, stepOf(t, p, "account").State, "what was on the wire came back")
		require.Empty(t, r.customer("ABC Company").Admins, "and nothing else went out")

		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.untilOnline()
		r.rest()
		require.Equal(t, provisioning.SummaryStopped, r.provisioning(d.ID).Summary(), "the next start does not go on by itself")

		require.NoError(t, r.RetryStep(t.Context(), d.ID, ""))
		r.requireDone(d)
	})
}

func TestWhatIsStoppedBeforeItIsSentIsADraftAgain(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Server.Next("account", workspacetest.Busy(minute))
		d := r.abc()
		r.submit(d)
		r.rest()
		require.NoError(t, r.Stop(t.Context(), d.ID))
		r.world.Clock.Advance(2 * minute)
		r.rest()
		require.Equal(t, provisioning.SummaryStopped, r.provisioning(d.ID).Summary())
		require.Zero(t, len(r.world.Server.Customers())-2, "the two of the beginning")
		require.NoError(t, r.Withdraw(t.Context(), d.ID))
		_, err := r.Draft(t.Context(), d.ID)
		require.NoError(t, err)
	})
}

// A lost answer is looked for even where everything was stopped: it may be there.
func TestWhatMayHaveHappenedIsLookedForAllTheSame(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		release := r.world.Server.Hold("Find")
		r.world.Server.Next("account", workspacetest.LostAfter())
		d := r.abc()
		r.submit(d)
		r.until("the answer is lost", func() bool { return len(r.world.Server.Held()) > 0 })
		require.NoError(t, r.Stop(t.Context(), d.ID))
		release()
		r.untilSummary(d.ID, provisioning.SummaryStopped)
		require.Equal(t, provisioning.Done, stepOf(t, r.provisioning(d.ID), "account").State)
		require.Empty(t, r.customer("ABC Company").Admins)
	})
}

func TestAPersonsWordSettlesWhatLookingCannot(t *testing.T) {
	for _, there := range []bool{true, false} {
		inWorld(t, func(t *testing.T, r *rig) {
			r.offer()
			r.signIn()
			fate := workspacetest.LostBefore()
			if there {
				fate = workspacetest.LostAfter()
			}
			r.world.Server.Next("credit", fate)
			r.world.Server.Hide("credit")
			d := r.abc()
			r.submit(d)
			r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
			step := stepOf(t, r.provisioning(d.ID), "credit")
			require.Equal(t, provisioning.ReasonUnclear, step.Why)
			require.NoError(t, r.TakeWord(t.Context(), d.ID, "credit", there))
			r.requireDone(d)
		})
	}
}

// requireStillStopped: the server is there again, and nothing goes out.
func (r *rig) requireStillStopped(d domain.Draft) {
	r.t.Helper()
	r.world.Server.Down(false)
	r.untilOnline()
	require.Equal(r.t, provisioning.SummaryStopped, r.provisioning(d.ID).Summary())
	require.Len(r.t, r.world.Server.Customers(), 2, "those of the beginning")
}

// Nobody takes a connection that comes back for a word to go on.
func TestWhatIsStoppedStaysSoWhenTheConnectionComesBack(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.sentInVain()
		require.Equal(t, provisioning.ReasonOffline, stepOf(t, r.provisioning(d.ID), "account").Why)
		require.NoError(t, r.Stop(t.Context(), d.ID))
		r.requireStillStopped(d)
	})
}

// What is queued is listed when the connection comes back, and a person may change it
// before its turn.
func TestWhatIsStoppedAsTheConnectionComesBackStaysSo(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		d := r.sentInVain()
		m.during("Provisionings", func() {
			if err := r.Stop(t.Context(), d.ID); err != nil {
				t.Error(err)
			}
		}, func() bool {
			p, err := r.Provisioning(t.Context(), d.ID)
			return err == nil && p.Summary() == provisioning.SummaryStopped
		})
		r.requireStillStopped(d)
	})
}

// A connection that comes back says nothing about what is on the wire: it is never sent
// beside that.
func TestWhatIsOnTheWireIsNotTakenUpAgain(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		d := r.sentInVain()
		r.world.Server.Down(false)
		release := r.world.Server.Hold("Perform")
		sending := func() bool { return len(r.world.Server.Held()) > 0 }
		m.during("Provisionings", func() {
			if err := r.RetryStep(t.Context(), d.ID, ""); err != nil {
				t.Error(err)
			}
		}, sending)
		r.untilOnline()
		require.True(t, sending())
		require.Equal(t, provisioning.Sending, stepOf(t, r.provisioning(d.ID), "account").State, "a crash now has it looked for")
		release()
		r.requireDone(d)
	})
}
