package crossbar

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// writing is the envelope of a request.
type writing struct {
	Data          any  `json:"data"`
	AcceptCharges bool `json:"accept_charges,omitempty"`
	// Email tells whether a new user gets a welcome e-mail. It belongs here: inside
	// the data it would be stored on the user.
	Email *bool `json:"send_email_on_creation,omitempty"`
}

// sealed is a secret inside a document. It shows itself nowhere but in the
// document's JSON, which is the body of a request.
type sealed struct{ secret domain.Secret }

// MarshalJSON takes the secret out.
func (s sealed) MarshalJSON() ([]byte, error) { return encode(s.secret.Reveal()) }

// marker goes into documents that are made, so that they can be found again by
// the step that made them. Servers keep keys that they do not know, and filter by
// them (Kazoo: crossbar_filter).
type marker struct {
	OpID text `json:"op_id"`
}

// markerFilter is the query that finds a marked document in a listing.
const markerFilter = "filter_x_accounts_manager.op_id"

// accountPath is the path of an account, or of something below it.
func accountPath(id string, below ...string) string {
	path := "/accounts/" + url.PathEscape(id)
	for _, part := range below {
		path += "/" + url.PathEscape(part)
	}
	return path
}

// parcel is a step with what else its request is made of.
type parcel struct {
	step     provisioning.Step
	account  string // the id of the new account; not used by the account's own step
	password domain.Secret
	limits   map[string]json.RawMessage // the limits document as it stands
}

// compose makes a step's request. It is the one place where that is done: what
// Preview shows is what Perform sends.
func (c *Connector) compose(p parcel) (call, error) {
	s := p.step
	if err := complete(p); err != nil {
		return call{}, err
	}
	q := call{
		method: http.MethodPut, opID: s.OpID, timeout: c.timeouts.Write, effect: true,
		fields: fieldsOf(s), secrets: []domain.Secret{p.password},
	}
	body := writing{AcceptCharges: s.Accepted}
	switch s.Kind {
	case provisioning.KindAccount:
		q.path, q.timeout = accountPath(s.Intent.Account.Parent.ID), c.timeouts.Create
		body.Data = newAccountDoc(*s.Intent.Account, s.OpID)
	case provisioning.KindAdministrator:
		admin := s.Intent.Admin.Admin
		q.path = accountPath(p.account, "users")
		body.Data, body.Email = newUserDoc(admin, p.password, s.OpID), &admin.Welcome
	case provisioning.KindLimits:
		q.method, q.path = http.MethodPost, accountPath(p.account, "limits")
		body.Data = mergeLimits(p.limits, *s.Intent.Limits)
	case provisioning.KindCredit:
		q.path = accountPath(p.account, "ledgers", "credit")
		if s.Intent.Credit.Debit {
			q.path = accountPath(p.account, "ledgers", "debit")
		}
		body.Data = newCreditDoc(*s.Intent.Credit, s.OpID)
	case provisioning.KindPlans:
		q.method, q.path = http.MethodPost, accountPath(p.account, "services")
		body.Data = newPlansDoc(*s.Intent.Plans)
	case provisioning.KindApps:
		q.method, q.path = http.MethodPost, accountPath(p.account, "apps_store", "blacklist")
		body.Data = blacklistDoc{Blacklist: s.Intent.Apps.Blacklist}
	case provisioning.KindPassword:
		intent := s.Intent.Password
		q.method, q.path = http.MethodPatch, accountPath(p.account, "users", intent.UserID)
		body.Data = newPasswordDoc(intent.Admin, p.password, s.OpID)
	case provisioning.KindCallflow:
		q.path = accountPath(p.account, "callflows")
		body.Data = newCallflowDoc(*s.Intent.Callflow, s.OpID)
	case provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller, provisioning.KindMove, provisioning.KindDelete:
	}
	q.body = body
	return q, nil
}

// complete refuses a step that cannot be sent or looked for, such as one that a
// newer version of the program queued. A path without an id would mean something
// else to the server.
func complete(p parcel) error {
	i := p.step.Intent
	has := map[provisioning.Kind]bool{
		provisioning.KindAccount: i.Account != nil && i.Account.Parent.ID != "", provisioning.KindAdministrator: i.Admin != nil,
		provisioning.KindLimits: i.Limits != nil, provisioning.KindCredit: i.Credit != nil, provisioning.KindPlans: i.Plans != nil,
		provisioning.KindApps: i.Apps != nil, provisioning.KindCallflow: i.Callflow != nil && carrierModules[i.Callflow.Carrier] != "",
		provisioning.KindPassword: i.Password != nil && i.Password.UserID != "",
	}
	if !has[p.step.Kind] || p.step.OpID == "" || (p.account == "" && p.step.Kind != provisioning.KindAccount) {
		return fmt.Errorf("step %s (%s): %w", p.step.ID, p.step.Kind, &domain.RefusedError{Code: "incomplete step"})
	}
	return nil
}
