package crossbar

import (
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// fields says where in the wizard a document's keys stand.
type fields struct {
	whole domain.Field            // of what no key stands for
	keys  map[string]domain.Field // by path, such as "contact.billing.email"
}

// find returns the field of a path, or of the nearest object around it.
func (f fields) find(path string) (field domain.Field, known bool) {
	for path != "" {
		if field, ok := f.keys[path]; ok {
			return field, true
		}
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			break
		}
		path = path[:i]
	}
	return f.whole, false
}

// fieldsOf says where the keys of a step's document stand.
func fieldsOf(s provisioning.Step) fields {
	f := fields{}
	if s.Kind.Makes() || s.Intent.Edit != nil && len(s.Intent.Edit.Edits) > 0 {
		f.whole = s.Field()
	}
	switch s.Kind {
	case provisioning.KindEdit:
		f.keys = editFields(*s.Intent.Edit)
	case provisioning.KindAccount:
		f.keys = accountFields
	case provisioning.KindAdministrator:
		f.keys = adminFields(s.Intent.Admin.Admin.ID)
	case provisioning.KindLimits:
		f.keys = limitFields
	case provisioning.KindCredit:
		f.keys = map[string]domain.Field{"amount": domain.FieldCredit}
	case provisioning.KindPassword:
		f.keys = adminFields(s.Intent.Password.Admin.ID)
	case provisioning.KindPlans, provisioning.KindApps, provisioning.KindCallflow, provisioning.KindRemoveUser,
		provisioning.KindReseller, provisioning.KindMove, provisioning.KindDelete:
	}
	return f
}

// editFields says where the keys of an edited document stand.
func editFields(edit domain.DocumentEdits) map[string]domain.Field {
	switch edit.Document { //nolint:exhaustive // lists have no keys that a server complains about
	case domain.DocAccount:
		return accountFields
	case domain.DocLimits:
		return limitFields
	case domain.DocUser:
		fields := map[string]domain.Field{"username": domain.UserField(edit.UserID, domain.PartEmail)}
		for part, k := range userKeys {
			fields[k.path[0]] = domain.UserField(edit.UserID, part)
		}
		return fields
	}
	return nil
}

var limitFields = map[string]domain.Field{
	"twoway_trunks": domain.FieldTwoWay, "inbound_trunks": domain.FieldInbound,
	"outbound_trunks": domain.FieldOutbound, "allow_prepay": domain.FieldPrepay,
}

var accountFields = map[string]domain.Field{
	"name": domain.FieldName, "realm": domain.FieldRealm, "timezone": domain.FieldTimezone, "language": domain.FieldLanguage,
	"contact.technical":        domain.FieldTechnical,
	"contact.technical.name":   domain.FieldTechnical.Part(domain.PartName),
	"contact.technical.email":  domain.FieldTechnical.Part(domain.PartEmail),
	"contact.technical.number": domain.FieldTechnical.Part(domain.PartPhone),

	"contact.billing":                      domain.FieldBilling,
	"contact.billing.name":                 domain.FieldBilling.Part(domain.PartName),
	"contact.billing.email":                domain.FieldBilling.Part(domain.PartEmail),
	"contact.billing.number":               domain.FieldBilling.Part(domain.PartPhone),
	"contact.billing.street_address":       domain.FieldBilling.Part(domain.PartStreet),
	"contact.billing.street_address_extra": domain.FieldBilling.Part(domain.PartStreet2),
	"contact.billing.locality":             domain.FieldBilling.Part(domain.PartCity),
	"contact.billing.region":               domain.FieldBilling.Part(domain.PartRegion),
	"contact.billing.postal_code":          domain.FieldBilling.Part(domain.PartPostal),
	"contact.billing.country":              domain.FieldBilling.Part(domain.PartCountry),

	"contract": domain.FieldContract, "contract.representative": domain.FieldSales,
	"call_restriction": domain.FieldRestricted, "ui_restrictions": domain.FieldHidden,
}

func adminFields(id string) map[string]domain.Field {
	return map[string]domain.Field{
		"first_name": domain.AdminField(id, domain.PartFirstName),
		"last_name":  domain.AdminField(id, domain.PartLastName),
		"username":   domain.AdminField(id, domain.PartEmail),
		"email":      domain.AdminField(id, domain.PartEmail),
		"password":   domain.AdminField(id, domain.PartPassword),
		"number":     domain.AdminField(id, domain.PartPhone),
	}
}
