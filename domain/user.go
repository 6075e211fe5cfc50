package domain

import (
	"time"

	"github.com/shopspring/decimal"
)

// User is a user of an account that exists; Admin tells whether they may run it.
type User struct {
	ID        string `json:"id"`
	UserName  string `json:"user_name,omitempty"` // empty: they cannot sign in
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	Email     string `json:"email,omitempty"`
	Phone     string `json:"phone,omitempty"`
	Admin     bool   `json:"admin,omitempty"`
	Disabled  bool   `json:"disabled,omitempty"`
	// Whole tells that the user's own document was read: listings have no phone number
	// (Kazoo: users/crossbar_listing).
	Whole bool `json:"whole,omitempty"`
}

// FullName is how the person is called.
func (u User) FullName() string {
	return Administrator{FirstName: u.FirstName, LastName: u.LastName}.FullName()
}

// Values are the user's fields, as edits compare them, as far as they were read.
func (u User) Values() Values {
	field := func(part string) Field { return UserField(u.ID, part) }
	values := Values{
		field(PartFirstName): u.FirstName, field(PartLastName): u.LastName, field(PartEmail): u.Email,
		field(PartAdmin): Switch(u.Admin), field(PartEnabled): Switch(!u.Disabled),
	}
	if u.Whole {
		values[field(PartPhone)] = u.Phone
	}
	return values
}

// Belonging is something of an account that hangs on a user, and is left without an
// owner when the user is deleted.
type Belonging struct {
	Kind string // device, vmbox, callflow or conference
	ID   string
	Name string
}

// LedgerEntry is a line of an account's ledger.
type LedgerEntry struct {
	ID          string          `json:"id"`
	At          time.Time       `json:"at,omitzero"` // by the server's clock; zero where it does not tell
	Service     string          `json:"service"`
	SourceID    string          `json:"source_id,omitempty"`
	Amount      decimal.Decimal `json:"amount"` // currency units; negative takes away
	Description string          `json:"description,omitempty"`
}
