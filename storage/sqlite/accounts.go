package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// PutAccounts stores rows of a listing, all or none, and marks them as seen at
// that time. A nil Enabled and an unknown parent do not overwrite what is known.
func (s *Store) PutAccounts(ctx context.Context, profileID string, accounts []domain.Account, seen time.Time) (changed bool, err error) {
	news := false
	err = s.write(ctx, fmt.Sprintf("store %d accounts", len(accounts)), func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		put, err := newAccountPutter(ctx, tx, profile, seen)
		if err != nil {
			return err
		}
		defer put.close()
		for _, a := range accounts {
			if err := put.account(ctx, a); err != nil {
				return fmt.Errorf("account %s: %w", a.ID, err)
			}
		}
		news = put.news
		return nil
	})
	if err == nil && news {
		s.finder.outdated()
	}
	return news, err
}

// accountPutter stores accounts in a transaction.
type accountPutter struct {
	profile int64
	seen    int64
	touch   *sql.Stmt
	put     *sql.Stmt
	news    bool // something is not as it was known
}

func newAccountPutter(ctx context.Context, tx *sql.Tx, profile int64, seen time.Time) (*accountPutter, error) {
	p := &accountPutter{profile: profile, seen: seen.UnixMilli()}
	var err error
	// Most of what a refresh reads is known already. What is touched here is in
	// no index, so that it costs one write to one page.
	if p.touch, err = tx.PrepareContext(ctx, `
		UPDATE accounts SET seen_at = ?
		WHERE profile = ? AND id = ? AND name = ? AND realm = ? AND ? IN ('', parent_id)
			AND ? IN (-1, descendants) AND coalesce(?, enabled) IS enabled`); err != nil {
		return nil, err
	}
	p.put, err = tx.PrepareContext(ctx, `
		INSERT INTO accounts (profile, id, parent_id, name, normalized, realm, descendants, enabled, seen_at, sort_key, folded)
		VALUES (?, ?, ?, ?, ?, ?, max(0, ?), ?, ?, ?, ?)
		ON CONFLICT (profile, id) DO UPDATE SET
			parent_id = CASE excluded.parent_id WHEN '' THEN parent_id ELSE excluded.parent_id END,
			name = excluded.name, normalized = excluded.normalized, realm = excluded.realm,
			descendants = CASE ?7 WHEN -1 THEN descendants ELSE excluded.descendants END, enabled = coalesce(excluded.enabled, enabled),
			seen_at = excluded.seen_at, sort_key = excluded.sort_key, folded = excluded.folded`)
	return p, err
}

func (p *accountPutter) account(ctx context.Context, a domain.Account) error {
	// The context is looked at between the statements: watching each of them
	// would take longer than it runs.
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	err := changed(p.touch.ExecContext(ctx, p.seen, p.profile, a.ID, a.Name, a.Realm, a.ParentID, a.Descendants, a.Enabled))
	if !isNoRow(err) {
		return err
	}
	p.news = true
	_, err = p.put.ExecContext(ctx, p.profile, a.ID, a.ParentID, a.Name, domain.NormalizeName(a.Name), a.Realm,
		a.Descendants, a.Enabled, p.seen, sortKey(a.Name), foldAccount(a))
	return err
}

func (p *accountPutter) close() {
	_ = p.touch.Close() // the transaction ends them anyway
	_ = p.put.Close()
}

// ForgetUnseen removes the children of parent (where it is empty, accounts anywhere)
// that were last seen before that time, with all that is below them, and tells how many accounts that were.
func (s *Store) ForgetUnseen(ctx context.Context, profileID, parentID string, before time.Time) (int, error) {
	// UNION and the last condition end a circle of parents, which no server
	// should have.
	const gone = `
		WITH RECURSIVE gone (id) AS (
			SELECT id FROM accounts WHERE profile = :profile AND :parent IN ('', parent_id) AND seen_at < :before AND id <> :parent
			UNION
			SELECT a.id FROM gone JOIN accounts a ON a.profile = :profile AND a.parent_id = gone.id WHERE a.id <> :parent
		) `
	var count int64
	err := s.write(ctx, "forget accounts that are gone", func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		count, err = deleteGone(ctx, tx, gone,
			sql.Named("profile", profile), sql.Named("parent", parentID), sql.Named("before", before.UnixMilli()))
		return err
	})
	if err != nil {
		return 0, err
	}
	if count > 0 {
		s.finder.outdated()
	}
	return int(count), nil
}

