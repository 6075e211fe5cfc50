package sandbox

import (
	"errors"
	"net/http"
	"strings"
)

func (r routes) addAuth() {
	r.add(&endpoint{global: true, open: "*", costly: true, verbs: map[string]verb{
		http.MethodPut: {validate: validateUserAuth, execute: signIn},
	}}, "user_auth")
	r.add(&endpoint{global: true, open: "*", costly: true, verbs: map[string]verb{
		http.MethodPut: {validate: validateAPIAuth, execute: signIn},
	}}, "api_auth")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: showOwnToken}}}, "user_auth", "*")
	r.add(&endpoint{global: true, verbs: map[string]verb{
		http.MethodGet: {execute: showToken},
		// Only tokens kept in a database are removed, and none is.
		http.MethodDelete: {execute: showToken},
	}, authorize: func(*call) error { return nil }}, "token_auth")
}

// signedIn is who a sign-in turned out to be.
type signedIn struct {
	account *account
	owner   *record // nil for an API key
}

// validateUserAuth looks for the person whose stored hash is the one sent.
func validateUserAuth(c *call) error {
	if !c.takeTokens(1) {
		return failTooMany()
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	d, found := c.b.checkDocument(userAuthRule(), d)
	if c.errs.addAll(found); c.errs.any() {
		return nil
	}
	accounts, err := c.signInAccounts(d)
	if err != nil {
		return err
	}
	if len(accounts) == 0 {
		return failCredentials()
	}
	for _, a := range accounts {
		if err := c.mayEnter(a); err != nil {
			return err
		}
		owner, err := c.findOwner(a, text(d, "method"), text(d, "credentials"))
		if err != nil {
			return err
		}
		if owner != nil {
			c.state = signedIn{account: a, owner: owner}
			return c.secondFactor(a, d)
		}
	}
	refused := failCredentials()
	refused.page = &page{sized: true}
	return refused
}

// mayEnter refuses accounts that are disabled or whose trial is over. Tokens made
// before stay good.
func (c *call) mayEnter(a *account) error {
	if !a.enabled() {
		return failField("account", "disabled", document{"message": "account disabled"})
	}
	if until, trial := integer(a.doc["pvt_trial_expires"]); trial && until <= c.now {
		return failField("account", "expired", document{"message": "account expired", "cause": whole(until)})
	}
	return nil
}

// signInAccounts finds the accounts that a sign-in may mean: by realm if there is
// one, else by name, of which there may be several. No number leads to an
// account here, as no account has numbers.
func (c *call) signInAccounts(d document) ([]*account, error) {
	if text(d, "phone_number") != "" {
		return nil, nil
	}
	for _, key := range []string{"account_realm", "realm"} {
		if realm := text(d, key); realm != "" {
			return c.s.store.accountsByRealm(c.ctx, realm)
		}
	}
	if name := text(d, "account_name"); name != "" {
		return c.s.store.accountsByName(c.ctx, name)
	}
	return nil, nil
}

// findOwner finds the enabled user of an account with the credentials. Hashes
// are compared as they are; users are stored with lower-case names.
func (c *call) findOwner(a *account, method, credentials string) (*record, error) {
	users, err := c.s.store.documents(c.ctx, a, kindUser)
	if err != nil {
		return nil, err
	}
	key := "pvt_md5_auth"
	if method == "sha" {
		key = "pvt_sha1_auth"
	}
	for _, u := range users {
		if u.doc["enabled"] != false && credentials != "" && text(u.doc, key) == credentials {
			return u, nil
		}
	}
	return nil, nil
}

func validateAPIAuth(c *call) error {
	if !c.takeTokens(1) {
		return failTooMany()
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	d, found := c.b.checkDocument(apiAuthRule(), d)
	if c.errs.addAll(found); c.errs.any() {
		return nil
	}
	key := text(d, "api_key")
	a, err := c.s.store.accountByKey(c.ctx, key)
	if errors.Is(err, errNoAccount) {
		return &failure{status: http.StatusNotFound, message: "bad identifier", data: []any{key}}
	}
	if err != nil {
		return err
	}
	if err := c.mayEnter(a); err != nil {
		return err
	}
	c.state = signedIn{account: a}
	return nil
}

func signIn(c *call) (*reply, error) {
	who := c.state.(signedIn)
	ownerID, holder, method := "", who.account.doc, "cb_api_auth"
	location := who.account.id
	if who.owner != nil {
		ownerID, holder, method = who.owner.id, who.owner.doc, "cb_user_auth"
		location = ownerID
	}
	token, _ := c.newToken(who.account, ownerID, text(holder, "pvt_signature_secret"), method)
	data, err := c.authData(who.account, who.owner)
	if err != nil {
		return nil, err
	}
	return &reply{
		data: data, token: token, revision: "automatic",
		location: strings.TrimSuffix(c.r.URL.Path, "/") + "/" + location,
		page:     &page{size: 1, sized: true},
	}, nil
}

// authData is what a sign-in tells about the caller.
func (c *call) authData(a *account, owner *record) (document, error) {
	resellerID, err := c.s.resellerOf(c.ctx, a)
	if err != nil {
		return nil, err
	}
	apps, err := c.s.appsFor(c.ctx, a)
	if err != nil {
		return nil, err
	}
	data := document{
		"account_id": a.id, "account_name": a.name(), "reseller_id": resellerID,
		"is_reseller": a.reseller(), "is_master_account": a.superduper(),
		"cluster_id": c.s.clusterID, "language": "en-US", "apps": authApps(apps),
		"capabilities": document{"voicemail": document{"transcription": document{"available": false, "default": false}}},
		"ui_config":    document{},
	}
	if language := text(a.doc, "language"); language != "" {
		data["language"] = language
	}
	if owner != nil {
		data["owner_id"] = owner.id
		if language := text(owner.doc, "language"); language != "" {
			data["language"] = language
		}
	}
	return data, nil
}

func authApps(apps []*record) []any {
	out := []any{}
	for _, app := range apps {
		row := document{
			"id": app.id, "name": app.doc["name"], "api_url": app.doc["api_url"],
			"label": text(app.doc, "i18n", "en-US", "label"),
		}
		if url, ok := app.doc["source_url"]; ok {
			row["source_url"] = url
		}
		out = append(out, row)
	}
	return out
}

// showOwnToken tells about the token in use, when the path names it and its account.
func showOwnToken(c *call) (*reply, error) {
	if c.arg(0) != c.token || c.account.id != c.session.account.id {
		return nil, failForbidden()
	}
	return showToken(c)
}

func showToken(c *call) (*reply, error) {
	var owner *record
	if c.session.ownerID != "" {
		var err error
		if owner, err = c.s.store.document(c.ctx, c.session.account, kindUser, c.session.ownerID); err != nil {
			return nil, err
		}
	}
	data, err := c.authData(c.session.account, owner)
	if err != nil {
		return nil, err
	}
	for k, v := range c.session.claims {
		data[k] = v
	}
	return &reply{data: data}, nil
}
