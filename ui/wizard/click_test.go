package wizard

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// hold presses the mouse's button on the upper edge of an object: what moves down a little is
// not under the pointer any more.
func (s *stage) hold(o fyne.CanvasObject) (release func()) {
	s.t.Helper()
	at, size, ok := uitest.Box(s.canvas, o)
	require.True(s.t, ok, "it is not on the screen")
	return uitest.Hold(s.canvas, at.AddXY(size.Width/2, 2))
}

func TestAProblemThatGoesWhileTheMouseIsHeldTakesNoClickAway(t *testing.T) {
	s := setStage(t, nil)
	s.press(tab)
	require.NotEmpty(t, s.field("Account name").Problem())
	s.press(uitest.ShiftTab)
	s.typeText("ABC Company")
	release := s.hold(uitest.Find[*widgets.Button](t, uitest.Top(s.canvas), "+ Add an admin to the account"))
	s.pause() // it is saved and checked meanwhile
	require.NotEmpty(t, s.field("Account name").Problem(), "nothing moves under the pointer")
	release()
	require.Len(t, s.state.draft.Administrators, 1, "the button was clicked")
	s.settle()
	require.Empty(t, s.field("Account name").Problem(), "what was put off comes then")
}

func TestAProblemThatComesWhileTheMouseIsHeldTakesNoClickAway(t *testing.T) {
	s := setStage(t, nil)
	release := s.hold(s.entry("Realm"))
	s.settle()
	require.Empty(t, s.field("Account name").Problem(), "nothing moves under the pointer")
	release()
	s.settle()
	require.Equal(t, "Realm", s.focused(), "the field keeps the keyboard")
	require.Equal(t, "Enter a name for the account", s.field("Account name").Problem())
	require.Equal(t, 1, s.mark(domain.TabGeneral))
}

// Where a button is let go outside the window, nobody is told of that.
func TestProblemsShowAgainOnceThePointerMovesWithoutAButton(t *testing.T) {
	s := setStage(t, nil)
	s.hold(s.entry("Realm"))
	s.settle()
	s.modal.MouseMoved(&desktop.MouseEvent{})
	s.settle()
	require.NotEmpty(t, s.field("Account name").Problem())
}
