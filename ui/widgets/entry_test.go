package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func entryWindow(t *testing.T, e *widgets.Entry) fyne.Canvas {
	c := uitest.NewWindow(t, widgets.VBox(0, e), 400, 200).Canvas()
	c.Focus(e)
	return c
}

func TestEntryForwardsEscapeAndReturn(t *testing.T) {
	e := widgets.NewEntry()
	c := entryWindow(t, e)
	var window []fyne.KeyName
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { window = append(window, ev.Name) })

	uitest.Press(c, fyne.KeyEscape, fyne.KeyReturn, fyne.KeyUp, fyne.KeyF1)
	require.Equal(t, []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn, fyne.KeyF1}, window, "without handlers the window gets them")

	window = nil
	escaped, submitted := 0, ""
	e.OnEscape = func() { escaped++ }
	e.OnSubmitted = func(text string) { submitted = text }
	uitest.Type(c, "ada")
	uitest.Press(c, fyne.KeyEscape, fyne.KeyEnter)
	require.Equal(t, 1, escaped)
	require.Equal(t, "ada", submitted)
	require.Empty(t, window)
}

func TestEntryPastesLinesAsOneLine(t *testing.T) {
	e := widgets.NewEntry()
	c := entryWindow(t, e)
	uitest.Paste(c, " one\r\ntwo\tthree\n")
	require.Equal(t, "one two three", e.Text)
}

func TestSetTextSilentlyDoesNotCallBack(t *testing.T) {
	e := widgets.NewEntry()
	var heard []string
	e.OnChanged = func(text string) { heard = append(heard, text) }
	c := entryWindow(t, e)
	e.SetTextSilently("quiet")
	require.Equal(t, "quiet", e.Text)
	require.Empty(t, heard)
	uitest.Press(c, fyne.KeyEnd)
	uitest.Type(c, "!")
	require.Equal(t, []string{"quiet!"}, heard)
}

func TestTabLeavesAMultiLineEntry(t *testing.T) {
	e, next := widgets.NewMultiLineEntry(3), widgets.NewEntry()
	c := uitest.NewWindow(t, widgets.VBox(0, e, next), 400, 200).Canvas()
	c.Focus(e)
	uitest.Type(c, "a")
	uitest.Press(c, fyne.KeyReturn)
	uitest.Type(c, "b")
	require.Equal(t, "a\nb", e.Text)
	uitest.Press(c, fyne.KeyTab)
	require.Equal(t, fyne.Focusable(next), c.Focused())
	uitest.Press(c, uitest.ShiftTab)
	require.Equal(t, fyne.Focusable(e), c.Focused())
	require.Equal(t, "a\nb", e.Text)
}

func TestEntryActionsFollowItAndSuffixIsShown(t *testing.T) {
	e := widgets.NewEntry()
	c := entryWindow(t, e)
	shown := false
	e.SetSuffix(".sip.northwind.example")
	show := widgets.NewLink("Show", func() { shown = true })
	e.SetActions(widgets.NewLink("New", nil), show)
	uitest.Settle(c)

	require.True(t, uitest.Has(e, ".sip.northwind.example"))
	c.Focus(e)
	uitest.Press(c, fyne.KeyTab, fyne.KeyTab, fyne.KeySpace)
	require.True(t, shown)
	require.Equal(t, fyne.Focusable(show), c.Focused())
	uitest.Click(t, c, show)
	e.SetActions()
	e.SetSuffix("")
	require.False(t, uitest.Has(e, "Show"))
	uitest.AssertInside(t, c)
}

func TestEntryPassesShortcutsItDoesNotKnowToTheWindow(t *testing.T) {
	e := widgets.NewEntry()
	c := entryWindow(t, e)
	heard := 0
	ctrlN := &desktop.CustomShortcut{KeyName: fyne.KeyN, Modifier: fyne.KeyModifierControl}
	c.AddShortcut(ctrlN, func(fyne.Shortcut) { heard++ })
	uitest.Shortcut(c, ctrlN)
	require.Equal(t, 1, heard)
}

func TestEntryHeightAndBadMark(t *testing.T) {
	e := widgets.NewEntry()
	entryWindow(t, e)
	require.Equal(t, float32(36), e.MinSize().Height)
	require.False(t, e.Bad())
	e.SetBad(true)
	require.True(t, e.Bad())
}

func TestClickPutsTheCursorWhereTheTextIs(t *testing.T) {
	for _, prefix := range []string{"", "$"} {
		e := widgets.NewEntry()
		e.SetText("abcdefghij")
		if prefix != "" {
			e.SetPrefix(prefix)
		}
		c := entryWindow(t, e)
		at, _, ok := uitest.Box(c, e)
		require.True(t, ok)
		lead := float32(10) // padding of the field
		if prefix != "" {
			lead += fyne.MeasureText(prefix, 14, fyne.TextStyle{}).Width + 6
		}
		x := lead + fyne.MeasureText("abcd", 14, fyne.TextStyle{}).Width
		uitest.ClickAt(c, at.AddXY(x, 18))
		require.Equal(t, 4, e.CursorColumn, "prefix %q", prefix)
	}
}
