package sandbox

import (
	"errors"
	"net/http"
)

func (r routes) addSecurity() {
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:   {execute: showSecurity},
		http.MethodPost:  {validate: validateSecurity, execute: storeSecurity, unmatched: true},
		http.MethodPatch: {validate: validateSecurity, execute: storeSecurity, unmatched: true},
	}}, "security")
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: showFactors}}}, "multi_factor")
	r.add(&endpoint{global: true, open: "*", verbs: map[string]verb{
		http.MethodPost: {validate: validateTokenInfo, execute: showTokenInfo, unmatched: true},
	}}, "auth", "tokeninfo")
}

// securityOf is how the people of an account sign in; a record without revision
// when nobody said.
func (c *call) securityOf(a *account) (*record, error) {
	r, err := c.s.store.document(c.ctx, a, kindSecurity, kindSecurity)
	if errors.Is(err, errNoDocument) {
		return &record{id: kindSecurity, doc: document{}}, nil
	}
	return r, err
}

func showSecurity(c *call) (*reply, error) {
	r, err := c.securityOf(c.account)
	if err != nil {
		return nil, err
	}
	own := publicKeys(r.doc)
	if own["auth_modules"] == nil {
		own["auth_modules"] = document{}
	}
	return &reply{data: document{"account": own, "inherited_config": document{"auth_modules": document{}}}, revision: r.rev}, nil
}

func validateSecurity(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	current, err := c.securityOf(c.account)
	if err != nil {
		return err
	}
	d = publicKeys(d)
	if delete(d, "id"); c.verb == http.MethodPatch {
		merged := publicKeys(current.doc)
		merge(merged, d)
		d = merged
	}
	dropNulls(d)
	c.state = documentDraft{doc: d, current: current}
	return nil
}

func storeSecurity(c *call) (*reply, error) {
	draft := c.state.(documentDraft)
	if draft.current.rev != "" {
		return c.storeRecord(kindSecurity, draft.current, draft.doc)
	}
	r, err := c.addDocument(kindSecurity, kindSecurity, draft.doc)
	if err != nil {
		return nil, err
	}
	return &reply{data: publicPart(r.doc), revision: r.rev}, nil
}

// secondFactor asks for a second proof where the account wants one. Any response
// is good enough here.
func (c *call) secondFactor(a *account, d document) error {
	r, err := c.securityOf(a)
	if err != nil {
		return err
	}
	wanted, _ := lookup(r.doc, "auth_modules", "cb_user_auth", "multi_factor", "enabled")
	if _, answered := lookup(d, "multi_factor_response"); !truthy(wanted) || answered {
		return nil
	}
	return &failure{status: http.StatusUnauthorized, message: "invalid_credentials", data: document{
		"message": "client needs to preform second-factor authentication", // sic
		"multi_factor_request": document{"provider_name": "duo", "settings": document{
			"duo_sig_request": "TX|" + c.s.randomHex(16) + ":APP|" + c.s.randomHex(16), "duo_api_hostname": "api.duo.example",
		}},
	}}
}

// showFactors lists the providers of second factors: the platform's one.
func showFactors(*call) (*reply, error) {
	return &reply{data: document{"configured": []any{}, "multi_factor_providers": []any{
		document{"id": "duo", "name": "Duo", "provider_name": "duo", "enabled": true},
	}}}, nil
}

// validateTokenInfo reads a token that somebody holds out.
func validateTokenInfo(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	token := text(d, "token")
	if token == "" {
		return failField("token", "required", document{"message": "Field is required but missing", "value": "token"})
	}
	if c.session, err = c.readToken(token); errors.Is(err, errBadToken) || errors.Is(err, errExpiredToken) {
		return failCredentials()
	} else if err != nil {
		return err
	}
	c.token = token
	return nil
}

func showTokenInfo(c *call) (*reply, error) { return showToken(c) }
