package workspace_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

func (r *rig) welcome(id string, passwords bool) workspace.Welcome {
	r.t.Helper()
	welcome, err := r.Welcome(r.t.Context(), id, passwords)
	require.NoError(r.t, err)
	return welcome
}

// entrances are who signs in with which password, "" where it is not known.
func entrances(w workspace.Welcome) map[string]string {
	out := map[string]string{}
	for _, e := range w.Administrators {
		out[e.UserName] = e.Password.Reveal()
	}
	return out
}

// created is the main job, done; the clock stands a while later.
func (r *rig) created() provisioning.Provisioning {
	r.t.Helper()
	d := r.ready()
	r.submit(d)
	p := r.untilSummary(d.ID, provisioning.SummaryDone)
	r.world.Clock.Advance(time.Minute)
	r.rest()
	return p
}

func (r *rig) serverHas(userName string) string {
	r.t.Helper()
	return r.customer("ABC Company").Admins[userName].Password
}

func TestAWelcomeHasPasswordsOnlyWhereTheyAreAskedFor(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		p := r.created()
		want := map[string]string{"ada@abc.example": r.serverHas("ada@abc.example"), "lee@abc.example": r.serverHas("lee@abc.example")}
		require.Equal(t, want, entrances(r.welcome(p.Account.ID, true)), "before anything of it was read")
		plain := r.welcome(p.Account.ID, false)
		require.Equal(t, map[string]string{"ada@abc.example": "", "lee@abc.example": ""}, entrances(plain))
		require.Zero(t, plain.Passwords())
		require.Equal(t, p.Account, plain.Account)
		require.Equal(t, "Ada Moreno", plain.Administrators[0].Name)

		r.read(p.Account.ID)
		require.Equal(t, want, entrances(r.welcome(p.Account.ID, true)), "and after that")
		require.Equal(t, 2, r.welcome(p.Account.ID, true).Passwords())
		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, entrances(r.welcome(p.Account.ID, true)), "and after a restart")
	})
}

func TestAWelcomeHasTheNewestPassword(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		p := r.created()
		id := p.Account.ID
		r.read(id)
		first := entrances(r.welcome(id, true))
		var ada domain.User
		for _, u := range r.sheet(id).Parts[domain.DocUsers].Users {
			if u.UserName == "ada@abc.example" {
				ada = u
			}
		}
		r.goOffline()
		require.NoError(t, r.SetPassword(t.Context(), id, ada))
		queued := entrances(r.welcome(id, true))
		require.Empty(t, queued["ada@abc.example"], "the old one does not sign in for long")
		require.Equal(t, first["lee@abc.example"], queued["lee@abc.example"])
		r.comeBack()
		r.settledChanges(id)
		now := entrances(r.welcome(id, true))
		require.NotEqual(t, first["ada@abc.example"], now["ada@abc.example"])
		password, err := r.SentPassword(t.Context(), r.ChangesID(id), r.sheet(id).Steps[0].ID)
		require.NoError(t, err)
		require.Equal(t, password.Reveal(), now["ada@abc.example"])

		r.world.Clock.Advance(time.Minute)
		made := r.provisioning(p.ID)
		reset := made.Steps[slices.IndexFunc(made.Steps, func(s provisioning.Step) bool {
			return s.Intent.Admin != nil && s.Intent.Admin.Admin.UserName() == "ada@abc.example"
		})].ID
		r.goOffline()
		require.NoError(t, r.ResetPassword(t.Context(), p.ID, reset)) // among the older steps
		require.Empty(t, entrances(r.welcome(id, true))["ada@abc.example"])
		r.comeBack()
		r.untilSummary(p.ID, provisioning.SummaryDone)
		password, err = r.SentPassword(t.Context(), p.ID, reset)
		require.NoError(t, err)
		require.Equal(t, password.Reveal(), entrances(r.welcome(id, true))["ada@abc.example"])
	})
}

func TestAWelcomeHasThoseWhoCanSignIn(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		p := r.created()
		id := p.Account.ID
		r.world.Server.AddUser(id, domain.User{ID: "desk", UserName: "desk", FirstName: "Front", LastName: "Desk"})
		r.world.Server.AddUser(id, domain.User{ID: "gone", UserName: "gone", Admin: true, Disabled: true})
		r.world.Server.AddUser(id, domain.User{ID: "sam", UserName: "sam@abc.example", FirstName: "Sam", LastName: "Ortiz", Admin: true})
		r.read(id)
		got := entrances(r.welcome(id, true))
		require.Len(t, got, 3)
		require.Empty(t, got["sam@abc.example"], "it was set elsewhere")
		require.Contains(t, got, "sam@abc.example")

		kim := domain.Administrator{ID: "kim", FirstName: "Kim", LastName: "Lo", Email: "Kim@abc.example"}
		r.goOffline()
		require.NoError(t, r.AddAdministrator(t.Context(), id, kim))
		require.NotContains(t, entrances(r.welcome(id, true)), "kim@abc.example", "there is nobody to sign in yet")
		r.comeBack()
		r.world.Clock.Advance(time.Minute)
		r.settledChanges(id)
		require.NotEmpty(t, entrances(r.welcome(id, true))["kim@abc.example"], "made since the users were read")
		require.NoError(t, r.RemoveUser(t.Context(), id, domain.User{ID: "sam"}))
		r.settledChanges(id)
		require.NotContains(t, entrances(r.welcome(id, true)), "sam@abc.example")
	})
}

// A keyring that lost what it had must not make another password up.
func TestAWelcomeNeverGuesses(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Secrets.Fail(domain.ErrKeyringAbsent)
		p := r.created()
		r.restart()
		r.signIn()
		require.Equal(t, map[string]string{"ada@abc.example": "", "lee@abc.example": ""}, entrances(r.welcome(p.Account.ID, true)))
		welcomes, err := r.BatchWelcomes(t.Context(), []string{p.ID})
		require.NoError(t, err)
		require.Equal(t, map[string]string{"ada@abc.example": "", "lee@abc.example": ""}, entrances(welcomes[0]))
	})
}

func TestTheWelcomesOfABatch(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		p := r.created()
		welcomes, err := r.BatchWelcomes(t.Context(), []string{"never submitted", p.ID})
		require.NoError(t, err)
		require.Len(t, welcomes, 1)
		require.Equal(t, p.Account, welcomes[0].Account)
		require.Equal(t, map[string]string{
			"ada@abc.example": r.serverHas("ada@abc.example"), "lee@abc.example": r.serverHas("lee@abc.example"),
		}, entrances(welcomes[0]))
	})
}
