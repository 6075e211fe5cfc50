package sqlite

import (
	"context"
	"database/sql"

	"accountsmanager/domain"
)

// Catalogue reads what is known of a server's offer: the zero value where
// nothing was ever saved.
func (s *Store) Catalogue(ctx context.Context, profileID string) (domain.Catalogue, error) {
	c, err := catalogue(ctx, s.readers, profileID)
	return c, s.failed("read the catalogue", err)
}

func catalogue(ctx context.Context, q querier, profileID string) (domain.Catalogue, error) {
	c, err := scanJSON[domain.Catalogue](q.QueryRowContext(ctx, "SELECT json FROM catalogues WHERE "+ofProfile, profileID))
	if isNoRow(err) {
		return domain.Catalogue{}, nil
	}
	return c, err
}

// SaveCatalogue keeps what a server offers, replacing what was known.
func (s *Store) SaveCatalogue(ctx context.Context, profileID string, c domain.Catalogue) error {
	text, err := encode(c)
	if err != nil {
		return s.failed("save the catalogue", err)
	}
	return s.write(ctx, "save the catalogue", func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO catalogues (profile, json) VALUES (?, ?)
			ON CONFLICT (profile) DO UPDATE SET json = excluded.json`, profile, text)
		return err
	})
}
