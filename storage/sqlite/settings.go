package sqlite

import (
	"context"
	"database/sql"
)

// Setting reads a value of the program itself; empty where it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := s.readers.QueryRowContext(ctx, "SELECT value FROM settings WHERE key = ?", key).Scan(&value)
	if isNoRow(err) {
		return "", nil
	}
	return value, s.failed("read setting "+key, err)
}

// SaveSetting keeps a value of the program itself.
func (s *Store) SaveSetting(ctx context.Context, key, value string) error {
	return s.write(ctx, "save setting "+key, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}
