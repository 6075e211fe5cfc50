package provisioning_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// abc is the walk of the main job, as it is typed.
func abc() domain.Draft {
	d := domain.Draft{
		ID: "draft-abc", Parent: domain.AccountRef{ID: "reseller", Name: "Reseller"},
		Name: " ABC Company ", RealmLabel: " ABC ", Timezone: " America/Chicago ", Language: "en-US",
		Administrators: []domain.Administrator{
			{ID: "1", FirstName: " Ada ", LastName: " Moreno ", Email: " Ada@ABC.example ", Phone: "(415) 555-0123", Welcome: true},
			{ID: "blank", Welcome: true},
			{ID: "2", FirstName: "Lee", LastName: "Park", Email: "lee@abc.example", Mode: domain.PasswordTyped, Round: 2},
		},
		Technical: domain.Contact{Name: " Tess ", Email: " tess@abc.example ", Phone: "415.555.0124"},
		Billing: domain.Contact{Name: "Bill", Phone: "+49 30 901820", Address: domain.Address{
			Street: " 1 Main St ", City: " Chicago ", Region: "IL", Postal: " 60601 ", Country: " us ",
		}},
		Representative: domain.Representative{AccountID: "reseller", UserID: "sal", Name: "Sal"},
		ContractEnd:    " 2027-03-31 ",
		Plans:          []string{"gold", "unheard-of"},
		Trunks:         domain.TypedTrunks{Inbound: "2", Outbound: "3", TwoWay: "4"},
		Credit:         "25,50", Prepay: true,
	}
	d.Deny("international", true)
	d.Deny("caribbean", true)
	d.Permissions.Untick(domain.SeeMinutes)
	d.Permissions.TickGroup(domain.PermissionGroups()[2], false)
	d.Apps.Restricted = true
	d.Apps.Allow("accounts", true)
	d.Apps.Allow("voip", true)
	return d
}

func terms() provisioning.Terms {
	n := 0
	chicago, err := time.LoadLocation("America/Chicago")
	if err != nil {
		panic(err)
	}
	return provisioning.Terms{
		Now: noon.Add(123456789 * time.Nanosecond), Location: chicago, Reseller: domain.Identity{Country: "GB"},
		Catalogue: domain.Catalogue{
			Plans: []domain.ServicePlan{{ID: "silver", Name: "Silver"}, {ID: "gold", Name: "Gold", Category: "main"}},
			Apps:  []domain.App{{ID: "voip"}, {ID: "accounts"}, {ID: "callflows"}, {ID: "numbers"}},
		},
		RealmSuffix: "sip.example.com",
		NewID:       func() string { n++; return fmt.Sprintf("op-%d", n) },
	}
}

