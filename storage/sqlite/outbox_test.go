package sqlite

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// amounts compares money by value.
var amounts = cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) })

// wholeProvisioning has every kind of step, and a step with all that can be
// known of one.
func wholeProvisioning(t *testing.T, id string) provisioning.Provisioning {
	t.Helper()
	n := 0
	p, err := provisioning.Plan(domain.Draft{
		ID: id, Name: "ABC Company", Timezone: "America/Chicago", RealmLabel: "ABC", ContractEnd: "2027-03-31",
		Parent:         domain.AccountRef{ID: "parent", Name: "Reseller", Realm: "reseller.example.com"},
		Administrators: []domain.Administrator{{ID: "1", FirstName: "Ada", LastName: "Moreno", Email: "ada@example.com"}},
		Trunks:         domain.TypedTrunks{TwoWay: "4"}, Credit: "25.50", Plans: []string{"gold"},
		Apps: domain.AppAccess{Restricted: true, Allowed: []string{"1"}}, Denied: []string{"international"},
		Permissions: domain.Permissions{Hidden: []domain.Permission{domain.SeeMinutes}},
	}, provisioning.Terms{
		Now: at(0), Location: time.UTC, RealmSuffix: "sip.example.com",
		Catalogue: domain.Catalogue{Apps: []domain.App{{ID: "1"}, {ID: "2"}}, Plans: []domain.ServicePlan{{ID: "gold", Name: "Gold"}}},
		NewID:     func() string { n++; return id + "-op-" + string(rune('a'+n)) },
	})
	require.NoError(t, err)
	require.Len(t, p.Steps, len(provisioning.NewAccountKinds()))
	step := p.Step("limits").Sending(at(1))
	step.Problems = domain.Problems{{Field: domain.FieldTwoWay, Code: domain.ServerSays, Detail: "too many"}}
	step.Charges = []domain.Charge{{Item: "twoway", Quantity: 4, Rate: decimal.RequireFromString("29.99")}}
	step.Status, step.RequestID, step.Next, step.Tries = 402, "r", at(2), 3
	*p.Step("limits") = step
	return p
}

func TestAProvisioningComesBackAsItWas(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	p := wholeProvisioning(t, "w")
	require.NoError(t, s.Enqueue(ctx, "p", p))
	s = reopen(t, s)
	got, err := s.Provisioning(ctx, "w")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(p, got, amounts))
	list, err := s.Provisionings(ctx, "p", false)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff([]provisioning.Provisioning{p}, list, amounts))
}

func TestCommitStep(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	p := wholeProvisioning(t, "w")
	require.NoError(t, s.Enqueue(ctx, "p", p))

	sending := p.Step("account").Sending(at(3))
	require.NoError(t, s.CommitStep(ctx, "w", sending, domain.AccountRef{}))
	*p.Step("account") = sending
	got, err := s.Provisioning(ctx, "w")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(p, got, amounts))

	done := sending.Answered(at(4), provisioning.Outcome{Verdict: provisioning.VerdictDone, Ref: "123"}, provisioning.DefaultPolicy(), 0)
	p.Account = domain.AccountRef{ID: "123", Name: "ABC Company", Realm: "abc.sip.example.com"}
	require.NoError(t, s.CommitStep(ctx, "w", done, p.Account))
	*p.Step("account") = done
	require.NoError(t, s.CommitStep(ctx, "w", *p.Step("callflow"), domain.AccountRef{}))
	s = reopen(t, s)
	got, err = s.Provisioning(ctx, "w")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(p, got, amounts), "without an account the known one stays")

	require.ErrorIs(t, s.CommitStep(ctx, "none", done, domain.AccountRef{}), domain.ErrNotFound)
	done.ID = "no such step"
	require.ErrorIs(t, s.CommitStep(ctx, "w", done, p.Account), domain.ErrNotFound)
	_, err = s.Provisioning(ctx, "none")
	require.ErrorIs(t, err, domain.ErrNotFound)
}

func TestAMendedAccountHoldsItsNewRealm(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	p := twoSteps("w")
	require.NoError(t, s.Enqueue(ctx, "p", p))
	intent := *p.Steps[0].Intent.Account
	intent.Realm = "Other.sip.example.com"
	require.NoError(t, s.CommitStep(ctx, "w", p.Steps[0].Mend(provisioning.Intent{Account: &intent}), domain.AccountRef{}))
	for realm, want := range map[string]bool{"acme.sip.example.com": false, "other.sip.example.com": true} {
		_, taken, err := s.RealmHolder(ctx, "p", realm, "")
		require.NoError(t, err)
		require.Equal(t, want, taken, realm)
	}
}

