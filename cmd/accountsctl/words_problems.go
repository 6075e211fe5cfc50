package main

import (
	"fmt"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

// problemText says what is wrong with a value, and what to do.
func problemText(p domain.Problem) string {
	_, part, _ := p.Field.Admin()
	detail := func(with, without string) string {
		if p.Detail == "" {
			return without
		}
		return fmt.Sprintf(with, p.Detail)
	}
	switch p.Code {
	case domain.Required:
		if p.Field == domain.FieldRealm {
			return "the suffix of realms is not known; leave the realm empty and the server chooses, or set the suffix in the window"
		}
		return "is missing"
	case domain.TooShort, domain.WeakPassword:
		return fmt.Sprintf("must have at least %d characters", p.Limit)
	case domain.TooLong:
		return fmt.Sprintf("must have at most %d characters", p.Limit)
	case domain.BadRealm:
		return "may only have a to z, 0 to 9, dots, hyphens and underscores"
	case domain.BadEmail:
		return "is not a whole e-mail address"
	case domain.BadUserName:
		return "cannot be a user name: only letters, digits and + @ . _ - can"
	case domain.BadPhone:
		return "is not a whole phone number with its country, such as +1 415 555 0123"
	case domain.BadTimezone:
		return "is not a time zone, such as America/Chicago"
	case domain.BadLanguage:
		return "is not a language, such as en-US"
	case domain.BadCountry:
		return "is not a country, such as US"
	case domain.BadDate:
		return "is not a day, such as 2027-03-31"
	case domain.PastDate:
		return "is in the past"
	case domain.NotWhole:
		return "is not a whole number"
	case domain.NotMoney:
		return "is not an amount, such as 25.50"
	case domain.TooLow:
		return fmt.Sprintf("must be %d or more", p.Limit)
	case domain.TooHigh:
		return fmt.Sprintf("must be %d or less", p.Limit)
	case domain.TooManyDecimals:
		return fmt.Sprintf("must have at most %d decimals", p.Limit)
	case domain.Duplicate:
		if part != "" {
			return detail("%s has the same one", "another administrator has the same one")
		}
		return detail("%s has it already", "another account or draft has it already")
	case domain.NoLatin:
		return detail("has none of a to z and 0 to 9, by which servers compare; better: %s", "has none of a to z and 0 to 9, by which servers compare")
	case domain.LostPassword:
		return "the password that was given is not known any more: without a keyring it lasts for one run"
	case domain.NoApps:
		return "are restricted to none at all"
	case domain.OverTrunks:
		return fmt.Sprintf("%d more than are left; the server may refuse or charge for them", p.Limit)
	case domain.TakenOnServer:
		return "the server says that another has it"
	case domain.ServerSays:
		return detail("the server says: %s", "the server did not accept it")
	}
	return "is wrong (" + string(p.Code) + ")"
}

// strangerText says what of a draft nobody knows.
func strangerText(s sheet.Stranger) string {
	switch s.Field {
	case domain.FieldRestricted:
		return fmt.Sprintf("%q is no classifier of the server, so calls to it cannot be denied", s.Item)
	case domain.FieldHidden:
		return fmt.Sprintf("%q is no permission", s.Item)
	case domain.FieldPlans:
		return fmt.Sprintf("%q is no service plan", s.Item)
	case domain.FieldApps:
		if s.Item == "" {
			return "which apps there are is not known yet; sign in with a connection first"
		}
		return fmt.Sprintf("%q is no app", s.Item)
	case sheet.FieldParent:
		return "is named without parent_id, so it is not known which account is meant"
	default:
		return fmt.Sprintf("%q is not known", s.Item)
	}
}

// remarkText says what of a file found no place in a draft.
func remarkText(r sheet.Remark) string {
	switch r.Code {
	case sheet.UnknownColumn:
		if r.Column == "" {
			return fmt.Sprintf("a column without a name has something in %s; it was left out", counted(r.Cells, "line", "lines"))
		}
		return fmt.Sprintf("column %q is not known, and was left out (%s with something in it)", r.Column, counted(r.Cells, "line", "lines"))
	case sheet.TwiceColumn:
		return fmt.Sprintf("column %q stands there twice; the first one counts (%s with something in the other)", r.Column, counted(r.Cells, "line", "lines"))
	case sheet.TooManyCells:
		return fmt.Sprintf("%s past the last column; perhaps a quotation mark is missing before them", counted(r.Cells, "cell", "cells"))
	case sheet.NotYesNo:
		return fmt.Sprintf("%s is neither yes nor no; no was taken", r.Column)
	case sheet.NoParentID:
		return "a parent is named without parent_id, so it is not known which account is meant"
	}
	return string(r.Code)
}

// fieldName is how a field is called in a sentence; those of files are called as
// their columns.
func fieldName(f domain.Field) string {
	if _, part, ok := f.Admin(); ok {
		return "administrator's " + strings.ReplaceAll(part, "_", " ")
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(f), "/", " "), "_", " ")
}
