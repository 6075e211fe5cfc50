package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestCheckTurnsOverBySpaceAndClick(t *testing.T) {
	var heard []bool
	check := widgets.NewCheck("International", func(on bool) { heard = append(heard, on) })
	c := uitest.NewWindow(t, widgets.VBox(0, check), 300, 100).Canvas()
	uitest.Press(c, fyne.KeyTab, fyne.KeySpace)
	require.True(t, check.Checked())
	uitest.Click(t, c, check)
	require.False(t, check.Checked())
	require.Equal(t, []bool{true, false}, heard)

	check.SetChecked(true)
	require.Len(t, heard, 2, "setting it from the program is silent")
}

func TestMixedCheckGoesToOn(t *testing.T) {
	check := widgets.NewGroupCheck("Billing", nil)
	check.SetState(widgets.Mixed)
	require.False(t, check.Checked())
	c := uitest.NewWindow(t, check, 300, 100).Canvas()
	c.Focus(check)
	uitest.Press(c, fyne.KeySpace)
	require.Equal(t, widgets.On, check.State())
}

func TestDisabledCheckStays(t *testing.T) {
	check := widgets.NewCheck("Emergency", nil)
	c := uitest.NewWindow(t, check, 300, 100).Canvas()
	check.Disable()
	uitest.Click(t, c, check)
	require.False(t, check.Checked())
}

func TestCheckWrapsItsWords(t *testing.T) {
	check := widgets.NewCheck("Let calls go over the trunks and bill them per minute", nil)
	c := uitest.NewWindow(t, widgets.VBox(0, check), 160, 200).Canvas()
	require.Greater(t, check.MinSize().Height, float32(45))
	uitest.AssertInside(t, c)
}

func TestRadioGroupIsOneStopAndMovesByArrows(t *testing.T) {
	var heard []int
	g := widgets.NewRadioGroup([]string{"All apps", "Only these", "None"}, func(i int) { heard = append(heard, i) })
	after := widgets.NewButton(widgets.Primary, "Next", nil)
	c := uitest.NewWindow(t, widgets.VBox(0, g, after), 400, 200).Canvas()

	uitest.Press(c, fyne.KeyTab, fyne.KeyRight)
	require.Equal(t, 1, g.Selected())
	uitest.Press(c, fyne.KeyEnd, fyne.KeyRight, fyne.KeyHome, fyne.KeySpace)
	require.Equal(t, 0, g.Selected())
	require.Equal(t, []int{1, 2, 0}, heard)
	uitest.Press(c, fyne.KeyTab)
	require.Equal(t, fyne.Focusable(after), c.Focused())
	uitest.Press(c, uitest.ShiftTab, fyne.KeyRight)
	require.Equal(t, 1, g.Selected())

	uitest.Click(t, c, uitest.Find[*widgets.Text](t, g, "None"))
	require.Equal(t, 2, g.Selected())
	g.Disable()
	uitest.Click(t, c, uitest.Find[*widgets.Text](t, g, "All apps"))
	require.Equal(t, 2, g.Selected())
}
