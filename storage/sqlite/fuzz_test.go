package sqlite

import (
	"context"
	"database/sql"
	"log/slog"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// hugeExponent: a number such as 1e999999999 takes all memory there is to be written
// out. What comes from servers is bounded (storage/crossbar), and we write none.
var hugeExponent = regexp.MustCompile(`[eE][+-]?[0-9]{3,}`)

// spoilRow puts fuzzed values into one row of an older database, and tells its table; empty where
// that schema does not have it yet.
func spoilRow(t *testing.T, db *sql.DB, which uint8, text, name string, number int64) (table string) {
	t.Helper()
	statements := []struct {
		table, query string
		args         []any
	}{
		{"profiles", "UPDATE profiles SET json = ?, used_at = ? WHERE id = 'profile-2'", []any{text, number}},
		{"drafts", "UPDATE drafts SET json = ?, name = ?, label = ?, tab = ?, updated_at = ? WHERE id = 'draft-2'", []any{text, name, name, name, number}},
		{"provisionings", "UPDATE provisionings SET json = ?, account = ?, realm = ?, created_at = ? WHERE id = 'draft-9'", []any{text, text, name, number}},
		{"steps", "UPDATE steps SET json = ?, state = ?, kind = ? WHERE id = 'limits'", []any{text, name, name}},
		{"catalogues", "UPDATE catalogues SET json = ?", []any{text}},
		{"accounts", "UPDATE accounts SET name = ?, realm = ?, parent_id = ?, folded = ?, descendants = ?, enabled = ? WHERE id = 'a3'", []any{name, text, name, text, number, number & 1}},
		{"settings", "UPDATE settings SET value = ? WHERE key = 'text'", []any{text}},
		{"account_parts", "UPDATE account_parts SET json = ?, read_at = ? WHERE document = 'account'", []any{text, number}},
	}
	s := statements[int(which)%len(statements)]
	if len(list[string](t, db, "SELECT name FROM sqlite_schema WHERE name = ?", s.table)) == 0 {
		return ""
	}
	_, err := db.ExecContext(context.Background(), s.query, s.args...)
	require.NoError(t, err)
	return s.table
}

// image is a database as SQLite keeps it, to make others of in no time.
type image []byte

type serializer interface {
	Serialize() ([]byte, error)
	Deserialize(buf []byte) error
}

// withConnection hands the driver's own connection to do.
func withConnection(t testing.TB, db *sql.DB, do func(serializer) error) {
	t.Helper()
	conn, err := db.Conn(context.Background())
	require.NoError(t, err)
	require.NoError(t, conn.Raw(func(c any) error { return do(c.(serializer)) }))
	require.NoError(t, conn.Close())
}

func imageOf(t testing.TB, version int) (i image) {
	t.Helper()
	db := bare(t, load(t, version))
	withConnection(t, db, func(s serializer) (err error) { i, err = s.Serialize(); return err })
	require.NoError(t, db.Close())
	return i
}

// inMemory makes a database that lasts as long as the test.
func (i image) inMemory(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file::memory:?_dqs=0")
	require.NoError(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	withConnection(t, db, func(s serializer) error { return s.Deserialize(i) })
	return db
}

// FuzzOlderRows: whatever stands in a row of an older schema, the migration neither
// fails nor changes it; reading it gives an error or something that can be written
// and read again as it is; and no other row suffers.
func FuzzOlderRows(f *testing.F) {
	known := knownMigrations(f)
	images := map[int]image{}
	for _, version := range dumped(f) {
		images[version] = imageOf(f, version)
		for which := range uint8(8) {
			f.Add(uint8(version), which, `{"id":"x","steps":[{}],"trunks":5,"values":{"name":"n"},"used_at":"2026-03-01T12:00:00Z","unknown":1}`, "a", int64(1))
			f.Add(uint8(version), which, `{"trunks":{"twoway":"4"}`, "", int64(-1))
			f.Add(uint8(version), which, `{"trunks":{"twoway":4},"ledger":[{"amount":"x"}],"permissions":[],"draft":{"id":7}}`, "done", int64(1)<<62)
			f.Add(uint8(version), which, "null", "\xff", int64(0))
			f.Add(uint8(version), which, `{"values":{"notes":"zzz"},"users":[{"email":"é"}],"balance":"1e5","read_at":"0001-01-01T00:00:00+23:59"}`, "\u0130", int64(2))
		}
	}
	f.Fuzz(func(t *testing.T, version, which uint8, text, name string, number int64) {
		if hugeExponent.MatchString(text) {
			return
		}
		from := 1 + int(version)%len(images)
		db := images[from].inMemory(t)
		table := spoilRow(t, db, which, text, name, number)
		if table == "" {
			return // that schema had none
		}
		before := rowsIn(t, db, table)
		require.NoError(t, apply(context.Background(), db, from, known))
		requireKept(t, map[string][]row{table: before}, map[string][]row{table: rowsIn(t, db, table)})
		s := &Store{
			path: "nowhere", log: slog.New(slog.DiscardHandler), writing: make(chan struct{}, 1), readers: db, ordinary: db, durable: db,
			finder: newFinder(), details: newDetails(), oneProvisioning: prepared{text: selectProvisionings + "WHERE p.id = ? ORDER BY s.position"},
		}
		requireOthersWell(t, s)
		requireReadable(t, s)
	})
}

// requireOthersWell: rows that were left alone are read, and so is every list that does
// not have to be whole.
func requireOthersWell(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	d, err := s.Draft(ctx, "draft-1")
	require.NoError(t, err)
	require.Equal(t, "Zoe", d.RealmLabel)
	for _, profile := range []string{"profile-1", "profile-2"} {
		_, err = s.Drafts(ctx, profile)
		require.NoError(t, err)
		_, err = s.DraftTrunks(ctx, profile)
		require.NoError(t, err)
		_, err = s.Accounts(ctx, profile, workspace.AccountQuery{Search: "z"})
		require.NoError(t, err)
		_, err = s.PartOfAll(ctx, profile, domain.DocAccount)
		require.NoError(t, err)
	}
	p, err := s.Provisioning(ctx, "draft-1")
	require.NoError(t, err)
	require.Len(t, p.Steps, len(provisioning.Kinds()))
	width, err := s.Setting(ctx, "window/width")
	require.NoError(t, err)
	require.Equal(t, "1280", width)
}

// requireReadable: what a row gives can be written, and is the same when it is read
// again. An error says what was read.
func requireReadable(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	if d, err := s.Draft(ctx, "draft-2"); requireTogether(t, d, err, "read draft draft-2") {
		d.Check(domain.Surroundings{})
		require.Equal(t, d.Name, d.Clone().Name)
	}
	profiles, err := s.Profiles(ctx)
	requireTogether(t, profiles, err, "list the profiles")
	if p, err := s.Provisioning(ctx, "draft-9"); requireTogether(t, p, err, "read provisioning draft-9") {
		require.LessOrEqual(t, p.Unfinished(), len(p.Steps))
	}
	open, err := s.Provisionings(ctx, "profile-2", true)
	requireTogether(t, open, err, "list the provisionings")
	c, err := s.Catalogue(ctx, "profile-1")
	requireTogether(t, c, err, "read the catalogue")
	parts, err := s.Parts(ctx, "profile-1", "a1")
	requireTogether(t, parts, err, "read what is known of account a1")
	value, err := s.Setting(ctx, "text")
	requireTogether(t, value, err, "read setting text")
	a, err := s.Account(ctx, "profile-1", "a3")
	requireTogether(t, a, err, "read account a3")
}

func requireTogether[T any](t *testing.T, value T, err error, what string) bool {
	t.Helper()
	if err != nil {
		require.ErrorContains(t, err, what)
		return false
	}
	text, err := encode(value)
	require.NoError(t, err, what)
	var again T
	require.NoError(t, decode(text, &again), what)
	twice, err := encode(again)
	require.NoError(t, err, what)
	require.JSONEq(t, text, twice, what)
	return true
}

// FuzzStoredJSON: what a row holds as JSON is an error or a value that is the same when
// it is written and read again, and that the rules of its kind can be asked of. It is
// FuzzOlderRows without SQLite, which is slow where the fuzzer watches it.
func FuzzStoredJSON(f *testing.F) {
	for _, value := range []any{
		whole[workspace.Profile](), whole[domain.Draft](), everyStep("x"), everyStep("x").Steps[0], whole[domain.Catalogue](), whole[workspace.Part](),
		whole[domain.Template](),
	} {
		text, err := encode(value)
		require.NoError(f, err)
		f.Add(text)
	}
	for _, text := range []string{
		"", "null", "[]", "{}", `{"id":7}`, `{"trunks":{"twoway":4}}`, `{"ID":"x","iD":"y"}`, `{"steps":null}`, `{"read_at":"0001-01-01T00:00:00+23:59"}`,
		`{"contract_end":"9999-12-31","credit":"1e5","language":"-"}`, "{\"name\":\"\xff\\ud800\"}", `{"steps":[{"intent":{"edit":{"edits":[{}]}},"wanted":{}}]}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if hugeExponent.MatchString(text) {
			return
		}
		requireStored[workspace.Profile](t, text)
		requireStored[domain.Catalogue](t, text)
		requireStored[workspace.Part](t, text)
		requireStored[domain.Template](t, text)
		requireStored[domain.AccountRef](t, text)
		if d, ok := requireStored[domain.Draft](t, text); ok {
			d.Check(domain.Surroundings{RealmSuffix: "sip.example.com"})
			same, err := encode(d.Clone())
			require.NoError(t, err)
			once, err := encode(d)
			require.NoError(t, err)
			require.JSONEq(t, once, same, "a copy is not the same")
		}
		if p, ok := requireStored[provisioning.Provisioning](t, text); ok {
			head, account, err := encodeHead(p)
			require.NoError(t, err)
			again, err := decodeHead(stepRow{head: head, account: account})
			require.NoError(t, err)
			require.Equal(t, p.Account, again.Account)
			require.LessOrEqual(t, p.Unfinished(), len(p.Steps))
		}
		if s, ok := requireStored[provisioning.Step](t, text); ok {
			require.True(t, provisioning.SameIntent(s.Intent, s.Intent))
		}
	})
}

func requireStored[T any](t *testing.T, text string) (value T, ok bool) {
	t.Helper()
	if err := decode(text, &value); err != nil {
		require.ErrorContains(t, err, "decode JSON")
		return value, false
	}
	return value, requireTogether(t, value, nil, "stored")
}
