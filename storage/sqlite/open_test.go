package sqlite

import (
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

func TestOpenMakesAFileForItsOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits: the data directory is in the person's own profile")
	}
	path := filepath.Join(t.TempDir(), "new", "deeper", "store.db")
	s := openAt(t, path)
	require.NoError(t, s.SaveSetting(t.Context(), "key", "value"))

	dir, err := os.Stat(filepath.Dir(path))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), dir.Mode().Perm())
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), suffix)
	}

	require.NoError(t, s.Close())
	require.NoError(t, os.Chmod(path, 0o644))
	openAt(t, path)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestOpenTakesAnyPath(t *testing.T) {
	names := []string{"with space", "per%cent%20", "ha#sh", "ünï-日本", "a&b=c;d", "plus+"}
	if runtime.GOOS != "windows" {
		names = append(names, "what?mode=ro", "#?%", `back\slash`)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			path := filepath.Join(dir, name+".db")
			s := openAt(t, path)
			require.NoError(t, s.SaveSetting(t.Context(), "key", "value"))
			s = reopen(t, s)
			value, err := s.Setting(t.Context(), "key")
			require.NoError(t, err)
			require.Equal(t, "value", value)
			require.NoError(t, s.Close())

			files, err := os.ReadDir(dir)
			require.NoError(t, err)
			require.Len(t, files, 2, "the database and its clean mark, and no other file: %v", files)
		})
	}
}

func TestFileURI(t *testing.T) {
	tests := []struct {
		path    string
		windows bool
		want    string
	}{
		{"/home/ada/store.db", false, "file:///home/ada/store.db"},
		{"/home/ada/a b?c#d%e", false, "file:///home/ada/a%20b%3Fc%23d%25e"},
		{`/home/back\slash`, false, "file:///home/back%5Cslash"},
		{`C:\Users\Ada\store.db`, true, "file:///C:/Users/Ada/store.db"},
		{`C:\Ada & Co\50%.db`, true, "file:///C:/Ada%20&%20Co/50%25.db"},
		{`\\server\share\store.db`, true, "file:////server/share/store.db"},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, fileURI(tt.path, tt.windows))
	}
}

func TestConnectionsAreAsTheyWereAskedFor(t *testing.T) {
	s := newStore(t)
	for _, pool := range []struct {
		name string
		db   *sql.DB
		want map[string]string
	}{
		{"readers", s.readers, map[string]string{"query_only": "1", "journal_mode": "wal"}},
		{"ordinary", s.ordinary, map[string]string{"synchronous": "1", "foreign_keys": "1", "busy_timeout": "5000"}},
		{"durable", s.durable, map[string]string{"synchronous": "2", "trusted_schema": "0", "cell_size_check": "1"}},
	} {
		for name, want := range pool.want {
			var got string
			require.NoError(t, pool.db.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&got))
			require.Equal(t, want, got, "%s of %s", name, pool.name)
		}
		_, err := pool.db.ExecContext(t.Context(), `SELECT "no such column" FROM settings`)
		require.Error(t, err, "a name in double quotes must not become a text")
	}
	_, err := s.readers.ExecContext(t.Context(), "DELETE FROM profiles")
	require.Error(t, err, "readers cannot write")
}

func TestOpenFailsWhereAPragmaDoesNotHold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	openAt(t, path)
	for _, p := range []pragma{
		{"synchronous", "NORMAL", "2"},
		{"sinchronous", "FULL", "2"}, // SQLite says nothing to a misspelt one
	} {
		db, err := openPool(t.Context(), path, connection{mode: "rw", pragmas: []pragma{p}}, 1)
		require.ErrorContains(t, err, p.name)
		require.Nil(t, db)
	}
}

func TestOpenChecksTheFileUnlessItWasClosedInOrder(t *testing.T) {
	s := newStore(t)
	path := s.path
	require.NoFileExists(t, cleanMark(path), "an open database has no mark")
	require.NoError(t, s.Close())
	require.NoError(t, s.Close(), "closing twice is closing")
	require.FileExists(t, cleanMark(path))

	clean, err := isClean(path)
	require.NoError(t, err)
	require.True(t, clean)
	require.NoError(t, openAt(t, path).Close())
	clean, err = isClean(path)
	require.NoError(t, err)
	require.True(t, clean, "closed in order again")
	s = openAt(t, path)
	clean, err = isClean(path)
	require.NoError(t, err)
	require.False(t, clean, "the mark counts once")

	require.NoError(t, s.Close())
	require.NoError(t, os.Chtimes(path, noon, noon))
	clean, err = isClean(path)
	require.NoError(t, err)
	require.False(t, clean, "somebody wrote to the file")
}

func TestAClosedStoreSaysSo(t *testing.T) {
	s := newStore(t)
	require.NoError(t, s.Close())
	_, err := s.Profiles(t.Context())
	require.ErrorContains(t, err, "list the profiles")
	require.ErrorContains(t, s.SaveSetting(t.Context(), "key", "value"), "save setting key")
}

// No type that is stored has room for a secret.
func TestNoSecretIsEverStored(t *testing.T) {
	secret := reflect.TypeFor[domain.Secret]()
	seen := map[reflect.Type]bool{}
	var look func(typ reflect.Type, path string)
	look = func(typ reflect.Type, path string) {
		require.NotEqual(t, secret, typ, path)
		if seen[typ] {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			look(typ.Elem(), path)
		case reflect.Map:
			look(typ.Key(), path+" key")
			look(typ.Elem(), path+" value")
		case reflect.Struct:
			for field := range typ.Fields() {
				look(field.Type, path+"."+field.Name)
			}
		default:
		}
	}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[workspace.Profile](), reflect.TypeFor[domain.Draft](), reflect.TypeFor[domain.Account](),
		reflect.TypeFor[domain.Catalogue](), reflect.TypeFor[provisioning.Provisioning](),
	} {
		look(typ, typ.Name())
	}
	require.Greater(t, len(seen), 20)
}
