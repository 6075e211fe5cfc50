package sandbox

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
)

func (r routes) addUsers() {
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet: {execute: listUsers},
		http.MethodPut: {validate: validateNewUser, execute: addUser},
	}}, "users")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:    {validate: loadUser, execute: showUser},
		http.MethodPost:   {validate: validateUserReplace, execute: storeUser, unmatched: true},
		http.MethodPatch:  {validate: validateUserPatch, execute: storeUser},
		http.MethodDelete: {validate: loadUser, execute: removeUser},
	}}, "users", "*")
}

func listUsers(c *call) (*reply, error) {
	users, err := c.s.store.documents(c.ctx, c.account, kindUser)
	if err != nil {
		return nil, err
	}
	return c.listRecords(users, c.b.usersByName, func(r *record) string {
		if c.b.usersByName {
			return text(r.doc, "last_name") + " " + text(r.doc, "first_name")
		}
		return r.id
	}, userRow)
}

// listRecords lists documents of an account in the order of a key.
func (c *call) listRecords(records []*record, ordered bool, key func(*record) string, row func(*record) document) (*reply, error) {
	l, err := c.listing()
	if err != nil {
		return nil, err
	}
	if !ordered {
		l.ascending = true
	}
	var rows []listed
	for _, r := range records {
		modified, _ := integer(r.doc["pvt_modified"])
		if l.filters.fits(r.doc) && l.filters.fitsTimes(r.created, modified) {
			rows = append(rows, listed{key: key(r), id: r.id, row: row(r)})
		}
	}
	rows, next, err := l.cut(rows, c.s.store.sort)
	if err != nil {
		return nil, err
	}
	data := make([]any, len(rows))
	for i := range rows {
		data[i] = rows[i].row
	}
	p := &page{startKey: l.start, nextStart: next}
	if !l.paged {
		p = nil
	}
	return c.listReply(data, p), nil
}

// userRow is what the list of users shows; keys without a value are left out.
func userRow(r *record) document {
	row := document{"id": r.id, "features": userFeatures(r.doc), "flags": []any{}}
	for _, key := range []string{"username", "email", "first_name", "last_name", "priv_level", "feature_level",
		"presence_id", "timezone", "call_recording", "service", "flags"} {
		if v, ok := lookup(r.doc, key); ok {
			row[key] = v
		}
	}
	return row
}

func userFeatures(d document) []any {
	features := []any{}
	for _, f := range []struct {
		name string
		path []string
	}{
		{"call_forward", []string{"call_forward", "enabled"}},
		{"caller_id", []string{"caller_id", "external"}},
		{"hotdesk", []string{"hotdesk", "enabled"}},
		{"music_on_hold", []string{"music_on_hold", "media_id"}},
		{"vm_to_email", []string{"vm_to_email_enabled"}},
	} {
		if v, ok := lookup(d, f.path...); ok && v != false {
			features = append(features, f.name)
		}
	}
	return features
}

var userRules = userRule()

// documentDraft is a document that was asked for and found good.
type documentDraft struct {
	doc     document
	current *record // nil for a new one
}

func loadUser(c *call) error {
	r, err := c.s.store.document(c.ctx, c.account, kindUser, c.arg(0))
	if errors.Is(err, errNoDocument) {
		return failIdentifier(c.arg(0))
	}
	if err != nil {
		return err
	}
	c.etag, c.state = r.rev, documentDraft{current: r}
	return nil
}

func showUser(c *call) (*reply, error) {
	r := c.state.(documentDraft).current
	return &reply{data: publicPart(r.doc), revision: r.rev}, nil
}

func validateNewUser(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	return c.checkUser(publicKeys(d), nil)
}

// validateUserReplace takes the body for the whole of the public keys.
func validateUserReplace(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	if err := loadUser(c); err != nil {
		return err
	}
	return c.checkUser(publicKeys(d), c.state.(documentDraft).current)
}

// validateUserPatch lays the body over the stored keys; here null does remove.
func validateUserPatch(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	if err := loadUser(c); err != nil {
		return err
	}
	current := c.state.(documentDraft).current
	merged := publicKeys(current.doc)
	merge(merged, publicKeys(d))
	dropNulls(merged)
	return c.checkUser(merged, current)
}

// checkUser checks a user and hashes its password.
func (c *call) checkUser(d document, current *record) error {
	c.errs = fieldErrors{twiceEscaped: true, withoutNulls: c.b.nullsLeaveErrorDetails}
	delete(d, "id")
	if name, ok := d["username"].(string); ok {
		d["username"] = strings.ToLower(name)
	}
	if err := c.checkUsername(d, current); err != nil {
		return err
	}
	d, found := c.b.checkDocument(userRules, d)
	c.errs.addAll(found)
	c.hashPassword(d, current)
	if c.errs.any() {
		return nil
	}
	c.state = documentDraft{doc: d, current: current}
	return c.checkCharges(userChange(d, current))
}

