package words

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
)

// Problem says what is wrong with a value, and what to do, in a sentence that
// stands under the field. The server's own words are passed on as they came.
func Problem(p domain.Problem) string {
	_, part, _ := p.Field.Admin()
	switch p.Code {
	case domain.Required:
		return required(p.Field, part)
	case domain.TooShort, domain.WeakPassword:
		return plural(int(p.Limit), "Enter at least 1 character", "Enter at least {{.Count}} characters")
	case domain.TooLong:
		return plural(int(p.Limit), "Enter at most 1 character", "Enter at most {{.Count}} characters")
	case domain.BadRealm:
		return lang.L("Use only a to z, 0 to 9, dots, hyphens and underscores")
	case domain.BadEmail:
		return lang.L("Enter a whole address, such as ada@abc.example")
	case domain.BadUserName:
		return lang.L("This address cannot be a user name: use only letters, digits and + @ . _ -")
	case domain.BadPhone:
		return lang.L("Enter a whole number with its country, such as +1 415 555 0123")
	case domain.BadTimezone:
		return lang.L("Choose a time zone from the list")
	case domain.BadLanguage:
		return lang.L("Choose a language from the list")
	case domain.BadCountry:
		return lang.L("Choose a country from the list")
	case domain.BadDate:
		return lang.L("Enter a day that exists, such as 2027-03-31")
	case domain.PastDate:
		return lang.L("Choose today or a later day")
	case domain.NotWhole:
		return lang.L("Enter a whole number")
	case domain.NotMoney:
		return lang.L("Enter an amount, such as 25.50")
	case domain.TooLow:
		return tooLow(p)
	case domain.TooHigh:
		return lang.L("Enter {{.Limit}} or less", data{"Limit": Count(int(p.Limit))})
	case domain.TooManyDecimals:
		return plural(int(p.Limit), "Enter at most 1 decimal", "Enter at most {{.Count}} decimals")
	case domain.Duplicate:
		return duplicate(p, part)
	case domain.NoLatin:
		return lang.L("Servers compare names by a to z and 0 to 9 alone, so this one may count as taken. Better: {{.Proposal}}",
			data{"Proposal": p.Detail})
	case domain.LostPassword:
		return lang.L("The password that was typed is not known any more. Type it again, or use a generated one")
	case domain.NoApps:
		return lang.L("No app is ticked: the customer could not open any")
	case domain.OverTrunks:
		return plural(int(p.Limit), "This is 1 more than is left. The server may refuse or charge for it",
			"This is {{.Count}} more than is left. The server may refuse or charge for them")
	case domain.TakenOnServer:
		return takenAt(p.Field, part)
	case domain.ServerSays:
		return serverSays(p)
	}
	return lang.L("Something is wrong here ({{.Code}})", data{"Code": string(p.Code)})
}

func required(f domain.Field, adminPart string) string {
	if _, part, ok := f.User(); ok {
		adminPart = part
		if part == domain.PartEmail { // which is not the user name of everybody
			return lang.L("Enter a whole address, such as ada@abc.example")
		}
	}
	switch adminPart {
	case domain.PartFirstName:
		return lang.L("Enter the first name")
	case domain.PartLastName:
		return lang.L("Enter the last name")
	case domain.PartEmail:
		return lang.L("Enter the e-mail address: it is the user name")
	case domain.PartPassword:
		return lang.L("Enter a password, or use a generated one")
	}
	if f == domain.FieldName {
		return lang.L("Enter a name for the account")
	}
	if f == domain.FieldTimezone {
		return lang.L("Choose a time zone")
	}
	if f == domain.FieldRealm { // a label alone makes no realm: the suffix is not known
		return lang.L("Set the suffix of your realms, or leave this empty and the server chooses")
	}
	return lang.L("This is needed")
}

func tooLow(p domain.Problem) string {
	if p.Field == domain.FieldCredit {
		return lang.L("Servers take {{.Limit}} or more. Leave it empty for no credit", data{"Limit": Count(int(p.Limit))})
	}
	return lang.L("Enter {{.Limit}} or more", data{"Limit": Count(int(p.Limit))})
}

func duplicate(p domain.Problem, adminPart string) string {
	holder := data{"Holder": p.Detail}
	switch {
	case adminPart != "" && p.Detail == "":
		return lang.L("Another administrator has this address. Each needs their own")
	case adminPart != "":
		return lang.L("{{.Holder}} has this address. Each administrator needs their own", holder)
	case p.Field == domain.FieldRealm && p.Detail == "":
		return lang.L("Another account has this realm")
	case p.Field == domain.FieldRealm:
		return lang.L("{{.Holder}} has this realm", holder)
	case p.Detail == "":
		return lang.L("Another account or draft has this name. Servers compare a to z and 0 to 9 alone")
	}
	return lang.L("{{.Holder}} has this name. Servers compare a to z and 0 to 9 alone", holder)
}

func takenAt(f domain.Field, adminPart string) string {
	switch {
	case adminPart != "":
		return lang.L("The server says that another user has this address. Enter a different one")
	case f == domain.FieldRealm:
		return lang.L("The server says that another account has this realm. Enter a different one")
	case f == domain.FieldName:
		return lang.L("The server says that another account has this name. Enter a different one")
	}
	return lang.L("The server says that this is taken. Enter something different")
}

func serverSays(p domain.Problem) string {
	if p.Detail == "" {
		return lang.L("The server did not accept this")
	}
	return lang.L("The server says: {{.Words}}", data{"Words": p.Detail})
}
