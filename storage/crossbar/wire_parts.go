package crossbar

import (
	"encoding/json"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// userDoc is an administrator to be made. Number is a key that no schema names,
// and that servers keep.
type userDoc struct {
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
	UserName  string `json:"username"`
	Email     string `json:"email"`
	Number    string `json:"number,omitempty"`
	Password  sealed `json:"password"`
	PrivLevel string `json:"priv_level"`
	Marker    marker `json:"x_accounts_manager"`
}

const privLevelAdmin = "admin"

func newUserDoc(a domain.Administrator, password domain.Secret, opID string) userDoc {
	return userDoc{
		FirstName: a.FirstName, LastName: a.LastName, UserName: a.UserName(), Email: a.Email, Number: a.Phone,
		Password: sealed{password}, PrivLevel: privLevelAdmin, Marker: marker{OpID: text(opID)},
	}
}

// passwordDoc is another password for a user. Servers make the credentials of the
// user name and the password together, so both go along (Kazoo: kzd_users); a PATCH
// leaves the rest of the document, and of the marker, as it is.
type passwordDoc struct {
	UserName string         `json:"username"`
	Password sealed         `json:"password"`
	Marker   passwordMarker `json:"x_accounts_manager"`
}

// passwordMarker tells which step set the password of a user last.
type passwordMarker struct {
	OpID text `json:"password_op_id"`
}

func newPasswordDoc(a domain.Administrator, password domain.Secret, opID string) passwordDoc {
	return passwordDoc{UserName: a.UserName(), Password: sealed{password}, Marker: passwordMarker{OpID: text(opID)}}
}

// limitsDoc is what the program reads of limits. A trunk that is not there counts
// as 0 (Kazoo: system_config limits), and calls over the trunks are allowed unless
// the document says otherwise (Kazoo: limits schema).
type limitsDoc struct {
	TwoWay      number `json:"twoway_trunks"`
	Inbound     number `json:"inbound_trunks"`
	Outbound    number `json:"outbound_trunks"`
	AllowPrepay *bool  `json:"allow_prepay"`
}

func (d limitsDoc) prepay() bool { return d.AllowPrepay == nil || *d.AllowPrepay }

// trunks are the counts; a negative one means without limit.
func (d limitsDoc) trunks() domain.Trunks {
	return domain.Trunks{TwoWay: int(d.TwoWay.whole()), Inbound: int(d.Inbound.whole()), Outbound: int(d.Outbound.whole())}
}

// mergeLimits puts what is intended over the limits as they stand. A POST replaces
// the whole document, so all that was there goes along, but for what is not the
// caller's to write.
func mergeLimits(was map[string]json.RawMessage, wanted provisioning.LimitsIntent) map[string]any {
	out := map[string]any{}
	for key, value := range was {
		if ownLimit(key) && !isNoCap(key, value) {
			out[key] = value
		}
	}
	out["twoway_trunks"] = wanted.Trunks.TwoWay
	out["inbound_trunks"] = wanted.Trunks.Inbound
	out["outbound_trunks"] = wanted.Trunks.Outbound
	out["allow_prepay"] = wanted.Prepay
	return out
}

// ownLimit tells whether a key read from limits may be written back: reading shows
// two private values that only the server sets (Kazoo: cb_limits).
func ownLimit(key string) bool {
	switch key {
	case "id", "allow_postpay", "max_postpay_amount":
		return false
	}
	return !strings.HasPrefix(key, "_") && !strings.HasPrefix(key, "pvt_")
}

// isNoCap tells of a cap of -1 ("without limit"), which an operator can store and no
// server takes back (Kazoo: limits schema of 5 and 4.3). Left out it means the same
// (Kazoo: kzd_limits; a 0 would deny every call). A trunk of -1, burst_trunks among them,
// goes back as it was: 4.3 takes it, and Kazoo 5 refuses it, which says where. Left out it
// would be none, and its calls would end without a word.
func isNoCap(key string, value json.RawMessage) bool {
	switch key {
	case "calls", "resource_consuming_calls":
		var n number
		return json.Unmarshal(value, &n) == nil && n.ok && n.value.IsNegative()
	}
	return false
}

// creditDoc is a ledger credit to be made. Source, usage and the period's start
// are by what the server tells one credit from another (Kazoo: kz_ledger), so
// they follow from the step alone.
type creditDoc struct {
	Amount      json.Number    `json:"amount"` // currency units, exactly as typed
	Description string         `json:"description"`
	Source      sourceDoc      `json:"source"`
	Usage       usageDoc       `json:"usage"`
	Period      periodDoc      `json:"period"`
	Metadata    creditMetadata `json:"metadata"`
}

type sourceDoc struct {
	Service text `json:"service"`
	ID      text `json:"id"`
}

type usageDoc struct {
	Type     string `json:"type"`
	Quantity int    `json:"quantity"`
	Unit     string `json:"unit"`
}

type periodDoc struct {
	Start int64 `json:"start"` // Gregorian seconds
}

// creditMetadata has the marker flat, where servers keep it, and the two flags by
// which web interfaces know that the description is their own to word.
type creditMetadata struct {
	OpID        string `json:"op_id"`
	Automatic   bool   `json:"automatic_description"`
	FromAClient bool   `json:"ui_request"`
}

// creditService is the ledger that credits given by hand go to.
const creditService = "adjustments"

func newCreditDoc(c provisioning.CreditIntent, opID string) creditDoc {
	description, usage := "Credit added by administrator", "credit"
	if c.Debit {
		description, usage = "Credit removed by administrator", "debit"
	}
	return creditDoc{
		Amount:      json.Number(c.Amount.String()),
		Description: description,
		Source:      sourceDoc{Service: creditService, ID: text(opID)},
		Usage:       usageDoc{Type: usage, Quantity: 0, Unit: "USD"},
		Period:      periodDoc{Start: toGregorian(c.PeriodStart)},
		Metadata:    creditMetadata{OpID: opID, Automatic: true, FromAClient: true},
	}
}

type plansDoc struct {
	Add []string `json:"add"`
}

func newPlansDoc(p provisioning.PlansIntent) plansDoc {
	var doc plansDoc
	for _, plan := range p.Plans {
		doc.Add = append(doc.Add, plan.ID)
	}
	return doc
}

type blacklistDoc struct {
	Blacklist []string `json:"blacklist"`
}

// numberNoMatch is the number of the callflow that takes what matches no other.
const numberNoMatch = "no_match"

type callflowDoc struct {
	Numbers []string `json:"numbers"`
	Flow    flowDoc  `json:"flow"`
	Marker  marker   `json:"x_accounts_manager"`
}

type flowDoc struct {
	Module   string         `json:"module"`
	Data     map[string]any `json:"data"`
	Children map[string]any `json:"children"`
}

// carrierModules are the callflow modules that send calls out by a carrier.
var carrierModules = map[provisioning.Carrier]string{provisioning.CarrierBlended: "offnet"}

func newCallflowDoc(c provisioning.CallflowIntent, opID string) callflowDoc {
	return callflowDoc{
		Numbers: []string{numberNoMatch},
		Flow:    flowDoc{Module: carrierModules[c.Carrier], Data: map[string]any{}, Children: map[string]any{}},
		Marker:  marker{OpID: text(opID)},
	}
}
