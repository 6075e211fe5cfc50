package domain

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// Draft is a new account as it was typed so far. Texts are kept to the letter,
// right or wrong; Check says what is wrong with them, and provisioning.Plan turns
// a draft without problems into steps. No password is ever part of it.
type Draft struct {
	ID     string     `json:"id"`
	Parent AccountRef `json:"parent"` // the account that it will be created under

	Name       string `json:"name,omitempty"`
	RealmLabel string `json:"realm_label,omitempty"` // empty: generated
	Timezone   string `json:"timezone,omitempty"`
	Language   string `json:"language,omitempty"`

	Administrators []Administrator `json:"administrators,omitempty"`

	Technical      Contact        `json:"technical,omitzero"`
	Billing        Contact        `json:"billing,omitzero"`
	Representative Representative `json:"representative,omitzero"`
	ContractEnd    string         `json:"contract_end,omitempty"` // 2027-03-31

	Plans []string `json:"plans,omitempty"` // ids of service plans

	Trunks TypedTrunks `json:"trunks,omitzero"`
	Denied []string    `json:"denied,omitempty"` // classifier ids that may not be called
	Credit string      `json:"credit,omitempty"`
	Prepay bool        `json:"allow_prepay,omitempty"` // the bypass

	Permissions Permissions `json:"permissions,omitzero"`
	Apps        AppAccess   `json:"apps,omitzero"`

	Tab     Tab   `json:"tab,omitempty"`     // where the person was
	Visited []Tab `json:"visited,omitempty"` // what the person has seen
}

// DraftSummary is what the sidebar knows of a draft.
type DraftSummary struct {
	ID        string
	Name      string
	ParentID  string
	UpdatedAt time.Time
	Tab       Tab
	Visited   int  // tabs seen
	Submitted bool // something was submitted under its id
}

// NewDraft starts a draft under parent with a reseller's own habits.
func NewDraft(id string, parent AccountRef, reseller Identity) Draft {
	return Draft{
		ID: id, Parent: parent, Tab: TabGeneral, Visited: []Tab{TabGeneral},
		Timezone: reseller.Timezone, Language: reseller.Language,
	}
}

// Clone copies the draft so deeply that neither copy can change the other.
func (d Draft) Clone() Draft {
	d.Administrators = cloneList(d.Administrators)
	d.Plans = cloneList(d.Plans)
	d.Denied = cloneList(d.Denied)
	d.Permissions.Hidden = cloneList(d.Permissions.Hidden)
	d.Apps.Allowed = cloneList(d.Apps.Allowed)
	d.Visited = cloneList(d.Visited)
	return d
}

// cloneList copies a list; one without elements becomes nil, as it comes back
// from the store, so that both compare as equal.
func cloneList[E any](list []E) []E {
	if len(list) == 0 {
		return nil
	}
	return slices.Clone(list)
}

// Visit notes that the person looks at a tab.
func (d *Draft) Visit(tab Tab) {
	d.Tab = tab
	if !slices.Contains(d.Visited, tab) {
		d.Visited = append(d.Visited, tab)
	}
}

// HasVisited tells whether the person has seen a tab.
func (d Draft) HasVisited(tab Tab) bool { return slices.Contains(d.Visited, tab) }

// Admin returns the administrator with this id, or nil.
func (d *Draft) Admin(id string) *Administrator {
	for i := range d.Administrators {
		if d.Administrators[i].ID == id {
			return &d.Administrators[i]
		}
	}
	return nil
}

// RemoveAdmin takes an administrator out.
func (d *Draft) RemoveAdmin(id string) {
	d.Administrators = slices.DeleteFunc(slices.Clone(d.Administrators), func(a Administrator) bool { return a.ID == id })
}

// Deny sets whether calls to a classifier are denied.
func (d *Draft) Deny(classifier string, denied bool) {
	d.Denied = slices.DeleteFunc(slices.Clone(d.Denied), func(c string) bool { return c == classifier })
	if denied {
		d.Denied = append(d.Denied, classifier)
	}
}

// Label is the part of the realm before the suffix: what was typed, or what is
// generated in its place.
func (d Draft) Label() (label string, generated bool) {
	if typed := strings.ToLower(strings.TrimSpace(d.RealmLabel)); typed != "" {
		return typed, false
	}
	return GenerateRealmLabel(d.ID), true
}

// Realm is the whole realm under this suffix; empty where the suffix is not
// known and the server will make one.
func (d Draft) Realm(suffix string) string {
	label, _ := d.Label()
	return JoinRealm(label, suffix)
}

// PhoneRegion is the country that numbers without "+" are meant in: that of the
// billing address, else of the language, else the reseller's.
func (d Draft) PhoneRegion(reseller string) string {
	if country := strings.TrimSpace(d.Billing.Address.Country); country != "" {
		return country
	}
	if _, region, ok := strings.Cut(d.Language, "-"); ok && len(region) == 2 {
		return region
	}
	return reseller
}

// IsBlank tells whether nothing that a person types is in the draft: such a
// draft need not be kept.
func (d Draft) IsBlank(fresh Draft) bool {
	a, b := d.Clone(), fresh.Clone()
	a.Tab, a.Visited, b.Tab, b.Visited = "", nil, "", nil
	if !slices.ContainsFunc(a.Administrators, func(x Administrator) bool { return !x.IsBlank() }) {
		a.Administrators = nil
	}
	return reflect.DeepEqual(a, b)
}
