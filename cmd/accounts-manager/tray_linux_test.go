package main

import (
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/wire"
	"accountsmanager/ui"
)

// watcher is a desktop's tray, as far as a program registers itself with it.
type watcher struct{ registered chan string }

// RegisterStatusNotifierItem is called by a program that wants to be in the tray.
func (w *watcher) RegisterStatusNotifierItem(_ string, sender dbus.Sender) *dbus.Error {
	w.registered <- string(sender)
	return nil
}

// TestTheTray starts the program on a desktop that has a tray, and reads there what a
// person would.
func TestTheTray(t *testing.T) {
	d := newDesk(t)
	bus, err := dbus.ConnectSessionBus()
	require.NoError(t, err)
	defer bus.Close()
	w := &watcher{registered: make(chan string, 4)}
	require.NoError(t, bus.Export(w, "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"))
	_, err = bus.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue)
	require.NoError(t, err)

	program, err := wire.Open(t.Context(), wire.Options{Data: d.data, Version: "test", Offline: true, Pace: 1})
	require.NoError(t, err)
	require.NoError(t, program.Workspace.SaveSetting(t.Context(), ui.SettingTray, "on"))
	require.NoError(t, program.Close(t.Context()))

	p := d.program("--offline")
	_, err = p.WaitFor("Sign in to your reseller account")
	require.NoError(t, err)
	var item string
	select {
	case item = <-w.registered:
	case <-time.After(time.Minute):
		require.Fail(t, "the program is not in the tray")
	}
	labels := func() []string {
		var revision uint32
		var root struct {
			ID         int32
			Properties map[string]dbus.Variant
			Children   []dbus.Variant
		}
		menu := bus.Object(item, "/StatusNotifierItem/menu")
		require.NoError(t, menu.Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &root))
		var out []string
		for _, c := range root.Children {
			fields, ok := c.Value().([]any)
			require.True(t, ok)
			properties, ok := fields[1].(map[string]dbus.Variant)
			require.True(t, ok)
			if label, ok := properties["label"].Value().(string); ok && label != "" {
				out = append(out, label)
			}
		}
		return out
	}
	want := []string{"Nothing needs you", "Show the window", "Add New Account", "Quit"}
	require.Eventually(t, func() bool { return len(labels()) == len(want) }, time.Minute, 50*time.Millisecond)
	require.Equal(t, want, labels())
}
