package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

func (r routes) addAccountLists() {
	get := func(execute func(*call) (*reply, error)) *endpoint {
		return &endpoint{verbs: map[string]verb{http.MethodGet: {execute: execute}}}
	}
	r.add(get(listChildren), "accounts", "*", "children")
	r.add(get(listDescendants), "accounts", "*", "descendants")
	r.add(get(listSiblings), "accounts", "*", "siblings")
	r.add(get(showTree), "accounts", "*", "tree")
	r.add(get(showParents), "accounts", "*", "parents")
}

func listChildren(c *call) (*reply, error) {
	return c.listBelow(c.account, childrenView, childRow)
}

func listDescendants(c *call) (*reply, error) {
	return c.listBelow(c.account, descendantsView, descendantRow)
}

// listSiblings lists the children of the parent, the account itself among them.
func listSiblings(c *call) (*reply, error) {
	if c.account.id == c.session.account.id && !c.superduper() {
		return nil, failForbidden()
	}
	parent, err := c.s.store.account(c.ctx, c.account.parentID())
	if errors.Is(err, errNoAccount) {
		return nil, failForbidden()
	}
	if err != nil {
		return nil, err
	}
	return c.listBelow(parent, childrenView, childRow)
}

func childRow(a *account) document {
	row := accountRowBase(a)
	row["descendants_count"] = whole(0)
	if count, ok := a.doc["descendants_count"]; ok {
		row["descendants_count"] = count
	}
	return row
}

func descendantRow(a *account) document {
	row := accountRowBase(a)
	row["tree"] = list(a.tree())
	return row
}

func accountRowBase(a *account) document {
	flags, ok := a.doc["flags"]
	if !ok {
		flags = []any{}
	}
	return document{"id": a.id, "name": a.doc["name"], "realm": a.doc["realm"], "flags": flags}
}

// showTree lists the accounts from the caller's to the parent.
func showTree(c *call) (*reply, error) {
	rows, err := c.above()
	if err != nil {
		return nil, err
	}
	return &reply{data: rows, revision: c.account.rev}, nil
}

func showParents(c *call) (*reply, error) {
	rows, err := c.above()
	if err != nil {
		return nil, err
	}
	if c.b.parentsUnpaged {
		return &reply{data: rows, revision: c.account.rev}, nil
	}
	return &reply{data: rows, revision: c.listRevision(rows), page: &page{size: len(rows), sized: true}}, nil
}

