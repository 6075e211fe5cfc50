package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
)

// The program crashes in the middle of a draft, on its UI thread and elsewhere, with a
// secret in the panic's value and in the arguments of its stack. The next start offers the
// report, the draft is there as it was typed, and the secret is nowhere.
func TestACrashIsOfferedAndTheDraftIsThere(t *testing.T) {
	needOwnKeyring(t)
	const canary = "Canary-bird-7f3a9"
	const offer = "The program ended unexpectedly last time"
	for _, onUI := range []bool{true, false} {
		t.Run(fmt.Sprintf("on the UI thread %t", onUI), func(t *testing.T) {
			d := newDesk(t)
			server := d.server()
			p := d.program("--server", server.URL)
			require.NoError(t, walk.New(p, nil).SignIn(server.UserName, server.Password, server.Account))
			require.NoError(t, p.Keys("ctrl+n"))
			_, err := p.WaitFor("Account name *")
			require.NoError(t, err)
			require.NoError(t, p.Type("Halfway Hou"))
			_, err = p.WaitFor("Draft saved…")
			require.NoError(t, err)
			hash := server.Hash()
			require.NoError(t, p.Crash(onUI, canary+" "+server.Password+" "+hash))

			again := d.program()
			_, err = again.WaitFor(offer)
			require.NoError(t, err)
			reports, err := filepath.Glob(filepath.Join(d.data, "crash", "crash-*.txt"))
			require.NoError(t, err)
			require.Len(t, reports, 1)
			text, err := os.ReadFile(reports[0])
			require.NoError(t, err)
			for _, part := range []string{"program:  accounts-manager", "main.crashNow(...)", "cmd/accounts-manager/crash.go:", "msg=started"} {
				require.Contains(t, string(text), part)
			}
			d.findNowhere(canary, server.Password, hash)
			require.False(t, bytes.Contains(text, fmt.Appendf(nil, "{%#x, %#x", canary[0], canary[1])), "an array among a stack's arguments")

			require.NoError(t, again.Click("Show the report"))
			_, err = again.WaitFor("This report is in…")
			require.NoError(t, err)
			require.NoError(t, again.Click("Copy report"))
			_, err = again.WaitFor("The report is copied to the clipboard.")
			require.NoError(t, err)
			require.NoError(t, again.Click("Dismiss"))
			require.NoError(t, again.WaitGone(offer))
			require.NoError(t, again.Click("Halfway Hou"))
			_, err = again.Until("the draft as it was typed", func(v drive.View) bool {
				_, wizard := v.Find("Account name *")
				return wizard && len(v.FindAll("Halfway Hou")) > 0
			})
			require.NoError(t, err)
			require.NoError(t, again.Keys("Escape"))
			require.NoError(t, again.Quit())

			third := d.program()
			_, err = third.WaitFor("Online")
			require.NoError(t, err)
			v, err := third.Look()
			require.NoError(t, err)
			_, offered := v.Find(offer)
			require.False(t, offered, "it is never offered again")
			require.NoError(t, third.Quit())
		})
	}
}
