package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestFormFieldProblemIsShownWrappedAndMarksItsEntry(t *testing.T) {
	e := widgets.NewEntry()
	f := widgets.NewFormField("E-mail address *", e)
	c := uitest.NewWindow(t, widgets.VBox(0, f), 300, 300).Canvas()
	before := f.MinSize()

	problem := strings.Repeat("Enter a whole address, such as ada@abc.example. ", 4)
	f.SetProblem(problem)
	uitest.Settle(c)
	require.Equal(t, problem, f.Problem())
	require.True(t, e.Bad())
	require.Equal(t, before.Width, f.MinSize().Width, "a problem does not widen the form")
	require.Greater(t, f.MinSize().Height, before.Height+30, "it wraps")
	require.True(t, uitest.Has(f, "Enter a whole address"))
	uitest.AssertInside(t, c)

	f.SetProblem("")
	uitest.Settle(c)
	require.False(t, e.Bad())
	require.Equal(t, before, f.MinSize())
}

func TestTappingTheLabelFocusesTheContent(t *testing.T) {
	e := widgets.NewEntry()
	f := widgets.NewFormField("Realm", widgets.HBox(4, widgets.NewBadge("x", widgets.ToneOff), widgets.Grow(e)))
	c := uitest.NewWindow(t, widgets.VBox(0, f), 300, 300).Canvas()
	uitest.Click(t, c, uitest.Find[*widgets.Text](t, f, "Realm"))
	require.Equal(t, fyne.Focusable(e), c.Focused())
}

func TestHintStaysBelowTheProblem(t *testing.T) {
	f := widgets.NewFormField("Realm", widgets.NewEntry())
	c := uitest.NewWindow(t, widgets.VBox(0, f), 300, 300).Canvas()
	f.SetHint("Made up if left empty")
	f.SetProblem("Taken")
	uitest.Settle(c)
	require.Equal(t, []string{"Realm", "Taken", "Made up if left empty"}, uitest.Texts(f))
	uitest.AssertInside(t, c)
}
