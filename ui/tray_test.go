package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/widgets"
)

// trayApp is an app on a desktop with a tray.
type trayApp struct {
	fyne.App
	menu  *fyne.Menu
	shown []string // the first line of the menu, each time that it was set
}

func (a *trayApp) SetSystemTrayMenu(m *fyne.Menu) {
	a.menu = m
	a.shown = append(a.shown, m.Items[0].Label)
}
func (a *trayApp) SetSystemTrayIcon(fyne.Resource) {}
func (a *trayApp) SetSystemTrayWindow(fyne.Window) {}

// choose chooses an item of the tray's menu.
func (a *trayApp) choose(t *testing.T, label string) {
	t.Helper()
	for _, item := range a.menu.Items {
		if item.Label == label {
			item.Action()
			return
		}
	}
	require.Failf(t, "the tray has no such item", label)
}

func newTrayBench(t *testing.T, wanted bool) (*bench, *trayApp) {
	var app *trayApp
	ws := sample.Full(20)
	ws.SetWork(working(isWorking, isWorking))
	for _, id := range []string{"w1", "w2"} {
		ws.SetProvisioning(outcome(id, isWorking, false))
	}
	b := newBenchWith(t, ws, func(o *ui.Options) {
		app = &trayApp{App: o.App}
		o.App, o.Tray = app, wanted
	})
	b.shows("ABC Company")
	return b, app
}

func TestTheTrayTellsWhatNeedsSomebody(t *testing.T) {
	b, app := newTrayBench(t, true)
	b.become(needsYou, isWorking)
	b.settle()
	b.become(isDone, isDone)
	b.settle()
	require.Equal(t, []string{"Nothing needs you", "1 needs you", "Nothing needs you"}, app.shown, "the menu is made anew only where it says something else")
}

func TestTheTrayLeadsToTheWindow(t *testing.T) {
	b, app := newTrayBench(t, true)
	app.choose(t, "Add New Account")
	b.settle()
	require.NotNil(t, widgets.TopModal(b.canvas), "the wizard is open")
	app.choose(t, "Quit")
	b.eventually("it ends", func() bool { return b.quit == 1 })
}

func TestThereIsNoTrayUnlessItIsWanted(t *testing.T) {
	_, app := newTrayBench(t, false)
	require.Empty(t, app.shown)
}
