package sandbox

import (
	"context"
	"crypto/md5"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // the driver
)

// store keeps every document in SQLite. One connection serves all requests, so
// that each statement is atomic and an in-memory database is one database; two
// requests still interleave between statements, as they do on a real cluster.
type store struct {
	db   *sql.DB
	sort *nameSorter
	// changing is held from reading an account to storing it changed.
	changing sync.Mutex
}

const schemaVersion = 1

var schemaTables = []string{
	`CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)`,
	// n is the account's short name inside this file; sort orders names as
	// CouchDB does; norm is the name reduced to a-z0-9. The q_ columns are what
	// the account counts as, for the sums of its ancestors. What is asked of many
	// documents has a column: SQLite does not read JSON of any depth.
	`CREATE TABLE accounts (
		n INTEGER PRIMARY KEY, id TEXT NOT NULL, parent INTEGER NOT NULL,
		sort BLOB NOT NULL, norm TEXT NOT NULL, realm TEXT NOT NULL, api_key TEXT NOT NULL,
		reseller INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL,
		q_twoway INTEGER NOT NULL DEFAULT 0, q_inbound INTEGER NOT NULL DEFAULT 0, q_outbound INTEGER NOT NULL DEFAULT 0,
		q_admins INTEGER NOT NULL DEFAULT 0, q_users INTEGER NOT NULL DEFAULT 0,
		rev TEXT NOT NULL, body TEXT NOT NULL)`,
	// Every account below every account, in the order of names.
	`CREATE TABLE lineage (
		ancestor INTEGER NOT NULL, sort BLOB NOT NULL, n INTEGER NOT NULL,
		PRIMARY KEY (ancestor, sort, n)) WITHOUT ROWID`,
	// Everything that belongs to an account, one kind for each resource. t1 to t3
	// are what the document adds up to; see tally.
	`CREATE TABLE documents (
		account INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
		created INTEGER NOT NULL, modified INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
		t1 INTEGER NOT NULL, t2 INTEGER NOT NULL, t3 INTEGER NOT NULL,
		rev TEXT NOT NULL, body TEXT NOT NULL,
		PRIMARY KEY (account, kind, id)) WITHOUT ROWID`,
}

// The indexes are made after the first data, which is far faster.
var schemaIndexes = []string{
	`CREATE UNIQUE INDEX IF NOT EXISTS accounts_id ON accounts (id)`,
	`CREATE INDEX IF NOT EXISTS accounts_children ON accounts (parent, sort, n)`,
	`CREATE INDEX IF NOT EXISTS accounts_modified ON accounts (modified)`,
	`CREATE INDEX IF NOT EXISTS accounts_norm ON accounts (norm)`,
	`CREATE INDEX IF NOT EXISTS accounts_realm ON accounts (realm)`,
	`CREATE INDEX IF NOT EXISTS accounts_api_key ON accounts (api_key)`,
}

// fillLineage climbs from every account to the master account.
const fillLineage = `INSERT INTO lineage (ancestor, sort, n)
	WITH RECURSIVE up (ancestor, sort, n) AS (
		SELECT parent, sort, n FROM accounts WHERE parent <> 0
		UNION ALL
		SELECT a.parent, up.sort, up.n FROM up JOIN accounts AS a ON a.n = up.ancestor WHERE a.parent <> 0)
	SELECT ancestor, sort, n FROM up ORDER BY ancestor, sort, n`

// openStore opens the file, or a database of no name when path is empty: SQLite
// keeps that in memory and, when it grows, in a file that goes with the process.
// fresh tells that there was nothing in it.
func openStore(ctx context.Context, path string) (st *store, fresh bool, err error) {
	dsn := "file:" + filePath(path) + "?_pragma=page_size(8192)&_pragma=cache_size(-32000)"
	if path == "" {
		dsn += "&_pragma=journal_mode(MEMORY)&_pragma=synchronous(OFF)"
	} else {
		dsn += "&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=busy_timeout(5000)"
	}
	if path != "" { // SQLite would make it readable by all, and its log like it
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // whoever starts the server names it
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			return nil, false, fmt.Errorf("opening sandbox store: %w", err)
		}
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, false, fmt.Errorf("opening sandbox store: %w", err)
	}
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(1)
	db.SetConnMaxLifetime(0)
	st = &store{db: db, sort: newNameSorter()}
	if fresh, err = st.prepare(ctx); err != nil {
		return nil, false, errors.Join(err, db.Close())
	}
	return st, fresh, nil
}

// filePath writes a path as the URI of SQLite wants it.
func filePath(path string) string {
	slashed := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		slashed = "/" + slashed
	}
	return (&url.URL{Path: slashed}).EscapedPath()
}

func (st *store) prepare(ctx context.Context) (fresh bool, err error) {
	var version int
	if err := st.db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return false, fmt.Errorf("opening sandbox store: %w", err)
	}
	switch version {
	case schemaVersion:
		return false, nil
	case 0:
	default:
		return false, fmt.Errorf("opening sandbox store: file of version %d, this is %d", version, schemaVersion)
	}
	// What an interrupted start left behind goes first.
	stmts := []string{`DROP TABLE IF EXISTS meta`, `DROP TABLE IF EXISTS accounts`, `DROP TABLE IF EXISTS lineage`, `DROP TABLE IF EXISTS documents`}
	return true, st.write(ctx, func(tx *sql.Tx) error {
		for _, stmt := range append(stmts, schemaTables...) {
			if _, err := tx.ExecContext(ctx, stmt); err != nil {
				return fmt.Errorf("making tables: %w", err)
			}
		}
		return nil
	})
}

// finish makes the lineage and the indexes and marks the file as complete. A start that is
// interrupted before this point is made again from the beginning.
func (st *store) finish(ctx context.Context) error {
	return st.write(ctx, func(tx *sql.Tx) error {
		for _, stmt := range append(append([]string{fillLineage}, schemaIndexes...), fmt.Sprintf(`PRAGMA user_version = %d`, schemaVersion)) {
			if _, err := tx.ExecContext(ctx, stmt); err != nil {
				return fmt.Errorf("making indexes: %w", err)
			}
		}
		return nil
	})
}

func (st *store) close() error { return st.db.Close() }

// write runs f in one transaction.
func (st *store) write(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := st.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beginning transaction: %w", err)
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	return nil
}

func (st *store) meta(ctx context.Context, key string) (string, error) {
	var v string
	err := st.db.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = ?`, key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, err
}

// nextRevision follows CouchDB: a counter and a hash of what was stored.
func nextRevision(rev string, body []byte) string {
	count, _, _ := strings.Cut(rev, "-")
	n, err := strconv.Atoi(count)
	if err != nil {
		n = 0
	}
	h := md5.New()
	h.Write([]byte(rev))
	h.Write(body)
	return strconv.Itoa(n+1) + "-" + hex.EncodeToString(h.Sum(nil))
}
