package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestStandingHasDraftsAndChangesUntilTheyAreDone(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		standing := func() map[string]provisioning.Summary {
			s, err := r.Standing(t.Context())
			require.NoError(t, err)
			return s
		}
		r.offer()
		r.signIn()
		require.Empty(t, standing())
		d := r.abc()
		r.world.Server.Next("account", workspacetest.Refused(403))
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		require.Equal(t, map[string]provisioning.Summary{d.ID: provisioning.SummaryNeedsYou}, standing())
		require.NoError(t, r.RetryStep(t.Context(), d.ID, "account"))
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Empty(t, standing())

		account := r.customer("ABC Company").ID
		r.world.Server.Down(true)
		require.NoError(t, r.Change(t.Context(), account, domain.Edits{{Field: domain.FieldName, Before: "ABC Company", After: "ABC"}}))
		r.rest()
		require.Len(t, standing(), 1)
		require.Equal(t, provisioning.SummaryQueued, standing()[r.ChangesID(account)])
	})
}
