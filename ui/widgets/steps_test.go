package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func wizardSteps() *widgets.Steps {
	return widgets.NewSteps([]widgets.StepItem{
		{Label: "General"},
		{Label: "Contacts"},
		{Label: "Service Plan"},
		{Label: "Call Restrictions"},
		{Label: "Permissions"},
		{Label: "Review"},
	})
}

func TestStepsByKeyboard(t *testing.T) {
	s := wizardSteps()
	var heard []int
	s.OnSelected = func(i int) { heard = append(heard, i) }
	c := uitest.NewWindow(t, widgets.VBox(0, s), 892, 100).Canvas()
	uitest.Press(c, fyne.KeyTab, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)
	require.Equal(t, 2, s.Current())
	uitest.Press(c, fyne.KeyEnd, fyne.KeyRight, fyne.KeySpace)
	require.Equal(t, 5, s.Current())
	uitest.Press(c, fyne.KeyHome, fyne.KeyLeft, fyne.KeySpace)
	require.Equal(t, []int{2, 5, 0}, heard)
	uitest.AssertInside(t, c)
}

func TestAnyStepCanBeClicked(t *testing.T) {
	s := wizardSteps()
	c := uitest.NewWindow(t, widgets.VBox(0, s), 892, 100).Canvas()
	uitest.Click(t, c, uitest.Find[*widgets.Text](t, s, "Review"))
	require.Equal(t, 5, s.Current())
	uitest.Click(t, c, uitest.Find[*widgets.Text](t, s, "Contacts"))
	require.Equal(t, 1, s.Current())
}

func TestStepStatesAreReadable(t *testing.T) {
	s := wizardSteps()
	c := uitest.NewWindow(t, widgets.VBox(0, s), 892, 100).Canvas()
	s.SetState(0, widgets.StepDone)
	s.SetProblems(1, 2)
	s.SetState(3, widgets.StepCurrent)
	uitest.Settle(c)
	require.Equal(t, 3, s.Current())
	require.Equal(t, []string{
		"General", "!", "Contacts", "2", "3", "Service Plan", "4", "Call Restrictions", "5", "Permissions",
		"6", "Review",
	}, uitest.Texts(s))
	require.Equal(t, widgets.StepProblem, s.State(1))
	require.Equal(t, 2, s.Problems(1))
	uitest.AssertInside(t, c)

	s.SetProblems(1, 0)
	require.Equal(t, widgets.StepOpen, s.State(1))
	s.SetProblems(0, 0)
	require.Equal(t, widgets.StepDone, s.State(0), "no problems is no news for a step that is done")
}

func TestStepsWithTooLittleRoomAreSqueezedNotCut(t *testing.T) {
	s := widgets.NewSteps([]widgets.StepItem{
		{Label: "Allgemeines"},
		{Label: "Ansprechpartner"},
		{Label: "Tarif und Dienste"},
		{Label: "Anrufbeschränkungen"},
		{Label: "Berechtigungen"},
		{Label: "Überprüfung"},
	})
	s.SetProblems(3, 12)
	c := uitest.NewWindow(t, widgets.VBox(0, s), 560, 100).Canvas()
	uitest.Settle(c)
	uitest.AssertInside(t, c)
}

func TestTabs(t *testing.T) {
	var heard []int
	tabs := widgets.NewTabs([]string{"Overview", "Limits", "Notes"}, func(i int) { heard = append(heard, i) })
	c := uitest.NewWindow(t, widgets.VBox(0, tabs), 500, 100).Canvas()
	uitest.Press(c, fyne.KeyTab, fyne.KeyRight, fyne.KeySpace)
	uitest.Click(t, c, uitest.Find[*widgets.Text](t, tabs, "Notes"))
	tabs.SetCurrent(0)
	require.Equal(t, []int{1, 2}, heard)
	require.Equal(t, 0, tabs.Current())
	uitest.AssertInside(t, c)
}
