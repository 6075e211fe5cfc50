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

func TestWhatIsTypedOfANewAdministratorIsKept(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.turn("Administrators")
	b.press("Add an administrator…")
	uitest.TypeInto(t, b.canvas, "First name", "Kim")
	uitest.TypeInto(t, b.canvas, "Password", "Reed-warbler-5d1c8")
	b.pass()
	require.Len(t, b.kept(), 1, "but for the password")
	change := domain.Edit{Field: domain.FieldName, Before: "ABC Company", After: "ABC & Sons"}

	again := newBench(t) // as after a crash
	require.NoError(t, again.ws.KeepUnsaved(t.Context(), abc, append(b.kept(), change)))
	again.show(abc)
	again.shows("You began to add an administrator", "First name: Kim", "You began a change and did not save it")
	uitest.AssertInside(t, again.canvas)
	again.press("Save")
	require.Equal(t, b.kept(), again.kept(), "the change is sent, the newcomer stays")
	again.press("Go on")
	uitest.TypeInto(t, again.canvas, "Last name", "Doe")
	uitest.TypeInto(t, again.canvas, "E-mail address", "kim@abc.example")
	again.pass()
	require.Len(t, again.kept(), 3)
	again.ws.Calls()
	again.press("Save")
	require.Equal(t, []string{"AddAdministrator " + abc + " Kim Doe kim@abc.example ", "KeepUnsaved " + abc + " []"}, again.ws.Calls())

	b.press("Cancel")
	require.Empty(t, b.kept())
	require.False(t, b.has("You began to add an administrator"))
}

func TestWhatCouldNotBeKeptIsTriedAgain(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.openRow("Account name")
	uitest.TypeInto(t, b.canvas, "Account name", "ABC & Sons")
	b.ws.Fail("KeepUnsaved", domain.ErrDiskFull)
	b.pass()
	require.Len(t, b.failed, 1, "it is said")
	var answers []error
	flush := func() { b.view.Flush(func(err error) { answers = append(answers, err) }); b.settle() }
	flush()
	require.Len(t, b.failed, 1, "who closes the program is asked instead")
	require.ErrorIs(t, answers[0], domain.ErrDiskFull)
	b.ws.Fail("KeepUnsaved", nil)
	flush()
	require.NoError(t, answers[1])
	require.Equal(t, "ABC & Sons", b.kept()[0].After)
	b.ws.Calls()
	flush()
	require.NoError(t, answers[2])
	require.Empty(t, b.ws.Calls(), "it is kept already")
}

func TestWhatIsOnItsWayToTheDiskIsKeptAtTheEnd(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.openRow("Account name")
	b.ws.Fail("KeepUnsaved", domain.ErrDiskFull)
	uitest.TypeInto(t, b.canvas, "Account name", "ABC & So")
	b.pass()
	b.ws.Fail("KeepUnsaved", nil)
	uitest.TypeInto(t, b.canvas, "Account name", "ABC & Sons")
	require.NoError(t, b.view.SaveLast(t.Context()))
	require.Equal(t, "ABC & Sons", b.kept()[0].After)
}
