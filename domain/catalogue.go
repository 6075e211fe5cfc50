package domain

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Catalogue is what a server offers to the drafts of one reseller. It is cached,
// so that a draft can be written without a connection; the times say when each
// part was read, zero meaning never.
type Catalogue struct {
	Classifiers     []Classifier     `json:"classifiers,omitempty"`
	ClassifiersRead time.Time        `json:"classifiers_read,omitzero"`
	Plans           []ServicePlan    `json:"plans,omitempty"`
	PlansRead       time.Time        `json:"plans_read,omitzero"`
	Apps            []App            `json:"apps,omitempty"`
	AppsRead        time.Time        `json:"apps_read,omitzero"`
	Sellers         []Representative `json:"sellers,omitempty"`
	SellersRead     time.Time        `json:"sellers_read,omitzero"`
	Own             TrunkTotals      `json:"own_trunks,omitzero"` // the reseller's own
	OwnRead         time.Time        `json:"own_read,omitzero"`
	Sold            Trunks           `json:"sold_trunks,omitzero"` // held by all accounts below
	SoldRead        time.Time        `json:"sold_read,omitzero"`
	RealmSuffix     string           `json:"realm_suffix,omitempty"` // learnt from realms
}

// Classifier is a kind of number that calls can be allowed or denied to.
type Classifier struct {
	ID        string `json:"id"`   // such as "did_us"
	Name      string `json:"name"` // the server's own words, such as "US DID"
	Emergency bool   `json:"emergency,omitempty"`
}

// DefaultClassifiers are those of a server that nobody has configured (Kazoo:
// knm_converters). They are offered, marked as such, until a server has told
// which ones it has.
func DefaultClassifiers() []Classifier {
	return []Classifier{
		{ID: "tollfree_us", Name: "US TollFree"},
		{ID: "toll_us", Name: "US Toll"},
		{ID: "emergency", Name: "Emergency Dispatcher", Emergency: true},
		{ID: "caribbean", Name: "Caribbean"},
		{ID: "did_us", Name: "US DID"},
		{ID: "international", Name: "International"},
		{ID: "unknown", Name: "Unknown"},
	}
}

// KnownClassifiers returns the server's classifiers, or the default ones where
// none were ever read; fromServer tells which.
func (c Catalogue) KnownClassifiers() (list []Classifier, fromServer bool) {
	if len(c.Classifiers) > 0 {
		return c.Classifiers, true
	}
	return DefaultClassifiers(), false
}

// ServicePlan is a price list that an account can be put on.
type ServicePlan struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Category    string `json:"category,omitempty"`
}

// App is an app of the server's web interface.
type App struct {
	ID    string `json:"id"`
	Name  string `json:"name"`  // short name, such as "voip"
	Label string `json:"label"` // what people read, such as "Smart PBX"
}

// Representative is a user of the reseller who looks after a customer.
type Representative struct {
	AccountID string `json:"account_id"`
	UserID    string `json:"user_id"`
	Name      string `json:"name"`
}

// Charge is a line of what the server wants to have accepted before it acts.
type Charge struct {
	Category string          `json:"category"`
	Item     string          `json:"item"`
	Name     string          `json:"name"`
	Quantity int64           `json:"quantity"`
	Rate     decimal.Decimal `json:"rate"`  // currency units for each
	Total    decimal.Decimal `json:"total"` // currency units
}

// Text writes the representative as the value of a field; empty for nobody.
func (r Representative) Text() string {
	if r.UserID == "" {
		return ""
	}
	return strings.Join([]string{r.AccountID, r.UserID, r.Name}, " ")
}

// ParseRepresentative is the way back; the zero value for nobody.
func ParseRepresentative(text string) Representative {
	parts := strings.SplitN(text, " ", 3)
	if len(parts) != 3 {
		return Representative{}
	}
	return Representative{AccountID: parts[0], UserID: parts[1], Name: parts[2]}
}
