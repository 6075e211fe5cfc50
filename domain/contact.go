package domain

import (
	"net/mail"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
)

// Lengths that servers keep to, in characters (Kazoo: users schema).
const (
	MinEmail      = 3
	MaxEmail      = 254
	MaxUserName   = 256
	MaxPersonName = 128
)

// Contact is somebody to write to or to call about an account.
type Contact struct {
	Name    string  `json:"name,omitempty"`
	Email   string  `json:"email,omitempty"`
	Phone   string  `json:"phone,omitempty"`
	Address Address `json:"address,omitzero"` // of the billing contact: where the service is
}

// Address is a postal address.
type Address struct {
	Street  string `json:"street,omitempty"`
	Street2 string `json:"street2,omitempty"`
	City    string `json:"city,omitempty"`
	Region  string `json:"region,omitempty"`
	Postal  string `json:"postal_code,omitempty"`
	Country string `json:"country,omitempty"` // ISO 3166, two letters
}

// IsZero tells whether nothing was typed.
func (a Address) IsZero() bool { return a == Address{} }

// IsZero tells whether nothing was typed.
func (c Contact) IsZero() bool { return c == Contact{} }

// Servers look users up by this pattern (Kazoo: users schema, username).
var userName = regexp.MustCompile(`^[+@.\w-]+$`)

// CheckEmail tells what is wrong with an address, or nil.
func CheckEmail(field Field, text string) *Problem {
	text = strings.TrimSpace(text)
	n := utf8.RuneCountInString(text)
	parsed, err := mail.ParseAddress(text)
	_, host, _ := strings.Cut(text, "@")
	switch {
	case n > MaxEmail:
		return &Problem{Field: field, Code: TooLong, Limit: MaxEmail}
	case err != nil || parsed.Address != text || n < MinEmail:
		return &Problem{Field: field, Code: BadEmail}
	case !strings.Contains(host, ".") || strings.HasPrefix(host, ".") || strings.HasSuffix(host, ".") || strings.Contains(host, ".."):
		return &Problem{Field: field, Code: BadEmail}
	}
	return nil
}

// CheckUserEmail is CheckEmail for an administrator, whose address is the user
// name as well.
func CheckUserEmail(field Field, text string) *Problem {
	if p := CheckEmail(field, text); p != nil {
		return p
	}
	if !userName.MatchString(strings.TrimSpace(text)) {
		return &Problem{Field: field, Code: BadUserName}
	}
	return nil
}

// longestE164 is how many digits a number has at the most, its country's among them
// (ITU-T E.164, 6.2.1). What plans of single countries allow at home can be longer.
const longestE164 = 15

// NormalizePhone writes a number as E.164. Region is the ISO 3166 country that
// is meant where the number does not start with "+"; without one it must.
func NormalizePhone(text, region string) (string, bool) {
	n, err := phonenumbers.Parse(text, strings.ToUpper(region))
	// One that can only be dialled locally is no E.164: its area code is missing.
	if err != nil || phonenumbers.IsPossibleNumberWithReason(n) != phonenumbers.IS_POSSIBLE {
		return "", false
	}
	number := phonenumbers.Format(n, phonenumbers.E164)
	if len(number) > len("+")+longestE164 {
		return "", false
	}
	// Zeros alone are formatted as something that reads back as another number.
	if again, err := phonenumbers.Parse(number, ""); err != nil || phonenumbers.Format(again, phonenumbers.E164) != number {
		return "", false
	}
	return number, true
}
