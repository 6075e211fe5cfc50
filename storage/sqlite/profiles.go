package sqlite

import (
	"context"
	"database/sql"

	"accountsmanager/domain/workspace"
)

// Profiles lists the profiles, last used first.
func (s *Store) Profiles(ctx context.Context) ([]workspace.Profile, error) {
	list, err := collect(ctx, s.readers, scanJSON[workspace.Profile],
		"SELECT json FROM profiles ORDER BY used_at DESC, row DESC")
	return list, s.failed("list the profiles", err)
}

// SaveProfile keeps a profile, replacing what was kept of it.
func (s *Store) SaveProfile(ctx context.Context, p workspace.Profile) error {
	text, err := encode(p)
	if err != nil {
		return s.failed("save profile "+p.ID, err)
	}
	return s.write(ctx, "save profile "+p.ID, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO profiles (id, used_at, json) VALUES (?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET used_at = excluded.used_at, json = excluded.json`,
			p.ID, p.UsedAt.UnixMilli(), text)
		return err
	})
}
