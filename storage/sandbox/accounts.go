package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

func (r routes) addAccounts() {
	create := verb{validate: validateCreate, execute: createAccount}
	r.add(&endpoint{global: true, authorize: anyCaller, verbs: map[string]verb{http.MethodPut: create}}, "accounts")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:    {execute: showAccount},
		http.MethodPut:    create,
		http.MethodPost:   {validate: validateReplace, execute: storeAccount, unmatched: true},
		http.MethodPatch:  {validate: validatePatch, execute: storeAccount},
		http.MethodDelete: {validate: validateDelete, execute: deleteAccount},
	}}, "accounts", "*")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet: {execute: showKey},
		http.MethodPut: {validate: validateNewKey, execute: makeKey},
	}}, "accounts", "*", "api_key")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodPost: {validate: validateMove, execute: moveAccount, unmatched: true},
	}}, "accounts", "*", "move")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodPut:    {validate: validateReseller, execute: setReseller},
		http.MethodDelete: {validate: validateReseller, execute: setReseller},
	}}, "accounts", "*", "reseller")
}

func anyCaller(*call) error { return nil }

// shown is an account as answers show it: its public keys and, over them, some
// private ones that Crossbar lets out.
func (c *call) shown(a *account, resellerID string) document {
	d := publicPart(a.doc)
	d["wnm_allow_additions"] = a.doc["pvt_wnm_allow_additions"] == true
	d["superduper_admin"] = a.superduper()
	d["created"] = whole(a.created)
	d["enabled"] = a.enabled()
	d["is_reseller"] = a.reseller()
	d["billing_mode"] = c.billingMode(resellerID)
	if resellerID != "" {
		d["reseller_id"] = resellerID
	}
	if preference := text(a.doc, "pvt_notification_preference"); preference != "" {
		d["notification_preference"] = preference
	}
	if until, ok := integer(a.doc["pvt_trial_expires"]); ok {
		d["trial_time_left"] = whole(until - c.now)
	}
	if truthy(c.value("include_api_key")) {
		d["api_key"] = a.doc["pvt_api_key"]
	}
	return d
}

func (c *call) billingMode(resellerID string) string {
	switch resellerID {
	case c.session.account.id:
		return "limits_only"
	case c.s.masterID:
		return "normal"
	default:
		return "manual"
	}
}

func showAccount(c *call) (*reply, error) {
	return &reply{data: c.shown(c.account, c.resellerID), revision: c.account.rev}, nil
}

func showKey(c *call) (*reply, error) {
	return &reply{data: document{"api_key": c.account.doc["pvt_api_key"]}, revision: c.account.rev}, nil
}

// validateNewKey wants a person who administers the account signed in with.
func validateNewKey(c *call) error {
	if c.session.ownerID == "" {
		return failForbidden()
	}
	user, err := c.s.store.document(c.ctx, c.session.account, kindUser, c.session.ownerID)
	if err != nil {
		return err
	}
	if text(user.doc, "priv_level") != "admin" {
		return failForbidden()
	}
	return nil
}

func makeKey(c *call) (*reply, error) {
	key := c.s.randomHex(32)
	a, err := c.change(c.account.id, func(a *account) { a.doc["pvt_api_key"] = key })
	if err != nil {
		return nil, err
	}
	return &reply{data: document{"api_key": key}, revision: a.rev, location: c.pathPlus(a.id)}, nil
}

// pathPlus is the request's path with something behind it.
func (c *call) pathPlus(last string) string {
	return strings.TrimSuffix(c.r.URL.Path, "/") + "/" + last
}

// change stores a change of an account that cannot conflict: it is made on the
// newest revision.
func (c *call) change(id string, f func(*account)) (*account, error) {
	a, err := c.s.store.change(c.ctx, id, c.now, f)
	if errors.Is(err, errNoAccount) {
		return nil, failIdentifier(id)
	}
	if err != nil {
		return nil, err
	}
	c.changed("account", a.id, a.id)
	return a, nil
}

