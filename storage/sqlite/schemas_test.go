package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// testdata/schemas has a database of each schema as SQL text, made by the program
// that had that schema (1 and 2 together, before the first release), with rows in
// every table; beside it is what that program read out of it. They are made once and
// never again: a test that made them anew would only compare today's program with
// itself.

var makeSchemas = flag.Bool("make-schemas", false, "write testdata/schemas for the schemas that have none yet")

func dumpName(version int) string {
	return filepath.Join("testdata", "schemas", fmt.Sprintf("v%d.sql", version))
}

func readingName(version int) string {
	return strings.TrimSuffix(dumpName(version), ".sql") + ".json"
}

func knownMigrations(t testing.TB) []migration {
	t.Helper()
	known, err := embeddedMigrations()
	require.NoError(t, err)
	return known
}

func exists(t testing.TB, name string) bool {
	t.Helper()
	_, err := os.Stat(name)
	require.True(t, err == nil || errors.Is(err, fs.ErrNotExist), "%v", err)
	return err == nil
}

func TestEverySchemaHasItsDatabase(t *testing.T) {
	known := knownMigrations(t)
	for version := 1; version <= len(known); version++ {
		if *makeSchemas && !exists(t, dumpName(version)) {
			makeSchema(t, known[:version])
		}
		require.True(t, exists(t, dumpName(version)) && exists(t, readingName(version)),
			"schema %d (%s) has no database to migrate: run go generate ./storage/sqlite, look at testdata/schemas/v%d.*, and commit them",
			version, known[version-1].name, version)
		path := load(t, version)
		for _, table := range tables(t, path) {
			require.NotEmpty(t, rowsOf(t, path, table), "%s has no rows in %s: let fillTables fill the new table, remove the file and make it again",
				table, dumpName(version))
		}
	}
}

// makeSchema writes a database of a schema, and what is read out of it.
func makeSchema(t *testing.T, known []migration) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := open(t.Context(), testOptions(path), known)
	require.NoError(t, err)
	have := tables(t, path)
	fillTables(t, s, func(table string) bool { return slices.Contains(have, table) })
	text, err := json.MarshalIndent(readAll(t, s, have), "", "  ")
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.NoError(t, os.MkdirAll(filepath.Join("testdata", "schemas"), 0o750))
	require.NoError(t, os.WriteFile(readingName(len(known)), append(text, '\n'), 0o600))
	require.NoError(t, os.WriteFile(dumpName(len(known)), []byte(dump(t, path)), 0o600))
}

// bare opens a file as any program would, without the store.
func bare(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	db.SetMaxOpenConns(1)
	return db
}

func list[T any](t testing.TB, db *sql.DB, query string, args ...any) []T {
	t.Helper()
	out, err := collect(context.Background(), db, func(row scanner) (v T, err error) { return v, row.Scan(&v) }, query, args...)
	require.NoError(t, err)
	return out
}

