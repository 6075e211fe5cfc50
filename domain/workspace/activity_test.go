package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestActivitiesTellWhatWasSent(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		none, err := r.Activities(t.Context())
		require.NoError(t, err)
		require.Empty(t, none)

		r.world.Server.Next("limits", workspacetest.Refused(403))
		abc := r.abc()
		r.submit(abc)
		r.untilSummary(abc.ID, provisioning.SummaryNeedsYou)
		open, err := r.Submissions(t.Context(), false)
		require.NoError(t, err)
		require.Len(t, open, 1)

		done := domain.NewDraft("other", r.Identity().Account(), r.Identity())
		done.Name, done.Timezone = "Other", "America/Chicago"
		r.submit(done)
		r.untilSummary(done.ID, provisioning.SummaryDone)
		open, err = r.Submissions(t.Context(), false)
		require.NoError(t, err)
		require.Len(t, open, 1, "what is finished is left out")
		all, err := r.Submissions(t.Context(), true)
		require.NoError(t, err)
		require.Len(t, all, 2)

		r.world.Server.Down(true)
		offline := done.Clone()
		offline.ID, offline.Name = "offline", "Offline"
		r.submit(offline)
		r.rest()
		list, err := r.Activities(t.Context())
		require.NoError(t, err)
		sent := map[string]workspace.Activity{}
		for i, a := range list {
			sent[a.ID+" "+a.Step.ID] = a
			require.False(t, a.At.IsZero())
			require.True(t, i == 0 || !a.At.Before(list[i-1].At), "in the order of time")
		}
		require.Equal(t, provisioning.Refused, sent[abc.ID+" limits"].Step.State)
		require.Equal(t, "ABC Company", sent[abc.ID+" limits"].Name)
		require.Equal(t, "abc.sip.example.com", sent[abc.ID+" limits"].Account.Realm)
		require.Equal(t, provisioning.Done, sent["other account"].Step.State)
		require.NotContains(t, sent, "offline limits", "what never left is no activity")
	})
}
