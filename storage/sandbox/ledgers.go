package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
)

func (r routes) addLedgers() {
	get := func(execute func(*call) (*reply, error)) *endpoint {
		return &endpoint{verbs: map[string]verb{http.MethodGet: {execute: execute}}}
	}
	put := &endpoint{authorize: creditorOnly, verbs: map[string]verb{http.MethodPut: {validate: validateEntry, execute: addEntry}}}
	r.add(get(showLedgers), "ledgers")
	r.add(put, "ledgers", "credit")
	r.add(put, "ledgers", "debit")
	r.add(get(showBalance), "ledgers", "total")
	r.add(get(listLedgerKinds), "ledgers", "available")
	r.add(get(listEntries), "ledgers", "*")
	// An entry's id is cut at its month before it is looked for, so none is found.
	r.add(get(func(c *call) (*reply, error) { return nil, failIdentifier(c.arg(1)) }), "ledgers", "*", "*")
	r.add(get(summarizeMonth), "ledgers", "summary", "*")
	r.add(get(listTransactions), "transactions")
	r.add(get(func(*call) (*reply, error) { return nil, failInit() }), "transactions", "*")
}

// unitsPerDollar is how Kazoo counts money.
const unitsPerDollar = 10_000

// mostUnits is the most that one entry is worth here, so that thousands of them can be
// added up; Kazoo's numbers have no end.
const mostUnits = 1e15

func dollars(units int64) any { return decimalNumber(float64(units) / unitsPerDollar) }

// maxRange is the longest time that one list of entries may span, in seconds.
const maxRange = 2_682_000

// balance is the sum of all entries of an account, in units.
func (st *store) balance(ctx context.Context, a *account) (units int64, err error) {
	err = st.db.QueryRowContext(ctx, `SELECT CAST(total(t1) AS INTEGER) FROM documents
		WHERE account = ? AND kind = ? AND deleted = 0`, a.n, kindLedger).Scan(&units)
	return units, err
}

func showBalance(c *call) (*reply, error) {
	units, err := c.s.store.balance(c.ctx, c.account)
	if err != nil {
		return nil, err
	}
	return &reply{data: document{"amount": dollars(units)}}, nil
}

func listLedgerKinds(c *call) (*reply, error) {
	kind := func(name, friendly string, markup ...any) document {
		return document{"name": name, "friendly_name": friendly, "markup_type": append([]any{}, markup...)}
	}
	return c.listReply([]any{
		kind("per-minute-voip", "Per Minute VoIP", "percentage"),
		kind("services", "Monthly Recurring Services"),
		kind("payments", "Payments"),
		kind("rollovers", "Monthly Rollover"),
	}, &page{}), nil
}

// span is the time that a list of entries is about, in Gregorian seconds. It
// ends before its end.
type span struct{ from, to int64 }

func (c *call) span() (span, error) {
	read := func(key string, otherwise int64) int64 {
		if n, err := strconv.ParseInt(c.flag(key), 10, 64); err == nil {
			return n
		}
		return otherwise
	}
	s := span{to: read("created_to", c.now)}
	s.from = read("created_from", s.to-maxRange)
	if !c.query.Has("created_to") && c.query.Has("created_from") {
		s.to = min(s.from+maxRange, c.now)
	}
	if s.to < s.from || s.to-s.from > maxRange {
		return s, failField("created_from", "date_range", document{
			"message": fmt.Sprintf("created_to %d is more than %d seconds from created_from %d", s.to, maxRange, s.from),
			"cause":   whole(s.from),
		})
	}
	return s, nil
}

// entries lists the entries of an account, newest first.
func (c *call) entries(fits func(*record) bool) ([]*record, error) {
	all, err := c.s.store.documents(c.ctx, c.account, kindLedger)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(r *record) bool { return !fits(r) })
	slices.SortStableFunc(all, func(a, b *record) int { return int(b.created - a.created) })
	return all, nil
}