func (c *call) above() ([]any, error) {
	tree := c.account.tree()
	from := slices.Index(tree, c.session.account.id)
	if from < 0 {
		return []any{}, nil
	}
	rows := []any{}
	for _, id := range tree[from:] {
		a, err := c.s.store.account(c.ctx, id)
		if errors.Is(err, errNoAccount) {
			continue
		}
		if err != nil {
			return nil, err
		}
		row := document{"id": a.id, "name": a.doc["name"]}
		if c.b.wideTreeRows {
			row = accountRowBase(a)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// listBelow lists the accounts of a view below one account.
func (c *call) listBelow(parent *account, v view, row func(*account) document) (*reply, error) {
	l, err := c.listing()
	if err != nil {
		return nil, err
	}
	if c.b.nameAscendingOnly {
		l.ascending = true
	}
	startKey, name, err := c.childKey(l, parent.id)
	if err != nil {
		return nil, err
	}
	limit := 0
	if l.paged {
		limit = l.size + 1
	}
	var start []byte
	switch {
	case name == "":
	case l.ascending:
		start = c.s.store.sort.key(name)
	default:
		start = c.s.store.sort.behind(name)
	}
	rows, p := []any{}, &page{startKey: startKey}
	err = c.s.store.below(c.ctx, v, parent, l, start, limit, func(a *account) {
		if l.paged && len(rows) == l.size {
			p.nextStart = c.nextChildKey(parent.id, a.name())
			return
		}
		rows = append(rows, json.RawMessage(encode(row(a)))) // small, while a whole document is not
	})
	if err != nil {
		return nil, err
	}
	if !l.paged {
		p = nil
	}
	return c.listReply(rows, p), nil
}

// childKey reads where a list of names begins: the key to show, and the name,
// which is "" for the beginning.
func (c *call) childKey(l *listing, parentID string) (shown, name string, err error) {
	if c.b.bareNameKeys {
		name = l.start
		if key, err := stringKey(l.start); err == nil {
			name = key
		}
		return encodeTerm(name), name, nil
	}
	if l.start == "" {
		if l.ascending {
			return encodeTerm([]any{parentID}), "", nil
		}
		return encodeTerm([]any{parentID, highName}), "", nil
	}
	term, err := decodeTerm(l.start)
	if err != nil {
		return "", "", failStartKey()
	}
	key, ok := term.([]any)
	if !ok || len(key) == 0 || len(key) > 2 || key[0] != parentID {
		return "", "", failStartKey()
	}
	if len(key) == 2 {
		if name, ok = key[1].(string); !ok {
			return "", "", failStartKey()
		}
	}
	if name == highName {
		name = ""
	}
	return l.start, name, nil
}

func (c *call) nextChildKey(parentID, name string) string {
	if c.b.bareNameKeys {
		return encodeTerm(name)
	}
	return encodeTerm([]any{parentID, name})
}

// view is an ordered set of accounts.
type view struct{ from, owner string }

var (
	childrenView    = view{from: `accounts AS o`, owner: `o.parent`}
	descendantsView = view{from: `lineage AS o JOIN accounts AS a USING (n)`, owner: `o.ancestor`}
)

const rowBatch = 500

// below hands out the accounts of a view in order, from a place on if there is
// one, until limit of them fit the filters; 0 means all.
func (st *store) below(ctx context.Context, v view, parent *account, l *listing, start []byte, limit int, each func(*account)) error {
	columns := `o.n, id, rev, created, body, o.sort`
	where, args := v.owner+` = ?`, []any{parent.n}
	for _, bound := range []struct {
		test string
		at   int64
	}{
		{`created >= ?`, l.filters.createdFrom},
		{`created <= ?`, l.filters.createdTo},
		// Few have changed lately: they are looked up first, and not each account that
		// is below asked whether it is one of them.
		{`o.n IN (SELECT n FROM accounts WHERE modified >= ?)`, l.filters.modifiedFrom},
		{`modified <= ?`, l.filters.modifiedTo},
	} {
		if bound.at != 0 {
			where, args = where+` AND `+bound.test, append(args, bound.at)
		}
	}
	compare, order := `>`, `o.sort, o.n`
	if !l.ascending {
		compare, order = `<`, `o.sort DESC, o.n DESC`
	}
	if start != nil {
		where, args = where+` AND o.sort `+compare+`= ?`, append(args, start)
	}
	count := 0
	next, nextArgs := "", []any(nil)
	for {
		batch := rowBatch
		if limit > 0 && len(l.filters.conditions) == 0 {
			batch = min(batch, limit-count)
		}
		rows, last, err := st.batch(ctx, fmt.Sprintf(`SELECT %s FROM %s WHERE %s%s ORDER BY %s LIMIT %d`,
			columns, v.from, where, next, order, batch), append(slices.Clone(args), nextArgs...), &l.filters)
		if err != nil {
			return err
		}
		for _, a := range rows {
			each(a)
			if count++; limit > 0 && count == limit {
				return nil
			}
		}
		if last.count < batch {
			return nil
		}
		next = ` AND (o.sort, o.n) ` + compare + ` (?, ?)`
		nextArgs = []any{last.sort, last.n}
	}
}

type batchEnd struct {
	count int
	sort  []byte
	n     int64
}

func (st *store) batch(ctx context.Context, query string, args []any, f *filters) (out []*account, end batchEnd, err error) {
	rows, err := st.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, end, fmt.Errorf("listing accounts: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var a account
		var body []byte
		if err := rows.Scan(&a.n, &a.id, &a.rev, &a.created, &body, &end.sort); err != nil {
			return nil, end, err
		}
		end.count, end.n = end.count+1, a.n
		if !f.mayFit(body) {
			continue
		}
		if a.doc, err = decodeStored(body); err != nil {
			return nil, end, err
		}
		a.doc["_id"], a.doc["_rev"] = a.id, a.rev
		if len(f.conditions) == 0 || f.fits(filtered(&a)) {
			out = append(out, &a)
		}
	}
	return out, end, rows.Err()
}

// filtered is an account as filters see it: with its real state, wherever that
// is kept.
func filtered(a *account) document {
	d := make(document, len(a.doc)+1)
	for k, v := range a.doc {
		d[k] = v
	}
	d["enabled"] = a.enabled()
	d["id"] = a.id
	return d
}
