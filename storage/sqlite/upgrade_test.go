package sqlite

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

// dumped lists the schemas that testdata has databases of.
func dumped(t testing.TB) []int {
	t.Helper()
	var versions []int
	for version := 1; exists(t, dumpName(version)); version++ {
		versions = append(versions, version)
	}
	require.NotEmpty(t, versions)
	return versions
}

func openKnown(t testing.TB, path string, known []migration) *Store {
	t.Helper()
	s, err := open(t.Context(), testOptions(path), known)
	require.NoError(t, err)
	_, damaged := s.Recovered()
	require.False(t, damaged)
	return s
}

// content is every row of every table.
func content(t testing.TB, path string) map[string][]row {
	t.Helper()
	all := map[string][]row{}
	for _, table := range tables(t, path) {
		all[table] = rowsOf(t, path, table)
	}
	return all
}

// requireKept makes sure that what was in every table still is, to the letter. A
// migration that changes a column on purpose has to be told of here, and what it
// makes of it be tested.
func requireKept(t require.TestingT, before, after map[string][]row) {
	for table, rows := range before {
		require.Contains(t, after, table)
		require.Len(t, after[table], len(rows), "rows of %s", table)
		left := slices.Clone(after[table])
		for _, r := range rows {
			i := slices.IndexFunc(left, func(candidate row) bool {
				for column, value := range r {
					if candidate[column] != value {
						return false
					}
				}
				return true
			})
			require.GreaterOrEqual(t, i, 0, "a row of %s is not as it was: %v", table, r)
			left = slices.Delete(left, i, i+1)
		}
	}
}

// requireTold makes sure that all of what was read before is read now; there may be
// more.
func requireTold(t *testing.T, before, now any, where string) {
	t.Helper()
	switch before := before.(type) {
	case map[string]any:
		object, ok := now.(map[string]any)
		require.True(t, ok || len(before) == 0, "%s is no object any more", where)
		for key, value := range before {
			requireTold(t, value, object[key], where+"."+key)
		}
	case []any:
		items, _ := now.([]any)
		require.Len(t, items, len(before), where)
		for i, item := range before {
			requireTold(t, item, items[i], fmt.Sprintf("%s[%d]", where, i))
		}
	default:
		require.Equal(t, before, now, where)
	}
}

func fromJSON(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal(text, &v))
	return v
}

func TestEverySchemaIsMigrated(t *testing.T) {
	newest := len(knownMigrations(t))
	for _, version := range dumped(t) {
		t.Run(fmt.Sprintf("schema %d", version), func(t *testing.T) {
			path := load(t, version)
			before := content(t, path)
			s := openAt(t, path)
			require.Equal(t, newest, list[int](t, s.readers, "PRAGMA user_version")[0])
			require.Equal(t, "ok", integrity(t, s))
			require.Empty(t, list[string](t, s.readers, `SELECT "table" FROM pragma_foreign_key_check`))

			told, err := os.ReadFile(readingName(version))
			require.NoError(t, err)
			var had []string
			for table := range before {
				had = append(had, table)
			}
			now, err := json.Marshal(readAll(t, s, had))
			require.NoError(t, err)
			requireTold(t, fromJSON(t, told), fromJSON(t, now), "the reading")

			require.NoError(t, s.Close())
			requireKept(t, before, content(t, path))
			requireNewSchema(t, path)
			if version < newest {
				requireCopy(t, copyName(path, newest), before)
			}
			require.NoFileExists(t, copyName(path, newest)+".part")
		})
	}
}

// requireNewSchema: tables and indexes are those of a database that was new.
func requireNewSchema(t *testing.T, path string) {
	t.Helper()
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	require.NoError(t, openAt(t, fresh).Close())
	schema := func(path string) []string {
		db := bare(t, path)
		defer db.Close()
		var out []string
		for _, text := range list[string](t, db, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1") {
			out = append(out, strings.Join(strings.Fields(text), " "))
		}
		return out
	}
	require.Equal(t, schema(fresh), schema(path))
}

func requireCopy(t *testing.T, path string, before map[string][]row) {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err)
	if runtime.GOOS != "windows" {
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
	require.Equal(t, before, content(t, path))
}

