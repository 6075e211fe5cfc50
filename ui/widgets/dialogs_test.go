package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestConfirm(t *testing.T) {
	for name, test := range map[string]struct {
		danger bool
		keys   []fyne.KeyName
		want   bool
	}{
		"return confirms":               {false, []fyne.KeyName{fyne.KeyReturn}, true},
		"escape does not":               {false, []fyne.KeyName{fyne.KeyEscape}, false},
		"cancel by key":                 {false, []fyne.KeyName{uitest.ShiftTab, fyne.KeySpace}, false},
		"danger begins on cancel":       {true, []fyne.KeyName{fyne.KeyReturn}, false},
		"danger is confirmed by intent": {true, []fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, true},
	} {
		t.Run(name, func(t *testing.T) {
			c := uitest.NewWindow(t, widgets.NewEntry(), 800, 600).Canvas()
			var answers []bool
			widgets.ShowConfirm(c, widgets.ConfirmOptions{Title: "Disable ABC Company?", Text: "Its calls stop.", Confirm: "Disable", Danger: test.danger},
				func(confirmed bool) { answers = append(answers, confirmed) })
			uitest.Settle(c)
			uitest.AssertInside(t, c)
			uitest.Press(c, test.keys...)
			require.Equal(t, []bool{test.want}, answers)
			require.Nil(t, c.Overlays().Top())
		})
	}
}

func TestConfirmByTypingTheName(t *testing.T) {
	c := uitest.NewWindow(t, widgets.NewEntry(), 800, 600).Canvas()
	answered := false
	name := widgets.NewEntry()
	var d *widgets.ConfirmDialog
	name.OnChanged = func(text string) { d.SetConfirmEnabled(text == "ABC") }
	d = widgets.ShowConfirm(c, widgets.ConfirmOptions{Title: "Delete?", Content: widgets.NewFormField("Account name", name), Confirm: "Delete", Danger: true},
		func(confirmed bool) { answered = confirmed })
	d.SetConfirmEnabled(false)
	require.Equal(t, fyne.Focusable(name), c.Focused())
	uitest.Type(c, "AB")
	uitest.Press(c, fyne.KeyReturn)
	uitest.Click(t, c, uitest.Find[*widgets.Button](t, uitest.Top(c), "Delete"))
	require.False(t, answered)
	c.Focus(name)
	uitest.Type(c, "C")
	uitest.Click(t, c, uitest.Find[*widgets.Button](t, uitest.Top(c), "Delete"))
	require.True(t, answered)
}

func TestDetailsAreCopied(t *testing.T) {
	c := uitest.NewWindow(t, widgets.NewEntry(), 800, 600).Canvas()
	text := strings.Repeat("PUT /v2/accounts/9f1c3a775b0e4d528e0261aac0d477f1\n", 100)
	m := widgets.ShowDetails(c, "What is sent", text)
	m.Toasts().After = new(clock).after
	uitest.Settle(c)
	uitest.AssertInside(t, c)
	uitest.Click(t, c, uitest.Find[*widgets.Button](t, uitest.Top(c), "Copy"))
	require.Equal(t, text, fyne.CurrentApp().Clipboard().Content())
	require.Equal(t, "Copied", m.Toasts().Message())
	uitest.Press(c, fyne.KeyEscape)
	require.False(t, m.IsOpen())
}

func TestAQuestionGrowsWithWhatIsAsked(t *testing.T) {
	c := uitest.NewWindow(t, widgets.NewEntry(), 800, 600).Canvas()
	more := widgets.NewText(strings.Repeat("What that means. ", 20)).Fitting(widgets.Wrap)
	more.Hide()
	var d *widgets.ConfirmDialog
	check := widgets.NewCheck("Really", func(on bool) {
		more.Hidden = !on
		d.Refresh()
	})
	d = widgets.ShowConfirm(c, widgets.ConfirmOptions{Title: "Save?", Content: widgets.VBox(12, check, more), Confirm: "Save"}, func(bool) {})
	uitest.Settle(c)
	driver := fyne.CurrentApp().Driver()
	foot := func() float32 {
		return driver.AbsolutePositionForObject(uitest.Find[*widgets.Button](t, uitest.Top(c), "Save")).Y
	}
	before := foot()
	uitest.Press(c, fyne.KeySpace)
	require.True(t, more.Visible())
	require.Greater(t, foot(), before, "it has grown at once")
	require.Less(t, driver.AbsolutePositionForObject(more).Y+more.MinSize().Height, foot(), "all of it is in sight")
}