func TestPlanOfTheMainJob(t *testing.T) {
	chicago := terms().Location
	plan, err := provisioning.Plan(abc(), terms())
	require.NoError(t, err)

	step := func(id string, n int, kind provisioning.Kind, intent provisioning.Intent) provisioning.Step {
		return provisioning.Step{ID: id, OpID: fmt.Sprintf("op-%d", n), Kind: kind, Intent: intent, State: provisioning.Waiting}
	}
	want := provisioning.Provisioning{
		ID: "draft-abc", Name: "ABC Company", Parent: domain.AccountRef{ID: "reseller", Name: "Reseller"}, CreatedAt: terms().Now,
		Steps: []provisioning.Step{
			step("account", 1, provisioning.KindAccount, provisioning.Intent{Account: &provisioning.AccountIntent{
				Parent: domain.AccountRef{ID: "reseller", Name: "Reseller"}, Name: "ABC Company", Realm: "abc.sip.example.com",
				Timezone: "America/Chicago", Language: "en-US",
				Technical: domain.Contact{Name: "Tess", Email: "tess@abc.example", Phone: "+14155550124"},
				Billing: domain.Contact{Name: "Bill", Phone: "+4930901820", Address: domain.Address{
					Street: "1 Main St", City: "Chicago", Region: "IL", Postal: "60601", Country: "US",
				}},
				Representative: domain.Representative{AccountID: "reseller", UserID: "sal", Name: "Sal"},
				ContractEnd:    time.Date(2027, 3, 31, 0, 0, 0, 0, chicago),
				Restrictions: map[string]bool{
					"tollfree_us": false, "toll_us": false, "emergency": false, "caribbean": true, "did_us": false, "international": true, "unknown": false,
				},
				Permissions: domain.Permissions{Hidden: []domain.Permission{domain.SeeMinutes, domain.SeeInbound, domain.SeeOutbound, domain.SeeTwoWay}},
			}}),
			step("administrator/1", 2, provisioning.KindAdministrator, provisioning.Intent{Admin: &provisioning.AdminIntent{
				DraftID: "draft-abc",
				Admin:   domain.Administrator{ID: "1", FirstName: "Ada", LastName: "Moreno", Email: "Ada@ABC.example", Phone: "+14155550123", Welcome: true},
			}}),
			step("administrator/2", 3, provisioning.KindAdministrator, provisioning.Intent{Admin: &provisioning.AdminIntent{
				DraftID: "draft-abc",
				Admin:   domain.Administrator{ID: "2", FirstName: "Lee", LastName: "Park", Email: "lee@abc.example", Mode: domain.PasswordTyped, Round: 2},
			}}),
			step("limits", 4, provisioning.KindLimits, provisioning.Intent{Limits: &provisioning.LimitsIntent{
				Trunks: domain.Trunks{TwoWay: 4, Inbound: 2, Outbound: 3}, Prepay: true,
			}}),
			step("credit", 5, provisioning.KindCredit, provisioning.Intent{Credit: &provisioning.CreditIntent{
				Amount: decimal.RequireFromString("25.5"), PeriodStart: noon,
			}}),
			step("service_plan", 6, provisioning.KindPlans, provisioning.Intent{Plans: &provisioning.PlansIntent{Plans: []domain.ServicePlan{
				{ID: "gold", Name: "Gold", Category: "main"}, {ID: "unheard-of", Name: "unheard-of"},
			}}}),
			step("app_restrictions", 7, provisioning.KindApps, provisioning.Intent{Apps: &provisioning.AppsIntent{
				Blacklist: []string{"callflows", "numbers"}, Allowed: 2,
			}}),
			step("callflow", 8, provisioning.KindCallflow, provisioning.Intent{Callflow: &provisioning.CallflowIntent{Carrier: provisioning.CarrierBlended}}),
		},
	}
	require.Empty(t, cmp.Diff(want, plan))
	require.Empty(t, abc().Check(domain.Surroundings{
		Catalogue: terms().Catalogue, RealmSuffix: "sip.example.com", Today: noon,
		TypedPassword: func(string) (domain.Secret, bool) { return domain.NewSecret("correct horse"), true },
	}), "what is planned is what was checked")

	var kinds []provisioning.Kind
	for _, s := range plan.Steps {
		if len(kinds) == 0 || kinds[len(kinds)-1] != s.Kind {
			kinds = append(kinds, s.Kind)
		}
	}
	require.Equal(t, provisioning.NewAccountKinds(), kinds, "in the order in which they are shown")
}

func TestPlanOfTheLeastDraft(t *testing.T) {
	plan, err := provisioning.Plan(domain.Draft{ID: "d", Name: "ABC", Timezone: "America/Chicago"}, provisioning.Terms{Now: noon, NewID: func() string { return "op" }})
	require.NoError(t, err)
	var ids []string
	for _, s := range plan.Steps {
		ids = append(ids, s.ID)
	}
	require.Equal(t, []string{"account", "limits", "callflow"}, ids)
	account := plan.Steps[0].Intent.Account
	require.Empty(t, account.Realm, "without a suffix the server makes a realm")
	require.True(t, account.ContractEnd.IsZero())
	require.Len(t, account.Restrictions, len(domain.DefaultClassifiers()))
}

func TestPlanUsesTheServersClassifiers(t *testing.T) {
	at := terms()
	at.Catalogue.Classifiers = []domain.Classifier{{ID: "did_de"}, {ID: "international"}}
	plan, err := provisioning.Plan(abc(), at)
	require.NoError(t, err)
	require.Equal(t, map[string]bool{"did_de": false, "international": true}, plan.Steps[0].Intent.Account.Restrictions)
}

func TestPlanLeavesOutWhatIsNotWanted(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*domain.Draft, *provisioning.Terms)
		gone  string
	}{
		"no credit":        {func(d *domain.Draft, _ *provisioning.Terms) { d.Credit = "0" }, "credit"},
		"no plans":         {func(d *domain.Draft, _ *provisioning.Terms) { d.Plans = nil }, "service_plan"},
		"all apps":         {func(d *domain.Draft, _ *provisioning.Terms) { d.Apps.Restricted = false }, "app_restrictions"},
		"all apps allowed": {func(_ *domain.Draft, at *provisioning.Terms) { at.Catalogue.Apps = at.Catalogue.Apps[:2] }, "app_restrictions"},
	} {
		d, at := abc(), terms()
		c.spoil(&d, &at)
		plan, err := provisioning.Plan(d, at)
		require.NoError(t, err, name)
		require.Nil(t, plan.Step(c.gone), name)
		require.NotNil(t, plan.Step("limits"), name)
	}
}

