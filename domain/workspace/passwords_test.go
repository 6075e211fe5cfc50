package workspace_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestTypedPasswordsAreKeptUntilTheyAreSent(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.goOffline()
		d := r.abc()
		ada := &d.Administrators[0]
		ada.Mode = domain.PasswordTyped
		r.TypePassword(t.Context(), d.ID, ada.ID, domain.NewSecret("zu kurz"))
		r.TypePassword(t.Context(), d.ID, ada.ID, domain.NewSecret(typedPassword))
		r.submit(d)
		require.Len(t, r.world.Secrets.Keys("draft/"), 1)
		require.True(t, r.world.Secrets.Holds(typedPassword))
		requireNotStored(t, r, typedPassword, "zu kurz")

		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		password, err := r.Password(t.Context(), d.ID, *ada)
		require.NoError(t, err)
		require.Equal(t, typedPassword, password.Reveal())

		r.comeBack()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		require.Equal(t, typedPassword, r.customer("ABC Company").Admins["ada@abc.example"].Password)
		require.Empty(t, r.world.Secrets.Keys("draft/"))
		password, err = r.Password(t.Context(), d.ID, *ada)
		require.NoError(t, err, "this session still knows it, to show it once more")
		require.Equal(t, typedPassword, password.Reveal())

		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		_, err = r.Password(t.Context(), d.ID, *ada)
		require.ErrorIs(t, err, domain.ErrSecretNotFound)
	})
}

func TestGeneratedPasswordsNeedOneSecret(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		before := len(r.world.Secrets.Keys(""))
		shown := map[string]string{}
		for range 20 {
			a := r.NewAdministrator()
			p, err := r.Password(t.Context(), "draft", a)
			require.NoError(t, err)
			shown[a.ID] = p.Reveal()
		}
		require.Len(t, r.world.Secrets.Keys(""), before+1)
		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		for id, want := range shown {
			p, err := r.Password(t.Context(), "draft", domain.Administrator{ID: id})
			require.NoError(t, err)
			require.Equal(t, want, p.Reveal())
			next, err := r.Password(t.Context(), "draft", domain.Administrator{ID: id, Round: 1})
			require.NoError(t, err)
			require.NotEqual(t, want, next.Reveal())
		}
		require.Len(t, r.world.Secrets.Keys(""), before+1)
		for _, password := range shown {
			requireNotStored(t, r, password)
		}
	})
}

// A keyring that is locked may hold a seed that was used: it is not overwritten.
func TestALockedKeyringKeepsItsSeed(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		first, err := r.Password(t.Context(), "draft", domain.Administrator{ID: "1"})
		require.NoError(t, err)

		r.restart()
		r.world.Secrets.Fail(domain.ErrKeyringLocked)
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		second, err := r.Password(t.Context(), "draft", domain.Administrator{ID: "1"})
		require.NoError(t, err, "it goes on for this session")
		require.NotEqual(t, first.Reveal(), second.Reveal())
		require.ErrorIs(t, r.Status().Keyring, domain.ErrKeyringLocked)
		again, err := r.Password(t.Context(), "draft", domain.Administrator{ID: "1"})
		require.NoError(t, err)
		require.Equal(t, second, again, "and stays the same in it")

		r.world.Secrets.Fail(nil)
		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		third, err := r.Password(t.Context(), "draft", domain.Administrator{ID: "1"})
		require.NoError(t, err)
		require.Equal(t, first.Reveal(), third.Reveal())
	})
}

