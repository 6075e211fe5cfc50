package domain

import "strings"

// PasswordMode says where an administrator's password comes from.
type PasswordMode string

// The modes.
const (
	// PasswordGenerated follows from the profile's seed, the draft, the
	// administrator and the round: it needs no entry of its own anywhere.
	PasswordGenerated PasswordMode = ""
	// PasswordTyped was chosen by the person. It lives in the keyring (in memory
	// where there is none) until it is sent, and is never part of a draft.
	PasswordTyped PasswordMode = "typed"
)

// Administrator is a person who will run the new account. The e-mail address is
// the user name.
type Administrator struct {
	ID        string       `json:"id"` // within the draft
	FirstName string       `json:"first_name,omitempty"`
	LastName  string       `json:"last_name,omitempty"`
	Email     string       `json:"email,omitempty"`
	Phone     string       `json:"phone,omitempty"`
	Mode      PasswordMode `json:"password_mode,omitempty"`
	Round     int          `json:"password_round,omitempty"` // grows with each "New"
	Welcome   bool         `json:"welcome,omitempty"`        // send a welcome e-mail
}

// IsBlank tells whether nothing was typed about the administrator yet.
func (a Administrator) IsBlank() bool {
	return strings.TrimSpace(a.FirstName+a.LastName+a.Email+a.Phone) == "" && a.Mode == PasswordGenerated
}

// FullName is how the person is called.
func (a Administrator) FullName() string {
	return strings.TrimSpace(strings.TrimSpace(a.FirstName) + " " + strings.TrimSpace(a.LastName))
}

// UserName is the name to sign in with. Servers keep it in lower case (Kazoo:
// kzd_users).
func (a Administrator) UserName() string { return strings.ToLower(strings.TrimSpace(a.Email)) }
