package sandbox

import (
	"errors"
	"net/http"
)

// addServiceSettings serves what is about services and not about plans.
func (r routes) addServiceSettings() {
	for _, part := range []string{"overrides", "manual"} {
		show := verb{execute: showServicesPart}
		if part == "manual" {
			show.validate = (*call).vendorOnly
		}
		store := verb{validate: validateServicesPart, execute: storeServicesPart, unmatched: true}
		r.add(&endpoint{verbs: map[string]verb{
			http.MethodGet: show, http.MethodPost: store, http.MethodPatch: store,
		}}, "services", part)
	}
	done := verb{validate: (*call).vendorOnly, execute: nothingToDo, unmatched: true}
	r.add(&endpoint{verbs: map[string]verb{http.MethodPost: done}}, "services", "reconciliation")
	r.add(&endpoint{verbs: map[string]verb{http.MethodPost: done}}, "services", "synchronization")
	r.add(&endpoint{global: true, authorize: anyCaller, verbs: map[string]verb{http.MethodGet: {execute: showEditable}}}, "services", "editable")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: noRows}}}, "services", "audit")
	r.add(&endpoint{verbs: map[string]verb{http.MethodPost: {validate: validateTopUp, execute: topUp, unmatched: true}}}, "services", "topup")
}

func (c *call) services() (*record, error) {
	r, err := c.s.store.document(c.ctx, c.account, kindServices, kindServices)
	if errors.Is(err, errNoDocument) {
		return nil, nil
	}
	return r, err
}

// servicesPart is one key of an account's services.
func (c *call) servicesPart(key string) (document, error) {
	r, err := c.services()
	if err != nil || r == nil {
		return document{}, err
	}
	d, ok := r.doc[key].(document)
	if !ok {
		d = document{}
	}
	return d, nil
}

// laidOver merges a change of one key over what there is when the client asked
// for it, by PATCH or by a flag, and otherwise is the change alone.
func (c *call) laidOver(current *record, key string, change document) document {
	if c.verb != http.MethodPatch && !truthy(c.envelope["merge"]) || current == nil {
		return change
	}
	d, _ := clone(current.doc)[key].(document)
	if d == nil {
		return change
	}
	merge(d, change)
	dropNulls(d)
	return d
}

// storeServices changes some keys of an account's services.
func (c *call) storeServices(current *record, change document) error {
	if current == nil {
		_, err := c.addDocument(kindServices, kindServices, change)
		return err
	}
	d := publicKeys(current.doc)
	for k, v := range change {
		d[k] = v
	}
	_, err := c.storeRecord(kindServices, current, d)
	return err
}

func showServicesPart(c *call) (*reply, error) {
	d, err := c.servicesPart(c.arg(0))
	return &reply{data: d}, err
}

func validateServicesPart(c *call) error {
	if err := c.vendorOnly(); err != nil {
		return err
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	current, err := c.services()
	if err != nil {
		return err
	}
	c.state = documentDraft{current: current, doc: c.laidOver(current, c.arg(0), publicKeys(d))}
	return nil
}

func storeServicesPart(c *call) (*reply, error) {
	draft := c.state.(documentDraft)
	if err := c.storeServices(draft.current, document{c.arg(0): draft.doc}); err != nil {
		return nil, err
	}
	return &reply{data: draft.doc}, nil
}

// nothingToDo answers requests to count or to charge again: quantities are
// counted when they are asked for, and there is nobody to charge.
func nothingToDo(*call) (*reply, error) { return &reply{data: document{}}, nil }

// showEditable lists what may be changed of an item of a plan.
func showEditable(*call) (*reply, error) {
	item := document{}
	for _, key := range []string{"activation_charge", "discounts", "minimum", "rate"} {
		item[key] = true
	}
	return &reply{data: document{"limits": document{"_all": item}, "users": document{"_all": clone(item)}}}, nil
}

// validateTopUp reads how much of the account's card shall become credit.
func validateTopUp(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	if dollars, _ := amount(d["amount"]); dollars <= 0 {
		return failField("amount", "required", document{"message": "Field is required but missing"})
	}
	return nil
}

// topUp fails, as no account has a card.
func topUp(*call) (*reply, error) {
	return nil, fail(http.StatusInternalServerError, "unspecified_fault", "unspecified fault")
}
