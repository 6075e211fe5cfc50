package sandbox

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
	"net/http"
	"strings"
)

func (r routes) addUsers() {
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet: {execute: listUsers},
		http.MethodPut: {validate: userDocuments.validateNew, execute: addUser},
	}}, "users")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:    {validate: userDocuments.load, execute: showDocument},
		http.MethodPost:   {validate: userDocuments.validateReplace, execute: userDocuments.store, unmatched: true},
		http.MethodPatch:  {validate: userDocuments.validatePatch, execute: userDocuments.store},
		http.MethodDelete: {validate: userDocuments.load, execute: userDocuments.remove},
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

// userRow is what the list of users shows; keys without a value are left out.
func userRow(r *record) document {
	row := document{"id": r.id, "features": userFeatures(r.doc), "flags": []any{}}
	for _, key := range []string{
		"username", "email", "first_name", "last_name", "priv_level", "feature_level",
		"presence_id", "timezone", "call_recording", "service", "flags",
	} {
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

var (
	userRules     = userRule()
	userDocuments = kindOfDocument{name: kindUser, check: (*call).checkUser}
)

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
			"message": "The password must be provided when creating / updating the user name", "cause": name,
		}, "password")
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
