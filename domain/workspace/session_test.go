package workspace_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestSignIn(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		require.Equal(t, workspace.SignedOut, r.Status().Connection)
		r.offer()
		r.signIn()

		status := r.Status()
		require.Equal(t, workspace.Online, status.Connection)
		require.NoError(t, status.Keyring)
		require.NoError(t, status.Reason)
		require.Equal(t, "Reseller", r.Identity().AccountName)
		require.Equal(t, r.world.Clock.Now(), status.SyncedAt)
		require.False(t, status.Refreshing)
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.StatusChanged{} }))
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.CatalogueChanged{} }))
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.AccountsChanged{ParentID: "reseller"} }))
		accounts, err := r.Accounts(t.Context(), workspace.AccountQuery{})
		require.NoError(t, err)
		require.Len(t, accounts, 2)
		suffix, err := r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Equal(t, "sip.example.com", suffix)

		require.Len(t, r.world.Secrets.Keys("profile/"), 1)
		require.False(t, r.world.Secrets.Holds(workspacetest.UserPassword), "the password itself is kept nowhere")
		requireNotStored(t, r)
	})
}

// requireNotStored looks for secrets where none may be.
func requireNotStored(t *testing.T, r *rig, more ...string) {
	t.Helper()
	text := r.world.Store.Text()
	for _, secret := range append(more, workspacetest.UserPassword, reversed(workspacetest.UserPassword), workspacetest.APIKey) {
		require.NotContains(t, text, secret)
	}
	for _, err := range r.troubles() {
		require.NotContains(t, err.Error(), workspacetest.UserPassword)
	}
}

func reversed(text string) string {
	var b strings.Builder
	for i := len(text) - 1; i >= 0; i-- {
		b.WriteByte(text[i])
	}
	return b.String()
}

func TestSignInWithAnAPIKey(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		request := workspace.SignInRequest{Method: workspace.WithAPIKey, Server: "https://api.example/v2", Secret: domain.NewSecret(workspacetest.APIKey)}
		require.NoError(t, r.SignIn(t.Context(), request))
		require.True(t, r.world.Secrets.Holds(workspacetest.APIKey), "a key is kept as it is")
		requireNotStored(t, r)

		request.Secret = domain.NewSecret("wrong")
		require.ErrorIs(t, r.SignIn(t.Context(), request), domain.ErrUnknownKey)
	})
}

func TestSignInFails(t *testing.T) {
	wrong := workspacetest.User()
	wrong.Secret = domain.NewSecret("not it")
	nowhere := workspacetest.User()
	nowhere.Server = " "
	insecure := workspacetest.User()
	insecure.Server = "http://api.example/v2"
	for name, c := range map[string]struct {
		request workspace.SignInRequest
		server  error
		want    error
	}{
		"wrong password": {request: wrong, want: domain.ErrWrongCredentials},
		"no address":     {request: nowhere, want: domain.ErrBadServerURL},
		"insecure":       {request: insecure, want: domain.ErrInsecureServer},
		"disabled":       {workspacetest.User(), domain.ErrAccountDisabled, domain.ErrAccountDisabled},
		"second factor":  {workspacetest.User(), domain.ErrMultiFactor, domain.ErrMultiFactor},
		"certificate":    {workspacetest.User(), domain.ErrCertificate, domain.ErrCertificate},
		"not Crossbar":   {workspacetest.User(), domain.ErrNotCrossbar, domain.ErrNotCrossbar},
		"offline":        {workspacetest.User(), domain.ErrOffline, domain.ErrOffline},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				r.world.Server.FailSignIn(c.server)
				err := r.SignIn(t.Context(), c.request)
				require.ErrorIs(t, err, c.want)
				require.NotContains(t, err.Error(), workspacetest.UserPassword)
				require.Equal(t, workspace.SignedOut, r.Status().Connection)
				require.Empty(t, r.world.Secrets.Keys(""))
				profiles, err := r.Profiles(t.Context())
				require.NoError(t, err)
				require.Empty(t, profiles)
			})
		})
	}
}

func TestAFailedSignInLeavesTheSessionThatIs(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		wrong := workspacetest.User()
		wrong.Secret = domain.NewSecret("not it")
		require.Error(t, r.SignIn(t.Context(), wrong))
		require.Equal(t, workspace.Online, r.Status().Connection)
		require.NoError(t, r.Refresh(t.Context(), ""))
	})
}

func TestSignInAgainIsTheSameProfile(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		require.NoError(t, r.SetRealmSuffix(t.Context(), " .SIP.Example.net "))
		first := r.Status().Profile
		again := workspacetest.User()
		again.UserName = " RITA "
		require.NoError(t, r.SignIn(t.Context(), again))
		r.rest()
		require.Equal(t, first.ID, r.Status().Profile.ID)
		suffix, err := r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Equal(t, "sip.example.net", suffix, "what was set stays set")

		key := workspace.SignInRequest{Method: workspace.WithAPIKey, Server: again.Server, Secret: domain.NewSecret(workspacetest.APIKey)}
		require.NoError(t, r.SignIn(t.Context(), key))
		r.rest()
		require.NotEqual(t, first.ID, r.Status().Profile.ID)
		profiles, err := r.Profiles(t.Context())
		require.NoError(t, err)
		require.Len(t, profiles, 2)
	})
}

