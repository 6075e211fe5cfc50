package workspace_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestWorkComesInTheOrderOfWhatPresses(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		keep := func(name string) domain.Draft {
			d := r.plain(name)
			require.NoError(t, r.SaveDraft(t.Context(), d))
			r.world.Clock.Advance(time.Second)
			return d
		}
		older, newer := keep("Older Draft"), keep("Zürich Draft")
		waits, sends, stuck := keep("Waits"), keep("Sends"), keep("Stuck")

		r.world.Server.Next("account", workspacetest.Refused(403))
		require.NoError(t, r.Submit(t.Context(), stuck.ID))
		r.rest()
		r.world.Server.Next("account", workspacetest.Fails(&domain.BusyError{Status: 503, RetryAfter: time.Hour}))
		require.NoError(t, r.Submit(t.Context(), waits.ID))
		r.rest()
		release := r.world.Server.Hold("Perform")
		require.NoError(t, r.Submit(t.Context(), sends.ID))
		r.rest()

		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		var names []string
		for _, row := range rows {
			names = append(names, fmt.Sprint(row.Name, " ", row.Submitted, " ", row.Summary, " ", row.Why, " ", row.Step))
		}
		require.Equal(t, []string{
			"Stuck true needs_you refused account", "Sends true working  account", "Waits true queued busy account",
			"Zürich Draft false   ", "Older Draft false   ",
		}, names)
		require.Equal(t, newer.ID, rows[3].ID)
		require.Equal(t, older.ID, rows[4].ID)
		require.True(t, rows[3].UpdatedAt.After(rows[4].UpdatedAt))

		rows, err = r.Work(t.Context(), " zurich ")
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.Equal(t, newer.ID, rows[0].ID)
		rows, err = r.Work(t.Context(), "nobody")
		require.NoError(t, err)
		require.Empty(t, rows)
		release()
		r.untilSummary(waits.ID, provisioning.SummaryDone)
	})
}

// What a row says of a provisioning is the most telling of its steps.
func TestARowTellsWhatItWaitsFor(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("limits", workspacetest.Busy(time.Hour))
		r.world.Server.Next("credit", workspacetest.LostBefore())
		r.submit(d)
		r.rest()
		row := func() workspace.WorkRow {
			rows, err := r.Work(t.Context(), "")
			require.NoError(t, err)
			require.Len(t, rows, 1)
			return rows[0]
		}
		require.Equal(t, provisioning.ReasonBusy, row().Why)
		require.Equal(t, provisioning.KindLimits, row().Step)
		require.Equal(t, 429, row().Status)
		r.untilSummary(d.ID, provisioning.SummaryDone)
	})
}

func TestProgressHasDraftsAndChangesUntilTheyAreDone(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		progress := func() workspace.Progress {
			p, err := r.Progress(t.Context())
			require.NoError(t, err)
			return p
		}
		r.offer()
		r.signIn()
		require.Empty(t, progress().Standing)
		d := r.abc()
		r.world.Server.Next("account", workspacetest.Refused(403))
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		require.Equal(t, map[string]provisioning.Summary{d.ID: provisioning.SummaryNeedsYou}, progress().Standing)
		require.Len(t, progress().Work, 1)
		require.Equal(t, provisioning.ReasonRefused, progress().Work[0].Why)
		require.NoError(t, r.RetryStep(t.Context(), d.ID, "account"))
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Empty(t, progress().Standing)
		require.Empty(t, progress().Work)

		account := r.customer("ABC Company").ID
		r.world.Server.Down(true)
		require.NoError(t, r.Change(t.Context(), account, domain.Edits{{Field: domain.FieldName, Before: "ABC Company", After: "ABC"}}))
		r.rest()
		require.Equal(t, map[string]provisioning.Summary{r.ChangesID(account): provisioning.SummaryQueued}, progress().Standing)
		require.Equal(t, map[string]int{account: 1}, progress().Changes)
		require.Empty(t, progress().Work, "it is no draft")
	})
}

// counted counts how often what is queued is read.
type counted struct {
	workspace.Store

	readings atomic.Int32
}

func (c *counted) Provisionings(ctx context.Context, profileID string, finished bool) ([]provisioning.Provisioning, error) {
	c.readings.Add(1)
	return c.Store.Provisionings(ctx, profileID, finished)
}

// The window asks after every step of every account.
func TestProgressReadsWhatIsQueuedOnce(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		var store counted
		r.restart(func(o *workspace.Options) {
			store.Store = o.Store
			o.Store = &store
		})
		r.offer()
		r.signIn()
		r.world.Server.Next("account", workspacetest.Refused(403))
		r.submit(r.plain("ABC"))
		r.rest()
		before := store.readings.Load()
		_, err := r.Progress(t.Context())
		require.NoError(t, err)
		require.Equal(t, before+1, store.readings.Load())
	})
}
