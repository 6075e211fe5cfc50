package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

type modalRig struct {
	w              fyne.Window
	c              fyne.Canvas
	outside        *widgets.Entry
	first, second  *widgets.Entry
	cancel, create *widgets.Button
	modal          *widgets.Modal
	created        int
	closed         int
}

func newModalRig(t *testing.T) *modalRig {
	r := &modalRig{outside: widgets.NewEntry(), first: widgets.NewEntry(), second: widgets.NewEntry()}
	r.w = uitest.NewWindow(t, widgets.VBox(0, r.outside), 1280, 800)
	r.c = r.w.Canvas()
	r.c.Focus(r.outside)
	r.create = widgets.NewButton(widgets.Primary, "Create", func() { r.created++ })
	r.cancel = widgets.NewButton(widgets.Secondary, "Cancel", nil)
	r.modal = widgets.NewModal(r.c, widgets.ModalOptions{
		Title:    "Add New Account",
		Body:     widgets.VBox(10, widgets.NewFormField("First", r.first), widgets.NewFormField("Second", r.second)),
		Footer:   widgets.HBox(10, r.cancel, widgets.Spacer(), r.create),
		Default:  r.create,
		OnClosed: func() { r.closed++ },
	})
	r.cancel.OnTapped = r.modal.Close
	r.modal.Show()
	uitest.Settle(r.c)
	return r
}

func TestModalTakesTheFocusKeepsItAndGivesItBack(t *testing.T) {
	r := newModalRig(t)
	require.Equal(t, fyne.Focusable(r.first), r.c.Focused())
	for range 8 {
		uitest.Press(r.c, fyne.KeyTab)
		require.NotEqual(t, fyne.Focusable(r.outside), r.c.Focused())
	}
	require.Equal(t, fyne.Focusable(r.first), r.c.Focused(), "four stops, twice around")
	uitest.Press(r.c, fyne.KeyEscape)
	require.False(t, r.modal.IsOpen())
	require.Equal(t, 1, r.closed)
	require.Equal(t, fyne.Focusable(r.outside), r.c.Focused())
	require.Nil(t, r.c.OnTypedKey())
}

func TestFocusGoesNowhereWhenItsPlaceIsGone(t *testing.T) {
	row := widgets.NewEntry()
	box := widgets.VBox(0, widgets.NewBadge("x", widgets.ToneOff), row)
	c := uitest.NewWindow(t, box, 800, 600).Canvas()
	c.Focus(row)
	m := widgets.NewModal(c, widgets.ModalOptions{Body: widgets.NewEntry()})
	m.Show()
	box.Remove(row)
	m.Close()
	require.Nil(t, c.Focused())
}

func TestReturnPressesTheDefaultButtonFromAField(t *testing.T) {
	r := newModalRig(t)
	uitest.Press(r.c, fyne.KeyReturn)
	require.Equal(t, 1, r.created)
	r.create.Disable()
	uitest.Press(r.c, fyne.KeyReturn)
	require.Equal(t, 1, r.created)
	r.create.Enable()
	r.c.Unfocus()
	uitest.Press(r.c, fyne.KeyEnter)
	require.Equal(t, 2, r.created, "also when nothing has the focus")
	r.c.Focus(r.cancel)
	uitest.Press(r.c, fyne.KeyReturn)
	require.Equal(t, 2, r.created, "a focused button is pressed itself")
	require.False(t, r.modal.IsOpen())
}

func TestEscapeClosesOnlyWhatIsOnTop(t *testing.T) {
	r := newModalRig(t)
	over := widgets.NewModal(r.c, widgets.ModalOptions{Title: "Over", Body: widgets.NewEntry()})
	over.Show()
	uitest.Press(r.c, fyne.KeyEscape)
	require.False(t, over.IsOpen())
	require.True(t, r.modal.IsOpen())
	require.Equal(t, fyne.Focusable(r.first), r.c.Focused())

	over.Show()
	r.modal.Close()
	require.False(t, over.IsOpen(), "what lies over a closed panel goes with it")
	require.Nil(t, widgets.TopModal(r.c))
	require.Equal(t, fyne.Focusable(r.outside), r.c.Focused())
}

func TestModalCanAskBeforeItCloses(t *testing.T) {
	asked := 0
	c := uitest.NewWindow(t, widgets.NewEntry(), 800, 600).Canvas()
	m := widgets.NewModal(c, widgets.ModalOptions{Body: widgets.NewEntry(), OnEscape: func() { asked++ }})
	m.Show()
	uitest.Press(c, fyne.KeyEscape)
	require.Equal(t, 1, asked)
	require.True(t, m.IsOpen())
}

func TestModalShrinksToTheWindowAndFitsIt(t *testing.T) {
	r := newModalRig(t)
	uitest.AssertInside(t, r.c)
	for _, size := range []fyne.Size{{Width: 1280, Height: 800}, {Width: 640, Height: 480}} {
		r.w.Resize(size)
		uitest.Settle(r.c)
		uitest.AssertInside(t, r.c)
		_, create, ok := uitest.Box(r.c, r.create)
		require.True(t, ok)
		require.Equal(t, float32(36), create.Height)
	}
}

func TestModalBodyScrollsToTheFocus(t *testing.T) {
	c := uitest.NewWindow(t, widgets.NewEntry(), 800, 500).Canvas()
	body := widgets.VBox(10)
	var last *widgets.Entry
	for range 20 {
		last = widgets.NewEntry()
		body.Add(widgets.NewFormField("Field", last))
	}
	m := widgets.NewModal(c, widgets.ModalOptions{Body: body, Footer: widgets.NewButton(widgets.Primary, "Next", nil)})
	m.Show()
	uitest.Settle(c)
	uitest.Press(c, uitest.ShiftTab, uitest.ShiftTab)
	require.Equal(t, fyne.Focusable(last), c.Focused())
	at, size, _ := uitest.Box(c, last)
	require.Less(t, at.Y+size.Height, float32(500-24-64), "the last field is above the foot")
	require.Greater(t, at.Y, float32(24))
}
