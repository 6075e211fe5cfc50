package domain

import "strings"

// CheckEdits tells what is wrong with edits of an account that exists, by the same
// rules as for a draft. Only what was touched is looked at.
func CheckEdits(edits Edits, s Surroundings) Problems {
	var out Problems
	for _, e := range edits {
		out = append(out, checkEdit(e.Field, strings.TrimSpace(e.After), s)...)
	}
	return out
}

// checkEdit puts the value into a draft that has nothing else, and takes what Check
// says of that field.
func checkEdit(f Field, value string, s Surroundings) Problems {
	if _, part, ok := f.User(); ok {
		return checkUserEdit(f, part, value, s)
	}
	d := Draft{ID: "edit", Name: "x", Timezone: "Etc/UTC"}
	head, part, _ := strings.Cut(string(f), "/")
	switch Field(head) {
	case FieldName:
		d.Name = value
	case FieldRealm:
		label, ok := RealmLabel(value, s.RealmSuffix)
		if !ok { // a realm of another suffix: as a whole it has to be one
			if !realmLabel.MatchString(strings.ToLower(value)) || len(value) < MinRealm {
				return Problems{{Field: f, Code: BadRealm}}
			}
			return nil
		}
		d.RealmLabel = label
	case FieldTimezone:
		d.Timezone = value
	case FieldLanguage:
		d.Language = value
	case FieldTechnical:
		setContact(&d.Technical, part, value)
	case FieldBilling:
		setContact(&d.Billing, part, value)
	case FieldContract:
		d.ContractEnd = value
	case FieldTwoWay:
		d.Trunks.TwoWay = value
	case FieldInbound:
		d.Trunks.Inbound = value
	case FieldOutbound:
		d.Trunks.Outbound = value
	default: // nothing can be wrong with the others
	}
	return d.Check(s).At(f).Blocking()
}

func setContact(c *Contact, part, value string) {
	switch part {
	case PartEmail:
		c.Email = value
	case PartPhone:
		c.Phone = value
	case PartCountry:
		c.Address.Country = value
	}
}

func checkUserEdit(f Field, part, value string, s Surroundings) Problems {
	c := checker{s: s}
	switch part {
	case PartFirstName, PartLastName:
		c.personName(f, value)
	case PartEmail:
		if value == "" {
			c.add(f, Required)
		} else {
			c.addIf(CheckUserEmail(f, value))
		}
	case PartPhone:
		c.phone(f, value)
	}
	return c.problems
}
