package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Enqueue stores a provisioning with all its steps, in the place of what was
// stored under its id. Durable. A provisioning stays with its profile: storing it
// under another is domain.ErrConflict.
func (s *Store) Enqueue(ctx context.Context, profileID string, p provisioning.Provisioning) error {
	return s.writeDurably(ctx, "queue provisioning "+p.ID, func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		head, account, err := encodeHead(p)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM provisionings WHERE id = ? AND profile = ?", p.ID, profile); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `
			INSERT INTO provisionings (id, profile, created_at, realm, account, json) VALUES (?, ?, ?, ?, ?, ?)`,
			p.ID, profile, p.CreatedAt.UnixMilli(), intendedRealm(p), account, head)
		if err != nil {
			return err
		}
		row, err := result.LastInsertId()
		if err != nil {
			return err
		}
		for i, step := range p.Steps {
			text, err := encode(step)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `
				INSERT INTO steps (provisioning, position, id, kind, state, json) VALUES (?, ?, ?, ?, ?, ?)`,
				row, i, step.ID, string(step.Kind), string(step.State), text); err != nil {
				return fmt.Errorf("step %s: %w", step.ID, err)
			}
		}
		return nil
	})
}

// encodeHead encodes a provisioning without its steps, and its account apart,
// which is NULL until there is one.
func encodeHead(p provisioning.Provisioning) (head string, account sql.NullString, err error) {
	if !p.Account.IsZero() {
		account.Valid = true
		if account.String, err = encode(p.Account); err != nil {
			return "", account, err
		}
	}
	p.Steps, p.Account = nil, domain.AccountRef{}
	head, err = encode(p)
	return head, account, err
}

// intendedRealm is the realm that a provisioning means to create, in lower case.
func intendedRealm(p provisioning.Provisioning) string {
	for _, step := range p.Steps {
		if step.Intent.Account != nil {
			return strings.ToLower(step.Intent.Account.Realm)
		}
	}
	return ""
}

// CommitStep replaces one step, and the account of its provisioning where
// account is not zero. Durable.
func (s *Store) CommitStep(ctx context.Context, provisioningID string, step provisioning.Step, account domain.AccountRef) error {
	return s.writeDurably(ctx, "commit step "+step.ID+" of provisioning "+provisioningID, func(tx *sql.Tx) error {
		text, err := encode(step)
		if err != nil {
			return err
		}
		if err := changed(tx.ExecContext(ctx, `
			UPDATE steps SET kind = ?, state = ?, json = ?
			WHERE provisioning = (SELECT row FROM provisionings WHERE id = ?) AND id = ?`,
			string(step.Kind), string(step.State), text, provisioningID, step.ID)); err != nil {
			return err
		}
		if intent := step.Intent.Account; intent != nil { // mended, it may mean another realm
			if _, err := tx.ExecContext(ctx, "UPDATE provisionings SET realm = ? WHERE id = ?",
				strings.ToLower(intent.Realm), provisioningID); err != nil {
				return err
			}
		}
		if account.IsZero() {
			return nil
		}
		ref, err := encode(account)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE provisionings SET account = ? WHERE id = ?", ref, provisioningID)
		return err
	})
}

// Withdraw removes a provisioning with its steps; its draft stays. Durable.
func (s *Store) Withdraw(ctx context.Context, id string) error {
	return s.writeDurably(ctx, "withdraw provisioning "+id, func(tx *sql.Tx) error {
		return changed(tx.ExecContext(ctx, "DELETE FROM provisionings WHERE id = ?", id))
	})
}

// stepRow is one row of a provisioning joined with its steps. Head and account
// are the same in all rows of one provisioning; step is NULL where it has none.
type stepRow struct {
	row           int64
	head          string
	account, step sql.NullString
}

const selectProvisionings = `
	SELECT p.row, p.json, p.account, s.json
	FROM provisionings p LEFT JOIN steps s ON s.provisioning = p.row `

func scanStepRow(row scanner) (r stepRow, err error) {
	err = row.Scan(&r.row, &r.head, &r.account, &r.step)
	return r, err
}

// Provisioning reads a provisioning with its steps.
func (s *Store) Provisioning(ctx context.Context, id string) (provisioning.Provisioning, error) {
	what := "read provisioning " + id
	query, err := s.oneProvisioning.on(ctx, s.readers)
	if err != nil {
		return provisioning.Provisioning{}, s.failed(what, err)
	}
	list, err := provisionings(ctx, preparedQuery{query}, s.oneProvisioning.text, id)
	if err == nil && len(list) == 0 {
		err = sql.ErrNoRows
	}
	if err != nil {
		return provisioning.Provisioning{}, s.failed(what, err)
	}
	return list[0], nil
}

// Provisionings lists those that are not finished (not all steps done or left
// out), oldest first; with finished, the others too.
func (s *Store) Provisionings(ctx context.Context, profileID string, finished bool) ([]provisioning.Provisioning, error) {
	query := selectProvisionings + "WHERE p." + ofProfile
	if !finished { // in the very words of the index steps_open
		query += " AND p.row IN (SELECT provisioning FROM steps WHERE state NOT IN ('done', 'left_out'))"
	}
	list, err := provisionings(ctx, s.readers, query+" ORDER BY p.created_at, p.id, s.position", profileID)
	return list, s.failed("list the provisionings", err)
}

// provisionings reads rows that are ordered so that those of one provisioning
// stand together. It is one query, so that no write comes in between.
func provisionings(ctx context.Context, q querier, query string, args ...any) ([]provisioning.Provisioning, error) {
	rows, err := collect(ctx, q, scanStepRow, query, args...)
	if err != nil {
		return nil, err
	}
	var list []provisioning.Provisioning
	for i, r := range rows {
		if i == 0 || rows[i-1].row != r.row {
			p, err := decodeHead(r)
			if err != nil {
				return nil, err
			}
			list = append(list, p)
		}
		if !r.step.Valid {
			continue
		}
		var step provisioning.Step
		if err := decode(r.step.String, &step); err != nil {
			return nil, err
		}
		last := &list[len(list)-1]
		last.Steps = append(last.Steps, step)
	}
	return list, nil
}

func decodeHead(r stepRow) (p provisioning.Provisioning, err error) {
	if err := decode(r.head, &p); err != nil {
		return p, err
	}
	if r.account.Valid {
		err = decode(r.account.String, &p.Account)
	}
	return p, err
}
