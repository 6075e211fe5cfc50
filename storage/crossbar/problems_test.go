package crossbar

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

func complaintsFor(t *testing.T, kind provisioning.Kind, data string) domain.Problems {
	t.Helper()
	step := provisioning.Step{Kind: kind}
	if kind == provisioning.KindAdministrator {
		step.Intent.Admin = &provisioning.AdminIntent{Admin: domain.Administrator{ID: "a1"}}
	}
	q := changing()
	q.fields = fieldsOf(step)
	q.secrets = []domain.Secret{domain.NewSecret("canary-password")}
	a := answer{status: 400}
	a.envelope, a.unreadable = decodeEnvelope([]byte(failure(400, "validation error", data)))
	var refused *domain.RefusedError
	require.ErrorAs(t, q.judge(a), &refused)
	return refused.Problems
}

func TestTheServersComplaintsStandAtTheirFields(t *testing.T) {
	admin := func(part string) domain.Field { return domain.AdminField("a1", part) }
	type problems = domain.Problems
	for name, tt := range map[string]struct {
		kind provisioning.Kind
		data string
		want problems
	}{
		"name and realm taken": {
			provisioning.KindAccount,
			`{"realm":{"unique":{"message":"Account realm already in use","cause":"acme.example.com"}},"name":{"unique":{"message":"Account name already in use","cause":"ACME, inc."}}}`,
			problems{
				{Field: domain.FieldName, Code: domain.TakenOnServer, Detail: "ACME, inc."},
				{Field: domain.FieldRealm, Code: domain.TakenOnServer, Detail: "acme.example.com"},
			},
		},
		"lengths": {
			provisioning.KindAccount,
			`{"name":{"maxLength":{"message":"x","target":128}},"realm":{"minLength":{"message":"x","target":4}},"timezone":{"minLength":{"message":"x","target":"5"}}}`,
			problems{
				{Field: domain.FieldName, Code: domain.TooLong, Limit: 128},
				{Field: domain.FieldRealm, Code: domain.TooShort, Limit: 4},
				{Field: domain.FieldTimezone, Code: domain.TooShort, Limit: 5},
			},
		},
		"missing": {
			provisioning.KindAccount, `{"name":{"required":{"message":"Field is required but missing","value":"name"}}}`,
			problems{{Field: domain.FieldName, Code: domain.Required}},
		},
		"empty": {
			provisioning.KindAccount, `{"name":{"minLength":{"message":"x","target":1,"value":""}}}`,
			problems{{Field: domain.FieldName, Code: domain.Required}},
		},
		"realm pattern": {
			provisioning.KindAccount, `{"realm":{"pattern":{"message":"x"}}}`,
			problems{{Field: domain.FieldRealm, Code: domain.BadRealm}},
		},
		"nested, Kazoo 5": {
			provisioning.KindAccount,
			`{"call_restriction%2Edid_us%2Eaction":{"enum":{"message":"Value not found in enumerated list of values","target":["inherit","deny"]}}}`,
			problems{{Field: domain.FieldRestricted, Code: domain.ServerSays, Detail: "Value not found in enumerated list of values"}},
		},
		"nested, with dots": {
			provisioning.KindAccount, `{"contact.billing.email":{"wrong_format":{"message":"x","format":"email"}}}`,
			problems{{Field: domain.FieldBilling.Part(domain.PartEmail), Code: domain.BadEmail}},
		},
		"nested, as a tree": {
			provisioning.KindAccount, `{"contact":{"technical":{"number":{"type":{"message":"not text"}}}}}`,
			problems{{Field: domain.FieldTechnical.Part(domain.PartPhone), Code: domain.ServerSays, Detail: "not text"}},
		},
		"inside a field": {
			provisioning.KindAccount, `{"contract.end_date":{"type":{"message":"no integer"}}}`,
			problems{{Field: domain.FieldContract, Code: domain.ServerSays, Detail: "no integer"}},
		},
		"unknown key": {
			provisioning.KindAccount, `{"preflow":{"type":{"message":"no object"}}}`,
			problems{{Field: domain.FieldName, Code: domain.ServerSays, Detail: "preflow: no object"}},
		},
		"a message alone": {
			provisioning.KindAccount, `{"name":{"forbidden":"you may not"}}`,
			problems{{Field: domain.FieldName, Code: domain.ServerSays, Detail: "you may not"}},
		},
		"user name taken": {
			provisioning.KindAdministrator, `{"username":{"unique":{"message":"Username must be unique","cause":"ada@example.com"}}}`,
			problems{{Field: admin(domain.PartEmail), Code: domain.TakenOnServer, Detail: "ada@example.com"}},
		},
		"user": {
			provisioning.KindAdministrator,
			`{"email":{"wrong_format":{"message":"x"}},"first_name":{"maxLength":{"target":128,"message":"x"}},"last_name":{"required":{"message":"x"}},"username":{"pattern":{"message":"x"}}}`,
			problems{
				{Field: admin(domain.PartEmail), Code: domain.BadEmail},
				{Field: admin(domain.PartFirstName), Code: domain.TooLong, Limit: 128},
				{Field: admin(domain.PartLastName), Code: domain.Required},
				{Field: admin(domain.PartEmail), Code: domain.BadUserName},
			},
		},
		"password": {
			provisioning.KindAdministrator,
			`{"password":{"minLength":{"message":"canary-password is short","target":20,"cause":"canary-password","value":"canary-password"}}}`,
			problems{{Field: admin(domain.PartPassword), Code: domain.TooShort, Limit: 20}},
		},
		"password repeated": {
			provisioning.KindAdministrator, `{"password":{"weak":{"message":"canary-password is weak","value":"canary-password"}}}`,
			problems{{Field: admin(domain.PartPassword), Code: domain.ServerSays, Detail: "••• is weak"}},
		},
		"trunks": {
			provisioning.KindLimits, `{"twoway_trunks":{"minimum":{"message":"x","target":0}},"inbound_trunks":{"maximum":{"message":"x","target":9.0}},"allow_prepay":{"type":{"message":"b"}}}`,
			problems{
				{Field: domain.FieldPrepay, Code: domain.ServerSays, Detail: "b"},
				{Field: domain.FieldInbound, Code: domain.TooHigh, Limit: 9},
				{Field: domain.FieldTwoWay, Code: domain.TooLow},
			},
		},
		"credit": {
			provisioning.KindCredit, `{"amount":{"minimum":{"message":"x","target":1}},"source.id":{"required":{"message":"Field is required but missing"}}}`,
			problems{
				{Field: domain.FieldCredit, Code: domain.TooLow, Limit: 1},
				{Field: domain.FieldCredit, Code: domain.ServerSays, Detail: "source.id: Field is required but missing"},
			},
		},
		"callflow": {
			provisioning.KindCallflow, `{"numbers":{"unique":{"message":"Number no_match exists in callflow x","cause":"no_match"}}}`,
			problems{{Field: domain.FieldName, Code: domain.TakenOnServer, Detail: "no_match"}},
		},
		"a plain error": {provisioning.KindAccount, `{"message":"bad"}`, nil},
		"no object":     {provisioning.KindAccount, `["x"]`, nil},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, tt.want, complaintsFor(t, tt.kind, tt.data)) })
	}
}

