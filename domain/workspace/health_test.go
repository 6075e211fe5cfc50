package workspace_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// about is the finding on one subject.
func (r *rig) about(s workspace.Subject) workspace.Finding {
	r.t.Helper()
	var found []workspace.Finding
	for _, f := range r.Health(r.t.Context()) {
		if f.Subject == s {
			found = append(found, f)
		}
	}
	require.Len(r.t, found, 1, "findings on %s", s)
	return found[0]
}

func (r *rig) requireHealth(s workspace.Subject, level workspace.Level, code workspace.FindingCode) workspace.Finding {
	r.t.Helper()
	f := r.about(s)
	require.Equal(r.t, code, f.Code)
	require.Equal(r.t, level, f.Level)
	return f
}

// disk is a disk with so much room.
type disk struct {
	free int64
	err  error
}

func (d *disk) Free(context.Context) (int64, error) { return d.free, d.err }
func (d *disk) Used(context.Context) (int64, error) { return 4711, d.err }

func TestHealthOfAWorkspaceThatIsWell(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.restart(func(o *workspace.Options) { o.Disk = &disk{free: 5_000_000_000} })
		r.world.Server.SetClockSkew(3 * time.Second)
		r.world.Store.SetCondition(workspace.StoreCondition{Bytes: 4096})
		r.signIn()
		var order []workspace.Subject
		for _, f := range r.Health(t.Context()) {
			order = append(order, f.Subject)
			require.Equal(t, workspace.LevelOK, f.Level, "%s: %s", f.Subject, f.Code)
			require.NoError(t, f.Why)
		}
		require.Equal(t, []workspace.Subject{
			workspace.AboutConnection, workspace.AboutSignIn, workspace.AboutKeyring, workspace.AboutDisk, workspace.AboutClock, workspace.AboutDatabase,
		}, order)
		require.Equal(t, int64(5_000_000_000), r.about(workspace.AboutDisk).Bytes)
		require.Equal(t, int64(4096), r.about(workspace.AboutDatabase).Bytes)
		require.Equal(t, workspacetest.User().UserName, r.about(workspace.AboutSignIn).Profile.UserName)
	})
}

func TestHealthBeforeAnybodySignsIn(t *testing.T) {
	inWorld(t, func(_ *testing.T, r *rig) {
		r.requireHealth(workspace.AboutConnection, workspace.LevelUnknown, workspace.FoundNobody)
		r.requireHealth(workspace.AboutSignIn, workspace.LevelLook, workspace.FoundNobody)
		r.requireHealth(workspace.AboutKeyring, workspace.LevelUnknown, workspace.FoundKeyringUntried)
		r.requireHealth(workspace.AboutDisk, workspace.LevelUnknown, workspace.FoundNothing)
		r.requireHealth(workspace.AboutClock, workspace.LevelUnknown, workspace.FoundNothing)
		r.requireHealth(workspace.AboutDatabase, workspace.LevelOK, workspace.FoundDatabaseOpen)
	})
}

func TestHealthOfTheConnectionAndTheSignIn(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		profile := r.Status().Profile.ID
		require.NoError(t, r.WorkOffline(t.Context(), profile))
		r.requireHealth(workspace.AboutConnection, workspace.LevelLook, workspace.FoundByChoice)
		r.requireHealth(workspace.AboutSignIn, workspace.LevelUnknown, workspace.FoundNotProven)

		r.world.Server.Down(true)
		r.GoOnline()
		r.rest()
		require.ErrorIs(t, r.requireHealth(workspace.AboutConnection, workspace.LevelBad, workspace.FoundUnreachable).Why, domain.ErrOffline)
		r.requireHealth(workspace.AboutSignIn, workspace.LevelUnknown, workspace.FoundNotProven)

		r.world.Server.Down(false)
		r.world.Server.FailSignIn(domain.ErrWrongCredentials)
		r.GoOnline()
		r.until("the sign-in is refused", func() bool { return errors.Is(r.Status().Reason, domain.ErrWrongCredentials) })
		r.requireHealth(workspace.AboutConnection, workspace.LevelLook, workspace.FoundUnreachable)
		require.ErrorIs(t, r.requireHealth(workspace.AboutSignIn, workspace.LevelBad, workspace.FoundExpired).Why, domain.ErrWrongCredentials)

		r.restart(func(o *workspace.Options) { o.Offline = true })
		require.NoError(t, r.OpenProfile(t.Context(), profile))
		r.requireHealth(workspace.AboutConnection, workspace.LevelLook, workspace.FoundKeptOffline)
	})
}

