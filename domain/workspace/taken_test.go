package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

func TestWhoHasTheRealmIsToldAndAnotherIsOffered(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Server.AddCustomer("reseller", "Adatum", "abc.sip.example.com") // behind our back
		d := r.abc()
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		step := stepOf(t, r.provisioning(d.ID), "account")
		require.Equal(t, provisioning.ReasonTaken, step.Why)
		require.Equal(t, "abc.sip.example.com", step.Intent.Account.Realm, "never renamed in silence")
		taken, err := r.Taken(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, workspace.Taken{Realm: "Adatum", Label: "abc-2", NewRealm: "abc-2.sip.example.com"}, taken)

		require.NoError(t, r.UseRealm(t.Context(), d.ID, taken.Label))
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Equal(t, "abc-2.sip.example.com", r.customer("ABC Company").Realm)
	})
}

func TestWhoHasTheNameIsToldWhereItCanBeSeen(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Server.AddCustomer("reseller", "ABC, Company", "else.sip.example.com")
		d := r.abc()
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		taken, err := r.Taken(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, workspace.Taken{Name: "ABC, Company"}, taken)
		r.world.Server.Down(true)
		taken, err = r.Taken(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, workspace.Taken{}, taken, "nobody can be seen from here now")
	})
}

func TestNothingIsTakenOfWhatIsFine(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryDone)
		taken, err := r.Taken(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, workspace.Taken{}, taken)
	})
}
