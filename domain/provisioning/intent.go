package provisioning

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
)

// Intent is what a step means to bring about, frozen when the draft was
// submitted. The one part that belongs to the step's kind is set.
type Intent struct {
	Account  *AccountIntent  `json:"account,omitempty"`
	Admin    *AdminIntent    `json:"administrator,omitempty"`
	Limits   *LimitsIntent   `json:"limits,omitempty"`
	Credit   *CreditIntent   `json:"credit,omitempty"`
	Plans    *PlansIntent    `json:"plans,omitempty"`
	Apps     *AppsIntent     `json:"apps,omitempty"`
	Callflow *CallflowIntent `json:"callflow,omitempty"`
	Password *PasswordIntent `json:"password,omitempty"`

	Edit       *domain.DocumentEdits `json:"edit,omitempty"`
	RemoveUser *domain.User          `json:"remove_user,omitempty"`
	Reseller   *ResellerIntent       `json:"reseller,omitempty"`
	Move       *MoveIntent           `json:"move,omitempty"`
	Delete     *DeleteIntent         `json:"delete,omitempty"`
}

// IsZero tells whether nothing is intended.
func (i Intent) IsZero() bool { return i == Intent{} }

// SameIntent compares intents as they are stored: one that was read back holds
// the same amounts and times in other shapes.
func SameIntent(a, b Intent) bool {
	textA, errA := json.Marshal(a)
	textB, errB := json.Marshal(b)
	return errA == nil && errB == nil && bytes.Equal(textA, textB)
}

// AccountIntent is a new account.
type AccountIntent struct {
	Parent         domain.AccountRef     `json:"parent"`
	Name           string                `json:"name"`
	Realm          string                `json:"realm,omitempty"` // empty: the server makes one
	Timezone       string                `json:"timezone"`
	Language       string                `json:"language,omitempty"`
	Technical      domain.Contact        `json:"technical,omitzero"`
	Billing        domain.Contact        `json:"billing,omitzero"`
	Representative domain.Representative `json:"representative,omitzero"`
	ContractEnd    time.Time             `json:"contract_end,omitzero"`
	// Restrictions has every classifier the server lists; true means denied.
	Restrictions map[string]bool    `json:"restrictions,omitempty"`
	Permissions  domain.Permissions `json:"permissions,omitzero"`
}

// AdminIntent is an administrator of the new account. The password is not here:
// it is derived or fetched when it is sent.
type AdminIntent struct {
	DraftID string               `json:"draft_id"`
	Admin   domain.Administrator `json:"administrator"` // with the phone in E.164
}

// LimitsIntent is how many calls the account may hold.
type LimitsIntent struct {
	Trunks domain.Trunks `json:"trunks"`
	Prepay bool          `json:"allow_prepay"` // calls over the trunks, billed per minute
}

// CreditIntent is a ledger credit. PeriodStart is part of the identity by which
// the server tells two credits apart, so it is fixed here, once.
type CreditIntent struct {
	Amount      decimal.Decimal `json:"amount"`          // currency units, at least 1
	Debit       bool            `json:"debit,omitempty"` // taken away instead of added
	PeriodStart time.Time       `json:"period_start"`
}

// Signed is the amount as a ledger shows it: negative where it was taken away.
func (c CreditIntent) Signed() decimal.Decimal {
	if c.Debit {
		return c.Amount.Neg()
	}
	return c.Amount
}

// PlansIntent are the service plans that the account is put on.
type PlansIntent struct {
	Plans []domain.ServicePlan `json:"plans"`
}

// AppsIntent are the apps that the account may not use.
type AppsIntent struct {
	Blacklist []string `json:"blacklist"`
	Allowed   int      `json:"allowed"` // how many it may use, to show
}

// CallflowIntent is the callflow for numbers that match no other: it decides
// whose carriers take the account's outbound calls.
type CallflowIntent struct {
	Carrier Carrier `json:"carrier"`
}

// Carrier says whose carriers an account's calls leave by.
type Carrier string

// CarrierBlended sends calls by the platform's own choice of carriers.
const CarrierBlended Carrier = "blended"

// PasswordIntent is another password for an administrator who exists. The password
// itself is not here: it is derived when it is sent.
type PasswordIntent struct {
	DraftID string               `json:"draft_id"`
	Admin   domain.Administrator `json:"administrator"`
	UserID  string               `json:"user_id"` // on the server
}

// ResellerIntent makes an account a reseller (Promote), or ends that.
type ResellerIntent struct {
	Promote bool `json:"promote"`
}

// MoveIntent puts an account below another one.
type MoveIntent struct {
	To domain.AccountRef `json:"to"`
}

// DeleteIntent deletes an account. The name is as the person typed it to confirm.
type DeleteIntent struct {
	Name string `json:"name"`
}
