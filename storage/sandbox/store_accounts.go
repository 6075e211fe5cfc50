package sandbox

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// account is an account's document with what the store knows about it.
type account struct {
	n       int64
	id      string
	rev     string
	created int64 // Gregorian seconds
	doc     document
}

var errNoAccount = errors.New("no such account")

func (a *account) name() string { return text(a.doc, "name") }

// enabled is what the server acts on; the public key of the same name is only
// what somebody asked for.
func (a *account) enabled() bool  { return a.doc["pvt_enabled"] != false }
func (a *account) reseller() bool { return a.doc["pvt_reseller"] == true }
func (a *account) superduper() bool {
	return a.doc["pvt_superduper_admin"] == true
}

// tree is the path of ids from the master account to the parent.
func (a *account) tree() []string {
	ids, _ := a.doc["pvt_tree"].([]any)
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		if s, ok := id.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func (a *account) parentID() string {
	tree := a.tree()
	if len(tree) == 0 {
		return ""
	}
	return tree[len(tree)-1]
}

// within reports whether a is id or below it.
func (a *account) within(id string) bool {
	return a.id == id || slices.Contains(a.tree(), id)
}

const accountColumns = `n, id, rev, created, body`

type scanner interface{ Scan(dest ...any) error }

func scanAccount(row scanner) (*account, error) {
	var a account
	var body []byte
	if err := row.Scan(&a.n, &a.id, &a.rev, &a.created, &body); err != nil {
		return nil, err
	}
	var err error
	if a.doc, err = decodeStored(body); err != nil {
		return nil, fmt.Errorf("account %s: %w", a.id, err)
	}
	a.doc["_id"], a.doc["_rev"] = a.id, a.rev
	return &a, nil
}

func (st *store) oneAccount(ctx context.Context, where string, arg any) (*account, error) {
	a, err := scanAccount(st.db.QueryRowContext(ctx, `SELECT `+accountColumns+` FROM accounts WHERE `+where, arg))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errNoAccount
	}
	return a, err
}

func (st *store) account(ctx context.Context, id string) (*account, error) {
	return st.oneAccount(ctx, `id = ?`, id)
}

func (st *store) accountByKey(ctx context.Context, apiKey string) (*account, error) {
	found, err := st.accountsWhere(ctx, `api_key = ?`, keyColumn(apiKey))
	if err != nil {
		return nil, err
	}
	for _, a := range found {
		if text(a.doc, "pvt_api_key") == apiKey {
			return a, nil
		}
	}
	return nil, errNoAccount
}

// keyColumn is the part of an API key that is looked for.
func keyColumn(apiKey string) string { return apiKey[:min(len(apiKey), 12)] }