func (c *call) checkUsername(d document, current *record) error {
	name, ok := d["username"].(string)
	if !ok {
		return nil
	}
	users, err := c.s.store.documents(c.ctx, c.account, kindUser)
	if err != nil {
		return err
	}
	for _, u := range users {
		if text(u.doc, "username") == name && (current == nil || u.id != current.id) {
			c.errs.add("unique", document{"message": "Username must be unique within account", "cause": name}, "username")
			return nil
		}
	}
	return nil
}

// hashPassword turns user name and password into the two hashes that sign-ins
// are compared with. A password that changes makes older tokens invalid.
func (c *call) hashPassword(d document, current *record) {
	name, hasName := d["username"].(string)
	password, hasPassword := d["password"].(string)
	delete(d, "password")
	switch {
	case hasPassword:
		if !hasName {
			name = "user_" + c.s.randomHex(8)
			d["username"] = name
		}
		d["pvt_md5_auth"], d["pvt_sha1_auth"] = credentialHashes(name, password)
		d["pvt_signature_secret"] = c.s.randomHex(16)
	case hasName && (current == nil || text(current.doc, "username") != name):
		c.errs.add("required", document{
			"message": "The password must be provided when creating / updating the user name", "cause": name}, "password")
	case hasName:
		for _, key := range []string{"pvt_md5_auth", "pvt_sha1_auth", "pvt_signature_secret"} {
			if v, ok := current.doc[key]; ok {
				d[key] = v
			}
		}
	default:
		d["pvt_md5_auth"], d["pvt_sha1_auth"], d["pvt_signature_secret"] = nil, nil, nil
	}
}

// credentialHashes is what Kazoo keeps of a password.
func credentialHashes(username, password string) (md5Hex, sha1Hex string) {
	plain := []byte(username + ":" + password)
	m, s := md5.Sum(plain), sha1.Sum(plain)
	return hex.EncodeToString(m[:]), hex.EncodeToString(s[:])
}

func addUser(c *call) (*reply, error) {
	r, err := addUserDocument(c)
	if err != nil {
		return nil, err
	}
	return &reply{data: publicPart(r.doc), revision: r.rev, location: c.pathPlus(r.id)}, nil
}

func addUserDocument(c *call) (*record, error) {
	d := c.state.(documentDraft).doc
	dropNulls(d)
	return c.addDocument(kindUser, c.s.randomHex(16), d)
}

func storeUser(c *call) (*reply, error) {
	draft := c.state.(documentDraft)
	return c.storeRecord(kindUser, draft.current, draft.doc)
}

func removeUser(c *call) (*reply, error) {
	return c.removeRecord(kindUser, c.state.(documentDraft).current)
}

// addDocument stores a new document of the account with who made it and in
// which request.
func (c *call) addDocument(kind, id string, d document) (*record, error) {
	d["pvt_request_id"], d["pvt_account_id"], d["pvt_auth_account_id"] = c.id, c.account.id, c.session.account.id
	r, err := c.s.store.addDocument(c.ctx, c.account, kind, id, d, c.now)
	if errors.Is(err, errConflict) {
		return nil, failConflict()
	}
	if err != nil {
		return nil, err
	}
	c.created(kind, id, c.account.id)
	return r, nil
}

// storeRecord replaces the public keys of a document, keeps its private ones
// unless d has others, and answers what is stored.
func (c *call) storeRecord(kind string, r *record, d document) (*reply, error) {
	kept := privateKeys(r.doc)
	for k, v := range d {
		kept[k] = v
	}
	dropNulls(kept)
	kept["pvt_request_id"] = c.id
	r.doc = kept
	err := c.s.store.updateDocument(c.ctx, c.account, kind, r, c.now)
	if errors.Is(err, errConflict) {
		return nil, failConflict()
	}
	if err != nil {
		return nil, err
	}
	c.changed(kind, r.id, c.account.id)
	return &reply{data: publicPart(r.doc), revision: r.rev}, nil
}

func (c *call) removeRecord(kind string, r *record) (*reply, error) {
	if err := c.s.store.removeDocument(c.ctx, c.account, kind, r, c.now); err != nil {
		return nil, err
	}
	c.changed(kind, r.id, c.account.id)
	data := publicPart(r.doc)
	data["_read_only"] = document{"deleted": true}
	return &reply{data: data, revision: r.rev}, nil
}
