package workspace_test

import (
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

func TestDraftsThatAreReadyAreToldFromThoseThatAreNot(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		var ids []string
		for _, name := range []string{"Alpha", "", "Gamma"} {
			d := r.NewDraft(domain.AccountRef{})
			d.Name, d.Trunks.TwoWay = name, "1"
			require.NoError(t, r.SaveDraft(t.Context(), d))
			ids = append(ids, d.ID)
			r.world.Clock.Advance(time.Second)
		}
		require.NoError(t, r.Submit(t.Context(), ids[2]))
		drafts, err := r.ReadyDrafts(t.Context())
		require.NoError(t, err)
		require.Len(t, drafts, 2)
		require.Equal(t, ids[0], drafts[0].ID)
		require.Zero(t, drafts[0].Blocking)
		require.Equal(t, 1, drafts[1].Blocking)
	})
}

func TestTheReportOfABatchHasNoPasswordUnlessAskedFor(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.NewDraft(domain.AccountRef{})
		admin := r.NewAdministrator()
		admin.FirstName, admin.LastName, admin.Email = "Ada", "Moreno", "ada@alpha.example"
		d.Name, d.Administrators = "=Alpha()", []domain.Administrator{admin}
		require.NoError(t, r.SaveDraft(t.Context(), d))
		require.NoError(t, r.Submit(t.Context(), d.ID))
		p := r.untilSummary(d.ID, provisioning.SummaryDone)
		password, err := r.SentPassword(t.Context(), d.ID, "administrator/"+admin.ID)
		require.NoError(t, err)

		report, err := r.BatchReport(t.Context(), []string{d.ID, "never submitted"}, false)
		require.NoError(t, err)
		require.NotContains(t, string(report), password.Reveal())
		lines, err := csv.NewReader(strings.NewReader(string(report))).ReadAll()
		require.NoError(t, err)
		require.Equal(t, [][]string{
			{"name", "realm", "status", "account_id", "problem"},
			{"'=Alpha()", p.Account.Realm, "done", p.Account.ID, ""},
		}, lines)

		report, err = r.BatchReport(t.Context(), []string{d.ID}, true)
		require.NoError(t, err)
		require.Contains(t, string(report), fmt.Sprintf("ada@alpha.example,%s", password.Reveal()))
	})
}