func TestWithoutAKeyringItGoesOnForTheSession(t *testing.T) {
	for _, broken := range []error{domain.ErrKeyringAbsent, domain.ErrKeyringLocked} {
		t.Run(broken.Error(), func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				r.offer()
				r.world.Secrets.Fail(broken)
				r.signIn()
				require.Equal(t, workspace.Online, r.Status().Connection)
				require.ErrorIs(t, r.Status().Keyring, broken, "and says so")

				d := r.abc()
				d.Administrators[0].Mode = domain.PasswordTyped
				r.TypePassword(t.Context(), d.ID, d.Administrators[0].ID, domain.NewSecret("brennnessel-27"))
				r.submit(d)
				r.requireDone(d)
				require.Equal(t, "brennnessel-27", r.customer("ABC Company").Admins["ada@abc.example"].Password)
				requireNotStored(t, r, "brennnessel-27")

				// A connection that is lost comes back without the keyring.
				r.world.Server.Down(true)
				require.ErrorIs(t, r.Refresh(t.Context(), ""), domain.ErrOffline)
				r.rest()
				require.Equal(t, workspace.Offline, r.Status().Connection)
				r.world.Server.Down(false)
				r.untilOnline()

				// The next start cannot sign in by itself, and says why.
				r.restart()
				ok, err := r.Resume(t.Context())
				require.NoError(t, err)
				require.True(t, ok)
				r.rest()
				require.Equal(t, workspace.Offline, r.Status().Connection)
				require.ErrorIs(t, r.Status().Reason, broken)
				require.ErrorIs(t, r.Status().Keyring, broken)
				require.False(t, r.world.Clock.Next(), "nothing is tried again by itself")

				r.world.Secrets.Fail(nil)
				r.signIn()
				require.NoError(t, r.Status().Keyring, "and notices when it works again")
			})
		})
	}
}

func TestAKeyringThatTakesNothing(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Secrets.FailWrites(domain.ErrSecretTooBig)
		r.signIn()
		require.Equal(t, workspace.Online, r.Status().Connection)
		require.ErrorIs(t, r.Status().Keyring, domain.ErrSecretTooBig)
		requireNotStored(t, r)
		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		require.ErrorIs(t, r.Status().Reason, domain.ErrSecretNotFound)
		require.False(t, r.world.Clock.Next())
	})
}

func TestResume(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ok, err := r.Resume(t.Context())
		require.NoError(t, err)
		require.False(t, ok, "nobody has signed in here yet")
		r.offer()
		r.signIn()

		r.world.Server.Down(true)
		r.restart()
		ok, err = r.Resume(t.Context())
		require.NoError(t, err)
		require.True(t, ok)
		accounts, err := r.Accounts(t.Context(), workspace.AccountQuery{})
		require.NoError(t, err)
		require.Len(t, accounts, 2, "what is cached is there before the network")
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)
		require.ErrorIs(t, r.Status().Reason, domain.ErrOffline)

		for range 8 { // some minutes without a server
			require.True(t, r.world.Clock.Next())
			r.rest()
		}
		require.Equal(t, workspace.Offline, r.Status().Connection)
		r.world.Server.AddCustomer("reseller", "Made Meanwhile", "meanwhile.sip.example.com")
		r.world.Server.Down(false)
		r.untilOnline()
		require.NoError(t, r.Status().Reason)
		accounts, err = r.Accounts(t.Context(), workspace.AccountQuery{})
		require.NoError(t, err)
		require.Len(t, accounts, 3, "and it is refreshed by itself")
	})
}

func TestSignOut(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		require.NoError(t, r.SignOut(t.Context()), "nobody is signed in")
		d := r.ready()
		require.NoError(t, r.SaveDraft(t.Context(), d))
		require.NoError(t, r.SignOut(t.Context()))
		require.Equal(t, workspace.Status{Connection: workspace.SignedOut}, r.Status())
		require.Empty(t, r.world.Secrets.Keys("profile/"), "what signs in is forgotten")
		require.ErrorIs(t, r.SaveDraft(t.Context(), d), domain.ErrSignedOut)
		require.ErrorIs(t, r.Refresh(t.Context(), ""), domain.ErrOffline)

		r.signIn()
		kept, err := r.Draft(t.Context(), d.ID)
		require.NoError(t, err, "drafts stay")
		require.Equal(t, d, kept)
	})
}

func TestRealmSuffixIsChecked(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		var refused *domain.RefusedError
		require.ErrorAs(t, r.SetRealmSuffix(t.Context(), "süß"), &refused)
		require.Equal(t, domain.BadRealm, refused.Problems[0].Code)
		suffix, err := r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Empty(t, suffix)
	})
}

// sandbox is one that starts at another port each time.
type sandbox struct{ starts int }

func (s *sandbox) Start(ctx context.Context) (workspace.SandboxAccess, error) {
	s.starts++
	user := workspacetest.User()
	return workspace.SandboxAccess{
		Server: fmt.Sprintf("http://127.0.0.1:%d", 8000+s.starts), UserName: user.UserName, Account: user.Account, Password: user.Secret,
	}, ctx.Err()
}

func TestTheSandboxIsOneProfileAtEveryPort(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		require.ErrorIs(t, r.TrySandbox(t.Context()), domain.ErrNotFound, "there is none here")
		box := &sandbox{}
		with := func(o *workspace.Options) { o.Sandbox = box }
		r.restart(with)
		require.NoError(t, r.TrySandbox(t.Context()))
		r.rest()
		first := r.Status().Profile
		require.True(t, first.Sandbox)
		require.Equal(t, "http://127.0.0.1:8001", first.Server)

		r.restart(with)
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.untilOnline()
		require.Equal(t, first.ID, r.Status().Profile.ID)
		require.Equal(t, "http://127.0.0.1:8002", r.Status().Profile.Server, "it was started again")

		require.NoError(t, r.TrySandbox(t.Context()))
		r.rest()
		require.Equal(t, first.ID, r.Status().Profile.ID)
	})
}

func TestCloseEndsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &rig{t: t, world: workspacetest.NewWorld()}
		r.start()
		r.sentInVain()
		r.close()
		// The bubble ends only when every goroutine has.
	})
}
