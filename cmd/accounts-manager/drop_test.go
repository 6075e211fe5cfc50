package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/walk"
)

// TestAFileIsDroppedOnTheWindow drags a file from another program, with spaces and letters
// beyond ASCII in its name.
func TestAFileIsDroppedOnTheWindow(t *testing.T) {
	d := newDesk(t)
	server := d.server()
	p := d.program("--server", server.URL)
	require.NoError(t, walk.New(p, nil).SignIn(server.UserName, server.Password, server.Account))
	const name = "Neue Kunden für März.csv"
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte("name;time zone\nDropped Ltd;America/Chicago\n"), 0o600))

	require.NoError(t, p.Drop(path))
	for _, text := range []string{"Import drafts from " + name, "Dropped Ltd"} {
		_, err := p.WaitFor(text)
		require.NoError(t, err)
	}
	require.NoError(t, p.Click("Make 1 draft"))
	_, err := p.WaitFor("1 draft made.")
	require.NoError(t, err)
}
