package workspace_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestRefreshReadsAllPages(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		for i := range 1200 {
			r.world.Server.AddCustomer("reseller", fmt.Sprintf("Customer %03d", i), fmt.Sprintf("c%d.sip.example.com", i))
		}
		r.forget()
		r.signIn()
		n, err := r.CountAccounts(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, 1200, n)
		pages := 0
		for _, call := range r.world.Server.Calls() {
			if call.Method == "Descendants" {
				pages++
			}
		}
		require.Equal(t, 3, pages)
		shown := 0
		r.mu.Lock()
		for _, e := range r.events {
			if e == (workspace.AccountsChanged{ParentID: "reseller"}) {
				shown++
			}
		}
		r.mu.Unlock()
		require.Greater(t, shown, 1, "what has come is shown before all is there, and what is below each account at the end")
	})
}

func TestRefreshForgetsWhatIsGone(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		stays := r.world.Server.AddCustomer("reseller", "Stays", "stays.sip.example.com")
		goes := r.world.Server.AddCustomer("reseller", "Goes", "goes.sip.example.com")
		below := r.world.Server.AddCustomer(goes.ID, "Below", "below.sip.example.com")
		r.signIn()
		require.NoError(t, r.Refresh(t.Context(), goes.ID))
		r.world.Clock.Advance(minute)
		r.world.Server.RemoveCustomer(goes.ID)

		// A refresh that fails on the way forgets nobody.
		r.world.Server.FailRead("Descendants", &domain.BusyError{Status: 503})
		require.Error(t, r.Refresh(t.Context(), ""))
		_, err := r.Account(t.Context(), goes.ID)
		require.NoError(t, err)

		r.world.Server.FailRead("Descendants", nil)
		require.NoError(t, r.Refresh(t.Context(), ""))
		_, err = r.Account(t.Context(), stays.ID)
		require.NoError(t, err)
		for _, id := range []string{goes.ID, below.ID} {
			_, err = r.Account(t.Context(), id)
			require.ErrorIs(t, err, domain.ErrNotFound)
		}
	})
}

func TestRefreshKnowsWhoIsDisabled(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		on := r.world.Server.AddCustomer("reseller", "On", "on.sip.example.com")
		off := r.world.Server.AddCustomer("reseller", "Off", "off.sip.example.com")
		r.world.Server.Disable(off.ID)
		r.signIn()
		a, err := r.Account(t.Context(), on.ID)
		require.NoError(t, err)
		require.False(t, a.Disabled())
		a, err = r.Account(t.Context(), off.ID)
		require.NoError(t, err)
		require.True(t, a.Disabled())
	})
}

func TestTheCatalogueIsKept(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		n := 100
		offer := domain.Catalogue{
			Classifiers: []domain.Classifier{{ID: "did_de", Name: "German DID"}}, Plans: []domain.ServicePlan{{ID: "gold", Name: "Gold"}},
			Apps: []domain.App{{ID: "voip"}}, Sellers: []domain.Representative{{UserID: "sal", Name: "Sal"}},
			Own: domain.TrunkTotals{TwoWay: &n}, Sold: domain.Trunks{TwoWay: 40},
		}
		r.world.Server.Offer(offer)
		r.signIn()
		r.restart()
		r.world.Server.Down(true)
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		kept, err := r.Catalogue(t.Context())
		require.NoError(t, err)
		now := r.world.Clock.Now()
		offer.ClassifiersRead, offer.PlansRead, offer.AppsRead, offer.SellersRead, offer.OwnRead, offer.SoldRead = now, now, now, now, now, now
		require.Equal(t, offer, kept)
	})
}

func TestWhatMayNotBeReadIsNoTrouble(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.world.Server.FailRead("ServicePlans", &domain.RefusedError{Status: 403})
		r.world.Server.FailRead("OwnTrunks", &domain.RefusedError{Status: 404})
		r.signIn()
		require.Empty(t, r.troubles())
		require.False(t, r.Status().SyncedAt.IsZero())
		c, err := r.Catalogue(t.Context())
		require.NoError(t, err)
		require.Zero(t, c.PlansRead, "never read")
		require.Zero(t, c.OwnRead)
		require.NotZero(t, c.SoldRead, "the other half is")
		require.NotEmpty(t, c.Classifiers)
	})
}

func TestWhatCannotBeReadStaysAsItWas(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Server.Offer(domain.Catalogue{Apps: []domain.App{{ID: "new"}}})
		r.world.Server.FailRead("Classifiers", &domain.BusyError{Status: 503})
		r.RefreshNow()
		r.rest()
		require.NotEmpty(t, r.troubles())
		c, err := r.Catalogue(t.Context())
		require.NoError(t, err)
		require.Equal(t, domain.DefaultClassifiers(), c.Classifiers)
		require.Equal(t, []domain.App{{ID: "new"}}, c.Apps)
	})
}

func TestAFailedRefreshIsTold(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Server.FailRead("DisabledBelow", &domain.BusyError{Status: 503})
		r.signIn()
		require.Equal(t, workspace.Online, r.Status().Connection, "busy is not offline")
		require.False(t, r.Status().Refreshing)
		require.Zero(t, r.Status().SyncedAt)
		require.Len(t, r.troubles(), 1)
	})
}

func TestTheSuffixFollowsTheRealms(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		suffix, err := r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Empty(t, suffix, "nothing to learn it from")
		r.offer()
		require.NoError(t, r.Refresh(t.Context(), ""))
		suffix, err = r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Equal(t, "sip.example.com", suffix)
		require.NoError(t, r.SetRealmSuffix(t.Context(), "voice.example.net"))
		suffix, err = r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Equal(t, "voice.example.net", suffix, "what a person set counts more")
		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		suffix, err = r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Equal(t, "voice.example.net", suffix)
	})
}

func TestRefreshWithoutASession(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		require.ErrorIs(t, r.Refresh(t.Context(), ""), domain.ErrOffline)
		require.ErrorIs(t, r.RefreshTrunks(t.Context()), domain.ErrOffline)
	})
}
