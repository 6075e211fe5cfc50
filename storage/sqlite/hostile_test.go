package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A database that somebody else had in hand can have views and triggers of theirs in
// it. They get no further than the data: nothing of them runs what a person did not ask
// for, and no statement of ours can be made to rewrite the schema or the file.
func TestAHostileDatabaseGetsNoFurther(t *testing.T) {
	s := newStore(t)
	path := s.path
	require.NoError(t, s.Close())
	raw, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path))
	require.NoError(t, err)
	_, err = raw.ExecContext(t.Context(), `CREATE VIEW canary AS SELECT file FROM pragma_database_list`)
	require.NoError(t, err)
	var told string
	require.NoError(t, raw.QueryRowContext(t.Context(), "SELECT file FROM canary").Scan(&told), "without the pragmas it runs")
	require.NoError(t, raw.Close())

	s = openAt(t, path)
	for name, db := range map[string]*sql.DB{"readers": s.readers, "ordinary": s.ordinary, "durable": s.durable} {
		require.ErrorContains(t, db.QueryRowContext(t.Context(), "SELECT file FROM canary").Scan(&told), "unsafe use", name)
		_, err = db.ExecContext(t.Context(), "PRAGMA writable_schema = ON")
		require.NoError(t, err)
		_, err = db.ExecContext(t.Context(), "UPDATE sqlite_schema SET sql = 'CREATE VIEW canary AS SELECT 1' WHERE name = 'canary'")
		require.Error(t, err, "%s: the schema cannot be rewritten", name)
		_, err = db.ExecContext(t.Context(), "SELECT load_extension('canary')")
		require.Error(t, err, "%s: no code is loaded", name)
	}
}