// CountBelow counts the cached accounts below each one, at any depth.
func (s *Store) CountBelow(ctx context.Context, profileID string) error {
	return s.write(ctx, "count the accounts below others", func(tx *sql.Tx) error {
		profile, err := profileRow(ctx, tx, profileID)
		if err != nil {
			return err
		}
		// The depth ends a circle of parents, which no server should have.
		if _, err = tx.ExecContext(ctx, `
			WITH RECURSIVE up (ancestor, depth) AS (
				SELECT parent_id, 1 FROM accounts WHERE profile = :profile AND parent_id <> ''
				UNION ALL
				SELECT a.parent_id, up.depth + 1 FROM up JOIN accounts a ON a.profile = :profile AND a.id = up.ancestor
				WHERE a.parent_id <> '' AND up.depth < 64
			), below (id, number) AS (SELECT ancestor, count(*) FROM up GROUP BY ancestor)
			UPDATE accounts SET descendants = below.number FROM below
			WHERE accounts.profile = :profile AND accounts.id = below.id AND descendants <> below.number`,
			sql.Named("profile", profile)); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			UPDATE accounts SET descendants = 0
			WHERE profile = :profile AND descendants <> 0 AND id NOT IN (SELECT parent_id FROM accounts WHERE profile = :profile)`,
			sql.Named("profile", profile))
		return err
	})
}

const selectAccounts = "SELECT row, id, parent_id, name, realm, descendants, enabled FROM accounts "

// accountRow is an account and its row number.
type accountRow struct {
	row     int64
	account domain.Account
}

func scanAccount(row scanner) (r accountRow, err error) {
	a := &r.account
	err = row.Scan(&r.row, &a.ID, &a.ParentID, &a.Name, &a.Realm, &a.Descendants, &a.Enabled)
	return r, err
}

// Account reads one cached account.
func (s *Store) Account(ctx context.Context, profileID, id string) (domain.Account, error) {
	r, err := scanAccount(s.readers.QueryRowContext(ctx, selectAccounts+"WHERE "+ofProfile+" AND id = ?", profileID, id))
	return r.account, s.failed("read account "+id, err)
}

// Accounts lists accounts by name, in the servers' order: those whose name,
// realm or id has the search text in it, best match first, or without one the
// children of ParentID.
func (s *Store) Accounts(ctx context.Context, profileID string, q workspace.AccountQuery) ([]domain.Account, error) {
	limit, offset := q.Limit, max(q.Offset, 0)
	if limit <= 0 {
		limit = -1 // all, to SQLite
	}
	needle := foldLine(q.Search)
	if needle == "" {
		list, err := s.children(ctx, profileID, q.ParentID, limit, offset)
		return list, s.failed("list accounts", err)
	}
	rows, err := s.search(ctx, profileID, needle, limit, offset)
	if err != nil {
		return nil, s.failed("list accounts", err)
	}
	list := make([]domain.Account, len(rows))
	for i, r := range rows {
		list[i] = r.account
	}
	return list, nil
}

// children lists accounts of one parent. A hundred thousand are held by whoever asks, so
// what is the same in all of them is there once.
func (s *Store) children(ctx context.Context, profileID, parentID string, limit, offset int) ([]domain.Account, error) {
	size := limit
	if limit < 0 {
		count, err := s.CountAccounts(ctx, profileID, parentID)
		if err != nil {
			return nil, err
		}
		size = max(0, count-offset)
	}
	on, off := true, false
	list := make([]domain.Account, 0, size)
	err := each(ctx, s.readers, func(row scanner) error {
		a := domain.Account{ParentID: parentID}
		var enabled sql.NullBool
		err := row.Scan(&a.ID, &a.Name, &a.Realm, &a.Descendants, &enabled)
		switch {
		case enabled.Valid && enabled.Bool:
			a.Enabled = &on
		case enabled.Valid:
			a.Enabled = &off
		}
		list = append(list, a)
		return err
	}, "SELECT id, name, realm, descendants, enabled FROM accounts WHERE "+ofProfile+" AND parent_id = ? ORDER BY sort_key, row LIMIT ? OFFSET ?",
		profileID, parentID, limit, offset)
	return list, err
}

// CountAccounts counts the cached accounts of a profile; with a parent, only
// those right below it.
func (s *Store) CountAccounts(ctx context.Context, profileID, parentID string) (int, error) {
	query, args := "SELECT count(*) FROM accounts WHERE "+ofProfile, []any{profileID}
	if parentID != "" {
		query, args = query+" AND parent_id = ?", append(args, parentID)
	}
	var n int
	err := s.readers.QueryRowContext(ctx, query, args...).Scan(&n)
	return n, s.failed("count accounts", err)
}

// Realms samples at most limit realms of the profile's accounts. Ids follow no
// rule, so their order makes a fair sample, and the same one each time.
func (s *Store) Realms(ctx context.Context, profileID string, limit int) ([]string, error) {
	scan := func(row scanner) (realm string, err error) {
		err = row.Scan(&realm)
		return realm, err
	}
	list, err := collect(ctx, s.readers, scan,
		"SELECT realm FROM accounts WHERE "+ofProfile+" AND realm <> '' ORDER BY id LIMIT ?", profileID, max(limit, 0))
	return list, s.failed("sample realms", err)
}
