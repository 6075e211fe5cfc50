package sandbox

import (
	"errors"
	"strings"
	"time"
)

const defaultTimezone = "America/Los_Angeles"

// leakyKeys are shown by answers and dropped from what clients send back.
var leakyKeys = []string{"wnm_allow_additions", "superduper_admin", "billing_mode"}

// checkAccount makes the document that a create or an update asks for, and
// collects everything wrong with it. All checks run even after one failed.
// schemaOK is false when the document itself, not its uniqueness, is refused.
func (c *call) checkAccount(d document, id string) (out document, schemaOK bool, err error) {
	c.errs = fieldErrors{twiceEscaped: true, withoutNulls: c.b.nullsLeaveErrorDetails}
	d = publicKeys(d)
	delete(d, "id")
	if _, given := d["realm"]; !given {
		d["realm"] = c.s.randomHex(3) + "." + c.s.realmSuffix
	}
	if _, given := d["timezone"]; !given {
		d["timezone"] = defaultTimezone
	}
	if realm, ok := d["realm"].(string); ok {
		d["realm"] = strings.ReplaceAll(realm, " ", "")
	}
	for _, key := range leakyKeys {
		delete(d, key)
	}
	if err := c.checkUnique(d, "realm", "Account realm already in use", strings.ToLower, id); err != nil {
		return nil, false, err
	}
	if err := c.checkUnique(d, "name", "Account name already in use", normalName, id); err != nil {
		return nil, false, err
	}
	out, found := c.b.checkDocument(c.b.accountRule, d)
	c.errs.addAll(found)
	return out, len(found) == 0, nil
}

// checkUnique refuses a value that any account but this one has. Where two
// accounts have one value already, both are refused for ever after.
func (c *call) checkUnique(d document, key, message string, reduce func(string) string, id string) error {
	value, ok := d[key].(string)
	if !ok {
		return nil
	}
	column := key
	if key == "name" {
		column = "norm"
	}
	holders, err := c.s.store.taken(c.ctx, column, reduce(value))
	if err != nil {
		return err
	}
	if len(holders) == 0 || len(holders) == 1 && holders[0] == id {
		return nil
	}
	c.errs.add("unique", document{"message": message, "cause": value}, key)
	return nil
}

// draft is an account that was asked for and found good.
type draft struct {
	doc document
	id  string // chosen by the client, or ""
	// broken drafts pass and are never made: the server dies while it makes them.
	broken bool
}

func validateCreate(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	made, _, err := c.checkAccount(d, "")
	if err != nil {
		return err
	}
	id := text(d, "id")
	_, hasInnerID := d["_id"]
	c.state = draft{doc: made, id: id, broken: hasInnerID || id != "" && !accountIDShape.MatchString(id)}
	return nil
}

// createAccount makes an account below the one in the path, or below the
// caller's. Between the check and the write lies the time that the real server
// takes to create databases: two requests may pass the check together, and a
// client that leaves in time leaves nothing behind.
func createAccount(c *call) (*reply, error) {
	want := c.state.(draft)
	if want.broken {
		return &reply{noData: true}, nil
	}
	parent := c.account
	if parent == nil {
		parent = c.session.account
	}
	if err := c.takeTime(c.s.createTime); err != nil {
		return nil, err
	}
	if want.id == "" {
		want.id = c.s.randomHex(16)
	} else if undone, err := c.collide(parent, want); undone != nil || err != nil {
		return undone, err
	}
	d := c.newAccountDoc(parent, want)
	a, err := c.s.store.addAccount(c.ctx, want.id, d, c.now)
	if err != nil {
		return nil, err
	}
	if undone, err := c.undoFirst(parent, a); undone != nil || err != nil {
		return undone, err
	}
	c.created("account", a.id, a.id)
	if err := c.countDescendants(parent.id); err != nil {
		return nil, err
	}
	resellerID := ""
	if c.account != nil {
		if resellerID, err = c.s.resellerOf(c.ctx, a); err != nil {
			return nil, err
		}
	}
	rep := &reply{data: c.shown(a, resellerID)}
	if c.b.createTellsRevision {
		rep.revision, rep.location = a.rev, c.pathPlus(a.id)
	}
	return rep, nil
}

// takeTime lets some time pass, unless the client leaves first.
func (c *call) takeTime(d time.Duration) error {
	if d <= 0 {
		return c.r.Context().Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-c.r.Context().Done():
		return c.r.Context().Err()
	}
}

