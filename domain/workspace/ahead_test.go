package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace/workspacetest"
)

// TestALateAnswerUndoesNoChange: what was read before a change was sent, and comes after,
// tells how it was.
func TestALateAnswerUndoesNoChange(t *testing.T) {
	for method, ask := range map[string]func(*rig, string){
		"Descendants": func(r *rig, _ string) { r.RefreshNow() },
		"ReadPart":    func(r *rig, id string) { go r.ReadParts(r.t.Context(), id, domain.DocAccount) },
	} {
		t.Run(method, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				ref := r.adatum()
				release := r.world.Server.Hold(workspacetest.Answer(method))
				ask(r, ref.ID)
				r.rest()
				require.NotEmpty(t, r.world.Server.Held(), "its answer is on the way")
				r.change(ref.ID, "name", "Adatum Holdings")
				r.settledChanges(ref.ID)
				release()
				r.rest()
				account, err := r.Account(t.Context(), ref.ID)
				require.NoError(t, err)
				require.Equal(t, "Adatum Holdings", account.Name)
				require.Equal(t, "Adatum Holdings", r.value(ref.ID, domain.FieldName))
			})
		})
	}
}
