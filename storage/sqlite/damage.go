package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// A check of a whole database takes as long as reading it. It is spared where
// the file is to the byte and the nanosecond what the last Close left, which
// the clean mark beside it tells.

func cleanMark(path string) string { return path + ".clean" }

// fingerprint tells one state of the file from another: its size in bytes and
// when it was written.
func fingerprint(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d bytes, %d\n", info.Size(), info.ModTime().UnixNano()), nil
}

// leaveCleanMark notes that the file was closed in order.
func leaveCleanMark(path string) error {
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		return errors.New("another process still has the database open")
	}
	now, err := fingerprint(path)
	if err != nil {
		return err
	}
	return os.WriteFile(cleanMark(path), []byte(now), 0o600)
}

// isClean tells whether the file is as it was when it was last closed in order. The
// mark counts once: whoever opens the file removes it.
func isClean(path string) (bool, error) {
	left, err := os.ReadFile(cleanMark(path))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	now, err := fingerprint(path)
	return err == nil && now == string(left), err
}

func removeCleanMark(path string) error {
	if err := os.Remove(cleanMark(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// quickCheck reads the whole file and returns domain.ErrStoreDamaged with the
// first finding, if there is one. It does not compare indexes with their tables.
func quickCheck(ctx context.Context, db *sql.DB) error {
	return checkBy(ctx, db, "PRAGMA quick_check(1)")
}

// QuickCheck reads the whole file: nil, or domain.ErrStoreDamaged with the first
// finding.
func (s *Store) QuickCheck(ctx context.Context) error {
	return s.failed("check the database", quickCheck(ctx, s.readers))
}

// Condition tells how large the database is with its log, and what is the matter with
// it as far as that is known without reading it.
func (s *Store) Condition(context.Context) (workspace.StoreCondition, error) {
	c := workspace.StoreCondition{Damaged: s.damaged.Load()}
	info, err := os.Stat(s.path)
	if err != nil {
		return c, s.failed("look at the database file", err)
	}
	c.Bytes, c.ReadOnly = info.Size(), info.Mode().Perm()&0o200 == 0
	if log, err := os.Stat(s.path + "-wal"); err == nil {
		c.Bytes += log.Size()
	}
	return c, nil
}

// Check reads all of the database and compares its indexes with their tables: nil,
// or domain.ErrStoreDamaged with the first finding. It takes a while where there is
// much.
func (s *Store) Check(ctx context.Context) error {
	return s.failed("check the database", checkBy(ctx, s.readers, "PRAGMA integrity_check(1)"))
}

func checkBy(ctx context.Context, db *sql.DB, pragma string) error {
	var finding string
	if err := db.QueryRowContext(ctx, pragma).Scan(&finding); err != nil {
		return err
	}
	if finding != "ok" {
		return fmt.Errorf("check all of it: %w: %s", domain.ErrStoreDamaged, strings.TrimSpace(finding))
	}
	return nil
}

// setAside renames the database and its log to a name that nothing uses yet,
// and returns the new name of the database. The two stay a pair to SQLite.
func setAside(path string, now time.Time) (string, error) {
	stamp := path + ".damaged-" + now.UTC().Format("20060102T150405Z")
	aside := stamp
	for n := 2; ; n++ {
		_, err := os.Lstat(aside)
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return "", err
		}
		aside = fmt.Sprintf("%s-%d", stamp, n)
	}
	// The log first: SQLite deletes one that it finds beside an empty database,
	// which is what the next opening makes if this ends halfway.
	for _, suffix := range []string{"-wal", "-shm", ""} {
		err := os.Rename(path+suffix, aside+suffix)
		if err != nil && (suffix == "" || !errors.Is(err, fs.ErrNotExist)) {
			return "", err
		}
	}
	return aside, nil
}