func (c *call) newAccountDoc(parent *account, want draft) document {
	d := want.doc
	enabled := parent.enabled()
	if c.b.createIgnoresEnabled {
		delete(d, "enabled")
	} else {
		enabled = d["enabled"] != false
	}
	if d["timezone"] == "inherit" {
		d["timezone"] = parent.doc["timezone"]
	}
	for key, value := range (document{
		"pvt_type": "account", "pvt_vsn": "1", "pvt_enabled": enabled,
		"pvt_api_key": c.s.randomHex(32), "pvt_cpaas_token": c.s.randomHex(32), "pvt_signature_secret": c.s.randomHex(16),
		"pvt_tree":          list(append(parent.tree(), parent.id)),
		"pvt_alphanum_name": normalName(text(d, "name")), "pvt_request_id": c.id,
		"pvt_auth_account_id": c.session.account.id, "pvt_created": whole(c.now),
	}) {
		d[key] = value
	}
	if c.session.ownerID != "" {
		d["pvt_auth_user_id"] = c.session.ownerID
	}
	if truthy(d["is_trial_account"]) {
		d["pvt_trial_expires"] = whole(c.now + int64(trialTime/time.Second))
	}
	return d
}

const trialTime = 14 * 24 * time.Hour

// collide is what becomes of a create with an id that is in use: the server
// cleans up after the failure, and what it removes is the account that was there.
func (c *call) collide(parent *account, want draft) (*reply, error) {
	there, err := c.s.store.account(c.ctx, want.id)
	if errors.Is(err, errNoAccount) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if err := c.s.store.removeAccount(c.ctx, there); err != nil {
		return nil, err
	}
	c.changed("account", there.id, there.id)
	if err := c.countDescendants(there.parentID()); err != nil {
		return nil, err
	}
	d := c.newAccountDoc(parent, want)
	d["_id"] = want.id
	return c.undone(d, nextRevision("", encode(d))), nil
}

// undoFirst takes back the first account below a reseller that has none: its
// services are empty and the server dies computing with them. It still answers
// 201; what is missing is everything an answer adds to the document.
func (c *call) undoFirst(parent, a *account) (*reply, error) {
	if !c.b.undoesFirstSubAccount {
		return nil, nil
	}
	resellerID, err := c.s.resellerOf(c.ctx, a)
	if err != nil || resellerID == c.s.masterID {
		return nil, err
	}
	reseller, err := c.s.store.account(c.ctx, resellerID)
	if err != nil {
		return nil, err
	}
	below, err := c.s.store.descendants(c.ctx, reseller)
	if err != nil || below > 1 {
		return nil, err
	}
	if err := c.s.store.removeAccount(c.ctx, a); err != nil {
		return nil, err
	}
	if err := c.countDescendants(parent.id); err != nil {
		return nil, err
	}
	return c.undone(a.doc, a.rev), nil
}

func (c *call) undone(d document, rev string) *reply {
	return &reply{data: publicPart(d), revision: rev, location: c.pathPlus(text(d, "_id"))}
}

// validateReplace checks the body of a POST as it is, so that what has a default
// and was left out is reset: realm and time zone among them.
func validateReplace(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	return c.validateUpdate(d)
}

// validatePatch checks the stored document with the body over it.
func validatePatch(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	merged := publicKeys(c.account.doc)
	merge(merged, d)
	dropNulls(merged)
	c.etag = c.account.rev
	return c.validateUpdate(merged)
}

// validateUpdate checks an update and, in Kazoo 5, stores it when only the
// uniqueness of something speaks against it: what is refused afterwards, for that
// or for an If-Match, stays stored.
func (c *call) validateUpdate(d document) error {
	d, schemaOK, err := c.checkAccount(d, c.account.id)
	if err != nil {
		return err
	}
	if c.session.account.id == c.account.id {
		delete(d, "enabled")
	}
	c.state = draft{doc: d}
	if !c.b.writesWhileValidating || !schemaOK {
		return nil
	}
	_, err = c.change(c.account.id, func(a *account) { overlay(a.doc, d) })
	return err
}

// storeAccount is the second write in Kazoo 5 and the only one in 4.3. The wish
// to enable or disable becomes the account's state here.
func storeAccount(c *call) (*reply, error) {
	d := c.state.(draft).doc
	enabled, wished := d["enabled"]
	a, err := c.change(c.account.id, func(a *account) {
		if !c.b.writesWhileValidating {
			for key := range publicKeys(a.doc) {
				delete(a.doc, key)
			}
			merge(a.doc, d)
			dropNulls(a.doc)
		}
		if wished {
			a.doc["pvt_enabled"] = enabled != false
			delete(a.doc, "enabled")
		}
		a.doc["pvt_alphanum_name"] = normalName(a.name())
	})
	if err != nil {
		return nil, err
	}
	return &reply{data: c.shown(a, c.resellerID), revision: a.rev}, nil
}