// totals sums entries by their source. Every account has a rollover of its month.
func totals(entries []*record) (bySource document, units int64) {
	sums, quantity := map[string]int64{}, map[string]int64{}
	bySource = document{"rollovers": document{"amount": decimalNumber(0), "usage": document{"quantity": whole(0)}}}
	for _, r := range slices.Backward(entries) {
		source := text(r.doc, "source", "service")
		n, _ := integer(r.doc["pvt_amount"])
		usage, _ := r.doc["usage"].(document)
		q, _ := integer(usage["quantity"])
		sums[source] += n
		quantity[source] += q
		units += n
		bySource[source] = document{
			"amount": dollars(sums[source]),
			"usage":  document{"type": usage["type"], "unit": usage["unit"], "quantity": whole(quantity[source])},
		}
	}
	return bySource, units
}

func showLedgers(c *call) (*reply, error) {
	s, err := c.span()
	if err != nil {
		return nil, err
	}
	entries, err := c.entries(func(r *record) bool { return r.created >= s.from && r.created <= s.to })
	if err != nil {
		return nil, err
	}
	data, _ := totals(entries)
	return &reply{
		data: data, revision: c.listRevision(data),
		page: &page{size: 1, sized: true, startKey: encodeTerm(s.to)},
	}, nil
}

// listEntries lists the entries of one source, in chunks unless told otherwise.
// What was written in the second of created_to is not among them.
func listEntries(c *call) (*reply, error) {
	l, err := c.listing()
	if err != nil {
		return nil, err
	}
	s, err := c.span()
	if err != nil {
		return nil, err
	}
	entries, err := c.entries(func(r *record) bool {
		return text(r.doc, "source", "service") == c.arg(0) && r.created >= s.from && r.created < s.to && l.filters.fits(r.doc)
	})
	if err != nil {
		return nil, err
	}
	if l.ascending {
		slices.Reverse(entries)
	}
	p := &page{startKey: encodeTerm([]any{c.arg(0), s.to})}
	if l.start != "" {
		skip, err := entriesBefore(l.start, entries)
		if err != nil {
			return nil, err
		}
		p.startKey, entries = l.start, entries[skip:]
	}
	if l.paged && len(entries) > l.size {
		next := entries[l.size]
		p.nextStart = encodeTerm([]any{c.arg(0), next.created, next.id})
		entries = entries[:l.size]
	}
	if !l.paged {
		p = nil
	}
	rows := make([]any, len(entries))
	for i, r := range entries {
		rows[i] = publicEntry(r)
	}
	rep := c.listReply(rows, p)
	rep.chunked = !falsy(c.value("is_chunked"))
	return rep, nil
}

// entriesBefore counts the entries in front of the one that a page key names.
func entriesBefore(start string, entries []*record) (int, error) {
	term, err := decodeTerm(start)
	key, ok := term.([]any)
	if err != nil || !ok || len(key) != 3 {
		return 0, failStartKey()
	}
	at := slices.IndexFunc(entries, func(r *record) bool { return r.id == key[2] })
	return max(at, 0), nil
}

func summarizeMonth(c *call) (*reply, error) {
	month := c.arg(1)
	if n, err := strconv.Atoi(month); err != nil || len(month) != 6 || n%100 < 1 || n%100 > 12 {
		return nil, &failure{status: http.StatusNotFound, message: "bad identifier", data: []any{month}}
	}
	entries, err := c.entries(func(r *record) bool { return monthOf(r.created) == month })
	if err != nil {
		return nil, err
	}
	bySource, units := totals(entries)
	data := document{"summary": bySource, "breakdown": []any{document{
		"account": document{"id": c.account.id, "name": c.account.name()}, "ledgers": bySource, "total": dollars(units),
	}}}
	return &reply{data: data, revision: c.listRevision(data), page: &page{size: 1, sized: true}}, nil
}

// listTransactions lists what a bookkeeper charged, and there is none here.
func listTransactions(c *call) (*reply, error) {
	s, err := c.span()
	if err != nil {
		return nil, err
	}
	return c.listReply([]any{}, &page{startKey: encodeTerm(s.to)}), nil
}
