package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestWhatIsTypedAndNotSavedSurvivesARestartAndIsNeverSent(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		edits := domain.Edits{{Field: domain.FieldName, Before: "ABC", After: ""}, {Field: domain.FieldTwoWay, Before: "1", After: "ten"}}
		require.NoError(t, r.KeepUnsaved(t.Context(), "a1", edits))
		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		got, err := r.Unsaved(t.Context(), "a1")
		require.NoError(t, err)
		require.Equal(t, edits, got)
		other, err := r.Unsaved(t.Context(), "a2")
		require.NoError(t, err)
		require.Empty(t, other)
		progress, err := r.Progress(t.Context())
		require.NoError(t, err)
		require.Empty(t, progress.Changes)

		require.NoError(t, r.KeepUnsaved(t.Context(), "a1", nil))
		got, err = r.Unsaved(t.Context(), "a1")
		require.NoError(t, err)
		require.Empty(t, got)
	})
}
