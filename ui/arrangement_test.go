package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
)

// sidebarWidth is where the page at the right of the sidebar begins, in units.
func (b *bench) sidebarWidth() float32 {
	b.t.Helper()
	return b.window.SidebarWidth()
}

func TestEachProfileHasItsArrangement(t *testing.T) {
	ws := sample.Full(20)
	other := sample.Northwind()
	other.ID, other.UserName, other.Identity.AccountName, other.Identity.AccountID = "p2", "kim@southwind.example", "Southwind", "50c0ffee000000000000000000000001"
	ws.SetProfiles(sample.Northwind(), other)
	b := newBench(t, ws)
	b.shows("ABC Company")
	b.window.Fyne().Resize(fyne.NewSize(1100, 700))
	test.Drag(b.canvas, fyne.NewPos(b.sidebarWidth(), 400), 60, 0)
	b.settle()
	require.EqualValues(t, 360, b.sidebarWidth())
	uitest.AssertInside(t, b.canvas)

	b.menu("Account", "Southwind · kim@southwind.example · api.northwind.example:8443")
	b.eventually("the other profile has the usual width", func() bool { return b.sidebarWidth() == 300 })
	require.Equal(t, fyne.NewSize(1100, 700), b.canvas.Size(), "its size was never changed, so the window stays as it is")
	b.window.Fyne().Resize(fyne.NewSize(1400, 900))
	b.shortcut(fyne.KeyLeft, fyne.KeyModifierAlt|fyne.KeyModifierShift)
	b.settle()
	require.EqualValues(t, 260, b.sidebarWidth())
	uitest.AssertInside(t, b.canvas)

	b.menu("Account", "Northwind Telecom · dana@northwind.example · api.northwind.example:8443")
	b.eventually("the first is as it was left", func() bool { return b.sidebarWidth() == 360 && b.canvas.Size() == fyne.NewSize(1100, 700) })
	b.shows("ABC Company")
	b.settle()

	b.window.Close()
	b.eventually("it ends", func() bool { return b.quit == 1 })
	b = newBench(t, ws)
	b.shows("ABC Company")
	b.settle()
	require.EqualValues(t, 360, b.sidebarWidth(), "after a restart too")

	b = newBenchWith(t, ws, func(o *ui.Options) { o.ResetUI = true })
	b.shows("ABC Company")
	b.settle()
	require.EqualValues(t, 300, b.sidebarWidth(), "unless it is to be forgotten")
	b = newBench(t, ws)
	b.shows("ABC Company")
	b.settle()
	require.EqualValues(t, 300, b.sidebarWidth(), "which it then is")

	b = newBenchWith(t, ws, func(o *ui.Options) { o.ResetUI = true })
	b.shows("ABC Company")
	b.settle()
	b.shortcut(fyne.KeyLeft, fyne.KeyModifierAlt|fyne.KeyModifierShift)
	b.menu("Account", "Southwind · kim@southwind.example · api.northwind.example:8443")
	b.eventually("the other profile is forgotten, too", func() bool { return b.sidebarWidth() == 300 })
	b.menu("Account", "Northwind Telecom · dana@northwind.example · api.northwind.example:8443")
	b.eventually("what is arranged afterwards is not", func() bool { return b.sidebarWidth() == 260 })
}
