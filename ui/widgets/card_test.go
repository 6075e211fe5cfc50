package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestKVRowShowsAndEdits(t *testing.T) {
	edited := 0
	row := widgets.NewKVRow("Realm", "abccompany.sip.northwind.example", func() { edited++ })
	c := uitest.NewWindow(t, widgets.VBox(0, widgets.NewBareCard(widgets.Rows(row, widgets.NewKVRow("Plan", "None", nil)))), 700, 200).Canvas()
	uitest.Press(c, fyne.KeyTab)
	require.Equal(t, fyne.Focusable(row.Action()), c.Focused(), "values are no stop of Tab")
	uitest.Press(c, fyne.KeySpace)
	require.Equal(t, 1, edited)
	require.Equal(t, "abccompany.sip.northwind.example", row.Value())
	uitest.AssertInside(t, c)
}

func TestLongValueWrapsInsteadOfWidening(t *testing.T) {
	for _, long := range []string{strings.Repeat("ada@abc.example, ", 20), strings.Repeat("x", 300)} {
		row := widgets.NewCloseKVRow("Administrators", long, func() {})
		narrow := row.MinSize().Width
		c := uitest.NewWindow(t, widgets.VBox(0, widgets.NewBareCard(row)), 400, 400).Canvas()
		require.Less(t, narrow, float32(400))
		require.Greater(t, row.MinSize().Height, float32(100))
		uitest.AssertInside(t, c)
	}
}

func TestValueIsCopied(t *testing.T) {
	v := widgets.NewValue("9f1c 3a77 5b0e")
	c := uitest.NewWindow(t, widgets.VBox(0, v), 400, 200).Canvas()
	uitest.Click(t, c, v)
	require.Equal(t, fyne.Focusable(v), c.Focused())
	require.Equal(t, "9f1c 3a77 5b0e", uitest.Copy(c), "all of it when nothing is selected")

	at, _, _ := uitest.Box(c, v)
	uitest.ClickAt(c, at.AddXY(1, 5))
	width := fyne.MeasureText("9f1c", 14, fyne.TextStyle{}).Width
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(width, 5)}})
	require.Equal(t, "9f1c", uitest.Copy(c))
	v.DoubleTapped(nil)
	require.Equal(t, v.Text(), v.SelectedText())
	c.Unfocus()
	require.Empty(t, v.SelectedText())
}

func TestSelectionAcrossWrappedLinesKeepsTheText(t *testing.T) {
	v := widgets.NewValue("one two  three\nfour five")
	c := uitest.NewWindow(t, widgets.VBox(0, v), 40, 300).Canvas()
	require.Greater(t, len(uitest.Texts(v)), 3)
	c.Focus(v)
	uitest.Shortcut(c, &fyne.ShortcutSelectAll{})
	require.Equal(t, v.Text(), v.SelectedText())
	v.MouseDown(mousePress(fyne.NewPos(0, 25)))
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(500, 500)}})
	require.True(t, strings.HasSuffix(v.Text(), v.SelectedText()))
	require.True(t, strings.HasPrefix(v.SelectedText(), "two"), v.SelectedText())
}
