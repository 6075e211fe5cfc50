package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Value words what a field of an account holds; a dash for nothing.
func Value(f domain.Field, value string) string {
	head, _, _ := strings.Cut(string(f), "/")
	switch {
	case f == domain.FieldSales:
		value = domain.ParseRepresentative(value).Name
	case f == domain.FieldCarrier:
		return Carrier(value)
	case f == domain.FieldLanguage:
		value = LanguageName(value)
	case domain.Field(head) == domain.FieldRestricted:
		return pick(value == domain.On, lang.L("denied"), lang.L("allowed"))
	case domain.Field(head) == domain.FieldHidden:
		return pick(value == domain.On, lang.L("can be seen"), lang.L("hidden"))
	case domain.Field(head) == domain.FieldApps:
		return pick(value == domain.On, lang.L("may be used"), lang.L("may not be used"))
	case domain.Field(head) == domain.FieldPlans:
		return pick(value == domain.On, lang.L("assigned"), lang.L("not assigned"))
	case f == domain.FieldEnabled:
		return pick(value == domain.On, lang.L("Active"), lang.L("Disabled"))
	case value == domain.On:
		return lang.L("yes")
	case value == domain.Off:
		return lang.L("no")
	}
	if strings.TrimSpace(value) == "" {
		return "—"
	}
	return value
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// Carrier says whose carriers an account's calls leave by.
func Carrier(value string) string {
	switch value {
	case domain.CarrierOwn:
		return lang.L("The account's own carriers")
	case domain.CarrierReseller:
		return lang.L("The reseller's carriers")
	case domain.CarrierBlended:
		return lang.L("The platform's carriers")
	case "":
		return lang.L("Not set up")
	}
	return lang.L("Set up by hand")
}

// AccountField names a field of an account that exists, with what servers know by an
// id named from the catalogue.
func AccountField(f domain.Field, c domain.Catalogue) string {
	list, name := listed(f, c)
	if list == "" {
		return name
	}
	return of(list, name)
}

// Listed names a field by itself where what it belongs to stands above it: "Caribbean"
// below call restrictions.
func Listed(f domain.Field, c domain.Catalogue) string {
	_, name := listed(f, c)
	return name
}

// listed names the list that a field is in, empty for none, and the field in it.
func listed(f domain.Field, c domain.Catalogue) (list, name string) {
	head, rest, ok := strings.Cut(string(f), "/")
	if !ok {
		return "", accountWhole(f)
	}
	switch domain.Field(head) {
	case domain.FieldRestricted:
		list, name = lang.L("Calls"), rest
		classifiers, fromServer := c.KnownClassifiers()
		for _, k := range classifiers {
			if k.ID == rest {
				name = Classifier(k, fromServer)
			}
		}
	case domain.FieldHidden:
		list, name = lang.L("Permissions"), Permission(domain.Permission(rest))
	case domain.FieldApps:
		list, name = lang.L("App"), rest
		for _, a := range c.Apps {
			if a.ID == rest {
				name = a.Label
			}
		}
	case domain.FieldPlans:
		list, name = lang.L("Service plan"), rest
		for _, p := range c.Plans {
			if p.ID == rest {
				name = p.Name
			}
		}
	case "user":
		_, part, _ := f.User()
		list, name = lang.L("User"), userPart(part)
	default:
		name = Field(f)
	}
	return list, name
}

func userPart(part string) string {
	switch part {
	case domain.PartAdmin:
		return lang.L("Administrator")
	case domain.PartEnabled:
		return lang.L("May sign in")
	}
	return adminPart(part)
}

func accountWhole(f domain.Field) string {
	switch f {
	case domain.FieldEnabled:
		return lang.L("Status")
	case domain.FieldNotes:
		return lang.L("Notes")
	case domain.FieldAnnouncement:
		return lang.L("Announcement")
	case domain.FieldE911:
		return lang.L("Emergency addresses (E911)")
	case domain.FieldCNAM:
		return lang.L("Caller names (CNAM)")
	case domain.FieldCarrier:
		return lang.L("Carriers")
	case domain.FieldMultiFactor:
		return lang.L("Second factor at sign-in")
	default:
		return whole(f)
	}
}

// Deed says what a step of an account that exists does.
func Deed(s provisioning.Step, c domain.Catalogue) string {
	i := s.Intent
	switch {
	case i.Edit != nil:
		var said []string
		for _, e := range i.Edit.Edits {
			said = append(said, lang.L("{{.Field}}: {{.Before}} → {{.After}}", data{
				"Field": AccountField(e.Field, c), "Before": short40(Value(e.Field, e.Before)), "After": short40(Value(e.Field, e.After)),
			}))
		}
		return strings.Join(said, "\n")
	case i.RemoveUser != nil:
		return lang.L("Remove the user {{.Name}}", data{"Name": i.RemoveUser.FullName()})
	case i.Reseller != nil:
		return pick(i.Reseller.Promote, lang.L("Make it a reseller"), lang.L("Make it no reseller any more"))
	case i.Move != nil:
		return lang.L("Move it below {{.Name}}", data{"Name": i.Move.To.Name})
	case i.Delete != nil:
		return lang.L("Delete the account")
	case i.Credit != nil && i.Credit.Debit:
		return lang.L("Remove {{.Amount}} of credit", data{"Amount": Money(i.Credit.Amount)})
	case i.Credit != nil:
		return lang.L("Add {{.Amount}} of credit", data{"Amount": Money(i.Credit.Amount)})
	}
	return StepTitle(s)
}

func short40(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}

// Changes words how many changes wait for an account.
func Changes(n int) string {
	return plural(n, "{{.Count}} change", "{{.Count}} changes")
}