func tables(t testing.TB, path string) []string {
	t.Helper()
	db := bare(t, path)
	defer db.Close()
	return list[string](t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid")
}

// row is a row of a table: its columns, each as SQL writes its value.
type row map[string]string

func rowsOf(t testing.TB, path, table string) []row {
	t.Helper()
	db := bare(t, path)
	defer db.Close()
	return rowsIn(t, db, table)
}

func rowsIn(t testing.TB, db *sql.DB, table string) []row {
	t.Helper()
	columns := list[string](t, db, "SELECT name FROM pragma_table_info(?)", table)
	pairs := make([]string, len(columns))
	for i, c := range columns {
		pairs[i] = fmt.Sprintf("'%s', quote(%s)", c, c)
	}
	var out []row
	for _, text := range list[string](t, db, fmt.Sprintf("SELECT json_object(%s) FROM %s ORDER BY 1", strings.Join(pairs, ", "), table)) {
		var r row
		require.NoError(t, json.Unmarshal([]byte(text), &r))
		out = append(out, r)
	}
	return out
}

// dump writes a database as SQL text.
func dump(t testing.TB, path string) string {
	t.Helper()
	db := bare(t, path)
	defer db.Close()
	var out strings.Builder
	for _, statement := range list[string](t, db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid") {
		out.WriteString(statement + ";\n\n")
	}
	for _, table := range tables(t, path) {
		columns := list[string](t, db, "SELECT name FROM pragma_table_info(?)", table)
		quoted := make([]string, len(columns))
		for i, c := range columns {
			quoted[i] = "quote(" + c + ")"
		}
		query := fmt.Sprintf("SELECT %s FROM %s ORDER BY 1", strings.Join(quoted, " || ', ' || "), table)
		for _, values := range list[string](t, db, query) {
			fmt.Fprintf(&out, "INSERT INTO %s (%s) VALUES (%s);\n", table, strings.Join(columns, ", "), values)
		}
		out.WriteString("\n")
	}
	fmt.Fprintf(&out, "PRAGMA user_version = %d;\n", list[int](t, db, "PRAGMA user_version")[0])
	return out.String()
}

// load makes a database of a schema's dump.
func load(t testing.TB, version int) (path string) {
	t.Helper()
	text, err := os.ReadFile(dumpName(version))
	require.NoError(t, err)
	path = filepath.Join(t.TempDir(), "store.db")
	db := bare(t, path)
	_, err = db.ExecContext(context.Background(), string(text))
	require.NoError(t, err)
	require.NoError(t, db.Close())
	require.NoError(t, os.Chmod(path, 0o600))
	return path
}

// fillTables puts rows into the tables that there are, by what the program itself
// writes. Every field of everything has a value.
func fillTables(t *testing.T, s *Store, has func(table string) bool) {
	t.Helper()
	ctx := t.Context()
	one, two := whole[workspace.Profile](), workspace.Profile{ID: "profile-2", Server: "https://api.example.com:8443/v2", Method: workspace.WithAPIKey, UsedAt: at(0)}
	one.ID, one.RealmSuffix = "profile-1", "sip.example.com"
	require.NoError(t, s.SaveProfile(ctx, one))
	require.NoError(t, s.SaveProfile(ctx, two))

	full := whole[domain.Draft]()
	full.ID, full.Name, full.RealmLabel = "draft-1", "Zoë's \"Dental\"\n& Söhne", "Zoe"
	require.NoError(t, s.SaveDraft(ctx, one.ID, full, at(1)))
	require.NoError(t, s.SaveDraft(ctx, one.ID, domain.Draft{ID: "draft-2", Name: "Вектор"}, at(2)))
	require.NoError(t, s.SaveDraft(ctx, two.ID, domain.Draft{ID: "draft-3"}, at(3)))

	on, off := true, false
	accounts := []domain.Account{
		{AccountRef: domain.AccountRef{ID: "a1", Name: "Acme", Realm: "Acme.sip.example.com"}, ParentID: "a0", Descendants: 1, Enabled: &on},
		{AccountRef: domain.AccountRef{ID: "a2", Name: "Ärzte", Realm: "aerzte.sip.example.com"}, ParentID: "a1", Enabled: &off},
		{AccountRef: domain.AccountRef{ID: "a3", Name: "Of nobody known"}, Descendants: workspace.UnknownCount},
	}
	require.NoError(t, stored(s.PutAccounts(ctx, one.ID, accounts, at(4))))
	require.NoError(t, stored(s.PutAccounts(ctx, two.ID, accounts[:1], at(5))))
	require.NoError(t, s.SaveCatalogue(ctx, one.ID, whole[domain.Catalogue]()))

	require.NoError(t, s.Enqueue(ctx, one.ID, everyStep("draft-1")))
	finished := twoSteps("draft-9")
	for i := range finished.Steps {
		finished.Steps[i].State = provisioning.Done
	}
	require.NoError(t, s.Enqueue(ctx, two.ID, finished))
	require.NoError(t, s.Enqueue(ctx, two.ID, provisioning.Provisioning{ID: "a1", Changes: true, Account: accounts[0].AccountRef, CreatedAt: at(6)}))
	require.NoError(t, s.SaveSetting(ctx, "window/width", "1280"))
	require.NoError(t, s.SaveSetting(ctx, "text", "it's \\ \"quoted\"\nover two lines — ✓"))
	if has("account_parts") {
		for _, doc := range []domain.Document{domain.DocAccount, domain.DocUsers, domain.DocCredit} {
			require.NoError(t, s.SavePart(ctx, one.ID, "a1", doc, whole[workspace.Part]()))
		}
		require.NoError(t, s.SavePart(ctx, two.ID, "a1", domain.DocLimits, workspace.Part{ReadAt: at(7)}))
	}
}

// everyStep is a provisioning with a step of every kind, in every state in turn.
func everyStep(id string) provisioning.Provisioning {
	p := whole[provisioning.Provisioning]()
	intent := reflect.ValueOf(p.Steps[0].Intent)
	p.ID, p.CreatedAt = id, at(1)
	kinds := provisioning.Kinds()
	states := []provisioning.State{
		provisioning.Done, provisioning.Sending, provisioning.Waiting, provisioning.Unknown,
		provisioning.Refused, provisioning.NeedsPerson, provisioning.LeftOut,
	}
	steps := make([]provisioning.Step, len(kinds))
	for i, kind := range kinds {
		step := p.Steps[0]
		step.ID, step.OpID, step.Kind, step.State = fmt.Sprintf("%s/%d", kind, i), fmt.Sprintf("op-%d", i), kind, states[i%len(states)]
		if i > 0 { // what it means is its own; the first has all there is
			step.Intent, step.Wanted = provisioning.Intent{}, nil
			reflect.ValueOf(&step.Intent).Elem().Field(i % intent.NumField()).Set(intent.Field(i % intent.NumField()))
		}
		steps[i] = step
	}
	p.Steps = steps
	return p
}

// whole makes a value in which every field says something.
func whole[T any]() T {
	var v T
	n := 0
	fill(reflect.ValueOf(&v).Elem(), "", &n)
	return v
}

func fill(v reflect.Value, name string, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(at(*n)))
		return
	case decimal.Decimal:
		v.Set(reflect.ValueOf(decimal.New(int64(*n), -2)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("%s %d", name, *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), name, n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), name, n)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, name, n)
		fill(value, name, n)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), strings.ToLower(v.Type().Field(i).Name), n)
		}
	default:
		panic("nobody has said how to fill " + v.Type().String())
	}
}
