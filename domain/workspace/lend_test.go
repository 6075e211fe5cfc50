package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestALentSignInLeavesNoTrace(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Secrets.Fail(domain.ErrKeyringAbsent)
		r.signIn()
		require.ErrorIs(t, r.Status().Keyring, domain.ErrKeyringAbsent)
		profiles, err := r.Profiles(t.Context())
		require.NoError(t, err)
		require.Len(t, profiles, 1)

		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)
		require.ErrorIs(t, r.Status().Reason, domain.ErrKeyringAbsent)

		r.world.Secrets.Fail(nil)
		user := workspacetest.User()
		r.restart(func(o *workspace.Options) {
			o.Secrets = workspace.Lend(o.Secrets, profiles[0], o.Connector.Conceal(user.UserName, user.Secret))
		})
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		r.untilOnline()
		require.NoError(t, r.SignIn(t.Context(), user), "nor does signing in once more keep it")
		r.rest()

		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		require.ErrorIs(t, r.Status().Reason, domain.ErrSecretNotFound)
	})
}
