package crossbar

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

func TestAnotherPasswordSignsIn(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		p := b.order()
		b.create(&p)
		made := p.Step("administrator/1")
		user, err := b.Perform(ctx, b.task(p, *made))
		require.NoError(t, err)
		admin := made.Intent.Admin.Admin
		in := func(password string) error {
			c := New(Options{Timeouts: Timeouts{Write: 20 * time.Second}})
			backend, _, err := c.SignIn(ctx, b.url, workspace.Credentials{
				Method: workspace.WithPassword, UserName: admin.UserName(), Account: p.Account.Realm,
				Secret: c.Conceal(admin.UserName(), domain.NewSecret(password)),
			})
			if err == nil {
				backend.Close()
			}
			return err
		}
		require.NoError(t, in("Passw0rd-1"))

		reset := provisioning.Step{
			ID: "password/1/1", OpID: "reset-1", Kind: provisioning.KindPassword,
			Intent: provisioning.Intent{Password: &provisioning.PasswordIntent{Admin: admin, UserID: user}},
		}
		task := b.task(p, reset)
		task.Password = domain.NewSecret("Another-2")
		require.Equal(t, provisioning.Absent(), b.Find(ctx, task))
		ref, err := b.Perform(ctx, task)
		require.NoError(t, err)
		require.Equal(t, user, ref)
		require.Equal(t, provisioning.Found(user), b.Find(ctx, task))
		require.Equal(t, provisioning.Found(user), b.Find(ctx, b.task(p, *made)), "it keeps the marker of who made it")
		require.NoError(t, in("Another-2"))
		require.ErrorIs(t, in("Passw0rd-1"), domain.ErrWrongCredentials)
	})
}

func TestSearchFindsByTheBeginning(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		p := b.order()
		b.create(&p)
		for by, text := range map[workspace.SearchBy]string{workspace.SearchByName: p.Account.Name, workspace.SearchByRealm: p.Account.Realm} {
			found, err := b.Search(context.Background(), by, text)
			require.NoError(t, err)
			require.Len(t, found, 1, by)
			require.Equal(t, p.Account, found[0].AccountRef)
		}
	})
}
