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
