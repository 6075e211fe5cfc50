package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	driver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"accountsmanager/domain"
	"accountsmanager/storage/disk"
)

// failed says what was being done when err came, and which of the domain's
// errors it is. Nil stays nil. Path is the database file, to look at where
// SQLite's own code leaves the reason open.
func failed(path, what string, err error) error {
	if err == nil {
		return nil
	}
	if kind := kindOf(path, err); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%s: %w: %w", what, kind, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// kindOf returns the domain's error for one of SQLite's or the system's, or nil.
func kindOf(path string, err error) error {
	var e *driver.Error
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return domain.ErrNotFound
	case errors.As(err, &e):
		return kindOfCode(path, e.Code())
	case disk.IsFull(err):
		return domain.ErrDiskFull
	case disk.IsReadOnly(err):
		return domain.ErrReadOnly
	}
	return nil
}

func kindOfCode(path string, code int) error {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: // every reference is to a profile or a provisioning
		return domain.ErrNotFound
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return domain.ErrConflict
	case sqlite3.SQLITE_IOERR_SHMSIZE: // the index of the log could not grow
		return domain.ErrDiskFull
	}
	switch code & 0xff { // the primary code of an extended one
	case sqlite3.SQLITE_FULL:
		return domain.ErrDiskFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return domain.ErrReadOnly
	case sqlite3.SQLITE_CANTOPEN:
		return whyNotOpened(path)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return domain.ErrStoreDamaged
	}
	return nil
}

// whyNotOpened finds out whether a file could not be opened because its
// directory takes none: SQLite gives one code for every reason.
func whyNotOpened(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".probe-*")
	if err != nil {
		return kindOf(path, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// isDamage tells whether the database itself is broken.
func isDamage(err error) bool { return errors.Is(err, domain.ErrStoreDamaged) }

// isNoRow tells whether a query found nothing.
func isNoRow(err error) bool { return errors.Is(err, sql.ErrNoRows) }
