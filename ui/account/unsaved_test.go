package account_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/uitest"
)

func (b *bench) kept() domain.Edits {
	edits, err := b.ws.Unsaved(b.t.Context(), abc)
	require.NoError(b.t, err)
	return edits
}

func TestWhatIsTypedIsKeptBeforeItIsSaved(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.openRow("Account name")
	b.pass()
	require.Empty(t, b.kept(), "nothing was typed")
	uitest.TypeInto(t, b.canvas, "Account name", "ABC & Sons")
	b.pass()
	want := domain.Edits{{Field: domain.FieldName, Before: "ABC Company", After: "ABC & Sons"}}
	require.Equal(t, want, b.kept())

	again := newBench(t) // as after a crash
	require.NoError(t, again.ws.KeepUnsaved(t.Context(), abc, b.kept()))
	again.show(abc)
	again.shows("You began a change and did not save it", "Account name: ABC & Sons")
	uitest.AssertInside(t, again.canvas)
	again.openRow("Account name")
	again.press("Save")
	require.Contains(t, again.ws.Calls(), `Change `+abc+` name "ABC Company" "ABC & Sons"`)
	require.Empty(t, again.kept())
	require.False(t, again.has("You began a change and did not save it"))
}

func TestEscapeKeepsAndCancelDiscards(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.openRow("Account name")
	uitest.TypeInto(t, b.canvas, "Account name", "ABC & Sons")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Len(t, b.kept(), 1)
	b.shows("Account name: ABC & Sons")

	b.openRow("Time zone and language")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Len(t, b.kept(), 1, "another editor leaves it alone")

	b.openRow("Account name")
	b.press("Cancel")
	require.Empty(t, b.kept())
	require.False(t, b.has("You began a change and did not save it"))
	require.NotContains(t, b.ws.Calls(), "Change")
}

func TestWhatWasNotSavedCanBeSavedOrDiscarded(t *testing.T) {
	edits := domain.Edits{{Field: domain.PermissionField(domain.SeeUser), Before: domain.On, After: domain.Off}}
	b := newBench(t)
	require.NoError(t, b.ws.KeepUnsaved(t.Context(), abc, edits))
	b.show(abc)
	b.press("Discard")
	require.Empty(t, b.kept())
	require.NoError(t, b.ws.KeepUnsaved(t.Context(), abc, edits))
	b.view.Changed()
	b.settle()
	b.ws.Calls()
	b.press("Save")
	require.Equal(t, []string{`Change ` + abc + ` permissions/user "true" "false"`, "KeepUnsaved " + abc + " []"}, b.ws.Calls())
	require.Empty(t, b.kept())

	require.NoError(t, b.ws.KeepUnsaved(t.Context(), abc, domain.Edits{{Field: domain.FieldName, Before: "ABC Company", After: ""}}))
	b.view.Changed()
	b.settle()
	b.ws.Calls()
	b.press("Save")
	require.Contains(t, uitest.Dump(b.canvas), "It is not right yet")
	require.Empty(t, b.ws.Calls())
	require.Len(t, b.kept(), 1, "it is still there")
}
