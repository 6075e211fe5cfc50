package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestWhatMovesWaitsForTheMouseToBeLetGo(t *testing.T) {
	button, entry, check := widgets.NewButton(widgets.Primary, "Press", nil), widgets.NewEntry(), widgets.NewCheck("Tick", nil)
	field := widgets.NewFormField("Label", entry)
	c := uitest.NewWindow(t, widgets.VBox(10, button, field, check), 400, 300).Canvas()
	require.False(t, widgets.MouseHeld())
	label := uitest.FindAll[desktop.Mouseable](field)[0]
	require.NotSame(t, entry, label)
	for i, o := range []desktop.Mouseable{button, entry, check, label} {
		ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		o.MouseDown(ev)
		require.True(t, widgets.MouseHeld(), i)
		moved := 0
		widgets.OnRelease(func() { moved++ })
		check.MouseMoved(ev)
		require.Zero(t, moved, "dragging is holding")
		if i%2 == 0 {
			o.MouseUp(ev)
		} else { // it was let go where nobody was told
			check.MouseMoved(&desktop.MouseEvent{})
		}
		require.False(t, widgets.MouseHeld(), i)
		require.Equal(t, 1, moved)
		o.MouseUp(ev)
		require.Equal(t, 1, moved, "once")
	}
	c.Unfocus()
}
