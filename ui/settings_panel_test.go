package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// kept is what a setting holds.
func (b *bench) kept(key string) string {
	b.t.Helper()
	value, err := b.ws.Setting(b.t.Context(), key)
	require.NoError(b.t, err)
	return value
}

func TestSettingsAreKeptAtOnce(t *testing.T) {
	t.Cleanup(func() { words.UseCurrency("") })
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyComma, ctrl)
	b.shows("Size of everything")
	uitest.AssertInside(t, b.canvas)
	groups := uitest.FindAll[*widgets.RadioGroup](widgets.TopModal(b.canvas))
	require.Len(t, groups, 4)
	picker := uitest.FindAll[*widgets.Picker](widgets.TopModal(b.canvas))[0]
	require.Equal(t, "As the system", picker.Text())
	b.canvas.Focus(picker)
	uitest.Press(b.canvas, fyne.KeyDown)
	uitest.Type(b.canvas, "deu")
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.Equal(t, "Deutsch", picker.Text())
	for _, group := range groups { // two to the right in each
		b.canvas.Focus(group.FirstFocus())
		uitest.Press(b.canvas, fyne.KeyRight, fyne.KeyRight)
		b.settle()
		require.Equal(t, 2, group.Selected())
	}
	require.Equal(t, "de", b.kept(ui.SettingLanguage))
	require.Equal(t, "1.25", b.kept(ui.SettingScale))
	require.Equal(t, "15", b.kept("refresh.minutes"))
	require.Equal(t, "5", b.kept("autosave.seconds"))
	for label, key := range map[string]string{
		"Show in the system's tray": ui.SettingTray, "Tell me when work ends or needs me while I am elsewhere": "notifications",
	} {
		before := b.kept(key)
		b.canvas.Focus(uitest.Find[*widgets.Check](t, widgets.TopModal(b.canvas), label))
		uitest.Press(b.canvas, fyne.KeySpace)
		b.settle()
		require.NotEqual(t, before, b.kept(key), label)
	}
	uitest.TypeInto(t, b.canvas, "Currency", "€")
	uitest.TypeInto(t, b.canvas, "Web interface", "nonsense")
	b.settle()
	b.shows("It must start with https:// and name a server.")
	require.Equal(t, "€", b.kept("currency"))
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("it closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}

func TestTheSettingsOpenOnce(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	for range 2 { // faster than they are read
		uitest.Shortcut(b.canvas, &desktop.CustomShortcut{KeyName: fyne.KeyComma, Modifier: ctrl})
	}
	b.shows("Size of everything")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Nil(t, widgets.TopModal(b.canvas))
}

func TestChangesAreReadByThemselvesAsOftenAsAPersonWants(t *testing.T) {
	ws := sample.Full(20)
	require.NoError(t, ws.SaveSetting(t.Context(), "refresh.minutes", "5"))
	now := sample.Noon
	b := newBenchWith(t, ws, func(o *ui.Options) { o.Now = func() time.Time { return now } })
	b.shows("ABC Company")
	now = now.Add(2 * time.Minute)
	b.elapse(2 * time.Minute)
	b.settle()
	require.NotContains(t, b.ws.Calls(), "RefreshNow")
	now = now.Add(4 * time.Minute)
	b.elapse(2 * time.Minute)
	b.settle()
	require.Contains(t, b.ws.Calls(), "RefreshNow")
}

func TestTheAccountThatWasOpenLastIsOpenAgain(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	b.settle()
	b = newBench(t, ws)
	b.shows("12 two-way · 5 inbound · 3 outbound")
}
