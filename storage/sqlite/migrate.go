package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"strings"

	"accountsmanager/domain"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

//go:generate go test -count=1 -run ^TestEverySchemaHasItsDatabase$ . -args -make-schemas

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

// migrate brings the database to the last version known, in one transaction: all
// of the way or none of it. A database that holds something is copied first (see
// copyBefore); what goes wrong then is domain.ErrNotUpgraded, and the database is as
// it was.
func migrate(ctx context.Context, db *sql.DB, file string, known []migration, log *slog.Logger) error {
	version, err := schemaVersion(ctx, db)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if version >= len(known) {
		return nil
	}
	if version == 0 {
		return apply(ctx, db, version, known)
	}
	if err := copyBefore(ctx, db, file, len(known)); err != nil {
		return fmt.Errorf("copy the database: %w: %w", domain.ErrNotUpgraded, err)
	}
	if err := apply(ctx, db, version, known); err != nil {
		return fmt.Errorf("%w: %w", domain.ErrNotUpgraded, err)
	}
	log.Info("the database was brought to a newer schema", "from", version, "to", len(known), "copy", copyName(file, len(known)))
	if err := pruneCopies(file); err != nil {
		log.Warn("old copies of the database cannot be removed", "error", err)
	}
	return nil
}

// apply runs the migrations after this version.
func apply(ctx context.Context, db *sql.DB, version int, known []migration) error {
	return inTransaction(ctx, db, func(tx *sql.Tx) error {
		for _, m := range known[version:] {
			if _, err := tx.ExecContext(ctx, m.sql); err != nil {
				return fmt.Errorf("migration %s: %w", m.name, err)
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(known)))
		return err
	})
}