func TestHealthOfTheKeyring(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		r.restart()
		r.world.Secrets.Fail(domain.ErrKeyringLocked)
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.until("it is offline", func() bool { return r.Status().Connection == workspace.Offline && r.Status().Reason != nil })
		require.ErrorIs(t, r.requireHealth(workspace.AboutKeyring, workspace.LevelLook, workspace.FoundKeyringFails).Why, domain.ErrKeyringLocked)
		require.Equal(t, workspace.FoundKeyringFails, r.Examine(t.Context(), workspace.AboutKeyring).Code, "it is still locked")

		r.world.Secrets.Fail(nil)
		require.Equal(t, workspace.FoundKeyringWorks, r.Examine(t.Context(), workspace.AboutKeyring).Code)
		require.NoError(t, r.Status().Keyring)
		r.untilOnline() // nothing else was in the way
	})
}

func TestAKeyringThatHoldsNoSignInSaysSo(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Secrets.Fail(domain.ErrKeyringLocked)
		r.signIn()
		r.requireHealth(workspace.AboutKeyring, workspace.LevelLook, workspace.FoundKeyringFails)
		r.world.Secrets.Fail(nil)
		require.Equal(t, workspace.FoundKeyringLacks, r.Examine(t.Context(), workspace.AboutKeyring).Code, "the next start will ask for the password")
		r.requireHealth(workspace.AboutSignIn, workspace.LevelOK, workspace.FoundSignedIn)
		r.signIn()
		r.requireHealth(workspace.AboutKeyring, workspace.LevelOK, workspace.FoundKeyringWorks)
	})
}

func TestHealthOfTheDisk(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := &disk{}
		r.restart(func(o *workspace.Options) { o.Disk = d })
		for _, c := range []struct {
			free  int64
			level workspace.Level
			code  workspace.FindingCode
		}{
			{0, workspace.LevelBad, workspace.FoundNoRoom},
			{19_999_999, workspace.LevelBad, workspace.FoundNoRoom},
			{20_000_000, workspace.LevelLook, workspace.FoundLittleRoom},
			{199_999_999, workspace.LevelLook, workspace.FoundLittleRoom},
			{200_000_000, workspace.LevelOK, workspace.FoundRoom},
		} {
			d.free = c.free
			require.Equal(t, c.free, r.requireHealth(workspace.AboutDisk, c.level, c.code).Bytes)
		}
		d.err = errDisk
		require.ErrorIs(t, r.requireHealth(workspace.AboutDisk, workspace.LevelUnknown, workspace.FoundNothing).Why, errDisk)
	})
}

func TestHealthOfTheClock(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		r.requireHealth(workspace.AboutClock, workspace.LevelUnknown, workspace.FoundNothing)
		for _, c := range []struct {
			skew  time.Duration
			level workspace.Level
			code  workspace.FindingCode
		}{
			{2 * minute, workspace.LevelOK, workspace.FoundClockRight},
			{-2 * minute, workspace.LevelOK, workspace.FoundClockRight},
			{2*minute + time.Second, workspace.LevelLook, workspace.FoundClockBack},
			{-2*minute - time.Second, workspace.LevelLook, workspace.FoundClockAhead},
		} {
			r.world.Server.SetClockSkew(c.skew)
			require.Equal(t, c.skew.Abs(), r.requireHealth(workspace.AboutClock, c.level, c.code).Skew)
		}
		require.Equal(t, workspace.FoundClockAhead, r.Examine(t.Context(), workspace.AboutClock).Code)
		r.world.Server.Down(true)
		require.ErrorIs(t, r.Examine(t.Context(), workspace.AboutClock).Why, domain.ErrOffline)
		require.Equal(t, workspace.Offline, r.Status().Connection, "it was noticed by the way")
	})
}

func TestExaminingAsksTheServer(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		require.Equal(t, workspace.FoundOnline, r.Examine(t.Context(), workspace.AboutConnection).Code)
		require.Equal(t, workspace.FoundSignedIn, r.Examine(t.Context(), workspace.AboutSignIn).Code)
		r.world.Server.Revoke()
		require.Equal(t, workspace.FoundExpired, r.Examine(t.Context(), workspace.AboutSignIn).Code)
	})
}

func TestHealthOfTheDatabase(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		examine := func() workspace.Finding { return r.Examine(t.Context(), workspace.AboutDatabase) }
		require.Equal(t, workspace.FoundDatabaseChecked, examine().Code)
		for err, code := range map[error]workspace.FindingCode{
			domain.ErrReadOnly: workspace.FoundReadOnly, domain.ErrDiskFull: workspace.FoundNoWrites, errDisk: workspace.FoundNoWrites,
		} {
			r.world.Store.Fail(func(string) error { return err })
			f := examine()
			require.Equal(t, code, f.Code)
			require.Equal(t, workspace.LevelBad, f.Level)
			require.ErrorIs(t, f.Why, err)
		}
		r.world.Store.Fail(nil)
		r.world.Store.SetCondition(workspace.StoreCondition{Damaged: true})
		require.Equal(t, workspace.FoundDatabaseDamaged, examine().Code)
		r.world.Store.SetCondition(workspace.StoreCondition{ReadOnly: true})
		r.requireHealth(workspace.AboutDatabase, workspace.LevelBad, workspace.FoundReadOnly)
		require.Equal(t, workspace.FoundReadOnly, examine().Code)
	})
}
