package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
)

// Tab is the title of a tab of the wizard.
func Tab(t domain.Tab) string {
	switch t {
	case domain.TabContacts:
		return lang.L("Contacts")
	case domain.TabPlans:
		return lang.L("Service Plan")
	case domain.TabRestrictions:
		return lang.L("Call Restrictions")
	case domain.TabPermissions:
		return lang.L("Permissions")
	case domain.TabReview:
		return lang.L("Review")
	case domain.TabGeneral:
	}
	return lang.L("General")
}

// Label is what stands at a field where its group has a heading of its own, as
// "E-mail address" under "Technical contact".
func Label(f domain.Field) string {
	if _, part, ok := f.Admin(); ok {
		return adminPart(part)
	}
	if _, part, ok := strings.Cut(string(f), "/"); ok {
		return contactPart(part)
	}
	return whole(f)
}

// Field names a field where nothing around it tells whose it is, as "Technical
// contact: E-mail address".
func Field(f domain.Field) string {
	if _, _, ok := f.Admin(); ok {
		return of(lang.L("Administrator"), Label(f))
	}
	if head, _, ok := strings.Cut(string(f), "/"); ok {
		return of(whole(domain.Field(head)), Label(f))
	}
	return whole(f)
}

func of(owner, part string) string {
	return lang.L("{{.Owner}}: {{.Part}}", data{"Owner": owner, "Part": part})
}

func whole(f domain.Field) string {
	switch f {
	case domain.FieldName:
		return lang.L("Account name")
	case domain.FieldRealm:
		return lang.L("Realm")
	case domain.FieldTimezone:
		return lang.L("Time zone")
	case domain.FieldLanguage:
		return lang.L("Language")
	case domain.FieldTechnical:
		return lang.L("Technical contact")
	case domain.FieldBilling:
		return lang.L("Billing contact")
	case domain.FieldSales:
		return lang.L("Sales representative")
	case domain.FieldContract:
		return lang.L("Contract end")
	case domain.FieldPlans:
		return lang.L("Service plans")
	case domain.FieldTwoWay:
		return lang.L("Two-way trunks")
	case domain.FieldInbound:
		return lang.L("Inbound trunks")
	case domain.FieldOutbound:
		return lang.L("Outbound trunks")
	case domain.FieldRestricted:
		return lang.L("Call restrictions")
	case domain.FieldCredit:
		return lang.L("Credit")
	case domain.FieldPrepay:
		return lang.L("Calls over the trunks")
	case domain.FieldHidden:
		return lang.L("What the customer can see")
	case domain.FieldApps:
		return lang.L("Apps")
	default:
		return string(f) // a field of a newer server: its own name is better than none
	}
}

func adminPart(part string) string {
	switch part {
	case domain.PartFirstName:
		return lang.L("First name")
	case domain.PartLastName:
		return lang.L("Last name")
	case domain.PartEmail:
		return lang.L("E-mail address")
	case domain.PartPhone:
		return lang.L("Contact number")
	case domain.PartPassword:
		return lang.L("Password")
	}
	return part
}

func contactPart(part string) string {
	switch part {
	case domain.PartName:
		return lang.L("Name")
	case domain.PartEmail:
		return lang.L("E-mail address")
	case domain.PartPhone:
		return lang.L("Phone number")
	case domain.PartStreet:
		return lang.L("Street and number")
	case domain.PartStreet2:
		return lang.L("Street, second line")
	case domain.PartCity:
		return lang.L("City")
	case domain.PartRegion:
		return lang.L("State or region")
	case domain.PartPostal:
		return lang.L("Postal code")
	case domain.PartCountry:
		return lang.L("Country")
	}
	return part
}

// TrunkKind names a kind of trunk.
func TrunkKind(k domain.TrunkKind) string {
	switch k {
	case domain.Inbound:
		return lang.L("Inbound")
	case domain.Outbound:
		return lang.L("Outbound")
	case domain.TwoWay:
	}
	return lang.L("Two-way")
}

// TrunkMeaning says which calls a kind of trunk carries.
func TrunkMeaning(k domain.TrunkKind) string {
	switch k {
	case domain.Inbound:
		return lang.L("calls received")
	case domain.Outbound:
		return lang.L("calls placed")
	case domain.TwoWay:
	}
	return lang.L("calls in either direction")
}

// PermissionGroup is the title of a group of permissions, by its id.
func PermissionGroup(id string) string {
	switch id {
	case "settings":
		return lang.L("Settings")
	case "billing":
		return lang.L("Billing")
	case "trunking":
		return lang.L("Trunking")
	case "miscellaneous":
		return lang.L("Miscellaneous")
	}
	return id
}

// Permission names one thing that a customer may see.
func Permission(p domain.Permission) string {
	switch p {
	case domain.SeeUser:
		return lang.L("User")
	case domain.SeeAccount:
		return lang.L("Account")
	case domain.SeeCreditCard:
		return lang.L("Credit card")
	case domain.SeePerMinute:
		return lang.L("Per minute")
	case domain.SeeCredit:
		return lang.L("Credit information")
	case domain.SeeMinutes:
		return lang.L("Minutes")
	case domain.SeeServicePlan:
		return lang.L("Service plan")
	case domain.SeeTransaction:
		return lang.L("Transactions")
	case domain.SeeInbound:
		return lang.L("Inbound")
	case domain.SeeOutbound:
		return lang.L("Outbound")
	case domain.SeeTwoWay:
		return lang.L("Two-way")
	case domain.SeeErrorLog:
		return lang.L("UI error log")
	}
	return string(p)
}

// Classifier names a kind of number. What a server told is in its own words; the
// known defaults, which no server told, are in ours.
func Classifier(c domain.Classifier, fromServer bool) string {
	if fromServer && c.Name != "" {
		return c.Name
	}
	switch c.ID {
	case "tollfree_us":
		return lang.L("US Toll Free")
	case "toll_us":
		return lang.L("US Toll")
	case "emergency":
		return lang.L("Emergency")
	case "caribbean":
		return lang.L("Caribbean")
	case "did_us":
		return lang.L("US DID")
	case "international":
		return lang.L("International")
	case "unknown":
		return lang.X("classifier.other", "Other")
	}
	if c.Name != "" {
		return c.Name
	}
	return c.ID
}
