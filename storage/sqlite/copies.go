package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Before a migration the database is copied to a file beside it. It is for whoever
// goes back to an older version of the program, which refuses the migrated one.

// keptCopies is how many of them are kept, those of the newest schemas.
const keptCopies = 3

const beforeVersion = ".before-v"

// copyName is the copy that was made before the database went to a version.
func copyName(file string, version int) string { return file + beforeVersion + strconv.Itoa(version) }

// copyBefore copies the database, for its owner alone, before it goes to a version.
// A copy that an attempt before this one left is replaced only by a whole new one.
func copyBefore(ctx context.Context, db *sql.DB, file string, version int) error {
	part := copyName(file, version) + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) //nolint:gosec // beside our own database
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if err := syncFile(part); err != nil { // SQLite does not wait for the disk here
		return errors.Join(err, os.Remove(part))
	}
	if err := os.Rename(part, copyName(file, version)); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return syncDirectory(filepath.Dir(file))
}

// syncFile makes sure that what was written to a file survives the loss of power. It
// is no file that SQLite holds locks on.
func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0) //nolint:gosec // our own copy
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// copies lists the versions that copies were made before, newest first.
func copies(file string) ([]int, error) {
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	var versions []int
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), filepath.Base(file)+beforeVersion)
		if v, err := strconv.Atoi(number); ok && err == nil && strconv.Itoa(v) == number {
			versions = append(versions, v)
		}
	}
	slices.SortFunc(versions, func(a, b int) int { return cmp.Compare(b, a) })
	return versions, nil
}

// pruneCopies removes all copies but the newest.
func pruneCopies(file string) error {
	versions, err := copies(file)
	if err != nil {
		return err
	}
	for _, v := range versions[min(len(versions), keptCopies):] {
		err = errors.Join(err, os.Remove(copyName(file, v)))
	}
	return err
}
