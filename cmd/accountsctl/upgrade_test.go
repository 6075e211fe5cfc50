package main

import (
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/storage/sandbox"
)

// setVersion makes the database one of another schema.
func (w *world) setVersion(version int) {
	w.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(w.data, "accounts.db"))
	require.NoError(w.t, err)
	_, err = db.ExecContext(w.t.Context(), fmt.Sprintf("PRAGMA user_version = %d", version))
	require.NoError(w.t, err)
	require.NoError(w.t, db.Close())
}

// databases are the files of the database with their bytes.
func (w *world) databases() map[string]string {
	w.t.Helper()
	names, err := filepath.Glob(filepath.Join(w.data, "accounts.db*"))
	require.NoError(w.t, err)
	files := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(w.t, err)
		files[filepath.Base(name)] = string(text)
	}
	return files
}

// TestDataOfAnotherVersion: those of a newer one are refused with a sentence, and those
// of an older one that cannot be taken over stay as they are; nothing is sent.
func TestDataOfAnotherVersion(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("import", w.file("new.csv", orderColumns+abcOrder().row())).exits(exitDone)

	w.setVersion(9999)
	before := w.databases()
	for _, command := range []string{"status", "drafts", "submit --all", "accounts", "log"} {
		w.run(strings.Fields(command)...).exits(exitTrouble).
			tells("The data are from a newer version of Accounts Manager. Install that one; nothing was changed.", "accounts.db.before-v")
		require.True(t, maps.Equal(before, w.databases()), "%s: not a byte was written, and no file made", command)
	}

	w.setVersion(1) // whose tables are there already, so that it cannot be brought further
	w.run("status").exits(exitTrouble).tells("The data are from an older version.", "Nothing was changed.")
	require.Empty(t, w.remote.effects(t))
}

// TestAnOlderCopySendsNothingTwice: who goes back to the copy of before an upgrade has in
// it, as still to be sent, what was sent since.
func TestAnOlderCopySendsNothingTwice(t *testing.T) {
	for name, submitted := range map[string]bool{"submitted before": true, "a draft then": false} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.pace = calmPace // a machine that is busy must not lose an answer
			w.signIn().exits(exitDone)
			o := abcOrder()
			o.password = "" // one that was typed is forgotten once it was sent, which would end it here
			w.run("import", w.file("new.csv", orderColumns+o.row())).exits(exitDone)
			if submitted {
				require.NoError(t, w.server.SetFaults(sandbox.Fault{Kind: sandbox.FaultCutBefore, Times: -1}))
				w.run("submit", "--all").exits(exitWaiting)
				require.NoError(t, w.server.SetFaults())
			}
			file := filepath.Join(w.data, "accounts.db")
			copied, err := os.ReadFile(file)
			require.NoError(t, err)
			w.run("submit", "--all", "--wait").exits(exitDone)
			require.Equal(t, tally{}, o.counted(t, w.remote.state(t).named(t)))
			effects := len(w.remote.effects(t))

			w.data = filepath.Join(w.dir, "older")
			require.NoError(t, os.MkdirAll(w.data, 0o700))
			require.NoError(t, os.WriteFile(filepath.Join(w.data, "accounts.db"), copied, 0o600))
			r := w.run("submit", "--all", "--wait")
			if submitted {
				r.exits(exitDone)
			} else {
				require.NotZero(t, r.status, "its name and realm are taken, and that is said\n%s", r.out)
			}
			for _, e := range w.remote.effects(t)[effects:] {
				require.NotEqual(t, "created", e.Effect, "%+v", e)
			}
			require.Equal(t, tally{}, o.counted(t, w.remote.state(t).named(t)))
		})
	}
}
