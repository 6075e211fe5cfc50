package wizard

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestWhatIsOnTheScreenBecomesATemplate(t *testing.T) {
	s := setStage(t, nil)
	s.entry("Account name *").SetText("Tailspin Toys") // not saved yet
	uitest.Click(t, s.canvas, uitest.Find[*widgets.Button](t, uitest.Top(s.canvas), "Save as a template…"))
	require.Len(t, s.templates, 1)
	require.Equal(t, "Tailspin Toys", s.templates[0].Name)
	s.templates[0].Name = "another"
	s.pause()
	require.Equal(t, "Tailspin Toys", s.saved().Name, "it is a copy")
}
