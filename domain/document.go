package domain

import "strings"

// Document is a part of an account that servers keep, read and write as one.
type Document string

// The documents.
const (
	DocAccount  Document = "account"  // name, realm, contacts, restrictions, permissions, notes ...
	DocLimits   Document = "limits"   // trunks and the bypass
	DocApps     Document = "apps"     // which apps may be used
	DocCallflow Document = "callflow" // whose carriers calls leave by
	DocPlans    Document = "plans"    // service plans
	DocSecurity Document = "security" // whether a second factor is asked for
	DocUser     Document = "user"     // one user; its fields carry the user's id

	// These are read and not edited as such.
	DocUsers  Document = "users"  // all users
	DocCredit Document = "credit" // the balance and the ledger
)

// The fields of an account that a draft does not have. Those of lists are made by
// the functions below.
const (
	FieldEnabled      Field = "enabled"
	FieldNotes        Field = "notes"
	FieldAnnouncement Field = "announcement"
	FieldE911         Field = "e911"    // numbers may have emergency addresses
	FieldCNAM         Field = "cnam"    // numbers may show a caller's name
	FieldCarrier      Field = "carrier" // see the carriers below
	FieldMultiFactor  Field = "multi_factor"
)

// Fields that servers tell and nobody edits.
const (
	FieldCreated    Field = "created" // 2026-03-12T09:30:00Z
	FieldIsReseller Field = "is_reseller"
	FieldResellerID Field = "reseller_id"
)

// Whose carriers an account's calls leave by, as FieldCarrier says it.
const (
	CarrierOwn      = "own"      // the account's own
	CarrierReseller = "reseller" // its reseller's
	CarrierBlended  = "blended"  // the platform's own choice
	CarrierOther    = "other"    // something that somebody built by hand: not to be overwritten by chance
)

// RestrictionField says whether calls to a classifier are denied.
func RestrictionField(classifier string) Field { return FieldRestricted.Part(classifier) }

// PermissionField says whether the customer may see something.
func PermissionField(p Permission) Field { return FieldHidden.Part(string(p)) }

// AppField says whether an app may be used.
func AppField(id string) Field { return FieldApps.Part(id) }

// PlanField says whether the account is on a service plan.
func PlanField(id string) Field { return FieldPlans.Part(id) }

// UserField names a part of a user of the account: PartFirstName, PartLastName,
// PartEmail, PartPhone, or PartAdmin and PartEnabled, which hold a switch.
func UserField(id, part string) Field { return Field("user/" + id + "/" + part) }

// The parts of a user that an administrator of a draft does not have.
const (
	PartAdmin   = "admin"
	PartEnabled = "enabled"
)

// User returns the user's id and the part, where f is one of a user's.
func (f Field) User() (id, part string, ok bool) {
	rest, found := strings.CutPrefix(string(f), "user/")
	if !found {
		return "", "", false
	}
	return strings.Cut(rest, "/")
}

// Rest is what follows the field's first part: a classifier, a permission, an id.
func (f Field) Rest() string {
	_, rest, _ := strings.Cut(string(f), "/")
	return rest
}

// Document is where servers keep the field.
func (f Field) Document() Document {
	head, _, _ := strings.Cut(string(f), "/")
	switch Field(head) {
	case "user":
		return DocUser
	case FieldTwoWay, FieldInbound, FieldOutbound, FieldPrepay:
		return DocLimits
	case FieldApps:
		return DocApps
	case FieldPlans:
		return DocPlans
	case FieldCarrier:
		return DocCallflow
	case FieldMultiFactor:
		return DocSecurity
	default:
		return DocAccount
	}
}
