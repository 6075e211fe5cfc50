package workspace_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestTheConnectionIsLostInTheMiddle(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		hold := r.world.Server.Hold("Perform")
		r.submit(d)
		r.rest()
		rest := r.world.Server.Hold("Perform")
		hold()
		r.rest() // the account is there, the rest is out
		r.world.Server.Down(true)
		rest() // those that are out come back with nothing
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)
		p, err := r.Provisioning(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, provisioning.SummaryQueued, p.Summary())

		before := len(r.world.Server.Calls())
		for range 20 {
			require.True(t, r.world.Clock.Next())
			r.rest()
		}
		for _, call := range r.world.Server.Calls()[before:] {
			require.Equal(t, "Children", call.Method, "quiet while offline: only one question, whether the server is back")
		}
		r.world.Server.Down(false)
		r.requireDone(d)
		for _, s := range p.Steps {
			require.LessOrEqual(t, r.world.Server.Sent(s.OpID), 2)
		}
	})
}

// Looking for the server must not let steps slip out.
func TestQuietWhileConnecting(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("limits", workspacetest.Busy(minute))
		r.submit(d)
		r.rest()
		r.world.Server.Down(true)
		require.Error(t, r.Refresh(t.Context(), ""))
		probe := r.world.Server.Hold("Children")
		r.until("connecting", func() bool { return r.Status().Connection == workspace.Connecting })
		before := len(r.world.Server.Calls())
		r.world.Clock.Advance(2 * minute)
		r.rest()
		require.Len(t, r.world.Server.Calls(), before, "a step whose wait is over waits for the connection too")
		r.world.Server.Down(false)
		probe()
		r.requireDone(d)
	})
}

func TestTheSessionEndsInTheMiddle(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		hold := r.world.Server.Hold("Perform")
		r.submit(d)
		r.rest()
		r.world.Server.Revoke()
		rest := r.world.Server.Hold("Perform")
		hold()
		r.rest()
		rest()
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)
		require.ErrorIs(t, r.Status().Reason, domain.ErrSignedOut)
		r.GoOnline()
		r.requireDone(d)
	})
}

// Between signing out and in again nothing goes out, and what one reseller has
// queued is never sent as another.
func TestQueuedWorkBelongsToItsProfile(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("account", workspacetest.Busy(minute))
		r.submit(d)
		r.rest()
		require.NoError(t, r.SignOut(t.Context()))
		key := workspace.SignInRequest{Method: workspace.WithAPIKey, Server: "https://api.example/v2", Secret: domain.NewSecret(workspacetest.APIKey)}
		require.NoError(t, r.SignIn(t.Context(), key))
		r.rest()
		r.world.Clock.Advance(time.Hour)
		r.rest()
		for _, c := range r.world.Server.Customers() {
			require.NotEqual(t, "ABC Company", c.Name)
		}
		r.signIn()
		r.requireDone(d)
	})
}

func TestTheClockIsSetBack(t *testing.T) {
	inWorld(t, func(_ *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("account", workspacetest.LostBefore())
		r.world.Server.Next("credit", workspacetest.LostAfter())
		r.submit(d)
		r.rest()
		r.world.Clock.Advance(-time.Hour)
		r.rest()
		r.requireDone(d)
	})
}

func TestCloseWaitsForWhatIsOut(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		release := r.world.Server.Hold("Perform")
		r.submit(d)
		r.rest()
		closed := make(chan struct{})
		go func() { r.close(); close(closed) }()
		r.rest()
		select {
		case <-closed:
			require.Fail(t, "a request that is cut off may be carried out by half")
		default:
		}
		release()
		<-closed
		p, err := r.world.Store.Provisioning(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, provisioning.Done, stepOf(t, p, "account").State, "its outcome is kept")
		require.Equal(t, provisioning.Waiting, stepOf(t, p, "credit").State, "and nothing new is begun")

		r.start()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		r.requireDone(d)
	})
}

// A disk that is full for a while loses nothing, doubles nothing, and is not
// written to without a pause.
func TestTheDiskIsFullForAWhile(t *testing.T) {
	for _, fails := range []int{1, 4, 25} {
		for good := 0; good < 20; good += 2 { // writes before it
			inWorld(t, func(t *testing.T, r *rig) {
				d := r.ready()
				r.world.Server.Next("credit", workspacetest.LostAfter())
				r.submit(d)
				r.world.Clock.Advance(0)
				writes := 0
				r.world.Store.Fail(func(what string) error {
					if what != "CommitStep" {
						return nil
					}
					writes++
					if writes > good && writes <= good+fails {
						return domain.ErrDiskFull
					}
					return nil
				})
				r.requireDone(d)
				for _, err := range r.troubles() {
					require.ErrorIs(t, err, domain.ErrDiskFull)
				}
			})
		}
	}
}

func TestAFullDiskIsAskedWithPauses(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Store.Fail(func(what string) error {
			if what == "CommitStep" {
				return domain.ErrDiskFull
			}
			return nil
		})
		d := r.abc()
		r.submit(d)
		start := r.world.Clock.Now()
		for r.world.Clock.Now().Sub(start) < time.Hour {
			r.rest()
			require.True(t, r.world.Clock.Next())
		}
		r.rest()
		require.Less(t, len(r.troubles()), 40)
		require.Greater(t, len(r.troubles()), 10)
		require.Len(t, r.world.Server.Customers(), 2, "nothing is sent that could not be committed")
	})
}
