package widgets_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

type pickerRig struct {
	c      fyne.Canvas
	picker *widgets.Picker
	next   *widgets.Entry
	heard  []string
	most   int // the most options asked for at once
}

func newPickerRig(t *testing.T) *pickerRig {
	options := []widgets.Option{
		{ID: "America/Chicago", Label: "America/Chicago", Detail: "UTC−6"},
		{ID: "America/Denver", Label: "America/Denver", Detail: "UTC−7"},
		{ID: "Europe/Berlin", Label: "Europe/Berlin", Detail: "UTC+1"},
	}
	for i := range 600 {
		options = append(options, widgets.Option{ID: fmt.Sprintf("Zone/%03d", i), Label: fmt.Sprintf("Zone/%03d", i)})
	}
	r := &pickerRig{next: widgets.NewEntry()}
	r.picker = widgets.NewPicker(func(query string, limit int) []widgets.Option {
		r.most = max(r.most, limit)
		var found []widgets.Option
		for _, o := range options {
			if strings.Contains(strings.ToLower(o.ID), strings.ToLower(query)) {
				found = append(found, o)
			}
		}
		return found[:min(len(found), limit)]
	})
	r.picker.OnChanged = func(id string, known bool) { r.heard = append(r.heard, fmt.Sprint(id, " ", known)) }
	r.c = uitest.NewWindow(t, widgets.VBox(10, widgets.NewFormField("Time zone", r.picker), r.next), 500, 400).Canvas()
	return r
}

func (r *pickerRig) last() string { return r.heard[len(r.heard)-1] }

func (r *pickerRig) isOpen() bool { return r.c.Overlays().Top() != nil }

func TestPickerFindsByTyping(t *testing.T) {
	r := newPickerRig(t)
	uitest.TypeInto(t, r.c, "Time zone", "berl")
	require.True(t, r.isOpen())
	require.True(t, uitest.Has(uitest.Top(r.c), "Europe/Berlin"))
	require.False(t, uitest.Has(uitest.Top(r.c), "America/Denver"))
	require.Equal(t, "berl false", r.last(), "what is typed is reported at once")
	uitest.Press(r.c, fyne.KeyReturn)
	require.False(t, r.isOpen())
	require.Equal(t, "Europe/Berlin true", r.last())
	require.True(t, uitest.Has(r.picker, "UTC+1"), "the detail is shown beside it")
	require.Equal(t, fyne.Focusable(r.picker), r.c.Focused())
	uitest.AssertInside(t, r.c)
}

func TestPickerByArrowKeys(t *testing.T) {
	r := newPickerRig(t)
	uitest.Press(r.c, fyne.KeyTab, fyne.KeyDown)
	require.True(t, r.isOpen())
	require.Less(t, len(uitest.Texts(uitest.Top(r.c))), 40, "a list of 603 draws what is in sight")
	uitest.Press(r.c, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnter)
	require.Equal(t, "America/Denver true", r.last())

	uitest.Press(r.c, fyne.KeyReturn, fyne.KeyDown)
	uitest.Press(r.c, fyne.KeyTab)
	require.Equal(t, "Europe/Berlin true", r.last(), "Tab takes what was marked with the arrows, from the chosen one on")
	require.Equal(t, fyne.Focusable(r.next), r.c.Focused())

	uitest.Press(r.c, uitest.ShiftTab, fyne.KeySpace, fyne.KeyPageDown, fyne.KeyReturn)
	require.Equal(t, "Zone/006 true", r.last())
}

func TestPickerByMouse(t *testing.T) {
	r := newPickerRig(t)
	uitest.Click(t, r.c, r.picker)
	require.True(t, r.isOpen())
	uitest.Settle(r.c)
	uitest.Click(t, r.c, uitest.Find[*widgets.Text](t, uitest.Top(r.c), "America/Denver"))
	require.False(t, r.isOpen())
	id, known := r.picker.Value()
	require.Equal(t, "America/Denver", id)
	require.True(t, known)
}

func TestPickerKeepsUnknownText(t *testing.T) {
	r := newPickerRig(t)
	uitest.TypeInto(t, r.c, "Time zone", "Mars/Base")
	require.True(t, uitest.Has(uitest.Top(r.c), "Nothing matches"))
	uitest.Press(r.c, fyne.KeyTab)
	require.Equal(t, "Mars/Base false", r.last())
	require.Equal(t, "Mars/Base", r.picker.Text())
	require.Equal(t, fyne.Focusable(r.next), r.c.Focused())

	uitest.TypeInto(t, r.c, "Time zone", "america/denver")
	uitest.ClickAt(r.c, fyne.NewPos(490, 390))
	require.Equal(t, "America/Denver true", r.last(), "a name typed in full is known in any letters")
	require.False(t, r.isOpen())

	r.picker.SetValue("Nowhere")
	id, known := r.picker.Value()
	require.Equal(t, "Nowhere", id)
	require.False(t, known)
}

func TestPickerEscapeBringsBackWhatWas(t *testing.T) {
	r := newPickerRig(t)
	r.picker.SetValue("America/Chicago")
	require.Empty(t, r.heard)
	uitest.TypeInto(t, r.c, "Time zone", "Eur")
	uitest.Press(r.c, fyne.KeyEscape)
	require.Equal(t, []string{"E false", "Eu false", "Eur false", "America/Chicago true"}, r.heard)
	require.Equal(t, "America/Chicago", r.picker.Text())
	require.False(t, r.isOpen())
}

func TestPickerEscapeLeavesTheModalAroundItOpen(t *testing.T) {
	r := newPickerRig(t)
	inside := widgets.NewPicker(func(string, int) []widgets.Option { return nil })
	m := widgets.NewModal(r.c, widgets.ModalOptions{Body: widgets.NewFormField("Country", inside)})
	m.Show()
	uitest.TypeInto(t, r.c, "Country", "x")
	uitest.Press(r.c, fyne.KeyEscape)
	require.True(t, m.IsOpen())
	uitest.Press(r.c, fyne.KeyEscape)
	require.False(t, m.IsOpen())
}

func TestPickerClearedAndPasted(t *testing.T) {
	r := newPickerRig(t)
	r.picker.SetValue("America/Chicago")
	r.c.Focus(r.picker)
	require.Equal(t, "America/Chicago", uitest.Copy(r.c))
	uitest.Press(r.c, fyne.KeyBackspace)
	require.Equal(t, " false", r.last())
	uitest.Paste(r.c, "Europe/Berlin\n")
	require.Equal(t, "Europe/Berlin true", r.last())
	r.picker.Disable()
	uitest.Press(r.c, fyne.KeyBackspace, fyne.KeyReturn)
	uitest.Click(t, r.c, r.picker)
	require.False(t, r.isOpen())
	require.Equal(t, "Europe/Berlin", r.picker.Text())
}

func TestPickerListOpensAboveWhereThereIsNoRoomBelow(t *testing.T) {
	r := newPickerRig(t)
	low := widgets.NewPicker(func(string, int) []widgets.Option { return []widgets.Option{{ID: "1", Label: "one"}} })
	c := uitest.NewWindow(t, widgets.VBox(0, widgets.Spacer(), low), 300, 200).Canvas()
	uitest.Click(t, c, low)
	uitest.Settle(c)
	at, _, ok := uitest.Box(c, uitest.Find[*widgets.Text](t, uitest.Top(c), "one"))
	require.True(t, ok)
	require.Less(t, at.Y, float32(164))
	uitest.AssertInside(t, c)
	require.False(t, r.picker.Disabled())
}
