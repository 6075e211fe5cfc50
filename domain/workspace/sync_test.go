package workspace_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// pages counts the pages of accounts that were asked for since it was called last.
func (r *rig) pages() (n int) {
	calls := r.world.Server.Calls()
	for _, call := range calls[r.looked:] {
		if call.Method == "Descendants" {
			n++
		}
	}
	r.looked = len(calls)
	return n
}

func (r *rig) customers(n int) (refs []domain.AccountRef) {
	for i := range n {
		refs = append(refs, r.world.Server.AddCustomer("reseller", fmt.Sprintf("Customer %04d", i), fmt.Sprintf("c%d.sip.example.com", i)))
	}
	return refs
}

// comeIn starts the program again, which signs in and syncs.
func (r *rig) comeIn() {
	r.t.Helper()
	r.crash()
	_, err := r.Resume(r.t.Context())
	require.NoError(r.t, err)
	r.untilOnline()
	r.rest()
}

func TestASyncReadsWhatChangedAlone(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		refs := r.customers(1600)
		deep := r.world.Server.AddCustomer(refs[3].ID, "Deep", "deep.sip.example.com")
		r.signIn()
		require.Equal(t, 4, r.pages())
		parent, err := r.Account(t.Context(), refs[3].ID)
		require.NoError(t, err)
		require.Equal(t, 1, parent.Descendants)
		found, err := r.Accounts(t.Context(), workspace.AccountQuery{Search: "deep"})
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.Equal(t, deep, found[0].AccountRef)
		require.Equal(t, refs[3].ID, found[0].ParentID)

		r.world.Clock.Advance(2 * time.Hour)
		r.comeIn() // the accounts were made within the slack: they come once more
		r.pages()
		r.world.Clock.Advance(2 * time.Hour)
		r.forget()
		r.comeIn()
		require.Equal(t, 1, r.pages(), "an hour later one page that is empty")
		require.False(t, r.heard(func(e workspace.Event) bool { _, is := e.(workspace.AccountsChanged); return is }), "and nothing is drawn")

		r.world.Clock.Advance(2 * time.Hour)
		r.world.Server.Edit(refs[7].ID, domain.Values{domain.FieldName: "Renamed"})
		r.world.Server.Disable(refs[8].ID)
		r.world.Server.RemoveCustomer(refs[9].ID)
		added := r.world.Server.AddCustomer(refs[3].ID, "Added", "added.sip.example.com")
		r.comeIn()
		require.Equal(t, 1, r.pages())
		a, err := r.Account(t.Context(), refs[7].ID)
		require.NoError(t, err)
		require.Equal(t, "Renamed", a.Name)
		a, err = r.Account(t.Context(), refs[8].ID)
		require.NoError(t, err)
		require.True(t, a.Disabled())
		_, err = r.Account(t.Context(), added.ID)
		require.NoError(t, err)
		parent, err = r.Account(t.Context(), refs[3].ID)
		require.NoError(t, err)
		require.Equal(t, 2, parent.Descendants)
		_, err = r.Account(t.Context(), refs[9].ID)
		require.NoError(t, err, "what is gone is noticed by comparing with all of them")

		r.world.Clock.Advance(25 * time.Hour)
		r.comeIn()
		require.Equal(t, 4, r.pages())
		_, err = r.Account(t.Context(), refs[9].ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
		n, err := r.CountAccounts(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, 1601, n)
	})
}

func TestASyncGoesOnWhereItWasBrokenOff(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		refs := r.customers(5600) // 12 pages
		r.world.Server.AddCustomer(refs[0].ID, "Customer 0000 below", "below.sip.example.com")
		r.process.KillBefore(len(r.process.Acts()) + 12) // in the midst of the pages
		_ = r.SignIn(t.Context(), workspacetest.User())
		r.until("it is killed", r.process.Dead)
		before := r.pages()
		require.Greater(t, before, 1)
		require.Less(t, before, 12)
		r.comeIn()
		require.Less(t, r.pages(), 12, "what was kept and noted is not read again")
		n, err := r.CountAccounts(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, 5601, n)
		parent, err := r.Account(t.Context(), refs[0].ID)
		require.NoError(t, err)
		require.Equal(t, 1, parent.Descendants, "what was kept before is counted too")
	})
}

func TestASyncThatAPersonStopsGoesOnWhenTheySaySo(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.customers(5600) // 12 pages
		stop := r.Subscribe(func(workspace.Event) {
			if s := r.Status(); s.Refreshing && s.Read >= 1000 {
				r.StopRefresh()
			}
		})
		r.signIn()
		r.rest()
		stop()
		status := r.Status()
		require.True(t, status.Stopped)
		require.False(t, status.Refreshing)
		require.Zero(t, status.SyncedAt, "not all is there")
		n, err := r.CountAccounts(t.Context(), "")
		require.NoError(t, err)
		require.GreaterOrEqual(t, n, 1000, "what has come stays")
		require.Less(t, n, 5600)
		require.Equal(t, workspace.Online, status.Connection, "it is no failure")

		r.pages()
		r.GoOnRefreshing()
		r.rest()
		require.False(t, r.Status().Stopped)
		require.NotZero(t, r.Status().SyncedAt)
		require.Less(t, r.pages(), 12, "what was kept and noted is not read again")
		n, err = r.CountAccounts(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, 5600, n)
		r.StopRefresh()
		r.GoOnRefreshing()
		r.rest()
		require.Zero(t, r.pages(), "there is nothing to stop, nor to go on with")
	})
}

func TestASyncForgetsWhoWasGoneAfterItWasBrokenOff(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		refs := r.customers(600)
		r.signIn()
		r.world.Clock.Advance(25 * time.Hour)
		r.world.Server.RemoveCustomer(refs[0].ID)
		r.world.Server.FailRead("Descendants", &domain.BusyError{Status: 503})
		r.comeIn()
		_, err := r.Account(t.Context(), refs[0].ID)
		require.NoError(t, err)
		r.world.Server.FailRead("Descendants", nil)
		r.comeIn()
		_, err = r.Account(t.Context(), refs[0].ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}

func TestWhatWasKeptButNotCountedIsCountedTheNextTime(t *testing.T) {
	for before := 1; ; before++ { // each act of the store in turn
		done := false
		inWorld(t, func(t *testing.T, r *rig) {
			r.signIn()
			r.world.Clock.Advance(2 * time.Hour)
			parent := r.customers(3)[0]
			r.world.Server.AddCustomer(parent.ID, "Below", "below.sip.example.com")
			r.process.KillBefore(len(r.process.Acts()) + before)
			_ = r.Refresh(t.Context(), "")
			r.rest()
			if done = !r.process.Dead(); done {
				return
			}
			r.comeIn()
			a, err := r.Account(t.Context(), parent.ID)
			require.NoError(t, err)
			require.Equal(t, 1, a.Descendants, "killed before act %d", before)
		})
		if done || t.Failed() {
			require.Greater(t, before, 3)
			return
		}
	}
}
