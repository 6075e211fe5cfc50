package workspace_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestOfflineTriesAreSpacedOut(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		r.restart()
		r.world.Server.Down(true)
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		start := r.world.Clock.Now()
		for r.world.Clock.Now().Sub(start) < time.Hour {
			r.world.Clock.Next()
			r.rest()
		}
		tried := r.world.Server.TriedWhileDown()
		require.Less(t, tried, 70, "about once a minute")
		require.Greater(t, tried, 50)
	})
}

func TestThePasswordChangedMeanwhile(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		r.restart()
		r.world.Server.FailSignIn(domain.ErrWrongCredentials)
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)
		require.ErrorIs(t, r.Status().Reason, domain.ErrWrongCredentials)
		require.False(t, r.world.Clock.Next(), "a wrong password is not tried over and over")
	})
}

func TestASessionThatIsRevokedSignsInAgain(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		r.world.Server.Revoke()
		require.ErrorIs(t, r.Refresh(t.Context(), ""), domain.ErrSignedOut)
		require.Equal(t, workspace.Offline, r.Status().Connection)
		require.ErrorIs(t, r.Status().Reason, domain.ErrSignedOut)
		r.GoOnline()
		r.untilOnline()
		require.NoError(t, r.Refresh(t.Context(), ""))
	})
}

func TestWorkOffline(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		id := r.Status().Profile.ID
		r.restart()
		before := len(r.world.Server.Calls())
		require.NoError(t, r.WorkOffline(t.Context(), id))
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)
		require.True(t, r.Status().ByChoice)
		require.False(t, r.world.Clock.Next(), "it stays offline")
		require.ErrorIs(t, r.Refresh(t.Context(), ""), domain.ErrOffline)
		require.Len(t, r.world.Server.Calls(), before)

		r.GoOnline()
		r.untilOnline()
		require.False(t, r.Status().ByChoice)

		require.NoError(t, r.WorkOffline(t.Context(), id))
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)

		require.ErrorIs(t, r.WorkOffline(t.Context(), "nobody"), domain.ErrNotFound)
		require.ErrorIs(t, r.OpenProfile(t.Context(), "nobody"), domain.ErrNotFound)
	})
}

func TestTheOfflineFlagNeverConnects(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		r.restart(func(o *workspace.Options) { o.Offline = true })
		before := len(r.world.Server.Calls())
		ok, err := r.Resume(t.Context())
		require.NoError(t, err)
		require.True(t, ok)
		r.rest()
		require.True(t, r.Status().ByChoice)
		r.GoOnline()
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)
		require.False(t, r.world.Clock.Next())
		require.Len(t, r.world.Server.Calls(), before)
	})
}

// Whoever signs out, or goes offline, while a sign-in is on its way must not
// find it finished behind their back.
func TestSignOutWhileConnecting(t *testing.T) {
	for name, away := range map[string]func(*rig) error{
		"sign out": func(r *rig) error { return r.SignOut(r.t.Context()) },
		"offline":  func(r *rig) error { return r.WorkOffline(r.t.Context(), r.Status().Profile.ID) },
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				r.signIn()
				r.restart()
				release := r.world.Server.Hold("SignIn")
				_, err := r.Resume(t.Context())
				require.NoError(t, err)
				r.rest()
				require.Equal(t, workspace.Connecting, r.Status().Connection)
				require.NoError(t, away(r))
				want := r.Status()
				release()
				r.rest()
				require.Equal(t, want, r.Status())
				require.ErrorIs(t, r.Refresh(t.Context(), ""), domain.ErrOffline)
			})
		})
	}
}