// folder is every file of a directory with its bytes.
func folder(t testing.TB, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	out := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		out[e.Name()] = string(text)
	}
	return out
}

// requireSameFiles: not a byte was written, and no file made or removed.
func requireSameFiles(t *testing.T, before, after map[string]string) {
	t.Helper()
	require.ElementsMatch(t, slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after)))
	for name, text := range before {
		require.True(t, text == after[name], "%s is not as it was", name)
	}
}

// TestADowngradeLosesNothing: an older program refuses what a newer one migrated and
// changes nothing, and takes the copy, in which all is that was there at the upgrade.
func TestADowngradeLosesNothing(t *testing.T) {
	known := knownMigrations(t)
	// Today's program is an older one too, for the next.
	next := append(slices.Clone(known), migration{
		"next.sql", "CREATE TABLE next (a TEXT) STRICT; ALTER TABLE settings ADD COLUMN next TEXT; UPDATE drafts SET name = 'of the next version';",
	})
	for _, version := range dumped(t) {
		newer := known
		if version == len(known) {
			newer = next
		}
		t.Run(fmt.Sprintf("schema %d", version), func(t *testing.T) {
			path := load(t, version)
			old := openKnown(t, path, known[:version])
			require.NoError(t, old.SaveDraft(t.Context(), "profile-1", draft("draft-2", "typed last"), at(20)))
			require.NoError(t, old.Close())
			before := content(t, path)

			s := openKnown(t, path, newer)
			require.NoError(t, s.SaveSetting(t.Context(), "after", "the upgrade"))
			require.NoError(t, s.Close())
			files := folder(t, filepath.Dir(path))
			for range 2 {
				_, err := open(t.Context(), testOptions(path), known[:version])
				require.ErrorIs(t, err, domain.ErrStoreTooNew)
				requireSameFiles(t, files, folder(t, filepath.Dir(path)))
			}

			place := filepath.Join(t.TempDir(), "store.db")
			text, err := os.ReadFile(copyName(path, len(newer)))
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(place, text, 0o600))
			old = openKnown(t, place, known[:version])
			require.NoError(t, old.SaveDraft(t.Context(), "profile-1", draft("draft-4", "and on it goes"), at(30)))
			require.NoError(t, old.DeleteDraft(t.Context(), "draft-4"))
			require.NoError(t, old.Close())
			require.Equal(t, before, content(t, place))

			s = openKnown(t, path, newer) // nor has the newer one lost any of its own
			value, err := s.Setting(t.Context(), "after")
			require.NoError(t, err)
			require.Equal(t, "the upgrade", value)
			require.NoError(t, s.Close())
		})
	}
}

// TestMigratingByAnyStops: whatever is in the older database, and through whichever
// versions it goes, the end is the same, and opening it again changes nothing.
func TestMigratingByAnyStops(t *testing.T) {
	known, versions := knownMigrations(t), dumped(t)
	fewer(t, 6) // each opens some thirty connections
	rapid.Check(t, func(rt *rapid.T) {
		version := rapid.SampledFrom(versions).Draw(rt, "version")
		path := load(t, version)
		change(rt, t, path)
		before := content(t, path)
		text, err := os.ReadFile(path)
		require.NoError(rt, err)
		direct := filepath.Join(t.TempDir(), "direct.db")
		require.NoError(rt, os.WriteFile(direct, text, 0o600))

		for stop := version; stop <= len(known); stop++ {
			if stop == len(known) || rapid.Bool().Draw(rt, fmt.Sprintf("stops at %d", stop)) {
				require.NoError(rt, openKnown(t, path, known[:stop]).Close())
			}
		}
		require.NoError(rt, openKnown(t, direct, known).Close())
		after := content(t, path)
		require.Equal(rt, content(t, direct), after)
		requireKept(rt, before, after)
		require.NoError(rt, openKnown(t, path, known).Close())
		require.Equal(rt, after, content(t, path))
	})
}

