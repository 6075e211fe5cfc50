package crossbar

import (
	"cmp"
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestListingsAndCatalogue(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		own := b.Identity().AccountID
		var all []domain.Account
		next := ""
		for {
			page, err := b.Children(ctx, own, next, 7)
			require.NoError(t, err)
			require.LessOrEqual(t, len(page.Accounts), 7)
			all = append(all, page.Accounts...)
			if next = page.Next; next == "" {
				break
			}
		}
		require.Len(t, all, 24)
		require.True(t, slices.IsSortedFunc(all, func(x, y domain.Account) int { return cmp.Compare(x.Name, y.Name) }))
		require.Equal(t, own, all[0].ParentID)
		require.Positive(t, all[0].Descendants)
		require.Nil(t, all[0].Enabled, "listings do not tell")

		var deep []domain.Account
		next = ""
		for {
			page, err := b.Descendants(ctx, own, next, 11, time.Time{})
			require.NoError(t, err)
			require.LessOrEqual(t, len(page.Accounts), 11)
			deep = append(deep, page.Accounts...)
			if next = page.Next; next == "" {
				break
			}
		}
		require.Greater(t, len(deep), len(all))
		below := map[string]int{}
		for _, a := range deep {
			below[a.ParentID]++
			require.Equal(t, workspace.UnknownCount, a.Descendants)
		}
		require.Equal(t, len(all), below[own])
		for _, a := range all {
			require.Equal(t, a.Descendants, below[a.ID], a.Name) // the sample has no third level
		}
		fresh, err := b.Descendants(ctx, own, "", 500, time.Now().Add(time.Hour))
		require.NoError(t, err)
		require.Empty(t, fresh.Accounts)
		off, err := b.DisabledBelow(ctx, own, time.Time{})
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(off), 2)

		disabled, err := b.Disabled(ctx, own)
		require.NoError(t, err)
		require.Len(t, disabled, 2)
		read, err := b.ReadPart(ctx, disabled[0], domain.DocAccount)
		require.NoError(t, err)
		require.Equal(t, domain.Off, read.Values[domain.FieldEnabled])

		classifiers, err := b.Classifiers(ctx, own)
		require.NoError(t, err)
		require.ElementsMatch(t, domain.DefaultClassifiers(), classifiers)

		plans, err := b.ServicePlans(ctx, own)
		require.NoError(t, err)
		require.Len(t, plans, 2)
		apps, err := b.Apps(ctx, own)
		require.NoError(t, err)
		require.Len(t, apps, 8)
		require.NotEmpty(t, apps[0].Label)
		sellers, err := b.Sellers(ctx, own)
		require.NoError(t, err)
		require.NotEmpty(t, sellers)
		require.Equal(t, own, sellers[0].AccountID)

		sold, err := b.SoldTrunks(ctx, own)
		require.NoError(t, err)
		require.Equal(t, domain.Trunks{TwoWay: 31, Inbound: 16, Outbound: 24}, sold)
		_, err = b.OwnTrunks(ctx, own)
		require.NoError(t, err)

		_, err = b.Children(ctx, "ffffffffffffffffffffffffffffffff", "", 10)
		require.ErrorIs(t, err, domain.ErrNotFound)
		_, err = b.Classifiers(ctx, "../../etc")
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}

func TestTheWaysToSignIn(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		by := b.server.Credentials()
		c := b.connector
		hash := c.Conceal(by.Username, domain.NewSecret(by.Password))
		for _, account := range []string{by.AccountName, by.Realm} {
			backend, identity, err := c.SignIn(ctx, b.url, workspace.Credentials{Method: workspace.WithPassword, UserName: by.Username, Account: account, Secret: hash})
			require.NoError(t, err, account)
			require.Equal(t, b.Identity(), identity)
			require.Equal(t, by.Realm, identity.Realm)
			require.True(t, identity.IsReseller)
			require.NotEmpty(t, identity.Version)
			backend.Close()
		}
		_, _, err := c.SignIn(ctx, b.url, workspace.Credentials{
			Method: workspace.WithPassword, UserName: by.Username, Account: by.Realm,
			Secret: c.Conceal(by.Username, domain.NewSecret("wrong")),
		})
		require.ErrorIs(t, err, domain.ErrWrongCredentials)

		var doc struct {
			Key string `json:"api_key"`
		}
		require.NoError(t, b.object(ctx, accountPath(b.Identity().AccountID, "api_key"), &doc))
		backend, identity, err := c.SignIn(ctx, b.url, byKey(doc.Key))
		require.NoError(t, err)
		backend.Close()
		require.Equal(t, b.Identity().AccountID, identity.AccountID)
		require.Empty(t, identity.OwnerID)
		_, _, err = c.SignIn(ctx, b.url, byKey("0000000000000000000000000000000000000000000000000000000000000000"))
		require.ErrorIs(t, err, domain.ErrUnknownKey)
		_, _, err = c.SignIn(ctx, b.url, byKey("short"))
		require.ErrorIs(t, err, domain.ErrUnknownKey)
		_, _, err = c.SignIn(ctx, b.url+"/nowhere", byKey(doc.Key))
		require.ErrorIs(t, err, domain.ErrNotCrossbar)
	})
}
