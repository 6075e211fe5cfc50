package sandbox

import "net/http"

// addUnused answers what other clients ask for and this sandbox has none of:
// phones, numbers, mail boxes and their like are empty lists, and nobody has a
// brand of their own.
func (r routes) addUnused() {
	empty := &endpoint{verbs: map[string]verb{http.MethodGet: {execute: noRows}}}
	for _, resource := range []string{"alerts", "conferences", "devices", "external_numbers", "telexsmsboxes", "vmboxes"} {
		r.add(empty, resource)
	}
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: noNumbers}}}, "phone_numbers")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: noCards}}}, "braintree", "customer")

	unbranded := verb{execute: func(c *call) (*reply, error) { return nil, failIdentifier(c.arg(0)) }}
	whitelabel := &endpoint{global: true, open: http.MethodGet, verbs: map[string]verb{http.MethodGet: unbranded}}
	r.add(whitelabel, "whitelabel", "*")
	r.add(whitelabel, "whitelabel", "*", "logo")
	r.add(whitelabel, "whitelabel", "*", "icon")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {
		execute: func(*call) (*reply, error) { return nil, failIdentifier("whitelabel") },
	}}}, "whitelabel")
}

func noRows(c *call) (*reply, error) {
	l, err := c.listing()
	if err != nil {
		return nil, err
	}
	if !l.paged {
		return c.listReply([]any{}, nil), nil
	}
	return c.listReply([]any{}, &page{startKey: l.start}), nil
}

// noNumbers has the form of its own that this list has.
func noNumbers(c *call) (*reply, error) {
	l, err := c.listing()
	if err != nil {
		return nil, err
	}
	rep := &reply{data: document{"numbers": document{}}}
	if l.paged {
		rep.page = &page{sized: true, startKey: l.start}
	}
	return rep, nil
}

func noCards(c *call) (*reply, error) {
	return &reply{data: document{"id": c.account.id, "credit_cards": []any{}, "addresses": []any{}, "subscriptions": []any{}}}, nil
}
