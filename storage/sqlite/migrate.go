package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration leads from one version of the schema to the next.
type migration struct{ name, sql string }

func embeddedMigrations() ([]migration, error) { return readMigrations(migrationFiles) }

// readMigrations reads migrations/0001_start.sql and so on: a file's place is
// the version it leads to, and its number has to agree.
func readMigrations(files fs.FS) ([]migration, error) {
	entries, err := fs.ReadDir(files, "migrations") // sorted by name
	if err != nil {
		return nil, fmt.Errorf("list the migrations: %w", err)
	}
	var list []migration
	for i, entry := range entries {
		if !strings.HasPrefix(entry.Name(), fmt.Sprintf("%04d_", i+1)) {
			return nil, fmt.Errorf("migration %s is out of order: %d was expected", entry.Name(), i+1)
		}
		text, err := fs.ReadFile(files, path.Join("migrations", entry.Name()))
		if err != nil {
			return nil, fmt.Errorf("read migration %s: %w", entry.Name(), err)
		}
		list = append(list, migration{name: entry.Name(), sql: string(text)})
	}
	return list, nil
}

// schemaVersion is how many migrations the database has been through.
func schemaVersion(ctx context.Context, db *sql.DB) (version int, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// migrate brings the database to the last version known, each step in a
// transaction of its own. A database that holds something is copied first, to
// <file>.before-v<new version>.
func migrate(ctx context.Context, db *sql.DB, file string, known []migration) error {
	version, err := schemaVersion(ctx, db)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if 0 < version && version < len(known) {
		if err := backUp(ctx, db, fmt.Sprintf("%s.before-v%d", file, len(known))); err != nil {
			return fmt.Errorf("copy the database: %w", err)
		}
	}
	for i := version; i < len(known); i++ {
		if err := apply(ctx, db, i+1, known[i]); err != nil {
			return fmt.Errorf("migration %s: %w", known[i].name, err)
		}
	}
	return nil
}

func apply(ctx context.Context, db *sql.DB, version int, m migration) error {
	return inTransaction(ctx, db, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, m.sql); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version))
		return err
	})
}

// backUp copies the database to a file for its owner alone. A copy that an
// attempt before this one left is replaced only by a whole new one.
func backUp(ctx context.Context, db *sql.DB, to string) error {
	part := to + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) //nolint:gosec // beside our own database
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, to)
}