func TestChargesOfInvoices(t *testing.T) {
	// As a real Kazoo answered: 27 more trunks, with users and trunks held already.
	const data = `[{"activation_charges":[{"billable":27,"category":"limits","item":"twoway_trunks","name":"Two-way trunk","rate":10.0,"total":270.0}],
	"items":[{"category":"limits","item":"inbound_trunks","name":"Inbound trunk","quantity":0,"billable":0,"rate":6.99,"total":0.0},
	{"category":"users","item":"user","name":"User seat","quantity":7,"billable":7,"rate":5.0,"total":35.0},
	{"category":"limits","item":"twoway_trunks","name":"Two-way trunk","quantity":30,"billable":30,"rate":24.99,"total":749.6999999999999,
	 "changes":{"type":"modified","difference":{"billable":27,"quantity":27}}}],"summary":{"today":270.0}}]`
	requireCharges(t, []domain.Charge{
		{Category: "limits", Item: "twoway_trunks", Name: "Two-way trunk", Quantity: 27, Rate: money("24.99"), Total: money("674.73")},
		{Category: "activation_charges", Item: "twoway_trunks", Name: "Two-way trunk", Quantity: 27, Rate: money("10"), Total: money("270")},
	}, data)
}

func TestChargesOfOlderServers(t *testing.T) {
	requireCharges(t, []domain.Charge{
		{Category: "limits", Item: "inbound_trunks", Name: "inbound_trunks", Quantity: 1, Rate: money("6.99"), Total: money("6.99")},
		{Category: "limits", Item: "twoway_trunks", Name: "Two-Way", Quantity: 5, Rate: money("29.99"), Total: money("149.95")},
	}, `{"limits":{"twoway_trunks":{"category":"limits","item":"twoway_trunks","name":"Two-Way","quantity":5,"rate":29.99,"single_discount":true},
	"inbound_trunks":{"quantity":1,"rate":6.99}},"plan":"x"}`)
}

func TestNoCharges(t *testing.T) {
	for _, data := range []string{`{}`, `null`, ``, `"x"`, `[]`, `[1]`, `{"reason":"r","message":"m"}`} {
		require.Empty(t, decodeCharges([]byte(data)), data)
	}
}

func requireCharges(t *testing.T, want []domain.Charge, data string) {
	t.Helper()
	got := decodeCharges([]byte(data))
	require.Len(t, got, len(want))
	for i, w := range want {
		g := got[i]
		require.True(t, w.Rate.Equal(g.Rate) && w.Total.Equal(g.Total), "%+v", g)
		g.Rate, g.Total, w.Rate, w.Total = decimal.Zero, decimal.Zero, decimal.Zero, decimal.Zero
		require.Equal(t, w, g)
	}
}

func money(s string) decimal.Decimal { return decimal.RequireFromString(s) }
