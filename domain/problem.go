package domain

import (
	"fmt"
	"slices"
	"strings"
)

// Code names what is wrong with a value. The set is closed, so that ui can be
// tested to have words for each.
type Code string

// The codes of every rule that this program or the server applies.
const (
	Required        Code = "required"
	TooShort        Code = "too_short"         // Limit: least characters
	TooLong         Code = "too_long"          // Limit: most characters
	BadRealm        Code = "bad_realm"         // characters other than a-z 0-9 . _ -
	BadEmail        Code = "bad_email"         //
	BadUserName     Code = "bad_user_name"     // an address that cannot be a Crossbar user name
	BadPhone        Code = "bad_phone"         //
	BadTimezone     Code = "bad_timezone"      // not a zone of the tz database
	BadLanguage     Code = "bad_language"      // not a language tag
	BadCountry      Code = "bad_country"       // not an ISO 3166 code
	BadDate         Code = "bad_date"          //
	PastDate        Code = "past_date"         //
	NotWhole        Code = "not_whole"         // not a whole number
	NotMoney        Code = "not_money"         // not an amount
	TooLow          Code = "too_low"           // Limit: least value
	TooHigh         Code = "too_high"          // Limit: highest value
	TooManyDecimals Code = "too_many_decimals" // Limit: most decimals
	Duplicate       Code = "duplicate"         // Detail: who has it already
	NoLatin         Code = "no_latin"          // a name that servers cannot tell from others
	WeakPassword    Code = "weak_password"     // Limit: least characters
	LostPassword    Code = "lost_password"     // a typed password that is no longer known
	NoApps          Code = "no_apps"           // restricted to no app at all
	OverTrunks      Code = "over_trunks"       // Limit: how many more than is left
	TakenOnServer   Code = "taken_on_server"   // the server says that another has it
	ServerSays      Code = "server_says"       // Detail: the server's own words
)

// Problem is one thing wrong with one field.
type Problem struct {
	Field  Field  `json:"field"`
	Code   Code   `json:"code"`
	Limit  int64  `json:"limit,omitempty"`
	Detail string `json:"detail,omitempty"`
	// Warning problems are shown but never keep a draft from being submitted.
	Warning bool `json:"warning,omitempty"`
}

// String is for logs and tests; people read what ui makes of the code.
func (p Problem) String() string {
	s := fmt.Sprintf("%s: %s", p.Field, p.Code)
	if p.Detail != "" {
		s += " (" + p.Detail + ")"
	}
	return s
}

// Problems are all that is wrong, in the order of the wizard's fields.
type Problems []Problem

// String joins the problems for logs and tests.
func (ps Problems) String() string {
	parts := make([]string, len(ps))
	for i, p := range ps {
		parts[i] = p.String()
	}
	return strings.Join(parts, "; ")
}

// At returns what is wrong with one field.
func (ps Problems) At(f Field) Problems {
	var out Problems
	for _, p := range ps {
		if p.Field == f {
			out = append(out, p)
		}
	}
	return out
}

// Has tells whether one field has a problem of this code.
func (ps Problems) Has(f Field, code Code) bool {
	return slices.ContainsFunc(ps.At(f), func(p Problem) bool { return p.Code == code })
}

// On returns what is wrong on one tab of the wizard.
func (ps Problems) On(tab Tab) Problems {
	var out Problems
	for _, p := range ps {
		if p.Field.Tab() == tab {
			out = append(out, p)
		}
	}
	return out
}

// Blocking returns the problems that keep a draft from being submitted.
func (ps Problems) Blocking() Problems {
	return slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool { return p.Warning })
}
