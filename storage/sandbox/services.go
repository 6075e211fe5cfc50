package sandbox

import (
	"context"
	"errors"
	"net/http"
)

func (r routes) addServices() {
	get := func(execute func(*call) (*reply, error)) verb { return verb{execute: execute} }
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:  get(showPlans),
		http.MethodPost: {validate: validatePlans, execute: storePlans, unmatched: true},
	}}, "services")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: get(listAvailable)}}, "services", "available")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: get(showSummary)}}, "services", "summary")
	r.add(&endpoint{verbs: map[string]verb{http.MethodPost: get(quote)}}, "services", "quote")
	r.addServiceSettings()
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodPost:   {validate: validatePlan, execute: storePlans, unmatched: true},
		http.MethodDelete: {validate: validatePlan, execute: storePlans, unmatched: true},
	}}, "services", "*")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: get(listOwnPlans)}}, "service_plans")
}

// assigned is what plans an account has: plan id to vendor and overrides.
func (c *call) assigned(a *account) (document, *record, error) {
	r, err := c.s.store.document(c.ctx, a, kindServices, kindServices)
	if errors.Is(err, errNoDocument) {
		return document{}, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	plans, _ := r.doc["plans"].(document)
	return plans, r, nil
}

func showPlans(c *call) (*reply, error) {
	plans, _, err := c.assigned(c.account)
	return &reply{data: plans}, err
}

// vendorOnly lets the account's reseller assign plans.
func (c *call) vendorOnly() error {
	if c.superduper() || c.session.account.id == c.resellerID {
		return nil
	}
	return failForbidden()
}

// plansDraft is the assignment that was asked for.
type plansDraft struct {
	plans     document
	overrides any // nil to leave them
	current   *record
	rev       string // of the plan named last
}

// validatePlans reads {add: [...], delete: [...]}; "plans" is another name of "add".
func validatePlans(c *call) error {
	if err := c.vendorOnly(); err != nil {
		return err
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	var add, remove []any
	for _, key := range []string{"add", "plans"} {
		items, _ := d[key].([]any)
		add = append(add, items...)
	}
	remove, _ = d["delete"].([]any)
	if err := c.draftPlans(add, remove); err != nil {
		return err
	}
	if overrides, ok := d["overrides"].(document); ok {
		draft := c.state.(plansDraft)
		draft.overrides = c.laidOver(draft.current, "overrides", overrides)
		c.state = draft
	}
	return nil
}

func validatePlan(c *call) error {
	if err := c.vendorOnly(); err != nil {
		return err
	}
	if c.verb == http.MethodDelete {
		return c.draftPlans(nil, []any{c.arg(0)})
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	addition := publicKeys(d)
	addition["id"] = c.arg(0)
	return c.draftPlans([]any{addition}, nil)
}

func (c *call) draftPlans(add, remove []any) error {
	plans, current, err := c.assigned(c.account)
	if err != nil {
		return err
	}
	draft := plansDraft{plans: clone(plans), current: current}
	for _, item := range add {
		id, overrides := planID(item), document{}
		if given, ok := lookup(item, "overrides"); ok {
			overrides, _ = given.(document)
		}
		plan, err := c.vendorPlan(id)
		if err != nil {
			return err
		}
		draft.plans[id] = document{"vendor_id": c.resellerID, "overrides": overrides}
		if contract, ok := lookup(item, "contract"); ok {
			draft.plans[id].(document)["contract"] = contract
		}
		draft.rev = plan.rev
	}
	for _, item := range remove {
		id := planID(item)
		if _, has := draft.plans[id]; !has {
			return fail(http.StatusInternalServerError, "plan_is_not_assigned", "plan is not assigned")
		}
		delete(draft.plans, id)
		if plan, err := c.vendorPlan(id); err == nil {
			draft.rev = plan.rev
		}
	}
	c.state = draft
	return nil
}

// planID reads an item that is an id or an object with one.
func planID(item any) string {
	if id, ok := item.(string); ok {
		return id
	}
	return text(item, "id")
}

// vendorPlan opens a plan of the account's reseller.
func (c *call) vendorPlan(id string) (*record, error) {
	vendor, err := c.s.store.account(c.ctx, c.resellerID)
	if err != nil {
		return nil, err
	}
	plan, err := c.s.store.document(c.ctx, vendor, kindPlan, id)
	if errors.Is(err, errNoDocument) {
		return nil, failIdentifier(id)
	}
	return plan, err
}

func storePlans(c *call) (*reply, error) {
	draft := c.state.(plansDraft)
	change := document{"plans": draft.plans}
	if draft.overrides != nil {
		change["overrides"] = draft.overrides
	}
	if err := c.storeServices(draft.current, change); err != nil {
		return nil, err
	}
	return &reply{data: draft.plans, revision: draft.rev}, nil
}

// listAvailable lists the plans that the account's reseller sells.
func listAvailable(c *call) (*reply, error) {
	vendor, err := c.s.store.account(c.ctx, c.resellerID)
	if err != nil {
		return nil, err
	}
	return c.listPlans(vendor)
}

// listOwnPlans lists the plans that the account itself sells, as 4.x did.
func listOwnPlans(c *call) (*reply, error) { return c.listPlans(c.account) }

func (c *call) listPlans(vendor *account) (*reply, error) {
	plans, err := c.s.store.documents(c.ctx, vendor, kindPlan)
	if err != nil {
		return nil, err
	}
	rows := []any{}
	for _, plan := range plans {
		if truthy(c.value("details")) {
			rows = append(rows, publicPart(plan.doc))
			continue
		}
		row := document{"id": plan.id}
		for _, key := range []string{"name", "description", "category"} {
			if v, ok := lookup(plan.doc, key); ok {
				row[key] = v
			}
		}
		rows = append(rows, row)
	}
	p := &page{}
	if falsy(c.value("paginate")) {
		p = nil
	}
	return c.listReply(rows, p), nil
}

// showSummary tells everything about an account's services, computed now.
func showSummary(c *call) (*reply, error) {
	plans, _, err := c.assigned(c.account)
	if err != nil {
		return nil, err
	}
	return c.summary(plans)
}

// quote is the summary as it would be with other plans in place of the assigned
// ones. Nothing is stored.
func quote(c *call) (*reply, error) {
	d, err := c.body()
	if err != nil {
		return nil, err
	}
	wanted, _ := d["plans"].([]any)
	plans := document{}
	for _, item := range wanted {
		if _, err := c.vendorPlan(planID(item)); err != nil {
			continue // a quote does not mind
		}
		plans[planID(item)] = document{"vendor_id": c.resellerID, "overrides": document{}}
	}
	return c.summary(plans)
}

func (c *call) summary(plans document) (*reply, error) {
	own, err := c.s.store.ownQuantities(c.ctx, c.account)
	if err != nil {
		return nil, err
	}
	cascade, err := c.s.store.cascadeQuantities(c.ctx, c.account)
	if err != nil {
		return nil, err
	}
	current, _, err := c.assigned(c.account)
	if err != nil {
		return nil, err
	}
	now := counted{own: own, cascade: cascade}
	invoices, _, err := c.invoices(side{plans: current, counted: now}, side{plans: plans, counted: now})
	if err != nil {
		return nil, err
	}
	limits, err := c.limitsOf(c.account)
	if err != nil {
		return nil, err
	}
	shownLimits := document{"id": kindLimits}
	if limits != nil {
		shownLimits = publicPart(limits.doc)
	}
	overrides, err := c.servicesPart("overrides")
	if err != nil {
		return nil, err
	}
	manual, err := c.servicesPart("manual")
	if err != nil {
		return nil, err
	}
	return &reply{data: document{
		"plans": plans, "overrides": overrides, "invoices": invoices,
		"quantities": document{"account": c.quantitiesDoc(own), "cascade": c.quantitiesDoc(cascade), "manual": manual},
		"reseller":   document{"id": c.resellerID, "is_reseller": c.account.reseller()},
		"ratedeck":   document{}, "applications": document{}, "limits": shownLimits, "im": document{}, "payment_tokens": document{},
		"billing_cycle": document{"next": whole(nextMonth(c.now)), "period": whole(1), "unit": "month"},
		"status":        document{"acceptable": true, "reason": "good standing not required"},
	}}, nil
}

// quantitiesDoc shows what is above zero.
func (c *call) quantitiesDoc(q quantities) document {
	d := document{}
	set := func(category, item string, n int64) {
		if n <= 0 {
			return
		}
		if d[category] == nil {
			d[category] = document{}
		}
		d[category].(document)[item] = whole(n)
	}
	set("users", "admin", q.admins)
	set("users", "user", q.users)
	set("limits", "twoway_trunks", q.twoway)
	set("limits", "inbound_trunks", q.inbound)
	set("limits", "outbound_trunks", q.outbound)
	if c.b.accountIsAQuantity {
		set("accounts", "account", q.accounts)
	}
	return d
}

// planDocument reads a plan of a vendor; a plan that is gone counts as empty.
func (s *Server) planDocument(ctx context.Context, vendorID, id string) (document, error) {
	vendor, err := s.store.account(ctx, vendorID)
	if errors.Is(err, errNoAccount) {
		return document{}, nil
	}
	if err != nil {
		return nil, err
	}
	plan, err := s.store.document(ctx, vendor, kindPlan, id)
	if errors.Is(err, errNoDocument) {
		return document{}, nil
	}
	if err != nil {
		return nil, err
	}
	items, _ := plan.doc["plan"].(document)
	return items, nil
}
