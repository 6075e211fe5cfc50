package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/godbus/dbus/v5"
	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/walk"
)

// A canary is typed as a password and followed through a whole session: it must
// be in the keyring while it waits, gone from there once it was sent, and never
// anywhere else.
func TestSecretsStayInTheKeyring(t *testing.T) {
	needOwnKeyring(t)
	d := newDesk(t)
	server := d.server()
	p := d.program("--server", server.URL)
	w := walk.New(p, nil)
	customer := walk.ABC()
	canary := customer.Administrators[1].Password
	require.NotEmpty(t, canary)
	hash := server.Hash()

	require.NoError(t, w.SignIn(server.UserName, server.Password, server.Account))
	require.Contains(t, keyringSecrets(t), hash, "what signs in again is in the Secret Service")
	require.NoError(t, w.Wizard(&customer))
	require.Contains(t, keyringSecrets(t), canary, "a typed password waits in the Secret Service")
	d.findNowhere(canary, server.Password, hash)

	require.NoError(t, w.Create(customer))
	require.NotContains(t, keyringSecrets(t), canary, "a sent password is taken out again")
	require.NoError(t, p.Quit())
	d.findNowhere(canary, server.Password, hash)
	for _, secret := range []string{canary, server.Password, hash} {
		require.NotContains(t, p.Output(), secret, "the program's output")
	}

	again := d.program("--log-level", "debug")
	_, err := again.WaitFor("Online")
	require.NoError(t, err, "it signs in again with what the keyring holds")
	require.NoError(t, again.Quit())
	d.findNowhere(canary, server.Password, hash)
}

// findNowhere searches every file of the data directory for secrets, as they are
// and in the ways in which programs write them.
func (d *desk) findNowhere(secrets ...string) {
	d.t.Helper()
	files := 0
	err := filepath.WalkDir(d.data, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		for _, s := range secrets {
			for _, form := range []string{s, base64.StdEncoding.EncodeToString([]byte(s)), hex.EncodeToString([]byte(s))} {
				require.False(d.t, bytes.Contains(content, []byte(form)), "a secret is in %s", path)
			}
		}
		return nil
	})
	require.NoError(d.t, err)
	require.GreaterOrEqual(d.t, files, 3, "the database, the lock and the log at least were searched")
}

// keyringSecrets reads every secret of the Secret Service over D-Bus, as another
// program would.
func keyringSecrets(t *testing.T) []string {
	t.Helper()
	bus, err := dbus.ConnectSessionBus()
	require.NoError(t, err)
	defer bus.Close()
	const service = "org.freedesktop.secrets"
	root := bus.Object(service, "/org/freedesktop/secrets")
	var session dbus.ObjectPath
	var output dbus.Variant
	require.NoError(t, root.Call("org.freedesktop.Secret.Service.OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&output, &session))
	collections, err := root.GetProperty("org.freedesktop.Secret.Service.Collections")
	require.NoError(t, err)
	var found []string
	for _, c := range collections.Value().([]dbus.ObjectPath) {
		items, err := bus.Object(service, c).GetProperty("org.freedesktop.Secret.Collection.Items")
		require.NoError(t, err)
		for _, item := range items.Value().([]dbus.ObjectPath) {
			var secret struct {
				Session     dbus.ObjectPath
				Parameters  []byte
				Value       []byte
				ContentType string
			}
			require.NoError(t, bus.Object(service, item).Call("org.freedesktop.Secret.Item.GetSecret", 0, session).Store(&secret))
			found = append(found, string(secret.Value))
		}
	}
	return found
}
