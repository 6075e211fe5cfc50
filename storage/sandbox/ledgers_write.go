package sandbox

import (
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
)

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
