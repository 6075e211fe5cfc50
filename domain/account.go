package domain

import "strings"

// AccountRef names an account that exists on the server.
type AccountRef struct {
	ID    string `json:"id"` // 32 hex digits, given by the server
	Name  string `json:"name"`
	Realm string `json:"realm,omitempty"`
}

// IsZero tells whether it names nothing.
func (r AccountRef) IsZero() bool { return r.ID == "" }

// Account is what the sidebar knows of an account: one row of a listing.
type Account struct {
	AccountRef
	ParentID    string
	Descendants int   // accounts below it, at any depth
	Enabled     *bool // nil where no listing and no read has told
}

// Disabled tells whether the account is known to be disabled.
func (a Account) Disabled() bool { return a.Enabled != nil && !*a.Enabled }

// NormalizeName folds a name as servers do before they compare it: lower case,
// and nothing but a-z and 0-9 (Kazoo: kzd_accounts, normalize_name). Two names
// that fold to the same text cannot both exist.
func NormalizeName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + ('a' - 'A')
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, name)
}

// Identity is who is signed in, as the server tells it at sign-in.
type Identity struct {
	AccountID   string `json:"account_id"`
	AccountName string `json:"account_name"`
	Realm       string `json:"realm,omitempty"`
	Timezone    string `json:"timezone,omitempty"`
	Language    string `json:"language,omitempty"` // a tag such as "en-US"
	Country     string `json:"country,omitempty"`  // of the billing contact, ISO 3166
	OwnerID     string `json:"owner_id,omitempty"` // the user; empty with an API key
	ResellerID  string `json:"reseller_id,omitempty"`
	IsReseller  bool   `json:"is_reseller,omitempty"`
	IsMaster    bool   `json:"is_master,omitempty"`
	Version     string `json:"version,omitempty"` // the server's
}

// Account returns the signed-in account as a reference.
func (id Identity) Account() AccountRef {
	return AccountRef{ID: id.AccountID, Name: id.AccountName, Realm: id.Realm}
}
