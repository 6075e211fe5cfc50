package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestAccountsAndTheWayToThem(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		child := r.world.Server.AddCustomer("reseller", "Child", "child.sip.example.com")
		grandchild := r.world.Server.AddCustomer(child.ID, "Grandchild", "grand.sip.example.com")
		r.signIn()
		require.NoError(t, r.Refresh(t.Context(), child.ID))
		r.goOffline() // all of this is cached

		accounts, err := r.Accounts(t.Context(), workspace.AccountQuery{})
		require.NoError(t, err)
		require.Len(t, accounts, 1)
		accounts, err = r.Accounts(t.Context(), workspace.AccountQuery{ParentID: child.ID})
		require.NoError(t, err)
		require.Equal(t, grandchild, accounts[0].AccountRef)
		accounts, err = r.Accounts(t.Context(), workspace.AccountQuery{Search: "  GRAND "})
		require.NoError(t, err)
		require.Len(t, accounts, 1, "a search looks everywhere")

		n, err := r.CountAccounts(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, 2, n)
		n, err = r.CountAccounts(t.Context(), "reseller")
		require.NoError(t, err)
		require.Equal(t, 1, n)

		trail, err := r.Trail(t.Context(), grandchild.ID)
		require.NoError(t, err)
		require.Equal(t, []domain.AccountRef{r.Identity().Account(), child, grandchild}, trail)
		for _, id := range []string{"", "reseller"} {
			trail, err = r.Trail(t.Context(), id)
			require.NoError(t, err)
			require.Equal(t, []domain.AccountRef{r.Identity().Account()}, trail)
		}
		_, err = r.Trail(t.Context(), "nobody")
		require.ErrorIs(t, err, domain.ErrNotFound)

		_, err = r.Account(t.Context(), "nobody")
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}

// A circle of parents in the cache must not hang the window.
func TestTheWayEnds(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		profile := r.Status().Profile.ID
		require.NoError(t, stored(r.world.Store.PutAccounts(t.Context(), profile, []domain.Account{
			{AccountRef: domain.AccountRef{ID: "a"}, ParentID: "b"}, {AccountRef: domain.AccountRef{ID: "b"}, ParentID: "a"},
		}, r.world.Clock.Now())))
		_, err := r.Trail(t.Context(), "a")
		require.NoError(t, err)
	})
}
