package sandbox

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"net"
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

var ledgerRules = ledgerRule()

// creditorOnly wants the reseller of the account.
func creditorOnly(c *call) error {
	if c.account == nil || !c.superduper() && c.session.account.id != c.resellerID {
		return failForbidden()
	}
	return nil
}

// validateEntry does not ask whether there is enough, nor whether the account is
// enabled.
func validateEntry(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	d, found := c.b.checkDocument(ledgerRules, d)
	c.errs.addAll(found)
	c.state = d
	return nil
}

// addEntry writes a credit or a debit. Its id is made of what it is for, so that
// the same thing twice in a month is a conflict.
func addEntry(c *call) (*reply, error) {
	d, err := c.entry(c.state.(document))
	if err != nil {
		return nil, err
	}
	id := text(d, "_id")
	r, err := c.addDocument(kindLedger, id, storedPart(d))
	if err != nil {
		return nil, err
	}
	if truthy(c.value("impact_reseller")) {
		return c.impactReseller(r)
	}
	return &reply{data: publicEntry(r), location: c.pathPlus(id)}, nil
}

// entry makes the document of a ledger entry; only known keys are taken.
func (c *call) entry(given document) (document, error) {
	balance, err := c.s.store.balance(c.ctx, c.account)
	if err != nil {
		return nil, err
	}
	period, _ := given["period"].(document)
	start, ok := integer(period["start"])
	if !ok {
		start = c.now
	}
	d := document{
		"source":   pick(given["source"], "service", "id"),
		"account":  document{"name": c.account.name(), "id": c.account.id},
		"usage":    pick(given["usage"], "unit", "type", "quantity"),
		"period":   document{"start": whole(start)},
		"metadata": document{}, "executor": document{"trigger": "crossbar", "module": "cb_ledgers"},
		"audit":           c.audit(balance),
		"pvt_ledger_type": c.arg(0),
	}
	if end, ok := period["end"]; ok {
		d["period"].(document)["end"] = end
	}
	for _, key := range []string{"description", "metadata"} {
		if v, ok := lookup(given, key); ok {
			d[key] = v
		}
	}
	dollars, _ := amount(given["amount"])
	units := int64(math.Round(min(math.Abs(dollars)*unitsPerDollar, mostUnits)))
	if c.arg(0) == "debit" {
		units = -units
	}
	d["pvt_amount"] = whole(units)
	d["_id"] = monthOf(c.now) + "-" + entryKey(d)
	return d, nil
}

func pick(from any, keys ...string) document {
	d, _ := from.(document)
	out := document{}
	for _, key := range keys {
		if v, ok := d[key]; ok {
			out[key] = v
		}
	}
	return out
}

// entryKey hashes what makes an entry the one it is: source, account, usage and
// period, but not the amount and not whether it is credit or debit. The name of
// the account is in it, so that a renamed account gets its credits twice.
func entryKey(d document) string {
	object := func(v any, keys ...string) string {
		out := "{"
		for _, key := range keys {
			found, ok := lookup(v, key)
			if !ok {
				continue
			}
			if len(out) > 1 {
				out += ","
			}
			out += string(encode(key)) + ":" + string(encode(found))
		}
		return out + "}"
	}
	sum := md5.Sum(fmt.Appendf(nil, `{"source":%s,"account":%s,"usage":%s,"period":%s}`,
		object(d["source"], "service", "id"), object(d["account"], "name", "id"),
		object(d["usage"], "unit", "type", "quantity"), object(d["period"], "start", "end")))
	return hex.EncodeToString(sum[:])
}

// audit tells who wrote an entry and what the balance was before it, in units.
func (c *call) audit(balance int64) document {
	host, _, err := net.SplitHostPort(c.r.RemoteAddr)
	if err != nil {
		host = c.r.RemoteAddr
	}
	who := c.session.account
	d := document{
		"request":          document{"path": c.r.URL.Path, "method": c.verb, "id": c.id, "client_ip": host},
		"crossbar_request": true, "available_units": whole(balance),
		"authentication": document{"type": "x-auth-token", "account_name": who.name(), "account_id": who.id},
	}
	if c.session.ownerID == "" {
		return d
	}
	if owner, err := c.s.store.document(c.ctx, who, kindUser, c.session.ownerID); err == nil {
		first, last := text(owner.doc, "first_name"), text(owner.doc, "last_name")
		d["agent"] = document{
			"type": "user", "type_id": owner.id, "account_id": who.id,
			"first_name": first, "last_name": last, "full_name": first + " " + last,
		}
	}
	return d
}

func publicEntry(r *record) document {
	d := publicPart(r.doc)
	units, _ := integer(r.doc["pvt_amount"])
	d["amount"] = dollars(units)
	return d
}

// impactReseller writes the same entry to the reseller. When that fails, the
// first stays.
func (c *call) impactReseller(r *record) (*reply, error) {
	reseller, err := c.s.store.account(c.ctx, c.resellerID)
	if err != nil {
		return nil, err
	}
	before, err := c.s.store.balance(c.ctx, reseller)
	if err != nil {
		return nil, err
	}
	d := storedPart(clone(r.doc))
	d["audit"].(document)["available_units"] = whole(before)
	d["metadata"].(document)["origin_ledger"] = document{
		"type": kindLedger, "ledger_type": d["pvt_ledger_type"], "id": r.id, "rev": r.rev, "account_id": c.account.id,
		"created": whole(r.created), "modified": whole(r.created),
	}
	copied, err := c.s.store.addDocument(c.ctx, reseller, kindLedger, r.id, d, c.now)
	if errors.Is(err, errConflict) {
		return nil, fail(http.StatusInternalServerError, "datastore_conflict", "conflicting documents")
	}
	if err != nil {
		return nil, err
	}
	c.created(kindLedger, r.id, reseller.id)
	data := document{}
	for _, part := range []struct {
		account *account
		entry   *record
	}{{c.account, r}, {reseller, copied}} {
		balance, err := c.s.store.balance(c.ctx, part.account)
		if err != nil {
			return nil, err
		}
		data[part.account.id] = document{
			"ledger": publicEntry(part.entry), "available_dollars": dollars(balance),
			"is_reseller": part.account.reseller(),
		}
	}
	return &reply{data: data, location: c.r.URL.Path}, nil
}

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
