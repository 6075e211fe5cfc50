package widgets_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func newDateEntry(t *testing.T) (*widgets.DateEntry, fyne.Canvas, *[]string) {
	d := widgets.NewDateEntry()
	d.Now = func() time.Time { return time.Date(2026, 11, 23, 22, 0, 0, 0, time.FixedZone("", -6*3600)) }
	var heard []string
	d.OnChanged = func(text string) { heard = append(heard, text) }
	c := uitest.NewWindow(t, widgets.VBox(0, widgets.NewFormField("Contract ends", d)), 400, 500).Canvas()
	return d, c, &heard
}

func TestDateIsTypedFreely(t *testing.T) {
	d, c, heard := newDateEntry(t)
	uitest.TypeInto(t, c, "Contract ends", "31/3")
	require.Equal(t, "31/3", d.Text())
	require.Equal(t, "31/3", (*heard)[len(*heard)-1])
	uitest.TypeInto(t, c, "Contract ends", "")
	require.Empty(t, d.Text())
	before := len(*heard)
	d.SetText("2027-03-31")
	require.Len(t, *heard, before, "setting it from the program is silent")
}

func TestDateIsPickedByKeys(t *testing.T) {
	keys := func(keys ...fyne.KeyName) []fyne.KeyName { return keys }
	for name, test := range map[string]struct {
		from string
		keys []fyne.KeyName
		want string
	}{
		"today":                    {"", keys(fyne.KeyReturn), "2026-11-23"},
		"junk begins today":        {"soon", keys(fyne.KeySpace), "2026-11-23"},
		"days and weeks":           {"2026-12-31", keys(fyne.KeyRight, fyne.KeyDown, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyReturn), "2027-01-06"},
		"a month with fewer days":  {"2026-01-31", keys(fyne.KeyPageDown, fyne.KeyReturn), "2026-02-28"},
		"back over the year's end": {"2027-01-15", keys(fyne.KeyPageUp, fyne.KeyUp, fyne.KeyReturn), "2026-12-08"},
		"home":                     {"1999-01-01", keys(fyne.KeyHome, fyne.KeyReturn), "2026-11-23"},
		"escape":                   {"1999-01-01", keys(fyne.KeyDown, fyne.KeyEscape), "1999-01-01"},
	} {
		t.Run(name, func(t *testing.T) {
			d, c, _ := newDateEntry(t)
			d.SetText(test.from)
			c.Focus(d.FirstFocus())
			uitest.Press(c, fyne.KeyDown)
			require.NotNil(t, c.Overlays().Top())
			uitest.AssertInside(t, c)
			uitest.Press(c, test.keys...)
			require.Equal(t, test.want, d.Text())
			require.Nil(t, c.Overlays().Top())
			require.Equal(t, d.FirstFocus(), c.Focused())
		})
	}
}

func TestDateIsPickedByMouse(t *testing.T) {
	d, c, heard := newDateEntry(t)
	uitest.Click(t, c, uitest.FindAll[*widgets.Button](d)[0])
	uitest.Settle(c)
	require.True(t, uitest.Has(uitest.Top(c), "2026-11"))
	at := dayAt(t, c, 2, 4) // the third week of November begins on the 9th
	uitest.ClickAt(c, at)
	require.Equal(t, "2026-11-13", d.Text())
	require.Equal(t, []string{"2026-11-13"}, *heard)
}

// dayAt is the middle of a day of the open calendar, by week and weekday from 0.
func dayAt(t *testing.T, c fyne.Canvas, week, day int) fyne.Position {
	for _, w := range uitest.FindAll[interface {
		fyne.Focusable
		fyne.Tappable
	}](uitest.Top(c)) {
		at, size, ok := uitest.Box(c, w.(fyne.CanvasObject))
		require.True(t, ok)
		return at.AddXY(size.Width/7*(float32(day)+0.5), 30+28*(float32(week)+1.5))
	}
	t.Fatal("no calendar")
	return fyne.Position{}
}
