package domain

import "strings"

// Field names a place in the wizard, such as "name" or "admin/<id>/email". It is
// where a problem is shown, whoever found it.
type Field string

// The fields of a draft. Those of an administrator are made by AdminField.
const (
	FieldName       Field = "name"
	FieldRealm      Field = "realm"
	FieldTimezone   Field = "timezone"
	FieldLanguage   Field = "language"
	FieldTechnical  Field = "technical" // the whole contact: its parts are technical/name ...
	FieldBilling    Field = "billing"
	FieldSales      Field = "representative"
	FieldContract   Field = "contract_end"
	FieldPlans      Field = "plans"
	FieldTwoWay     Field = "twoway_trunks"
	FieldInbound    Field = "inbound_trunks"
	FieldOutbound   Field = "outbound_trunks"
	FieldRestricted Field = "call_restriction"
	FieldCredit     Field = "credit"
	FieldPrepay     Field = "allow_prepay"
	FieldHidden     Field = "permissions"
	FieldApps       Field = "apps"
)

// The parts of an administrator and of a contact.
const (
	PartFirstName = "first_name"
	PartLastName  = "last_name"
	PartEmail     = "email"
	PartPhone     = "phone"
	PartPassword  = "password"
	PartName      = "name"
	PartStreet    = "street"
	PartStreet2   = "street2"
	PartCity      = "city"
	PartRegion    = "region"
	PartPostal    = "postal_code"
	PartCountry   = "country"
)

// AdminField names a part of the administrator with this id.
func AdminField(id, part string) Field { return Field("admin/" + id + "/" + part) }

// Part names a part of a contact, as in FieldBilling.Part(PartCity).
func (f Field) Part(part string) Field { return f + "/" + Field(part) }

// Admin returns the administrator's id and the part, where f is one of an
// administrator's.
func (f Field) Admin() (id, part string, ok bool) {
	rest, found := strings.CutPrefix(string(f), "admin/")
	if !found {
		return "", "", false
	}
	return strings.Cut(rest, "/")
}

// Tab is a page of the wizard.
type Tab string

// The tabs, in the order in which they stand. TabPlans is there only for
// resellers who have service plans.
const (
	TabGeneral      Tab = "general"
	TabContacts     Tab = "contacts"
	TabPlans        Tab = "plans"
	TabRestrictions Tab = "restrictions"
	TabPermissions  Tab = "permissions"
	TabReview       Tab = "review"
)

// Tabs lists the tabs of the wizard, with or without that of service plans.
func Tabs(withPlans bool) []Tab {
	if withPlans {
		return []Tab{TabGeneral, TabContacts, TabPlans, TabRestrictions, TabPermissions, TabReview}
	}
	return []Tab{TabGeneral, TabContacts, TabRestrictions, TabPermissions, TabReview}
}

// Tab returns where in the wizard the field stands.
func (f Field) Tab() Tab {
	head, _, _ := strings.Cut(string(f), "/")
	switch Field(head) {
	case FieldTechnical, FieldBilling, FieldSales, FieldContract:
		return TabContacts
	case FieldPlans:
		return TabPlans
	case FieldTwoWay, FieldInbound, FieldOutbound, FieldRestricted, FieldCredit, FieldPrepay:
		return TabRestrictions
	case FieldHidden, FieldApps:
		return TabPermissions
	case FieldName, FieldRealm, FieldTimezone, FieldLanguage,
		FieldEnabled, FieldNotes, FieldAnnouncement, FieldE911, FieldCNAM, FieldCarrier, FieldMultiFactor,
		FieldCreated, FieldIsReseller, FieldResellerID:
	}
	return TabGeneral // there the administrators are, too
}