func validateMove(c *call) error {
	if !c.superduper() {
		return failForbidden()
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	to := text(d, "to")
	if to == "" {
		return failField("to", "required", document{"message": "Field 'to' is required"})
	}
	target, err := c.s.store.account(c.ctx, to)
	if errors.Is(err, errNoAccount) {
		return failIdentifier(to)
	}
	if err != nil {
		return err
	}
	if target.within(c.account.id) {
		return failForbidden()
	}
	c.state = target
	return nil
}

func moveAccount(c *call) (*reply, error) {
	from := c.account.parentID()
	to := c.state.(*account)
	if err := c.s.store.moveAccount(c.ctx, c.account, to, c.now); err != nil {
		return nil, err
	}
	c.changed("account", c.account.id, c.account.id)
	for _, parent := range []string{from, to.id} {
		if err := c.countDescendants(parent); err != nil {
			return nil, err
		}
	}
	return &reply{data: c.shown(c.account, c.resellerID), revision: c.account.rev}, nil
}

// countDescendants keeps the number that an account shows of the accounts below
// it. Only the direct parent of what changed is told, as in Kazoo, so the number
// of those further up may be old.
func (c *call) countDescendants(id string) error {
	a, err := c.s.store.account(c.ctx, id)
	if errors.Is(err, errNoAccount) {
		return nil
	}
	if err != nil {
		return err
	}
	count, err := c.s.store.descendants(c.ctx, a)
	if err != nil {
		return err
	}
	_, err = c.s.store.change(c.ctx, id, c.now, func(a *account) { a.doc["descendants_count"] = whole(count) })
	return err
}

func validateReseller(c *call) error {
	if !c.superduper() || c.account.superduper() {
		return failForbidden()
	}
	if c.verb != http.MethodDelete {
		return nil
	}
	has, err := c.s.store.hasResellers(c.ctx, c.account)
	if err != nil {
		return err
	}
	if has {
		return fail(http.StatusInternalServerError, "account_has_descendants", "account has descendants")
	}
	return nil
}

// setReseller promotes an account to a reseller or demotes it.
func setReseller(c *call) (*reply, error) {
	promoted := c.verb == http.MethodPut
	a, err := c.change(c.account.id, func(a *account) { a.doc["pvt_reseller"] = promoted })
	if err != nil {
		return nil, err
	}
	data := c.shown(a, c.resellerID)
	rep := &reply{data: data, revision: a.rev}
	if promoted {
		rep.location = c.pathPlus(a.id)
	} else {
		data["_read_only"] = document{"deleted": true}
	}
	return rep, nil
}

func validateDelete(c *call) error {
	has, err := c.s.store.hasDescendants(c.ctx, c.account)
	if err != nil {
		return err
	}
	if has {
		return fail(http.StatusInternalServerError, "account_has_descendants", "account has descendants")
	}
	return nil
}

func deleteAccount(c *call) (*reply, error) {
	a := c.account
	if err := c.s.store.removeAccount(c.ctx, a); err != nil {
		return nil, err
	}
	c.changed("account", a.id, a.id)
	if err := c.countDescendants(a.parentID()); err != nil {
		return nil, err
	}
	data := publicPart(a.doc)
	data["_read_only"] = document{"deleted": true}
	return &reply{data: data, revision: a.rev}, nil
}

// change applies f to the newest revision of an account and stores it.
func (st *store) change(ctx context.Context, id string, now int64, f func(*account)) (*account, error) {
	st.changing.Lock()
	defer st.changing.Unlock()
	a, err := st.account(ctx, id)
	if err != nil {
		return nil, err
	}
	f(a)
	return a, st.updateAccount(ctx, a, now)
}

// hasResellers reports whether there is a reseller below an account.
func (st *store) hasResellers(ctx context.Context, a *account) (has bool, err error) {
	err = st.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM lineage JOIN accounts USING (n)
		WHERE ancestor = ? AND reseller)`, a.n).Scan(&has)
	return has, err
}