func TestPlanRefusesWhatItCannotRead(t *testing.T) {
	for name, spoil := range map[string]func(*domain.Draft){
		"trunks":   func(d *domain.Draft) { d.Trunks.TwoWay = "four" },
		"credit":   func(d *domain.Draft) { d.Credit = "much" },
		"contract": func(d *domain.Draft) { d.ContractEnd = "soon" },
		"tech":     func(d *domain.Draft) { d.Technical.Phone = "12" },
		"billing":  func(d *domain.Draft) { d.Billing.Phone = "12" },
		"admin":    func(d *domain.Draft) { d.Administrators[0].Phone = "12" },
	} {
		d := abc()
		spoil(&d)
		plan, err := provisioning.Plan(d, terms())
		require.Error(t, err, name)
		require.Empty(t, plan, name)
	}
}

func TestPlanLeavesTheDraftAlone(t *testing.T) {
	d := abc()
	before := d.Clone()
	plan, err := provisioning.Plan(d, terms())
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(before, d))
	// And is not changed by the draft later: the intent is frozen.
	text, err := json.Marshal(plan)
	require.NoError(t, err)
	d.Deny("did_us", true)
	d.Administrators[0].Email = "other@abc.example"
	again, err := json.Marshal(plan)
	require.NoError(t, err)
	require.JSONEq(t, string(text), string(again))
}

func TestProvisioningSurvivesJSON(t *testing.T) {
	plan, err := provisioning.Plan(abc(), terms())
	require.NoError(t, err)
	plan.Account = domain.AccountRef{ID: "a", Name: "ABC Company", Realm: "abc.sip.example.com"}
	for i := range plan.Steps {
		plan.Steps[i].Charges = []domain.Charge{{Name: "Trunk", Quantity: 4, Rate: decimal.RequireFromString("1.25"), Total: decimal.RequireFromString("5")}}
		plan.Steps[i].Problems = domain.Problems{{Field: domain.FieldRealm, Code: domain.ServerSays, Detail: "no"}}
		plan.Steps[i] = plan.Steps[i].Sending(noon)
	}
	text, err := json.Marshal(plan)
	require.NoError(t, err)
	var back provisioning.Provisioning
	require.NoError(t, json.Unmarshal(text, &back))
	require.Empty(t, cmp.Diff(plan, back, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })))
}

func TestStepOfAProvisioning(t *testing.T) {
	plan, err := provisioning.Plan(abc(), terms())
	require.NoError(t, err)
	plan.Step("credit").State = provisioning.Done
	require.Equal(t, provisioning.Done, plan.Steps[4].State, "it is the step itself, no copy")
	require.Nil(t, plan.Step("administrator/3"))
}

func TestSummaryAndNothingSent(t *testing.T) {
	kind := provisioning.KindLimits
	for name, want := range map[string]struct {
		summary provisioning.Summary
		nothing bool
	}{
		"waiting": {provisioning.SummaryQueued, true}, "backing off": {provisioning.SummaryQueued, true}, "sending": {provisioning.SummaryWorking, false},
		"unknown": {provisioning.SummaryQueued, false}, "doubt": {provisioning.SummaryQueued, false}, "done": {provisioning.SummaryDone, false},
		"refused": {provisioning.SummaryNeedsYou, true}, "charges": {provisioning.SummaryNeedsYou, true},
		"password lost": {provisioning.SummaryNeedsYou, true}, "unclear": {provisioning.SummaryNeedsYou, false},
		"left out": {provisioning.SummaryDone, true}, "left out unknown": {provisioning.SummaryDone, false}, "dropped": {provisioning.SummaryDone, true},
	} {
		p := provisioning.Provisioning{Steps: []provisioning.Step{reached[name](kind)}}
		require.Equal(t, want.summary, p.Summary(), name)
		require.Equal(t, want.nothing, p.NothingSent(), name)
	}
	require.False(t, provisioning.Provisioning{}.AccountReady())
	require.True(t, provisioning.Provisioning{Account: domain.AccountRef{ID: "a"}}.AccountReady())

	// The most pressing comes first, wherever it stands.
	rank := map[provisioning.Summary]int{provisioning.SummaryNeedsYou: 0, provisioning.SummaryWorking: 1, provisioning.SummaryQueued: 2, provisioning.SummaryDone: 3}
	names := make([]string, 0, len(reached))
	for name := range reached {
		names = append(names, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		var p provisioning.Provisioning
		want := provisioning.SummaryDone
		for range rapid.IntRange(0, 5).Draw(t, "steps") {
			s := reached[names[rapid.IntRange(0, len(names)-1).Draw(t, "state")]](kind)
			p.Steps = append(p.Steps, s)
			if alone := (provisioning.Provisioning{Steps: []provisioning.Step{s}}).Summary(); rank[alone] < rank[want] {
				want = alone
			}
		}
		require.Equal(t, want, p.Summary())
	})
}
