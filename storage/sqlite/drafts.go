package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"accountsmanager/domain"
)

// SaveDraft keeps a draft as it was typed, replacing its last state as a whole.
// A draft stays with its profile: saving it under another is domain.ErrConflict.
func (s *Store) SaveDraft(ctx context.Context, profileID string, d domain.Draft, at time.Time) error {
	return s.write(ctx, "save draft "+d.ID, func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		return putDraft(ctx, tx, profile, d, at)
	})
}

// SaveDrafts keeps many drafts in one transaction.
func (s *Store) SaveDrafts(ctx context.Context, profileID string, drafts []domain.Draft, at time.Time) error {
	return s.write(ctx, fmt.Sprintf("save %d drafts", len(drafts)), func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			if err := putDraft(ctx, tx, profile, d, at); err != nil {
				return fmt.Errorf("draft %s: %w", d.ID, err)
			}
		}
		return nil
	})
}

func putDraft(ctx context.Context, tx *sql.Tx, profile int64, d domain.Draft, at time.Time) error {
	text, err := encode(d)
	if err != nil {
		return err
	}
	label, _ := d.Label()
	result, err := tx.ExecContext(ctx, `
		INSERT INTO drafts (id, profile, name, normalized, label, parent_id, updated_at, tab, visited, json)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			name = excluded.name, normalized = excluded.normalized, label = excluded.label,
			parent_id = excluded.parent_id, updated_at = excluded.updated_at,
			tab = excluded.tab, visited = excluded.visited, json = excluded.json
		WHERE profile = excluded.profile`,
		d.ID, profile, d.Name, domain.NormalizeName(d.Name), label, d.Parent.ID, at.UnixMilli(),
		string(d.Tab), len(d.Visited), text)
	if err := changed(result, err); isNoRow(err) {
		return fmt.Errorf("it belongs to another profile: %w", domain.ErrConflict)
	} else if err != nil {
		return err
	}
	return nil
}

// unchanged are the drafts of a profile that were saved last at a time and never
// submitted: what somebody worked on since is theirs.
const unchanged = ofProfile + " AND updated_at = ? AND NOT EXISTS (SELECT 1 FROM provisionings WHERE provisionings.id = drafts.id)"

// DeleteUnchanged removes those of the drafts that were saved last at this time and
// never submitted, and tells how many that were.
func (s *Store) DeleteUnchanged(ctx context.Context, profileID string, ids []string, saved time.Time) (n int, err error) {
	err = s.write(ctx, fmt.Sprintf("delete %d drafts", len(ids)), func(tx *sql.Tx) error {
		for _, id := range ids {
			err := changed(tx.ExecContext(ctx, "DELETE FROM drafts WHERE id = ? AND "+unchanged, id, profileID, saved.UnixMilli()))
			switch {
			case err == nil:
				n++
			case !isNoRow(err):
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// RestoreUnchanged puts drafts in the place of those of the same ids that were saved
// last at this time and never submitted, and tells how many that were.
func (s *Store) RestoreUnchanged(ctx context.Context, profileID string, drafts []domain.Draft, saved, at time.Time) (n int, err error) {
	err = s.write(ctx, fmt.Sprintf("restore %d drafts", len(drafts)), func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			var is bool
			err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM drafts WHERE id = ? AND "+unchanged+")", d.ID, profileID, saved.UnixMilli()).Scan(&is)
			if err != nil {
				return err
			}
			if !is {
				continue
			}
			if err := putDraft(ctx, tx, profile, d, at); err != nil {
				return fmt.Errorf("draft %s: %w", d.ID, err)
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// Draft reads a draft.
func (s *Store) Draft(ctx context.Context, id string) (domain.Draft, error) {
	d, err := scanJSON[domain.Draft](s.readers.QueryRowContext(ctx, "SELECT json FROM drafts WHERE id = ?", id))
	return d, s.failed("read draft "+id, err)
}

// Drafts lists the drafts of a profile, last edited first.
func (s *Store) Drafts(ctx context.Context, profileID string) ([]domain.DraftSummary, error) {
	list, err := collect(ctx, s.readers, scanDraftSummary, `
		SELECT id, name, parent_id, updated_at, tab, visited,
			EXISTS (SELECT 1 FROM provisionings WHERE provisionings.id = drafts.id)
		FROM drafts
		WHERE `+ofProfile+` ORDER BY updated_at DESC, row DESC`, profileID)
	return list, s.failed("list the drafts", err)
}

// DraftTrunks reads what is typed for trunks in drafts that were not submitted.
func (s *Store) DraftTrunks(ctx context.Context, profileID string) ([]domain.TypedTrunks, error) {
	var list []domain.TypedTrunks
	err := each(ctx, s.readers, func(row scanner) error {
		var t domain.TypedTrunks
		var text string
		if err := row.Scan(&text); err != nil {
			return err
		}
		if err := decode(text, &t); err != nil {
			s.log.Warn("the trunks of a draft are left out", "error", err) // opening the draft tells
			return nil
		}
		list = append(list, t)
		return nil
	}, `
		SELECT json_extract(json, '$.trunks') FROM drafts
		WHERE `+ofProfile+` AND iif(json_valid(json), json_type(json, '$.trunks'), NULL) = 'object'
			AND NOT EXISTS (SELECT 1 FROM provisionings WHERE provisionings.id = drafts.id)`, profileID)
	return list, s.failed("read the trunks of the drafts", err)
}

func scanDraftSummary(row scanner) (d domain.DraftSummary, err error) {
	var updated int64
	err = row.Scan(&d.ID, &d.Name, &d.ParentID, &updated, &d.Tab, &d.Visited, &d.Submitted)
	d.UpdatedAt = time.UnixMilli(updated)
	return d, err
}

// DeleteDraft removes a draft. A provisioning that was made of it stays.
func (s *Store) DeleteDraft(ctx context.Context, id string) error {
	return s.write(ctx, "delete draft "+id, func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, "DELETE FROM drafts WHERE id = ?", id))
	})
}
