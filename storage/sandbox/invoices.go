package sandbox

import (
	"cmp"
	"net/http"
	"slices"
)

// counted is what an account, and what is below it, counts as.
type counted struct{ own, cascade quantities }

// side is one of the two that invoices compare: before and after.
type side struct {
	plans document // plan id to vendor and overrides
	counted
}

// adjustment is by how much a request changes a quantity.
type adjustment func(*quantities)

func limitsChange(d document, current *record) adjustment {
	delta := func(key string) int64 {
		after, _ := integer(d[key])
		before := int64(0)
		if current != nil {
			before, _ = integer(current.doc[key])
		}
		return max(after, 0) - max(before, 0)
	}
	return func(q *quantities) {
		q.twoway += delta("twoway_trunks")
		q.inbound += delta("inbound_trunks")
		q.outbound += delta("outbound_trunks")
	}
}

func userChange(d document, current *record) adjustment {
	return func(q *quantities) {
		tally := func(level any, n int64) {
			if level == "admin" {
				q.admins += n
			} else {
				q.users += n
			}
		}
		tally(d["priv_level"], 1)
		if current != nil {
			tally(current.doc["priv_level"], -1)
		}
	}
}

// checkCharges answers 402 when a change costs the caller more than before and
// the caller did not accept that. The plans asked are those of the account signed
// in; what happens below it counts only for items that cascade.
func (c *call) checkCharges(change adjustment) error {
	if truthy(c.value("accept_charges")) {
		return nil
	}
	payer := c.session.account
	plans, _, err := c.assigned(payer)
	if err != nil || len(plans) == 0 {
		return err
	}
	own, err := c.s.store.ownQuantities(c.ctx, payer)
	if err != nil {
		return err
	}
	cascade, err := c.s.store.cascadeQuantities(c.ctx, payer)
	if err != nil {
		return err
	}
	before := side{plans: plans, counted: counted{own: own, cascade: cascade}}
	after := before
	if c.account.id == payer.id {
		change(&after.own)
	} else {
		change(&after.cascade)
	}
	invoices, dearer, err := c.invoices(before, after)
	if err != nil || !dearer {
		return err
	}
	return &failure{status: http.StatusPaymentRequired, message: "accept charges", data: invoices}
}

// invoices computes one invoice for each vendor. dearer tells that something
// billable became more.
func (c *call) invoices(before, after side) (invoices []any, dearer bool, err error) {
	invoices = []any{}
	old, err := c.byVendor(before.plans)
	if err != nil {
		return nil, false, err
	}
	planned, err := c.byVendor(after.plans)
	if err != nil {
		return nil, false, err
	}
	vendors := sortedKeys(old)
	for _, id := range sortedKeys(planned) {
		if !slices.Contains(vendors, id) {
			vendors = append(vendors, id)
		}
	}
	for _, id := range vendors {
		invoice, more := makeInvoice(old[id], planned[id], before.counted, after.counted)
		invoice["bookkeeper"] = document{"type": "default", "vendor_id": id, "id": "default_bookkeeper"}
		invoices = append(invoices, invoice)
		dearer = dearer || more
	}
	return invoices, dearer, nil
}

// byVendor lays the plans of each vendor over each other.
func (c *call) byVendor(plans document) (map[string]document, error) {
	out := map[string]document{}
	for _, id := range sortedKeys(plans) {
		vendorID := text(plans[id], "vendor_id")
		items, err := c.s.planDocument(c.ctx, vendorID, id)
		if err != nil {
			return nil, err
		}
		if out[vendorID] == nil {
			out[vendorID] = document{}
		}
		merge(out[vendorID], items)
		if overrides, ok := lookup(plans[id], "overrides"); ok {
			if overrides, ok := overrides.(document); ok {
				merge(out[vendorID], overrides)
			}
		}
	}
	return out, nil
}

// line is one item of an invoice, before and after.
type line struct {
	category, item string
	terms          document
	quantity, was  int64
	billable       int64
	wasBillable    int64
	existed        bool
}

func makeInvoice(old, planned document, before, after counted) (invoice document, dearer bool) {
	shown := planned
	if shown == nil {
		shown = old
	}
	lines := planLines(old, planned, shown, before, after)
	items, activations := []any{}, []any{}
	today, recurring := 0.0, 0.0
	for _, l := range lines {
		rate, _ := amount(l.terms["rate"])
		total := rate * float64(l.billable)
		recurring += total
		items = append(items, l.document(rate, total))
		more := l.billable - l.wasBillable
		dearer = dearer || more > 0
		if charge, ok := amount(l.terms["activation_charge"]); ok && more > 0 {
			sum := charge * float64(more)
			today += sum
			activations = append(activations, document{
				"category": l.category, "item": l.item, "name": l.terms["name"],
				"billable": whole(more), "rate": decimalNumber(charge), "total": decimalNumber(sum),
			})
		}
	}
	return document{
		"activation_charges": activations, "items": items, "taxes": []any{}, "plan": shown,
		"summary": document{"today": decimalNumber(today), "recurring": decimalNumber(recurring)},
	}, dearer
}

// planLines lists the items of both sides, the larger quantities last.
func planLines(old, planned, shown document, before, after counted) []line {
	var lines []line
	for _, category := range sortedKeys(shown) {
		items, _ := shown[category].(document)
		for _, key := range sortedKeys(items) {
			terms, _ := items[key].(document)
			l := line{category: category, item: key, terms: terms}
			if as := text(terms, "as"); as != "" {
				l.item = as
			}
			l.was, l.quantity = before.of(category, key, terms), after.of(category, key, terms)
			if _, l.existed = lookup(old, category, key); l.existed {
				l.wasBillable = l.was
			}
			if _, stays := lookup(planned, category, key); stays {
				l.billable = l.quantity
			}
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.quantity, b.quantity) })
	return lines
}

// of is the quantity that an item of a plan counts.
func (n counted) of(category, item string, terms document) int64 {
	count := n.own.of(category, item)
	if terms["cascade"] == true {
		count += n.cascade.of(category, item)
	}
	return count
}

func (q quantities) of(category, item string) int64 {
	switch category + "." + item {
	case "limits.twoway_trunks":
		return q.twoway
	case "limits.inbound_trunks":
		return q.inbound
	case "limits.outbound_trunks":
		return q.outbound
	case "users.admin":
		return q.admins
	case "users.user":
		return q.users
	case "users._all":
		return q.admins + q.users
	case "accounts.account", "accounts._all":
		return q.accounts
	default:
		return 0
	}
}

func (l line) document(rate, total float64) document {
	d := document{
		"category": l.category, "item": l.item, "name": l.terms["name"],
		"quantity": whole(l.quantity), "billable": whole(l.billable), "rate": decimalNumber(rate),
		"prorate": document{"additions": true, "removals": true}, "total": decimalNumber(total),
	}
	if l.quantity > 0 {
		d["maximum"] = whole(l.quantity)
	}
	difference := document{}
	if more := l.billable - l.wasBillable; more != 0 {
		difference["billable"] = whole(more)
	}
	if more := l.quantity - l.was; more != 0 {
		difference["quantity"] = whole(more)
	}
	if len(difference) > 0 {
		kind := "modified"
		if !l.existed {
			kind = "created"
		}
		d["changes"] = document{"type": kind, "difference": difference}
	}
	return d
}
