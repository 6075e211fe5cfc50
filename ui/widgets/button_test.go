package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestButtonIsPressedByClickSpaceAndReturn(t *testing.T) {
	pressed := 0
	b := widgets.NewButton(widgets.Primary, "Next", func() { pressed++ })
	c := uitest.NewWindow(t, widgets.HBox(0, b), 300, 100).Canvas()

	uitest.Click(t, c, b)
	require.Equal(t, 1, pressed)
	c.Unfocus()
	uitest.Press(c, fyne.KeyTab)
	require.Equal(t, fyne.Focusable(b), c.Focused())
	uitest.Press(c, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter)
	require.Equal(t, 4, pressed)
}

func TestDisabledButtonDoesNothingAndIsPassedOver(t *testing.T) {
	pressed := 0
	b := widgets.NewButton(widgets.Secondary, "Back", func() { pressed++ })
	next := widgets.NewButton(widgets.Primary, "Next", nil)
	c := uitest.NewWindow(t, widgets.HBox(0, b, next), 300, 100).Canvas()
	b.Disable()

	uitest.Click(t, c, b)
	b.Press()
	require.Zero(t, pressed)
	uitest.Press(c, fyne.KeyTab)
	require.Equal(t, fyne.Focusable(next), c.Focused())

	b.Enable()
	b.Press()
	require.Equal(t, 1, pressed)
}

func TestButtonIsAsHighAsTheDesignAndAsWideAsItsWords(t *testing.T) {
	b := widgets.NewButton(widgets.Primary, "Create Account", nil)
	uitest.NewWindow(t, widgets.HBox(0, b), 300, 100)
	require.Equal(t, float32(36), b.MinSize().Height)
	before := b.MinSize().Width
	b.SetText("Create Account Now")
	require.Greater(t, b.MinSize().Width, before)
}

func TestButtonHandsEscapeOn(t *testing.T) {
	b := widgets.NewButton(widgets.Primary, "Next", nil)
	c := uitest.NewWindow(t, b, 300, 100).Canvas()
	var got []fyne.KeyName
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, ev.Name) })
	c.Focus(b)
	uitest.Press(c, fyne.KeyEscape, fyne.KeyF5, fyne.KeyReturn, fyne.KeyLeft)
	require.Equal(t, []fyne.KeyName{fyne.KeyEscape, fyne.KeyF5}, got)
}
