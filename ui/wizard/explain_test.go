package wizard

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// helps are the help buttons that can be seen, from the top.
func (s *stage) helps() []*widgets.Button {
	var out []*widgets.Button
	for _, b := range uitest.FindAll[*widgets.Button](uitest.Top(s.canvas)) {
		if b.Text() == "?" {
			out = append(out, b)
		}
	}
	return out
}

func TestWhatNotEverybodyKnowsIsExplained(t *testing.T) {
	s := setStage(t, nil)
	explains := func(b *widgets.Button, title string) {
		t.Helper()
		wizard := widgets.TopModal(s.canvas)
		uitest.Click(t, s.canvas, b)
		uitest.Settle(s.canvas)
		require.True(t, uitest.Has(uitest.Top(s.canvas), title))
		uitest.AssertInside(t, s.canvas)
		s.press(fyne.KeyEscape)
		require.Same(t, wizard, widgets.TopModal(s.canvas), "only the explanation closes")
	}
	helps := s.helps()
	require.Len(t, helps, 1)
	explains(helps[0], "What a realm is")
	s.goTo(domain.TabRestrictions)
	uitest.Settle(s.canvas)
	helps = s.helps()
	require.Len(t, helps, 3)
	explains(helps[0], "What trunks are")
	explains(helps[1], "What this account can call")
	explains(helps[2], "What the bypass is")
	uitest.AssertInside(t, s.canvas)
}

func TestLookingSomethingUpIsNoReasonToComplain(t *testing.T) {
	s := setStage(t, nil)
	require.Equal(t, "Account name *", s.focused())
	uitest.Click(t, s.canvas, s.helps()[0])
	s.settle()
	s.press(fyne.KeyEscape)
	s.pause()
	s.notSee("Enter a name for the account")
	s.jump(domain.FieldTimezone)
	s.pause()
	s.see("Enter a name for the account")
}

func TestAnExplanationIsAFewSentences(t *testing.T) {
	for about := aboutTrunks; about <= aboutRealm; about++ {
		title, text := about.explanation()
		require.NotEmpty(t, title)
		sentences := strings.Count(text, ".")
		require.True(t, sentences >= 2 && sentences <= 4, "%s: %d sentences", title, sentences)
	}
}

func TestHelpIsReachedByKeyAfterItsGroup(t *testing.T) {
	s := setStage(t, nil)
	s.jump(domain.FieldPrepay)
	s.press(tab)
	require.Equal(t, "?", s.focused())
	s.press(fyne.KeySpace)
	require.True(t, uitest.Has(uitest.Top(s.canvas), "What the bypass is"))
	s.press(fyne.KeyReturn)
	require.Equal(t, "?", s.focused(), "the keyboard is where it was")
}
