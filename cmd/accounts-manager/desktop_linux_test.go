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
	w := &watcher{registered: make(chan string, 4)}
	bus := own(t, w, "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")

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

// notices is a desktop's place for notifications.
type notices struct{ shown chan string }

// Notify is called by a program that wants to show one.
func (n *notices) Notify(_ string, _ uint32, _, title, text string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	n.shown <- title + ": " + text
	return 1, nil
}

// TestWhatEndsUnseenIsTold: work that waited for the server ends while the window is put
// away, and the desktop tells so, once.
func TestWhatEndsUnseenIsTold(t *testing.T) {
	d := newDesk(t)
	n := &notices{shown: make(chan string, 4)}
	own(t, n, "org.freedesktop.Notifications", "/org/freedesktop/Notifications")
	p, server, customer := d.queued()
	require.NoError(t, p.Minimize())
	server = d.serverAgain(server)
	select {
	case text := <-n.shown:
		require.Equal(t, "Accounts Manager: "+customer.Name+" is created.", text)
	case <-time.After(time.Minute):
		require.Fail(t, "nothing was told")
	}
	d.checkCustomer(d.client(server), customer)
	require.Empty(t, n.shown)
}

// own answers for a name on the session's bus.
func own(t *testing.T, object any, name string, path dbus.ObjectPath) *dbus.Conn {
	t.Helper()
	bus, err := dbus.ConnectSessionBus()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, bus.Close()) })
	require.NoError(t, bus.Export(object, path, name))
	reply, err := bus.RequestName(name, dbus.NameFlagDoNotQueue)
	require.NoError(t, err)
	require.Equal(t, dbus.RequestNameReplyPrimaryOwner, reply, "%s is somebody else's", name)
	return bus
}
