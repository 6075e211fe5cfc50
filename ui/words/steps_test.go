package words

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

var now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestStepTitles(t *testing.T) {
	tests := map[string]provisioning.Step{
		"Account": {Kind: provisioning.KindAccount, Intent: provisioning.Intent{Account: &provisioning.AccountIntent{Name: "ABC"}}},
		"Administrator ruth@litware.example": {Kind: provisioning.KindAdministrator, Intent: provisioning.Intent{
			Admin: &provisioning.AdminIntent{Admin: domain.Administrator{Email: " Ruth@litware.example"}},
		}},
		"Limits: 20 two-way, 0 inbound, 1,000 outbound": {Kind: provisioning.KindLimits, Intent: provisioning.Intent{
			Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 20, Outbound: 1000}},
		}},
		"Credit $ 1,100.00": {Kind: provisioning.KindCredit, Intent: provisioning.Intent{
			Credit: &provisioning.CreditIntent{Amount: decimal.RequireFromString("1100")},
		}},
		"Service plan Hosted, Fax": {Kind: provisioning.KindPlans, Intent: provisioning.Intent{
			Plans: &provisioning.PlansIntent{Plans: []domain.ServicePlan{{Name: "Hosted"}, {Name: "Fax"}}},
		}},
		"App restrictions: 1 app allowed":  {Kind: provisioning.KindApps, Intent: provisioning.Intent{Apps: &provisioning.AppsIntent{Allowed: 1}}},
		"App restrictions: 2 apps allowed": {Kind: provisioning.KindApps, Intent: provisioning.Intent{Apps: &provisioning.AppsIntent{Allowed: 2}}},
		"Default callflow":                 {Kind: provisioning.KindCallflow, Intent: provisioning.Intent{Callflow: &provisioning.CallflowIntent{}}},
	}
	for want, s := range tests {
		require.Equal(t, want, StepTitle(s))
	}
	for _, k := range provisioning.Kinds() {
		require.NotEqual(t, string(k), KindTitle(k), "words, not codes")
	}
}

func TestStepDetails(t *testing.T) {
	ready := provisioning.Provisioning{Account: domain.AccountRef{ID: "a", Realm: "lw4k2m.sip.example"}}
	soon := now.Add(11500 * time.Millisecond)
	tests := []struct {
		name string
		p    provisioning.Provisioning
		s    provisioning.Step
		want string
	}{
		{"account done", ready, provisioning.Step{Kind: provisioning.KindAccount, State: provisioning.Done}, "created as lw4k2m.sip.example"},
		{"admin done", ready, provisioning.Step{Kind: provisioning.KindAdministrator, State: provisioning.Done}, "created"},
		{"limits done", ready, provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.Done}, "set"},
		{"credit done", ready, provisioning.Step{Kind: provisioning.KindCredit, State: provisioning.Done, Ref: "5b7e99aa01"}, "added once, reference 5b7e…"},
		{"first", provisioning.Provisioning{}, provisioning.Step{Kind: provisioning.KindAccount, State: provisioning.Waiting}, "waiting to be sent"},
		{"behind the account", provisioning.Provisioning{}, provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.Waiting}, "waits for the account"},
		{
			"offline", ready,
			provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.Waiting, Why: provisioning.ReasonOffline, Next: soon},
			"waiting for a connection, next try in 12 s",
		},
		{
			"busy", ready,
			provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.Waiting, Why: provisioning.ReasonBusy, Status: 429, Next: now.Add(5 * time.Minute)},
			"the server is busy (429), next try in 5 min",
		},
		{"sign in", ready, provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.Waiting, Why: provisioning.ReasonSignIn}, "waiting for you to sign in"},
		{"sending", ready, provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.Sending}, "being sent…"},
		{
			"lost", ready,
			provisioning.Step{Kind: provisioning.KindCredit, State: provisioning.Unknown, Why: provisioning.ReasonNoAnswer, Next: now.Add(4 * time.Second)},
			"the answer was lost; looking whether it took effect, next look in 4 s",
		},
		{
			"lost and offline", ready,
			provisioning.Step{Kind: provisioning.KindCredit, State: provisioning.Unknown, Why: provisioning.ReasonOffline},
			"the answer was lost; looking for it needs a connection",
		},
		{
			"exists",
			provisioning.Provisioning{},
			provisioning.Step{Kind: provisioning.KindAccount, State: provisioning.Unknown, Doubt: true, Why: provisioning.ReasonTaken},
			"the server says it exists; looking whether it is ours",
		},
		{
			"refused", ready,
			provisioning.Step{
				Kind: provisioning.KindLimits, State: provisioning.Refused, Why: provisioning.ReasonRefused, Status: 403, Code: "forbidden",
				Problems: domain.Problems{{Code: domain.ServerSays, Detail: "only the reseller may set limits"}},
			},
			"403 forbidden: only the reseller may set limits",
		},
		{
			"refused at a field", ready,
			provisioning.Step{
				Kind: provisioning.KindLimits, State: provisioning.Refused, Why: provisioning.ReasonRefused, Status: 400, Code: "validation error",
				Problems: domain.Problems{{Field: domain.FieldTwoWay, Code: domain.TooLow, Limit: 0}},
			},
			"400 validation error: Two-way trunks: Enter 0 or more",
		},
		{"refused plainly", ready, provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.Refused, Status: 404, Code: "bad_identifier"}, "404 bad identifier"},
		{"taken", provisioning.Provisioning{}, provisioning.Step{Kind: provisioning.KindAccount, State: provisioning.Refused, Why: provisioning.ReasonTaken}, "another account has this name or realm"},
		{"charges", ready, provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.NeedsPerson, Why: provisioning.ReasonCharges}, "the server asks you to accept charges"},
		{"password", ready, provisioning.Step{Kind: provisioning.KindAdministrator, State: provisioning.NeedsPerson, Why: provisioning.ReasonPassword}, "the typed password is not known any more; type it again"},
		{"left out", ready, provisioning.Step{Kind: provisioning.KindLimits, State: provisioning.LeftOut}, "left out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { require.Equal(t, tt.want, StepDetail(tt.p, tt.s, now)) })
	}
}

