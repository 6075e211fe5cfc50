package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/drive"
)

// What is copied to be sent to somebody names neither the customers nor the reseller, and
// holds no secret, after a session in which the program met all of them.
func TestDiagnosticsNameNobody(t *testing.T) {
	needOwnKeyring(t)
	d := newDesk(t)
	server, p := d.lookingAt("Contoso Legal")
	require.NoError(t, p.Keys("Alt_L", "Left", "Down", "Down", "Down", "Down", "Return")) // Help, Copy diagnostics
	_, err := p.WaitFor("The diagnostics are copied…")
	require.NoError(t, err)
	require.NoError(t, p.Keys("ctrl+f", "ctrl+a", "ctrl+v"))
	view, err := p.Until("the diagnostics in the search", func(v drive.View) bool { _, ok := v.Find("Accounts Manager diagnostics…"); return ok })
	require.NoError(t, err)
	seen, _ := view.Find("Accounts Manager diagnostics…")
	for _, part := range []string{"schema ", "accounts 4", "profiles:", "server:    Kazoo ", "health:    connection: ok (online)", "msg=started", "status=200"} {
		require.Contains(t, seen.Text, part)
	}
	for _, name := range []string{"contoso", "northwind", "adatum", server.UserName, server.Password, server.Realm, "127.0.0.1", d.data} {
		require.NotContains(t, strings.ToLower(seen.Text), strings.ToLower(name))
	}
	require.NoError(t, p.Quit())
}