func (st *store) accountsWhere(ctx context.Context, where string, args ...any) ([]*account, error) {
	rows, err := st.db.QueryContext(ctx, `SELECT `+accountColumns+` FROM accounts WHERE `+where, args...) //nolint:gosec // the conditions of this package
	if err != nil {
		return nil, fmt.Errorf("reading accounts: %w", err)
	}
	defer rows.Close()
	var out []*account
	for rows.Next() {
		a, err := scanAccount(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, rows.Err()
}

func (st *store) accountsByRealm(ctx context.Context, realm string) ([]*account, error) {
	return st.accountsWhere(ctx, `realm = ? ORDER BY id`, strings.ToLower(realm))
}

func (st *store) accountsByName(ctx context.Context, name string) ([]*account, error) {
	return st.accountsWhere(ctx, `norm = ? ORDER BY id`, normalName(name))
}

// taken lists the ids of accounts with a column's value, for the uniqueness of
// names and realms.
func (st *store) taken(ctx context.Context, column, value string) ([]string, error) {
	rows, err := st.db.QueryContext(ctx, `SELECT id FROM accounts WHERE `+column+` = ?`, value) //nolint:gosec // the columns of this package
	if err != nil {
		return nil, fmt.Errorf("looking for %s: %w", column, err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// accountRow is what the columns of an account say, taken from its document.
type accountRow struct {
	id, rev, norm, realm, key string
	sort, body                []byte
	reseller                  bool
	created, modified         int64
}

func (st *store) row(id, rev string, d document, now int64) accountRow {
	d["pvt_modified"] = whole(now)
	r := accountRow{
		id: id, modified: now,
		norm: normalName(text(d, "name")), realm: strings.ToLower(text(d, "realm")), key: keyColumn(text(d, "pvt_api_key")),
		sort: st.sort.place(text(d, "name"), id), reseller: d["pvt_reseller"] == true,
	}
	if created, ok := integer(d["pvt_created"]); ok {
		r.created = created
	} else {
		r.created = now
		d["pvt_created"] = whole(now)
	}
	r.body = encode(storedPart(d))
	r.rev = nextRevision(rev, r.body)
	return r
}

// storedPart leaves out what has a column of its own.
func storedPart(d document) document {
	out := make(document, len(d))
	for k, v := range d {
		if k != "_id" && k != "_rev" {
			out[k] = v
		}
	}
	return out
}

// addAccount stores a new account below the ancestors in its pvt_tree.
func (st *store) addAccount(ctx context.Context, id string, d document, now int64) (*account, error) {
	a := &account{id: id, doc: clone(d)}
	r := st.row(id, "", a.doc, now)
	a.rev, a.created = r.rev, r.created
	err := st.write(ctx, func(tx *sql.Tx) error {
		ancestors, err := numbers(ctx, tx, a.tree())
		if err != nil {
			return err
		}
		parent := int64(0)
		if len(ancestors) > 0 {
			parent = ancestors[len(ancestors)-1]
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO accounts (id, parent, sort, norm, realm, api_key, reseller, created, modified, rev, body)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			r.id, parent, r.sort, r.norm, r.realm, r.key, r.reseller, r.created, r.modified, r.rev, string(r.body))
		if err != nil {
			return fmt.Errorf("adding account: %w", err)
		}
		if a.n, err = res.LastInsertId(); err != nil {
			return fmt.Errorf("adding account: %w", err)
		}
		return addLineage(ctx, tx, ancestors, r.sort, a.n)
	})
	if err != nil {
		return nil, err
	}
	a.doc["_id"], a.doc["_rev"] = a.id, a.rev
	return a, nil
}

func addLineage(ctx context.Context, tx *sql.Tx, ancestors []int64, sort []byte, n int64) error {
	for _, ancestor := range ancestors {
		if _, err := tx.ExecContext(ctx, `INSERT INTO lineage (ancestor, sort, n) VALUES (?, ?, ?)`, ancestor, sort, n); err != nil {
			return fmt.Errorf("adding account to the tree: %w", err)
		}
	}
	return nil
}

// numbers finds the short names of a path of ids. An ancestor that is gone, as a
// create with an id in use can bring about, is left out.
func numbers(ctx context.Context, tx *sql.Tx, ids []string) ([]int64, error) {
	out := make([]int64, 0, len(ids))
	for _, id := range ids {
		var n int64
		err := tx.QueryRowContext(ctx, `SELECT n FROM accounts WHERE id = ?`, id).Scan(&n)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("ancestor %s: %w", id, err)
		}
		out = append(out, n)
	}
	return out, nil
}

// updateAccount stores a changed document of an account and sets its new revision.
func (st *store) updateAccount(ctx context.Context, a *account, now int64) error {
	r := st.row(a.id, a.rev, a.doc, now)
	err := st.write(ctx, func(tx *sql.Tx) error {
		var old []byte
		if err := tx.QueryRowContext(ctx, `SELECT sort FROM accounts WHERE n = ?`, a.n).Scan(&old); err != nil {
			return fmt.Errorf("changing account: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `UPDATE accounts SET sort = ?, norm = ?, realm = ?, api_key = ?, reseller = ?, modified = ?, rev = ?, body = ? WHERE n = ?`,
			r.sort, r.norm, r.realm, r.key, r.reseller, r.modified, r.rev, string(r.body), a.n); err != nil {
			return fmt.Errorf("changing account: %w", err)
		}
		if string(old) == string(r.sort) {
			return nil
		}
		ancestors, err := numbers(ctx, tx, a.tree())
		if err != nil {
			return err
		}
		for _, ancestor := range ancestors {
			if _, err := tx.ExecContext(ctx, `UPDATE lineage SET sort = ? WHERE ancestor = ? AND sort = ? AND n = ?`, r.sort, ancestor, old, a.n); err != nil {
				return fmt.Errorf("renaming account: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.rev = r.rev
	a.doc["_id"], a.doc["_rev"] = a.id, a.rev
	return nil
}

// removeAccount forgets an account and everything in it.
func (st *store) removeAccount(ctx context.Context, a *account) error {
	return st.write(ctx, func(tx *sql.Tx) error {
		ancestors, err := numbers(ctx, tx, a.tree())
		if err != nil {
			return err
		}
		sort := st.sort.place(a.name(), a.id)
		for _, ancestor := range ancestors {
			if _, err := tx.ExecContext(ctx, `DELETE FROM lineage WHERE ancestor = ? AND sort = ? AND n = ?`, ancestor, sort, a.n); err != nil {
				return fmt.Errorf("removing account: %w", err)
			}
		}
		for _, stmt := range []string{
			`DELETE FROM lineage WHERE ancestor = ?`, `DELETE FROM documents WHERE account = ?`, `DELETE FROM accounts WHERE n = ?`,
		} {
			if _, err := tx.ExecContext(ctx, stmt, a.n); err != nil {
				return fmt.Errorf("removing account: %w", err)
			}
		}
		return nil
	})
}

// moveAccount puts an account with all below it under another parent.
func (st *store) moveAccount(ctx context.Context, a, to *account, now int64) error {
	below, err := st.accountsWhere(ctx, `n IN (SELECT n FROM lineage WHERE ancestor = ?)`, a.n)
	if err != nil {
		return err
	}
	old := a.tree()
	path := append(to.tree(), to.id)
	for _, moved := range append([]*account{a}, below...) {
		rest := moved.tree()[len(old):]
		moved.doc["pvt_tree"] = list(append(append([]string(nil), path...), rest...))
		r := st.row(moved.id, moved.rev, moved.doc, now)
		err := st.write(ctx, func(tx *sql.Tx) error {
			ancestors, err := numbers(ctx, tx, moved.tree())
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `DELETE FROM lineage WHERE n = ? AND sort = ? AND ancestor IN
				(SELECT n FROM accounts WHERE id IN (SELECT value FROM json_each(?)))`, moved.n, r.sort, string(encode(list(old)))); err != nil {
				return fmt.Errorf("moving account: %w", err)
			}
			if _, err := tx.ExecContext(ctx, `DELETE FROM lineage WHERE n = ? AND sort = ? AND ancestor IN
				(SELECT n FROM accounts WHERE id IN (SELECT value FROM json_each(?)))`, moved.n, r.sort, string(encode(moved.doc["pvt_tree"]))); err != nil {
				return fmt.Errorf("moving account: %w", err)
			}
			if _, err := tx.ExecContext(ctx, `UPDATE accounts SET parent = ?, modified = ?, rev = ?, body = ? WHERE n = ?`,
				ancestors[len(ancestors)-1], r.modified, r.rev, string(r.body), moved.n); err != nil {
				return fmt.Errorf("moving account: %w", err)
			}
			return addLineage(ctx, tx, ancestors, r.sort, moved.n)
		})
		if err != nil {
			return err
		}
		moved.rev = r.rev
		moved.doc["_rev"] = r.rev
	}
	return nil
}

// descendants counts the accounts below one.
func (st *store) descendants(ctx context.Context, a *account) (int, error) {
	var count int
	err := st.db.QueryRowContext(ctx, `SELECT count(*) FROM lineage WHERE ancestor = ?`, a.n).Scan(&count)
	return count, err
}

// hasDescendants is descendants() > 0, at once.
func (st *store) hasDescendants(ctx context.Context, a *account) (bool, error) {
	var has bool
	err := st.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM lineage WHERE ancestor = ?)`, a.n).Scan(&has)
	return has, err
}
