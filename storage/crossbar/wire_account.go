package crossbar

import (
	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// accountDoc is an account to be made. It never has an id: a server would take
// it, and where an account with that id exists, delete that one (Kazoo:
// kzdb_account).
type accountDoc struct {
	Name            string                 `json:"name"`
	Realm           string                 `json:"realm,omitempty"`
	Language        string                 `json:"language,omitempty"`
	Timezone        string                 `json:"timezone,omitempty"`
	CallRestriction map[string]restriction `json:"call_restriction,omitempty"`
	Contact         *contactsDoc           `json:"contact,omitempty"`
	Contract        *contractDoc           `json:"contract,omitempty"`
	UIRestrictions  uiRestrictions         `json:"ui_restrictions"`
	Marker          marker                 `json:"x_accounts_manager"`
}

type restriction struct {
	Action string `json:"action"`
}

// The actions of a restriction.
const (
	actionInherit = "inherit"
	actionDeny    = "deny"
)

type contactsDoc struct {
	Billing   *contactDoc `json:"billing,omitempty"`
	Technical *contactDoc `json:"technical,omitempty"`
}

type contactDoc struct {
	Country  text `json:"country,omitempty"`
	Region   text `json:"region,omitempty"`
	Locality text `json:"locality,omitempty"`
	Postal   text `json:"postal_code,omitempty"`
	Street   text `json:"street_address,omitempty"`
	Street2  text `json:"street_address_extra,omitempty"`
	Email    text `json:"email,omitempty"`
	Name     text `json:"name,omitempty"`
	Number   text `json:"number,omitempty"`
}

type contractDoc struct {
	EndDate        int64              `json:"end_date,omitempty"` // Gregorian seconds
	Representative *representativeDoc `json:"representative,omitempty"`
}

type representativeDoc struct {
	AccountID string `json:"account_id"`
	UserID    string `json:"user_id"`
	Name      string `json:"name"`
}

func newAccountDoc(a provisioning.AccountIntent, opID string) accountDoc {
	doc := accountDoc{
		Name: a.Name, Realm: a.Realm, Language: a.Language, Timezone: a.Timezone,
		CallRestriction: map[string]restriction{},
		Contact:         newContactsDoc(a.Technical, a.Billing),
		Contract:        newContractDoc(a),
		UIRestrictions:  newUIRestrictions(a.Permissions),
		Marker:          marker{OpID: text(opID)},
	}
	for classifier, denied := range a.Restrictions {
		action := actionInherit
		if denied {
			action = actionDeny
		}
		doc.CallRestriction[classifier] = restriction{Action: action}
	}
	return doc
}

func newContactsDoc(technical, billing domain.Contact) *contactsDoc {
	technical.Address = domain.Address{} // has none on the server
	doc := contactsDoc{Billing: newContactDoc(billing), Technical: newContactDoc(technical)}
	if doc.Billing == nil && doc.Technical == nil {
		return nil
	}
	return &doc
}

func newContactDoc(c domain.Contact) *contactDoc {
	if c.IsZero() {
		return nil
	}
	a := c.Address
	return &contactDoc{
		Country: text(a.Country), Region: text(a.Region), Locality: text(a.City), Postal: text(a.Postal),
		Street: text(a.Street), Street2: text(a.Street2), Email: text(c.Email), Name: text(c.Name), Number: text(c.Phone),
	}
}

func newContractDoc(a provisioning.AccountIntent) *contractDoc {
	var doc contractDoc
	if !a.ContractEnd.IsZero() {
		doc.EndDate = toGregorian(a.ContractEnd)
	}
	if r := a.Representative; r.UserID != "" {
		doc.Representative = &representativeDoc{AccountID: r.AccountID, UserID: r.UserID, Name: r.Name}
	}
	if doc == (contractDoc{}) {
		return nil
	}
	return &doc
}

// uiRestrictions are read by the web interface alone; servers only keep them.
type uiRestrictions struct {
	MyAccount map[string]map[string]bool `json:"myaccount"`
}

// toggles are the permissions as the web interface names them: tab and switch.
var toggles = []struct {
	permission  domain.Permission
	tab, toggle string
}{
	{domain.SeeUser, "user", "show_tab"},
	{domain.SeeAccount, "account", "show_tab"},
	{domain.SeeCreditCard, "billing", "show_tab"},
	{domain.SeePerMinute, "balance", "show_tab"},
	{domain.SeeCredit, "balance", "show_credit"},
	{domain.SeeMinutes, "balance", "show_minutes"},
	{domain.SeeServicePlan, "service_plan", "show_tab"},
	{domain.SeeTransaction, "transactions", "show_tab"},
	{domain.SeeInbound, "inbound", "show_tab"},
	{domain.SeeOutbound, "outbound", "show_tab"},
	{domain.SeeTwoWay, "twoway", "show_tab"},
	{domain.SeeErrorLog, "errorTracker", "show_tab"},
}

func newUIRestrictions(p domain.Permissions) uiRestrictions {
	tabs := map[string]map[string]bool{}
	for _, t := range toggles {
		if tabs[t.tab] == nil {
			tabs[t.tab] = map[string]bool{}
		}
		tabs[t.tab][t.toggle] = p.Ticked(t.permission)
	}
	return uiRestrictions{MyAccount: tabs}
}
