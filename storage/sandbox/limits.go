package sandbox

import (
	"errors"
	"net/http"
)

func (r routes) addLimits() {
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:  {execute: showLimits},
		http.MethodPost: {validate: validateLimits, execute: storeLimits},
	}}, "limits")
}

// postpayKeys are shown and never taken.
var postpayKeys = []string{"allow_postpay", "max_postpay_amount"}

// limitsOf opens the limits of an account; nil when none were ever set.
func (c *call) limitsOf(a *account) (*record, error) {
	r, err := c.s.store.document(c.ctx, a, kindLimits, kindLimits)
	if errors.Is(err, errNoDocument) {
		return nil, nil
	}
	return r, err
}

// unsetLimits is what an account that never had limits shows.
func (c *call) unsetLimits() document {
	d, _ := c.b.checkDocument(c.b.limitsRule, document{})
	d["id"] = kindLimits
	return d
}

func showLimits(c *call) (*reply, error) {
	r, err := c.limitsOf(c.account)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return &reply{data: c.unsetLimits()}, nil
	}
	d := publicPart(r.doc)
	d["allow_postpay"] = r.doc["pvt_allow_postpay"] == true
	d["max_postpay_amount"] = whole(0)
	if most, ok := r.doc["pvt_max_postpay_amount"]; ok {
		d["max_postpay_amount"] = most
	}
	return &reply{data: d, revision: r.rev}, nil
}

// validateLimits replaces all public keys. An account's reseller may, and below
// the master account also the account itself and those above it.
func validateLimits(c *call) error {
	if !c.superduper() && c.session.account.id != c.resellerID && c.resellerID != c.s.masterID {
		return failForbidden()
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	d = publicKeys(d)
	delete(d, "id")
	for _, key := range postpayKeys {
		delete(d, key)
	}
	d, found := c.b.checkDocument(c.b.limitsRule, d)
	if c.errs.addAll(found); c.errs.any() {
		return nil
	}
	current, err := c.limitsOf(c.account)
	if err != nil {
		return err
	}
	if current != nil {
		c.etag = current.rev
	}
	c.state = documentDraft{doc: d, current: current}
	return c.checkCharges(limitsChange(d, current))
}

func storeLimits(c *call) (*reply, error) {
	draft := c.state.(documentDraft)
	if draft.current != nil {
		return c.storeRecord(kindLimits, draft.current, draft.doc)
	}
	dropNulls(draft.doc)
	r, err := c.addDocument(kindLimits, kindLimits, draft.doc)
	if err != nil {
		return nil, err
	}
	return &reply{data: publicPart(r.doc), revision: r.rev}, nil
}
