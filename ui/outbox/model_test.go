package outbox

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// litware is the provisioning of the mock-up: all done but the limits, which were
// refused.
func litware() provisioning.Provisioning {
	done := func(id string, kind provisioning.Kind, took time.Duration, ref string, intent provisioning.Intent) provisioning.Step {
		return provisioning.Step{
			ID: id, OpID: "op-" + id, Kind: kind, Intent: intent, State: provisioning.Done, Ref: ref,
			FirstSent: noon, LastSent: noon, DoneAt: noon.Add(took),
		}
	}
	return provisioning.Provisioning{
		ID: "d3", Name: "Litware Clinics", Parent: domain.AccountRef{ID: "r", Name: "Northwind Telecom"},
		Account:   domain.AccountRef{ID: "9f1c", Name: "Litware Clinics", Realm: "lw4k2m.sip.northwind.example"},
		CreatedAt: noon,
		Steps: []provisioning.Step{
			done("account", provisioning.KindAccount, 400*time.Millisecond, "9f1c", provisioning.Intent{Account: &provisioning.AccountIntent{Name: "Litware Clinics"}}),
			done("administrator/1", provisioning.KindAdministrator, 200*time.Millisecond, "u1", provisioning.Intent{
				Admin: &provisioning.AdminIntent{DraftID: "d3", Admin: domain.Administrator{ID: "1", FirstName: "Ruth", LastName: "Sato", Email: "ruth@litware.example"}},
			}),
			{
				ID: "limits", OpID: "op-limits", Kind: provisioning.KindLimits, State: provisioning.Refused, Why: provisioning.ReasonRefused,
				Status: 403, Code: "forbidden", RequestID: "req-7", FirstSent: noon, LastSent: noon,
				Intent:   provisioning.Intent{Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 20}}},
				Problems: domain.Problems{{Code: domain.ServerSays, Detail: "only the reseller may set limits"}},
			},
			done("credit", provisioning.KindCredit, 100*time.Millisecond, "5b7e0011aa", provisioning.Intent{Credit: &provisioning.CreditIntent{Amount: decimal.NewFromInt(100)}}),
			done("callflow", provisioning.KindCallflow, 100*time.Millisecond, "c1", provisioning.Intent{Callflow: &provisioning.CallflowIntent{}}),
		},
	}
}

func TestTheScreenOfTheMockUp(t *testing.T) {
	s := describe(litware(), workspace.Taken{}, noon.Add(time.Minute))
	require.Equal(t, "The account exists. One step was refused.", s.title)
	var rows [][4]string
	for _, r := range s.rows {
		rows = append(rows, [4]string{r.mark, r.title, r.detail, r.took})
	}
	require.Equal(t, [][4]string{
		{"✓", "Account", "created as lw4k2m.sip.northwind.example", "0.4 s"},
		{"✓", "Administrator ruth@litware.example", "created", "0.2 s"},
		{"✗", "Limits: 20 two-way, 0 inbound, 0 outbound", "403 forbidden: only the reseller may set limits", ""},
		{"✓", "Credit $ 100.00", "added once, reference 5b7e…", "0.1 s"},
		{"·", "Service plan", "not needed", ""},
		{"·", "App restrictions", "not needed", ""},
		{"✓", "Default callflow", "created", "0.1 s"},
	}, rows)
	require.True(t, s.canRetry)
	require.False(t, s.canWithdraw)
	require.NotNil(t, s.single)
	require.Equal(t, "Change the limits…", s.single.change)
	require.Equal(t, domain.FieldTwoWay, s.single.field)
	require.True(t, s.single.canLeave)
}

