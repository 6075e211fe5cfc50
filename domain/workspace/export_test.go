package workspace_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestAnExportGoesDownAndEnds(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		r.signIn()
		put := func(id, name, parent string) {
			a := domain.Account{AccountRef: domain.AccountRef{ID: id, Name: name}, ParentID: parent, Descendants: 1}
			require.NoError(t, stored(m.PutAccounts(t.Context(), r.Status().Profile.ID, []domain.Account{a}, r.world.Clock.Now())))
		}
		put("1", "Parent", "reseller")
		put("2", "Child", "1")
		put("reseller", "Reseller", "2") // a circle, which no server should have
		data, accounts, _, err := r.Export(t.Context(), true, false)
		require.NoError(t, err)
		require.Equal(t, 2, accounts)
		lines := strings.Split(strings.TrimSpace(string(data)), "\n")
		require.Len(t, lines, 3)
		require.True(t, strings.HasPrefix(lines[1], "Parent,"))
		require.True(t, strings.HasPrefix(lines[2], "Child,"))
	})
}

func TestADraftThatGoesMeanwhileIsNotExported(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		r.signIn()
		stays, goes := r.plain("Stays"), r.plain("Goes")
		require.NoError(t, r.SaveDraft(t.Context(), stays))
		require.NoError(t, r.SaveDraft(t.Context(), goes))
		deleted := make(chan error, 1)
		m.during("Drafts", func() {
			_, err := r.DeleteDraft(t.Context(), goes.ID)
			deleted <- err
		}, func() bool { return len(deleted) > 0 })
		data, _, drafts, err := r.Export(t.Context(), false, true)
		require.NoError(t, err)
		require.NoError(t, <-deleted)
		require.Equal(t, 1, drafts)
		require.Contains(t, string(data), "Stays,")
		require.Contains(t, string(data), workspace.ExportedDraft)
	})
}