func TestALostPasswordNeedsAPerson(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.goOffline()
		r.world.Secrets.Fail(domain.ErrKeyringAbsent)
		d := r.abc()
		ada := &d.Administrators[0]
		ada.Mode = domain.PasswordTyped
		problems, err := r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Equal(t, domain.Problems{{Field: domain.AdminField(ada.ID, domain.PartPassword), Code: domain.LostPassword}}, problems)
		r.TypePassword(t.Context(), d.ID, ada.ID, domain.NewSecret(typedPassword))
		r.submit(d)

		r.restart() // nothing but this computer's memory had it
		r.world.Secrets.Fail(nil)
		r.world.Server.Down(false)
		r.signIn()
		p := r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		r.rest()
		step := stepOf(t, r.provisioning(p.ID), "administrator/"+ada.ID)
		require.Equal(t, provisioning.NeedsPerson, step.State)
		require.Equal(t, provisioning.ReasonPassword, step.Why)
		require.Zero(t, r.world.Server.Sent(step.OpID))
		require.Len(t, r.customer("ABC Company").Admins, 1, "the others are not held up")

		require.NoError(t, r.RetryStep(t.Context(), d.ID, step.ID))
		r.rest()
		require.Equal(t, provisioning.NeedsPerson, stepOf(t, r.provisioning(d.ID), step.ID).State, "trying again does not bring it back")
		r.TypePassword(t.Context(), d.ID, ada.ID, domain.NewSecret("ersatz-brennnessel"))
		require.NoError(t, r.RetryStep(t.Context(), d.ID, step.ID))
		r.requireDone(d)
		require.Equal(t, "ersatz-brennnessel", r.customer("ABC Company").Admins["ada@abc.example"].Password)
	})
}

func TestThePasswordOfWhoWasLeftOutIsForgotten(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		ada := &d.Administrators[0]
		ada.Mode = domain.PasswordTyped
		r.TypePassword(t.Context(), d.ID, ada.ID, domain.NewSecret(typedPassword))
		r.world.Server.Next("administrator/"+ada.ID, workspacetest.Refused(400))
		r.submit(d)
		r.rest()
		require.Len(t, r.world.Secrets.Keys("draft/"), 1, "it may be tried again")
		require.NoError(t, r.LeaveOut(t.Context(), d.ID, "administrator/"+ada.ID))
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Empty(t, r.world.Secrets.Keys("draft/"))
	})
}

func TestALockedKeyringHoldsOnlyItsAdministratorUp(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.goOffline()
		d := r.abc()
		d.Administrators[0].Mode = domain.PasswordTyped
		r.TypePassword(t.Context(), d.ID, d.Administrators[0].ID, domain.NewSecret(typedPassword))
		r.submit(d)
		r.restart()
		r.world.Secrets.Fail(domain.ErrKeyringLocked)
		r.world.Server.Down(false)
		r.signIn()
		r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		r.rest()
		require.Len(t, r.customer("ABC Company").Credits, 1)
		r.world.Secrets.Fail(nil)
		require.NoError(t, r.RetryStep(t.Context(), d.ID, ""))
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		require.Equal(t, typedPassword, r.customer("ABC Company").Admins["ada@abc.example"].Password)
	})
}

// silent is a keyring that does not answer for passwords that were typed.
type silent struct{ workspace.Secrets }

func (s silent) Get(ctx context.Context, key string) (domain.Secret, error) {
	if strings.HasPrefix(key, "draft/") {
		<-ctx.Done()
		return domain.Secret{}, ctx.Err()
	}
	return s.Secrets.Get(ctx, key)
}

// Whoever goes offline while the keyring is asked has lost no password.
func TestAPasswordThatNobodyWaitsForIsNotLost(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.goOffline()
		d := r.abc()
		ada := d.Administrators[0]
		d.Administrators[0].Mode = domain.PasswordTyped
		r.TypePassword(t.Context(), d.ID, ada.ID, domain.NewSecret(typedPassword))
		r.submit(d)
		r.world.Server.Down(false)
		r.restart(func(o *workspace.Options) { o.Secrets = silent{o.Secrets} })
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.untilOnline()
		require.NoError(t, r.WorkOffline(t.Context(), r.Status().Profile.ID))
		r.rest()
		require.Equal(t, provisioning.Waiting, stepOf(t, r.provisioning(d.ID), "administrator/"+ada.ID).State)
		require.NoError(t, r.Status().Keyring)

		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Equal(t, typedPassword, r.customer("ABC Company").Admins["ada@abc.example"].Password)
	})
}

// A call that was broken off says nothing about the seed: none is made in its place.
func TestABrokenOffCallMakesNoSeed(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		first, err := r.Password(t.Context(), "draft", domain.Administrator{ID: "1"})
		require.NoError(t, err)
		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		_, err = r.Password(gone, "draft", domain.Administrator{ID: "1"})
		require.ErrorIs(t, err, context.Canceled)
		again, err := r.Password(t.Context(), "draft", domain.Administrator{ID: "1"})
		require.NoError(t, err)
		require.Equal(t, first.Reveal(), again.Reveal())
		require.NoError(t, r.Status().Keyring)
	})
}
