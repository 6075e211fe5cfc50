package sqlite

import (
	"context"
	"database/sql"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// SavePart keeps what was read of one document of an account.
func (s *Store) SavePart(ctx context.Context, profileID, accountID string, doc domain.Document, p workspace.Part) error {
	what := "keep " + string(doc) + " of account " + accountID
	text, err := encode(p)
	if err != nil {
		return s.failed(what, err)
	}
	defer s.details.generation.Add(1) // after the commit, see finder
	return s.write(ctx, what, func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO account_parts (profile, account, document, read_at, json) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (profile, account, document) DO UPDATE SET read_at = excluded.read_at, json = excluded.json`,
			profile, accountID, string(doc), p.ReadAt.UnixMilli(), text)
		return err
	})
}

// Parts reads all that was read of an account, by document.
func (s *Store) Parts(ctx context.Context, profileID, accountID string) (map[domain.Document]workspace.Part, error) {
	type row struct {
		doc  domain.Document
		part workspace.Part
	}
	rows, err := collect(ctx, s.readers, func(from scanner) (r row, err error) {
		var text string
		if err := from.Scan(&r.doc, &text); err != nil {
			return r, err
		}
		err = decode(text, &r.part)
		return r, err
	}, "SELECT document, json FROM account_parts WHERE "+ofProfile+" AND account = ?", profileID, accountID)
	if err != nil {
		return nil, s.failed("read what is known of account "+accountID, err)
	}
	parts := make(map[domain.Document]workspace.Part, len(rows))
	for _, r := range rows {
		parts[r.doc] = r.part
	}
	return parts, nil
}

// PartOfAll reads one document of all accounts that listings know.
func (s *Store) PartOfAll(ctx context.Context, profileID string, doc domain.Document) ([]workspace.AccountPart, error) {
	var list []workspace.AccountPart
	err := each(ctx, s.readers, func(from scanner) error {
		var p workspace.AccountPart
		var text string
		if err := from.Scan(&p.Account.ID, &p.Account.Name, &p.Account.Realm, &text); err != nil {
			return err
		}
		if err := decode(text, &p.Part); err != nil {
			s.log.Warn("a document of an account is left out", "account", p.Account.ID, "error", err) // it can be read again
			return nil
		}
		list = append(list, p)
		return nil
	}, `SELECT a.id, a.name, a.realm, p.json
		FROM account_parts p JOIN accounts a ON a.profile = p.profile AND a.id = p.account
		WHERE p.profile = (SELECT row FROM profiles WHERE id = ?) AND p.document = ?`, profileID, string(doc))
	return list, s.failed("read what is known of all accounts", err)
}

// ForgetAccount removes an account with all that is below it, and what was read of
// them.
func (s *Store) ForgetAccount(ctx context.Context, profileID, id string) error {
	// UNION ends a circle of parents, which no server should have.
	const gone = `
		WITH RECURSIVE gone (id) AS (
			VALUES (:id)
			UNION
			SELECT a.id FROM gone JOIN accounts a ON a.profile = :profile AND a.parent_id = gone.id
		) `
	err := s.write(ctx, "forget account "+id, func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		_, err = deleteGone(ctx, tx, gone, sql.Named("profile", profile), sql.Named("id", id))
		return err
	})
	if err == nil {
		s.finder.outdated()
	}
	return err
}

// deleteGone deletes the accounts of :profile whose ids a WITH clause has in its table
// gone, and what was read of them, and tells how many accounts that were.
func deleteGone(ctx context.Context, tx *sql.Tx, gone string, args ...any) (count int64, err error) {
	for _, query := range []string{
		"DELETE FROM account_parts WHERE profile = :profile AND account IN (SELECT id FROM gone)",
		"DELETE FROM accounts WHERE profile = :profile AND id IN (SELECT id FROM gone)",
	} {
		result, err := tx.ExecContext(ctx, gone+query, args...)
		if err != nil {
			return 0, err
		}
		if count, err = result.RowsAffected(); err != nil { // the accounts come last
			return 0, err
		}
	}
	return count, nil
}