func TestQueueingAgainReplacesAsAWhole(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	require.NoError(t, s.Enqueue(ctx, "p", wholeProvisioning(t, "w")))
	require.NoError(t, s.Enqueue(ctx, "q", wholeProvisioning(t, "of q")))
	again := twoSteps("w")
	again.Account = domain.AccountRef{ID: "123", Name: "Acme"}
	require.NoError(t, s.Enqueue(ctx, "p", again))
	got, err := s.Provisioning(ctx, "w")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(again, got, amounts))

	require.ErrorIs(t, s.Enqueue(ctx, "q", twoSteps("w")), domain.ErrConflict, "it is p's")
	twice := twoSteps("w")
	twice.Steps[1].ID = twice.Steps[0].ID
	require.ErrorIs(t, s.Enqueue(ctx, "p", twice), domain.ErrConflict)
	got, err = s.Provisioning(ctx, "w")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(again, got, amounts), "a failed one leaves what was there")
}

func TestProvisioningsOldestFirst(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	states := map[string][2]provisioning.State{
		"waiting": {provisioning.Waiting, provisioning.Waiting}, "sending": {provisioning.Done, provisioning.Sending},
		"unknown": {provisioning.Unknown, provisioning.Waiting}, "refused": {provisioning.Refused, provisioning.Waiting},
		"person": {provisioning.Done, provisioning.NeedsPerson},
		"done":   {provisioning.Done, provisioning.Done}, "left out": {provisioning.Done, provisioning.LeftOut},
	}
	order := []string{"refused", "done", "waiting", "unknown", "left out", "person", "sending"}
	for i, id := range order {
		p := twoSteps(id)
		p.CreatedAt = at(i / 2 * 2) // some at the same time: by id then
		p.Steps[0].State, p.Steps[1].State = states[id][0], states[id][1]
		require.NoError(t, s.Enqueue(ctx, "p", p))
	}
	require.NoError(t, s.Enqueue(ctx, "p", provisioning.Provisioning{ID: "no steps", CreatedAt: at(99)}))
	require.NoError(t, s.Enqueue(ctx, "q", twoSteps("of another")))

	ids := func(finished bool) (ids []string) {
		list, err := s.Provisionings(ctx, "p", finished)
		require.NoError(t, err)
		for _, p := range list {
			ids = append(ids, p.ID)
			if p.ID != "no steps" {
				require.Len(t, p.Steps, 2)
				require.Equal(t, "account", p.Steps[0].ID)
			}
		}
		return ids
	}
	require.Equal(t, []string{"done", "refused", "unknown", "waiting", "left out", "person", "sending", "no steps"}, ids(true))
	require.Equal(t, []string{"refused", "unknown", "waiting", "person", "sending"}, ids(false))

	step := twoSteps("sending").Steps[1]
	step.State = provisioning.Done
	require.NoError(t, s.CommitStep(ctx, "sending", step, domain.AccountRef{}))
	require.Equal(t, []string{"refused", "unknown", "waiting", "person"}, ids(false))
}

func TestOpenWorkIsFoundByIndex(t *testing.T) {
	s := newStore(t)
	plan := queryPlan(t, s, "SELECT provisioning FROM steps WHERE state NOT IN ('done', 'left_out')")
	require.Contains(t, plan, "INDEX steps_open")
}

func TestWithdraw(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	require.NoError(t, s.SaveDraft(ctx, "p", draft("w", "Acme"), at(0)))
	require.NoError(t, s.Enqueue(ctx, "p", twoSteps("w")))
	require.NoError(t, s.Withdraw(ctx, "w"))
	_, err := s.Provisioning(ctx, "w")
	require.ErrorIs(t, err, domain.ErrNotFound)
	require.ErrorIs(t, s.Withdraw(ctx, "w"), domain.ErrNotFound)
	_, err = s.Draft(ctx, "w")
	require.NoError(t, err)
	var steps int
	require.NoError(t, s.readers.QueryRowContext(ctx, "SELECT count(*) FROM steps").Scan(&steps))
	require.Zero(t, steps)
}

func TestCatalogue(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	c, err := s.Catalogue(ctx, "p")
	require.NoError(t, err)
	require.Zero(t, c)

	four := 4
	whole := domain.Catalogue{
		Classifiers: domain.DefaultClassifiers(), ClassifiersRead: at(1),
		Plans: []domain.ServicePlan{{ID: "gold", Name: "Gold"}}, Apps: []domain.App{{ID: "1", Name: "voip", Label: "Smart PBX"}},
		Sellers: []domain.Representative{{UserID: "u"}}, Own: domain.TrunkTotals{TwoWay: &four}, OwnRead: at(2),
		Sold: domain.Trunks{Inbound: 2}, RealmSuffix: "sip.example.com",
	}
	require.NoError(t, s.SaveCatalogue(ctx, "p", domain.Catalogue{RealmSuffix: "old.example.com", SoldRead: at(0)}))
	require.NoError(t, s.SaveCatalogue(ctx, "p", whole))
	c, err = s.Catalogue(ctx, "p")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(whole, c))
	c, err = s.Catalogue(ctx, "q")
	require.NoError(t, err)
	require.Zero(t, c)
}

func TestSettings(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	value, err := s.Setting(ctx, "window")
	require.NoError(t, err)
	require.Empty(t, value)
	for _, want := range []string{"1280x800", "", "ünï\n日本"} {
		require.NoError(t, s.SaveSetting(ctx, "window", want))
		value, err = s.Setting(ctx, "window")
		require.NoError(t, err)
		require.Equal(t, want, value)
	}
}
