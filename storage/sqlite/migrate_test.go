package sqlite

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func files(texts ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	names := []string{"0001_start.sql", "0002_more.sql", "0003_most.sql"}
	for i, text := range texts {
		fsys["migrations/"+names[i]] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// openWith opens a database that goes through these migrations.
func openWith(t *testing.T, path string, texts ...string) (*Store, error) {
	t.Helper()
	known, err := readMigrations(files(texts...))
	require.NoError(t, err)
	s, err := open(t.Context(), testOptions(path), known)
	if err == nil {
		t.Cleanup(func() { require.NoError(t, s.Close()) })
	}
	return s, err
}

const (
	start = "CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('old');"
	more  = "ALTER TABLE t ADD COLUMN b TEXT; UPDATE t SET b = a || ' and new';"
	bad   = "UPDATE t SET b = 'half'; INSERT INTO nowhere VALUES (1);"
)

func version(t *testing.T, s *Store) int {
	t.Helper()
	v, err := schemaVersion(t.Context(), s.readers)
	require.NoError(t, err)
	return v
}

func TestMigratingKeepsACopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := openWith(t, path, start)
	require.NoError(t, err)
	require.Equal(t, 1, version(t, s))
	require.NoFileExists(t, path+".before-v1", "there was nothing to keep")
	require.NoError(t, s.Close())

	s, err = openWith(t, path, start, more)
	require.NoError(t, err)
	require.Equal(t, 2, version(t, s))
	var b string
	require.NoError(t, s.readers.QueryRowContext(t.Context(), "SELECT b FROM t").Scan(&b))
	require.Equal(t, "old and new", b)
	require.NoError(t, s.Close())

	before, err := openWith(t, path+".before-v2", start)
	require.NoError(t, err, "the copy is a whole database of the old version")
	require.Equal(t, 1, version(t, before))
	require.NoError(t, before.readers.QueryRowContext(t.Context(), "SELECT a FROM t").Scan(&b))
	require.Equal(t, "old", b)
	info, err := os.Stat(path + ".before-v2")
	require.NoError(t, err)
	if runtime.GOOS != "windows" { // which has no permission bits
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := openWith(t, path, start)
	require.NoError(t, err)
	require.NoError(t, s.Close())

	for range 2 { // the copy that the first try left is not in the way
		_, err = openWith(t, path, start, more, bad)
		require.ErrorContains(t, err, "0003_most.sql")
		require.ErrorIs(t, err, domain.ErrNotUpgraded)
		require.NoFileExists(t, path+".before-v3.part")
		s, err = openWith(t, path, start)
		require.NoError(t, err, "what went well before it is taken back too: the older program goes on with it")
		require.Equal(t, 1, version(t, s))
		require.NoError(t, s.Close())
	}
	s, err = openWith(t, path, start, more)
	require.NoError(t, err)
	require.Equal(t, 2, version(t, s))
	var b string
	require.NoError(t, s.readers.QueryRowContext(t.Context(), "SELECT b FROM t").Scan(&b))
	require.Equal(t, "old and new", b)
}

func TestANewerDatabaseIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := openWith(t, path, start, more)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	_, err = openWith(t, path, start)
	require.ErrorIs(t, err, domain.ErrStoreTooNew)
	require.NotErrorIs(t, err, domain.ErrStoreDamaged)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after)
	others, err := filepath.Glob(path + ".[bd]*")
	require.NoError(t, err)
	require.Empty(t, others, "neither copied nor set aside")
}

func TestMigrationsAreNumberedWithoutGaps(t *testing.T) {
	known, err := embeddedMigrations()
	require.NoError(t, err)
	require.NotEmpty(t, known)

	gap := files(start)
	gap["migrations/0003_most.sql"] = &fstest.MapFile{Data: []byte(more)}
	_, err = readMigrations(gap)
	require.ErrorContains(t, err, "0003_most.sql")
}

func TestEveryTableIsStrict(t *testing.T) {
	s := newStore(t)
	loose, err := collect(context.Background(), s.readers, func(row scanner) (name string, err error) { return name, row.Scan(&name) },
		"SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND NOT strict")
	require.NoError(t, err)
	require.Empty(t, loose)
	err = inTransaction(t.Context(), s.ordinary, func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE profiles SET used_at = 'noon'")
		return err
	})
	require.Error(t, err)
}
