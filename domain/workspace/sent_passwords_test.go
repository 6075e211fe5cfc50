package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// adaOf is the step of the main job's first administrator.
func adaOf(d domain.Draft) string { return "administrator/" + d.Administrators[0].ID }

func TestASentPasswordIsShownAfterARestart(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		password, err := r.SentPassword(t.Context(), d.ID, adaOf(d))
		require.NoError(t, err)
		require.Equal(t, r.customer("ABC Company").Admins["ada@abc.example"].Password, password.Reveal())
		requireNotStored(t, r, password.Reveal())
	})
}

// Without a keyring a password that went out before a restart is not known after
// it. It must not be mistaken for the one that would be made now.
func TestAPasswordThatIsLostIsResetAndNeverGuessed(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Secrets.Fail(domain.ErrKeyringAbsent)
		d := r.ready()
		r.world.Server.Next(adaOf(d), workspacetest.LostAfter())
		r.submit(d)
		r.until("it was sent", func() bool { return stepOf(t, r.provisioning(d.ID), adaOf(d)).State == provisioning.Unknown })
		first := r.customer("ABC Company").Admins["ada@abc.example"].Password

		r.restart()
		r.signIn()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		require.Len(t, r.customer("ABC Company").Admins, 2, "found, and not made twice")
		_, err := r.SentPassword(t.Context(), d.ID, adaOf(d))
		require.ErrorIs(t, err, workspace.ErrPasswordLost)

		r.goOffline() // or the first may be done before the second click
		require.NoError(t, r.ResetPassword(t.Context(), d.ID, adaOf(d)))
		require.NoError(t, r.ResetPassword(t.Context(), d.ID, adaOf(d)), "a second click")
		r.comeBack()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		password, err := r.SentPassword(t.Context(), d.ID, adaOf(d))
		require.NoError(t, err)
		now := r.customer("ABC Company").Admins["ada@abc.example"].Password
		require.Equal(t, now, password.Reveal())
		require.NotEqual(t, first, now)
		p := r.provisioning(d.ID)
		require.Len(t, p.PasswordSteps(adaOf(d)), 2)

		require.NoError(t, r.ResetPassword(t.Context(), d.ID, adaOf(d)))
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.NotEqual(t, now, r.customer("ABC Company").Admins["ada@abc.example"].Password, "each is another one")
	})
}

// One that was not sent yet is made anew, and is then known.
func TestAGeneratedPasswordThatWasNotSentIsMadeAnew(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Secrets.Fail(domain.ErrKeyringAbsent)
		r.offer()
		r.signIn()
		r.goOffline()
		d := r.abc()
		r.submit(d)
		r.restart()
		r.world.Server.Down(false)
		r.signIn()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		password, err := r.SentPassword(t.Context(), d.ID, adaOf(d))
		require.NoError(t, err)
		require.Equal(t, r.customer("ABC Company").Admins["ada@abc.example"].Password, password.Reveal())
	})
}

func TestADeletedDraftLeavesNoPasswordBehind(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.abc()
		d.Administrators[0].Mode = domain.PasswordTyped
		r.TypePassword(t.Context(), d.ID, d.Administrators[0].ID, domain.NewSecret(typedPassword))
		require.NoError(t, r.SaveDraft(t.Context(), d))
		deleted, err := r.DeleteDraft(t.Context(), d.ID)
		require.NoError(t, err)
		require.False(t, r.world.Secrets.Holds(typedPassword))
		require.NoError(t, r.RestoreDraft(t.Context(), deleted))
		require.True(t, r.world.Secrets.Holds(typedPassword), "undone as a whole")
	})
}
