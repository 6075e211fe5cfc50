package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func newStepper(t *testing.T) (*widgets.Stepper, fyne.Canvas, *[]string) {
	s := widgets.NewStepper()
	var heard []string
	s.OnChanged = func(text string) { heard = append(heard, text) }
	c := uitest.NewWindow(t, widgets.VBox(0, widgets.HBox(0, s)), 300, 100).Canvas()
	return s, c, &heard
}

func TestStepperCountsByKeys(t *testing.T) {
	s, c, heard := newStepper(t)
	s.SetRange(0, 12)
	uitest.Press(c, fyne.KeyTab, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp)
	require.Equal(t, "2", s.Text())
	require.Equal(t, []string{"1", "2"}, *heard, "below the least nothing happens")
	uitest.Press(c, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyPageUp)
	require.Equal(t, "12", s.Text())
	uitest.Press(c, fyne.KeyPageDown, fyne.KeyPageDown)
	require.Equal(t, "0", s.Text())
}

func TestStepperKeepsWhatIsTyped(t *testing.T) {
	s, c, heard := newStepper(t)
	uitest.Press(c, fyne.KeyTab)
	uitest.Shortcut(c, &fyne.ShortcutSelectAll{})
	uitest.Type(c, "4x")
	require.Equal(t, "4x", s.Text())
	require.Equal(t, []string{"4", "4x"}, *heard)
	uitest.AssertInside(t, c)
	s.SetText("7")
	require.Len(t, *heard, 2, "setting it from the program is silent")
	uitest.Press(c, fyne.KeyUp)
	require.Equal(t, "8", s.Text())
}

func TestStepperByMouse(t *testing.T) {
	s, c, _ := newStepper(t)
	at, size, _ := uitest.Box(c, s)
	less, more := at.AddXY(10, 10), at.AddXY(size.Width-10, 10)
	uitest.ClickAt(c, more)
	uitest.ClickAt(c, more)
	uitest.ClickAt(c, less)
	require.Equal(t, "1", s.Text())
	require.Equal(t, s.FirstFocus(), c.Focused())
	s.Disable()
	uitest.ClickAt(c, more)
	require.Equal(t, "1", s.Text())
}

func TestStepperInAFormField(t *testing.T) {
	s := widgets.NewStepper()
	f := widgets.NewFormField("Two-way", s)
	c := uitest.NewWindow(t, widgets.VBox(0, f), 300, 100).Canvas()
	uitest.TypeInto(t, c, "Two-way", "31")
	require.Equal(t, "31", s.Text())
	uitest.TypeInto(t, c, "Two-way", "")
	require.Equal(t, "", s.Text())
}
