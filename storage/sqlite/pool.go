package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// pragma is a setting of a connection: how it is asked for, and how SQLite
// reads it back once it holds.
type pragma struct{ name, ask, holds string }

// connection is a kind of connection.
type connection struct {
	mode    string // of the file: ro or rw, but never rwc, which makes one by the way
	pragmas []pragma
	// still: nobody writes to the file meanwhile, so SQLite makes no files beside it.
	still bool
}

// What holds for every connection. SQLite passes over what it cannot do without
// a word, which is why each is read back.
var common = []pragma{
	{"busy_timeout", "5000", "5000"}, // ms; first, because the next one may have to wait
	{"foreign_keys", "1", "1"},
	{"trusted_schema", "0", "0"},
	{"cell_size_check", "1", "1"},
}

// In WAL mode NORMAL loses nothing when the process ends, and perhaps the last
// writes when the power does; FULL waits for the disk at each commit. On macOS
// only fullfsync reaches the disk itself.
var (
	// forLooking changes nothing, not even by closing.
	forLooking = connection{mode: "ro", pragmas: with(common, pragma{"query_only", "1", "1"})}

	forReading = connection{mode: "rw", pragmas: with(common, pragma{"journal_mode", "WAL", "wal"}, pragma{"query_only", "1", "1"})}
	// The indexes of a hundred thousand accounts are larger than SQLite's usual cache,
	// and names come into them in no order: without a larger one, a first sync reads
	// the same pages again and again.
	forOrdinary = connection{mode: "rw", pragmas: with(forWriting, pragma{"synchronous", "NORMAL", "1"}, pragma{"cache_size", "-16000", "-16000"})} // kB
	forDurable  = connection{mode: "rw", pragmas: with(forWriting, pragma{"synchronous", "FULL", "2"},
		pragma{"fullfsync", "1", "1"}, pragma{"checkpoint_fullfsync", "1", "1"})}

	forWriting = with(common,
		pragma{"journal_mode", "WAL", "wal"},
		pragma{"wal_autocheckpoint", "4000", "4000"},         // pages; the default waits for the disk at each page of a listing
		pragma{"journal_size_limit", "16777216", "16777216"}, // bytes
		pragma{"secure_delete", "FAST", "2"})                 // overwrites what is deleted where that costs no extra write
)

func with(pragmas []pragma, more ...pragma) []pragma { return slices.Concat(pragmas, more) }

// openPool opens at most size connections to the file, which must be there, and
// makes sure of the first that it is as it was asked for.
func openPool(ctx context.Context, path string, kind connection, size int) (*sql.DB, error) {
	dsn, err := dataSource(path, kind)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	if err := readBack(ctx, db, kind.pragmas); err != nil {
		_ = db.Close() // the first error is the one that tells
		return nil, err
	}
	return db, nil
}

func readBack(ctx context.Context, db *sql.DB, pragmas []pragma) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() //nolint:errcheck // gives the connection back, nothing else
	for _, p := range pragmas {
		var value string
		if err := conn.QueryRowContext(ctx, "PRAGMA "+p.name).Scan(&value); err != nil {
			return fmt.Errorf("read pragma %s back: %w", p.name, err)
		}
		if value != p.holds {
			return fmt.Errorf("pragma %s is %q and not %q", p.name, value, p.holds)
		}
	}
	return nil
}

// dataSource names the file as a URI: anything else is cut at a "?" or "#".
func dataSource(path string, kind connection) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the database's directory: %w", err)
	}
	query := url.Values{
		"mode":       {kind.mode},
		"_txlock":    {"immediate"},
		"_dqs":       {"0"}, // a misspelt column is an error and not a text
		"_defensive": {"1"},
	}
	if kind.still {
		query.Set("immutable", "1")
	}
	for _, p := range kind.pragmas {
		query.Add("_pragma", p.name+"("+p.ask+")")
	}
	return fileURI(path, runtime.GOOS == "windows") + "?" + query.Encode(), nil
}

// fileURI writes an absolute path as a file URI.
func fileURI(path string, windows bool) string {
	if windows {
		path = strings.ReplaceAll(path, `\`, "/")
		if !strings.HasPrefix(path, "/") { // C:/ becomes /C:/; //server/share stays
			path = "/" + path
		}
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath()
}