// fewer makes the checks of a test fewer.
func fewer(t *testing.T, checks int) {
	t.Helper()
	was := flag.Lookup("rapid.checks").Value.String()
	if n, err := strconv.Atoi(was); err != nil || n <= checks {
		return
	}
	require.NoError(t, flag.Set("rapid.checks", strconv.Itoa(checks)))
	t.Cleanup(func() { require.NoError(t, flag.Set("rapid.checks", was)) })
}

// change writes over texts that people chose, repeats rows and removes others.
func change(rt *rapid.T, t *testing.T, path string) {
	db := bare(t, path)
	exec := func(query string, args ...any) {
		_, err := db.ExecContext(t.Context(), query, args...)
		require.NoError(rt, err)
	}
	exec("PRAGMA foreign_keys = 1")
	text := rapid.String().Filter(func(s string) bool { return !strings.Contains(s, "\x00") })
	for n := range rapid.IntRange(0, 8).Draw(rt, "changes") {
		key := fmt.Sprint("new ", n)
		switch rapid.IntRange(0, 5).Draw(rt, "change") {
		case 0:
			exec("UPDATE drafts SET name = ?, tab = ? WHERE row % 2 = ?", text.Draw(rt, "name"), text.Draw(rt, "tab"), n%2)
		case 1:
			exec("INSERT INTO settings (key, value) VALUES (?, ?)", key, text.Draw(rt, "value"))
		case 2:
			exec("DELETE FROM profiles WHERE row = ?", rapid.IntRange(1, 3).Draw(rt, "profile"))
		case 3:
			exec(`INSERT INTO drafts (id, profile, name, normalized, label, parent_id, updated_at, tab, visited, json)
				SELECT ?, profile, name, normalized, label, parent_id, ?, tab, visited, json FROM drafts LIMIT 1`,
				key, rapid.Int64().Draw(rt, "time"))
		case 4:
			exec("UPDATE accounts SET name = ?, realm = ?, enabled = NULL", text.Draw(rt, "name"), text.Draw(rt, "realm"))
		case 5:
			exec("DELETE FROM steps WHERE position = ?", rapid.IntRange(0, 13).Draw(rt, "step"))
		}
	}
	require.NoError(rt, db.Close())
}

func TestOnlyTheNewestCopiesAreKept(t *testing.T) {
	path := load(t, 1)
	old := func(v int) string { return copyName(path, v) }
	for _, v := range []int{3, 9, 10, 11} {
		require.NoError(t, os.WriteFile(old(v), nil, 0o600))
	}
	others := []string{path + ".before-vx", path + ".before-v07", path + ".damaged-20260301T120000Z", path + "x.before-v1"}
	for _, name := range others {
		require.NoError(t, os.WriteFile(name, nil, 0o600))
	}
	known := slices.Clone(knownMigrations(t)[:1])
	for n := range 19 { // to schema 20
		known = append(known, migration{"m.sql", fmt.Sprintf("CREATE TABLE t%d (a TEXT) STRICT", n)})
	}
	require.NoError(t, openKnown(t, path, known).Close())
	left, err := copies(path)
	require.NoError(t, err)
	require.Equal(t, []int{20, 11, 10}, left)
	for _, name := range others {
		require.FileExists(t, name, "it is none of ours to remove")
	}
}

func TestWithoutACopyNothingIsMigrated(t *testing.T) {
	path := load(t, 1)
	newest := len(knownMigrations(t))
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	inTheWay := filepath.Join(copyName(path, newest)+".part", "full")
	require.NoError(t, os.MkdirAll(inTheWay, 0o700))
	_, err = Open(t.Context(), testOptions(path))
	require.ErrorIs(t, err, domain.ErrNotUpgraded)
	require.NotErrorIs(t, err, domain.ErrStoreDamaged)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, contentVersion(t, path), 1)
	require.Equal(t, len(before), len(after))

	require.NoError(t, os.RemoveAll(filepath.Dir(inTheWay)))
	require.NoError(t, openAt(t, path).Close())
	require.Equal(t, contentVersion(t, path), newest)
}

func contentVersion(t *testing.T, path string) int {
	t.Helper()
	db := bare(t, path)
	defer db.Close()
	return list[int](t, db, "PRAGMA user_version")[0]
}