func TestEveryStateAndReasonHasWords(t *testing.T) {
	for _, state := range []provisioning.State{
		provisioning.Waiting, provisioning.Sending, provisioning.Unknown, provisioning.Done, provisioning.Refused, provisioning.NeedsPerson, provisioning.LeftOut,
	} {
		for _, why := range reasons() {
			for _, kind := range provisioning.Kinds() {
				s := provisioning.Step{Kind: kind, State: state, Why: why, Status: 400, Code: "x"}
				got := StepDetail(provisioning.Provisioning{Steps: []provisioning.Step{s}}, s, now)
				require.NotEmpty(t, got)
				require.NotContains(t, got, "_", "words, not codes")
				row := workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryNeedsYou, Why: why, Step: kind, Status: 400}
				require.NotEmpty(t, Summary(row, 5, now))
				title, text := Headline(provisioning.Provisioning{Name: "ABC", Steps: []provisioning.Step{s}})
				require.NotEmpty(t, title)
				require.NotEmpty(t, text)
			}
		}
	}
}

func reasons() []provisioning.Reason {
	return []provisioning.Reason{
		provisioning.NoReason, provisioning.ReasonOffline, provisioning.ReasonBusy, provisioning.ReasonNoAnswer, provisioning.ReasonSignIn,
		provisioning.ReasonRefused, provisioning.ReasonCharges, provisioning.ReasonPassword, provisioning.ReasonUnclear,
		provisioning.ReasonTaken, provisioning.ReasonRollback,
	}
}

func TestSummaries(t *testing.T) {
	tests := []struct {
		row  workspace.WorkRow
		want string
	}{
		{workspace.WorkRow{Visited: 3, UpdatedAt: now.Add(-2 * time.Minute)}, "3 of 5 steps · edited 2 min ago"},
		{workspace.WorkRow{Visited: 6, UpdatedAt: now}, "5 of 5 steps · edited just now"},
		{workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryQueued, Why: provisioning.ReasonOffline}, "waiting for a connection"},
		{workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryQueued, Why: provisioning.ReasonNoAnswer}, "the answer was lost; looking whether it took effect"},
		{workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryWorking}, "being sent…"},
		{workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryNeedsYou, Why: provisioning.ReasonRefused, Step: provisioning.KindLimits, Status: 403}, "limits were refused: 403"},
		{workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryNeedsYou, Why: provisioning.ReasonCharges, Step: provisioning.KindLimits, Status: 402}, "charges to accept"},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, Summary(tt.row, 5, now))
	}
	require.Equal(t, "Draft", Badge(workspace.WorkRow{}))
	require.Equal(t, "Needs you", Badge(workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryNeedsYou}))
	require.Equal(t, "Queued", Badge(workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryQueued}))
	require.Equal(t, "Sending", Badge(workspace.WorkRow{Submitted: true, Summary: provisioning.SummaryWorking}))
}

