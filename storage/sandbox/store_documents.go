package sandbox

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// The kinds of document that belong to an account.
const (
	kindUser      = "user"
	kindLimits    = "limits"
	kindCallflow  = "callflow"
	kindLedger    = "ledger"
	kindServices  = "services"
	kindPlan      = "service_plan"
	kindApp       = "app"
	kindAppsStore = "apps_store"
	kindSecurity  = "security"
)

// record is one stored document of an account.
type record struct {
	id      string
	rev     string
	created int64 // Gregorian seconds
	doc     document
}

var (
	errNoDocument = errors.New("no such document")
	errConflict   = errors.New("conflicting documents")
)

func scanRecord(row scanner) (*record, error) {
	var r record
	var body []byte
	if err := row.Scan(&r.id, &r.rev, &r.created, &body); err != nil {
		return nil, err
	}
	var err error
	if r.doc, err = decodeStored(body); err != nil {
		return nil, fmt.Errorf("document %s: %w", r.id, err)
	}
	r.doc["_id"], r.doc["_rev"] = r.id, r.rev
	return &r, nil
}

// document opens one document; deleted ones are not found.
func (st *store) document(ctx context.Context, a *account, kind, id string) (*record, error) {
	r, err := scanRecord(st.db.QueryRowContext(ctx,
		`SELECT id, rev, created, body FROM documents WHERE account = ? AND kind = ? AND id = ? AND deleted = 0`, a.n, kind, id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errNoDocument
	}
	return r, err
}

// documents lists the documents of a kind in the order of their ids.
func (st *store) documents(ctx context.Context, a *account, kind string) ([]*record, error) {
	rows, err := st.db.QueryContext(ctx,
		`SELECT id, rev, created, body FROM documents WHERE account = ? AND kind = ? AND deleted = 0 ORDER BY id`, a.n, kind)
	if err != nil {
		return nil, fmt.Errorf("reading %s documents: %w", kind, err)
	}
	defer rows.Close()
	var out []*record
	for rows.Next() {
		r, err := scanRecord(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

// addDocument stores a new document; an id in use is errConflict.
func (st *store) addDocument(ctx context.Context, a *account, kind, id string, d document, now int64) (*record, error) {
	r := &record{id: id, created: now, doc: clone(d)}
	r.doc["pvt_created"], r.doc["pvt_modified"], r.doc["pvt_type"] = whole(now), whole(now), kind
	body := encode(storedPart(r.doc))
	r.rev = nextRevision("", body)
	t := tallyOf(kind, r.doc)
	err := st.write(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `INSERT INTO documents (account, kind, id, created, modified, t1, t2, t3, rev, body)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, a.n, kind, id, now, now, t[0], t[1], t[2], r.rev, string(body))
		if err != nil {
			return fmt.Errorf("adding %s: %w", kind, err)
		}
		if added, err := res.RowsAffected(); err != nil || added == 0 {
			return errors.Join(errConflict, err)
		}
		return st.count(ctx, tx, a, kind)
	})
	if err != nil {
		return nil, err
	}
	r.doc["_id"], r.doc["_rev"] = r.id, r.rev
	return r, nil
}

// updateDocument stores a document over the revision it was read at; errConflict
// when somebody was faster.
func (st *store) updateDocument(ctx context.Context, a *account, kind string, r *record, now int64) error {
	r.doc["pvt_modified"] = whole(now)
	body := encode(storedPart(r.doc))
	rev := nextRevision(r.rev, body)
	t := tallyOf(kind, r.doc)
	err := st.write(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `UPDATE documents SET modified = ?, t1 = ?, t2 = ?, t3 = ?, rev = ?, body = ?
			WHERE account = ? AND kind = ? AND id = ? AND rev = ? AND deleted = 0`, now, t[0], t[1], t[2], rev, string(body), a.n, kind, r.id, r.rev)
		if err != nil {
			return fmt.Errorf("changing %s: %w", kind, err)
		}
		if changed, err := res.RowsAffected(); err != nil || changed == 0 {
			return errors.Join(errConflict, err)
		}
		return st.count(ctx, tx, a, kind)
	})
	if err != nil {
		return err
	}
	r.rev = rev
	r.doc["_rev"] = rev
	return nil
}

// removeDocument marks a document as deleted. Its id stays taken, as in CouchDB
// when a document is deleted softly.
func (st *store) removeDocument(ctx context.Context, a *account, kind string, r *record, now int64) error {
	return st.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE documents SET deleted = 1, modified = ? WHERE account = ? AND kind = ? AND id = ?`,
			now, a.n, kind, r.id); err != nil {
			return fmt.Errorf("removing %s: %w", kind, err)
		}
		return st.count(ctx, tx, a, kind)
	})
}

// tally is what a document adds up to: a user counts as one administrator or one
// other user, limits as their trunks, a ledger entry as its units.
type tally [3]int64

func tallyOf(kind string, d document) (t tally) {
	switch kind {
	case kindUser:
		if d["priv_level"] == "admin" {
			t[0] = 1
		} else {
			t[1] = 1
		}
	case kindLimits:
		for i, key := range []string{"twoway_trunks", "inbound_trunks", "outbound_trunks"} {
			n, _ := integer(d[key])
			t[i] = max(n, 0)
		}
	case kindLedger:
		t[0], _ = integer(d["pvt_amount"])
	}
	return t
}

// count keeps the columns that ancestors sum up in step with the documents.
func (st *store) count(ctx context.Context, tx *sql.Tx, a *account, kind string) error {
	columns := ""
	switch kind {
	case kindUser:
		columns = `q_admins, q_users`
	case kindLimits:
		columns = `q_twoway, q_inbound`
	default:
		return nil
	}
	if _, err := tx.ExecContext(ctx, `UPDATE accounts SET (`+columns+`, q_outbound) =
		(SELECT CAST(total(t1) AS INTEGER), CAST(total(t2) AS INTEGER), iif(?1 = 'limits', CAST(total(t3) AS INTEGER), accounts.q_outbound)
		FROM documents WHERE account = ?2 AND kind = ?1 AND deleted = 0) WHERE n = ?2`, kind, a.n); err != nil {
		return fmt.Errorf("counting %s: %w", kind, err)
	}
	return nil
}

// quantities is what an account, or all below one, counts as.
type quantities struct {
	twoway, inbound, outbound, admins, users, accounts int64
}

// quantityColumns are sums that no number of documents makes an error of: SQLite's sum
// fails where it does not fit.
const quantityColumns = `CAST(total(q_twoway) AS INTEGER), CAST(total(q_inbound) AS INTEGER), CAST(total(q_outbound) AS INTEGER),
	CAST(total(q_admins) AS INTEGER), CAST(total(q_users) AS INTEGER), count(*)`

func (st *store) ownQuantities(ctx context.Context, a *account) (quantities, error) {
	return st.sum(ctx, `SELECT `+quantityColumns+` FROM accounts WHERE n = ?`, a.n)
}

func (st *store) cascadeQuantities(ctx context.Context, a *account) (quantities, error) {
	return st.sum(ctx, `SELECT `+quantityColumns+` FROM lineage JOIN accounts USING (n) WHERE ancestor = ?`, a.n)
}

func (st *store) sum(ctx context.Context, query string, n int64) (q quantities, err error) {
	err = st.db.QueryRowContext(ctx, query, n).Scan(&q.twoway, &q.inbound, &q.outbound, &q.admins, &q.users, &q.accounts)
	return q, err
}