func TestWaysOnFromEachState(t *testing.T) {
	step := func(kind provisioning.Kind, state provisioning.State, why provisioning.Reason) provisioning.Step {
		s := provisioning.Step{ID: string(kind), Kind: kind, State: state, Why: why}
		if kind == provisioning.KindAdministrator {
			s.ID = "administrator/7"
			s.Intent.Admin = &provisioning.AdminIntent{Admin: domain.Administrator{ID: "7", Email: "ada@abc.example"}}
		}
		return s
	}
	tests := []struct {
		name                         string
		step                         provisioning.Step
		retry, leave, change, accept bool
		withdraw                     bool
		field                        domain.Field
	}{
		{name: "queued", step: step(provisioning.KindAccount, provisioning.Waiting, ""), withdraw: true},
		{name: "sending", step: step(provisioning.KindAccount, provisioning.Sending, "")},
		{name: "done", step: step(provisioning.KindAccount, provisioning.Done, "")},
		{name: "account refused", step: step(provisioning.KindAccount, provisioning.Refused, provisioning.ReasonTaken), retry: true, change: true, withdraw: true, field: domain.FieldName},
		{name: "credit unclear", step: step(provisioning.KindCredit, provisioning.NeedsPerson, provisioning.ReasonUnclear), retry: true, leave: true, withdraw: true, field: domain.FieldCredit},
		{name: "charges", step: step(provisioning.KindLimits, provisioning.NeedsPerson, provisioning.ReasonCharges), leave: true, change: true, accept: true, withdraw: true, field: domain.FieldTwoWay},
		{name: "password lost", step: step(provisioning.KindAdministrator, provisioning.NeedsPerson, provisioning.ReasonPassword), retry: true, leave: true, change: true, withdraw: true, field: domain.AdminField("7", domain.PartPassword)},
		{name: "callflow refused", step: step(provisioning.KindCallflow, provisioning.Refused, provisioning.ReasonRefused), retry: true, leave: true, withdraw: true, field: domain.FieldName},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := describe(provisioning.Provisioning{Name: "ABC", Steps: []provisioning.Step{tt.step}}, workspace.Taken{}, noon)
			require.Equal(t, tt.retry, s.canRetry, "retry")
			require.Equal(t, tt.withdraw, s.canWithdraw, "withdraw")
			if !tt.retry && !tt.accept {
				require.Nil(t, s.single)
				return
			}
			require.Equal(t, tt.leave, s.single.canLeave, "leave")
			require.Equal(t, tt.change, s.single.canChange, "change")
			require.Equal(t, tt.change, s.single.change != "")
			require.Equal(t, tt.accept, s.single.canAccept, "accept")
			require.Equal(t, tt.field, s.single.field)
			require.Equal(t, tt.accept, len(s.charges) == 1)
		})
	}
}

func TestTheServersFieldIsWhereItIsMended(t *testing.T) {
	p := litware()
	p.Steps[2].Problems = domain.Problems{{Code: domain.ServerSays, Detail: "x"}, {Field: domain.FieldInbound, Code: domain.TooLow}}
	require.Equal(t, domain.FieldInbound, describe(p, workspace.Taken{}, noon).single.field)
}

func TestSeveralThatNeedAPersonHaveTheirOwnButtons(t *testing.T) {
	p := litware()
	p.Steps[3].State, p.Steps[3].Why = provisioning.NeedsPerson, provisioning.ReasonUnclear
	s := describe(p, workspace.Taken{}, noon)
	require.Nil(t, s.single)
	require.True(t, s.canRetry)
}

func TestChargesAddUp(t *testing.T) {
	p := litware()
	p.Steps[2].State, p.Steps[2].Why = provisioning.NeedsPerson, provisioning.ReasonCharges
	p.Steps[2].Charges = []domain.Charge{
		{Category: "limits", Item: "twoway_trunks", Quantity: 20, Rate: decimal.RequireFromString("2.50"), Total: decimal.NewFromInt(50)},
		{Name: "Set-up", Quantity: 1, Rate: decimal.NewFromInt(10), Total: decimal.NewFromInt(10)},
	}
	s := describe(p, workspace.Taken{}, noon)
	require.Equal(t, "The server asks you to accept charges.", s.title)
	require.Equal(t, []chargeTable{{
		step: "limits", title: "Limits: 20 two-way, 0 inbound, 0 outbound", total: "$ 60.00",
		lines: []chargeLine{{"limits twoway trunks", "20", "$ 2.50", "$ 50.00"}, {"Set-up", "1", "$ 10.00", "$ 10.00"}},
	}}, s.charges)
}

func TestDetailsForSupport(t *testing.T) {
	text := supportText(litware(), "1.2.3", noon)
	for _, part := range []string{"1.2.3", "d3", "Litware Clinics", "9f1c", "[limits] refused (refused)", "403 forbidden: only the reseller may set limits", "req-7", "op-limits"} {
		require.Contains(t, text, part)
	}
}