func TestHeadlines(t *testing.T) {
	account := domain.AccountRef{ID: "a"}
	step := func(kind provisioning.Kind, state provisioning.State, why provisioning.Reason) provisioning.Step {
		return provisioning.Step{Kind: kind, State: state, Why: why}
	}
	done := step(provisioning.KindAccount, provisioning.Done, "")
	tests := []struct {
		name string
		p    provisioning.Provisioning
		want string
	}{
		{"done", provisioning.Provisioning{Name: "ABC Company", Account: account, Steps: []provisioning.Step{done}}, "ABC Company exists"},
		{"one refused", provisioning.Provisioning{Account: account, Steps: []provisioning.Step{done, step(provisioning.KindLimits, provisioning.Refused, provisioning.ReasonRefused)}}, "The account exists. One step was refused."},
		{
			"two need a person",
			provisioning.Provisioning{Account: account, Steps: []provisioning.Step{
				done, step(provisioning.KindLimits, provisioning.Refused, ""), step(provisioning.KindCredit, provisioning.NeedsPerson, provisioning.ReasonUnclear),
			}},
			"The account exists. 2 steps need you.",
		},
		{"account refused", provisioning.Provisioning{Steps: []provisioning.Step{step(provisioning.KindAccount, provisioning.Refused, provisioning.ReasonTaken)}}, "The account was not created."},
		{"charges", provisioning.Provisioning{Account: account, Steps: []provisioning.Step{done, step(provisioning.KindLimits, provisioning.NeedsPerson, provisioning.ReasonCharges)}}, "The server asks you to accept charges."},
		{"offline", provisioning.Provisioning{Steps: []provisioning.Step{step(provisioning.KindAccount, provisioning.Waiting, provisioning.ReasonOffline)}}, "Waiting for a connection."},
		{"lost", provisioning.Provisioning{Steps: []provisioning.Step{step(provisioning.KindAccount, provisioning.Unknown, provisioning.ReasonNoAnswer)}}, "An answer was lost."},
		{"queued", provisioning.Provisioning{Steps: []provisioning.Step{step(provisioning.KindAccount, provisioning.Waiting, "")}}, "Queued."},
		{"creating", provisioning.Provisioning{Steps: []provisioning.Step{step(provisioning.KindAccount, provisioning.Sending, "")}}, "The account is being created."},
		{"the rest", provisioning.Provisioning{Account: account, Steps: []provisioning.Step{done, step(provisioning.KindLimits, provisioning.Sending, "")}}, "The account exists. The rest is on its way."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			title, _ := Headline(tt.p)
			require.Equal(t, tt.want, title)
		})
	}
}

func TestTimes(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"just now": 20 * time.Second, "2 min ago": 2 * time.Minute, "3 h ago": 3*time.Hour + time.Minute,
		"yesterday": 30 * time.Hour, "5 days ago": 5 * 24 * time.Hour, "24 Sep 2026": 60 * 24 * time.Hour,
	} {
		require.Equal(t, want, Ago(now.Add(-d), now))
	}
	require.Equal(t, "just now", Ago(now.Add(time.Hour), now), "clocks differ")
	require.Empty(t, Ago(time.Time{}, now))
	for want, d := range map[string]time.Duration{"1 s": 0, "2 s": 1100 * time.Millisecond, "99 s": 99 * time.Second, "2 min": 100 * time.Second, "3 h": 3 * time.Hour} {
		require.Equal(t, want, Wait(d))
	}
	for want, d := range map[string]time.Duration{"": 0, "0.1 s": time.Millisecond, "0.4 s": 360 * time.Millisecond, "2.0 s": 2 * time.Second, "12 s": 12 * time.Second} {
		require.Equal(t, want, Took(d))
	}
	took := provisioning.Step{State: provisioning.Done, LastSent: now, DoneAt: now.Add(400 * time.Millisecond)}
	require.Equal(t, "0.4 s", StepTook(took))
}

func TestNumbers(t *testing.T) {
	for want, n := range map[string]int{"0": 0, "999": 999, "1,204": 1204, "1,234,567": 1234567, "-1,000": -1000} {
		require.Equal(t, want, Count(n))
	}
	for want, s := range map[string]string{"$ 25.50": "25.5", "$ 0.00": "0", "$ 1,250.00": "1250", "$ -3.10": "-3.1"} {
		require.Equal(t, want, Money(decimal.RequireFromString(s)))
	}
}
