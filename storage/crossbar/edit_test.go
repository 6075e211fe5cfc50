package crossbar

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/sandbox"
)

// customer makes a customer with all there is, and something that we do not know.
func (b *bench) customer() (domain.AccountRef, string) {
	b.t.Helper()
	ctx := context.Background()
	p := b.order()
	user := ""
	for _, s := range p.Steps {
		ref, err := b.Perform(ctx, b.task(p, s))
		require.NoError(b.t, err, s.ID)
		switch {
		case s.Kind == provisioning.KindAccount:
			p.Account, err = b.Confirm(ctx, ref, s.OpID)
			require.NoError(b.t, err)
		case s.ID == "administrator/1":
			user = ref
		}
	}
	_, err := b.do(ctx, call{
		method: http.MethodPatch, path: accountPath(p.Account.ID), timeout: time.Minute, effect: true,
		body: writing{Data: map[string]any{
			"x_others": map[string]any{"deep": []any{1, "two", nil}}, "enabled": true, "org": "others'", "custom_notes": "VIP", "announcement": "<b>Hi</b>",
		}},
	})
	require.NoError(b.t, err)
	return p.Account, user
}

func editing(account domain.AccountRef, edits domain.Edits) workspace.Task {
	d := edits.Documents()[0]
	return workspace.Task{
		Account: account, Now: time.Now(),
		Step: provisioning.Step{ID: "edit", OpID: "edit-1", Kind: provisioning.KindEdit, Intent: provisioning.Intent{Edit: &d}},
	}
}

// all reads every field that can be edited.
func (b *bench) all(account domain.AccountRef) domain.Values {
	b.t.Helper()
	out := domain.Values{}
	for _, doc := range []domain.Document{
		domain.DocAccount, domain.DocLimits, domain.DocApps, domain.DocPlans, domain.DocCallflow, domain.DocSecurity, domain.DocUsers,
	} {
		part, err := b.ReadPart(context.Background(), account.ID, doc)
		require.NoError(b.t, err, doc)
		for f, v := range part.Values {
			out[f] = v
		}
		for _, u := range part.Users {
			whole, err := b.ReadUser(context.Background(), account.ID, u.ID)
			require.NoError(b.t, err)
			require.Equal(b.t, u.Disabled, whole.Disabled)
			for f, v := range whole.Values() {
				out[f] = v
			}
		}
	}
	return out
}

// editable is every field that can be edited with another value for it; what can be
// cleared is cleared as well.
func editable(user, app, plan string) (fields map[domain.Field]string, clearable []domain.Field) {
	contact := func(f domain.Field, parts ...string) {
		for _, part := range parts {
			fields[f.Part(part)] = "Other " + part
			clearable = append(clearable, f.Part(part))
		}
	}
	fields = map[domain.Field]string{
		domain.FieldName: "Another Name", domain.FieldRealm: "another.sip.example.com", domain.FieldTimezone: "Europe/Berlin",
		domain.FieldLanguage: "de-DE", domain.FieldEnabled: domain.Off, domain.FieldNotes: "No VIP", domain.FieldAnnouncement: "<i>Bye</i>",
		domain.FieldE911: domain.Off, domain.FieldCNAM: domain.Off, domain.FieldContract: "2029-06-30",
		domain.FieldSales:                             domain.Representative{AccountID: "a", UserID: "u", Name: "Somebody Else"}.Text(),
		domain.RestrictionField("international"):      domain.On,
		domain.RestrictionField("did_us"):             domain.On,
		domain.PermissionField(domain.SeeTransaction): domain.Off,
		domain.PermissionField(domain.SeeMinutes):     domain.On,
		domain.FieldTwoWay:                            "251", domain.FieldInbound: "0", domain.FieldOutbound: "7", domain.FieldPrepay: domain.Off,
		domain.AppField(app):                         domain.On,
		domain.PlanField(plan):                       domain.Off,
		domain.FieldCarrier:                          domain.CarrierReseller,
		domain.FieldMultiFactor:                      domain.On,
		domain.UserField(user, domain.PartFirstName): "Alicia",
		domain.UserField(user, domain.PartLastName):  "Keys",
		domain.UserField(user, domain.PartEmail):     "alicia@zeta.example.com",
		domain.UserField(user, domain.PartPhone):     "+13035550177",
		domain.UserField(user, domain.PartEnabled):   domain.Off,
		domain.UserField(user, domain.PartAdmin):     domain.Off,
	}
	contact(domain.FieldTechnical, domain.PartName, domain.PartEmail, domain.PartPhone)
	contact(domain.FieldBilling, domain.PartName, domain.PartEmail, domain.PartPhone, domain.PartStreet, domain.PartStreet2,
		domain.PartCity, domain.PartRegion, domain.PartPostal, domain.PartCountry)
	clearable = append(clearable, domain.FieldLanguage, domain.FieldNotes, domain.FieldAnnouncement, domain.FieldContract, domain.FieldSales)
	return fields, clearable
}

// fixture is a customer to edit.
type fixture struct {
	*bench
	account   domain.AccountRef
	fields    map[domain.Field]string
	clearable []domain.Field
	seen      domain.Values // by the test, after what it did last; nil before
}

// now is what the account holds. Reading it costs ten requests, so it is read once
// after each edit.
func (f *fixture) now() domain.Values {
	if f.seen == nil {
		f.seen = f.all(f.account)
	}
	return f.seen
}

// again reads what the account holds after something was done to it.
func (f *fixture) again() domain.Values {
	f.seen = nil
	return f.now()
}

func newFixture(t *testing.T, b *bench) *fixture {
	t.Helper()
	account, user := b.customer()
	f := &fixture{bench: b, account: account}
	apps, err := b.Apps(t.Context(), b.Identity().AccountID)
	require.NoError(t, err)
	plans, err := b.ServicePlans(t.Context(), account.ID)
	require.NoError(t, err)
	f.fields, f.clearable = editable(user, apps[0].ID, plans[0].ID)
	return f
}

// value is what a field holds, be it in its document or not.
func value(values domain.Values, f domain.Field) string {
	if v, ok := values[f]; ok {
		return v
	}
	return f.Unset()
}

// set edits one field and requires that it is so, and that nothing else is otherwise.
func (f *fixture) set(t *testing.T, field domain.Field, to string) {
	t.Helper()
	before := f.now()
	raw := f.raw(t)
	edits := domain.Edits{}.Set(field, value(before, field), to)
	if len(edits) == 0 {
		return
	}
	task := editing(f.account, edits)
	require.Equal(t, provisioning.Absent(), f.Find(t.Context(), task), "%s before", field)
	requests := f.asked.Load()
	_, err := f.Perform(t.Context(), task)
	require.NoError(t, err, "%s to %q", field, to)
	require.LessOrEqual(t, f.asked.Load()-requests, int64(3), "%s", field)
	require.Equal(t, provisioning.Found(""), f.Find(t.Context(), task), "%s after", field)
	after := f.again()
	require.Equal(t, to, value(after, field), field)
	for other := range before {
		if other != field && value(before, other) != value(after, other) {
			require.Equal(t, value(before, other), value(after, other), "%s changed with %s", other, field)
		}
	}
	require.Equal(t, raw, f.raw(t), "what nobody here knows changed with %s", field)
}

// raw is what the account's document has that no field stands for.
func (f *fixture) raw(t *testing.T) string {
	t.Helper()
	doc, err := f.document(t.Context(), accountPath(f.account.ID))
	require.NoError(t, err)
	text, err := json.Marshal([]any{doc["x_others"], doc["org"], doc["x_accounts_manager"]})
	require.NoError(t, err)
	return string(text)
}

func TestEachFieldIsEditedAlone(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		for field, other := range f.fields {
			f.set(t, field, other)
		}
		for _, field := range f.clearable {
			f.set(t, field, "")
			f.set(t, field, f.fields[field])
		}
	})
}

// A disabled account stays disabled, whatever is edited of it.
func TestEditingEnablesNobody(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		f.set(t, domain.FieldEnabled, domain.Off)
		f.set(t, domain.FieldTimezone, "Asia/Tokyo")
		f.set(t, domain.FieldNotes, "")
		require.Equal(t, domain.Off, f.all(f.account)[domain.FieldEnabled])
	})
}

func TestAFieldThatBothSidesChangedIsNotSent(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		for field, other := range f.fields {
			now := value(f.now(), field)
			task := editing(f.account, domain.Edits{{Field: field, Before: "what it never was", After: other}})
			if now == other {
				continue
			}
			_, err := f.Perform(t.Context(), task)
			var conflict *domain.ConflictError
			require.ErrorAs(t, err, &conflict, field)
			require.Equal(t, []domain.Conflict{{Field: field, Before: "what it never was", Yours: other, Theirs: now}}, conflict.Conflicts)
			require.Equal(t, now, value(f.again(), field), "nothing was sent")
		}
	})
}

// A name that is taken is refused, and is not left behind by a server that stores
// what it refuses.
func TestWhatIsRefusedIsNotLeftBehind(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		other := b.order()
		b.create(&other)
		for field, taken := range map[domain.Field]string{domain.FieldName: other.Account.Name, domain.FieldRealm: other.Account.Realm} {
			before := f.all(f.account)[field]
			_, err := f.Perform(t.Context(), editing(f.account, domain.Edits{{Field: field, Before: before, After: taken}}))
			var refused *domain.RefusedError
			require.ErrorAs(t, err, &refused)
			require.True(t, refused.Problems.Has(field, domain.TakenOnServer), "%v", refused)
			require.Equal(t, before, f.all(f.account)[field])
		}
	})
}

// Each fault at each request of each edit: nothing is wrong or lost afterwards.
func TestEditsUnderFaults(t *testing.T) {
	kinds := []sandbox.Fault{
		{Kind: sandbox.FaultCutBefore},
		{Kind: sandbox.FaultCutAfter},
		{Kind: sandbox.FaultStatus, Status: 500},
		{Kind: sandbox.FaultStatus, Status: 500, After: true},
		{Kind: sandbox.FaultStatus, Status: 503},
		{Kind: sandbox.FaultStatus, Status: 429},
		{Kind: sandbox.FaultTruncate},
		{Kind: sandbox.FaultGarbage},
		{Kind: sandbox.FaultExpireToken},
	}
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		tried, wrong, turn := 0, 0, 0
		for field, other := range f.fields {
			for i, kind := range kinds {
				for nth := 1; nth <= 3; nth++ {
					if turn++; os.Getenv("AM_TEST_ALL") == "" && turn%23 != 0 {
						continue // a sample: each kind, each request and each field comes up
					}
					to := other
					if now := value(f.now(), field); now == other { // back and forth
						to = first(field, other)
					}
					tried++
					if !f.underFault(t, field, to, kind, nth) {
						wrong++
						t.Errorf("%s under fault %d at request %d", field, i, nth)
					}
				}
			}
		}
		t.Logf("edits: %d tried under faults, wrong or lost %d", tried, wrong)
	})
}

// first is another value that a field can take.
func first(field domain.Field, other string) string {
	switch other {
	case domain.On:
		return domain.Off
	case domain.Off:
		return domain.On
	case domain.CarrierReseller:
		return domain.CarrierBlended
	}
	switch field {
	case domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound:
		return "3"
	case domain.FieldTimezone:
		return "Asia/Tokyo"
	case domain.FieldContract:
		return "2030-01-01"
	case domain.FieldSales:
		return domain.Representative{AccountID: "a", UserID: "u2", Name: "A Third"}.Text()
	case domain.FieldRealm:
		return "third.sip.example.com"
	}
	if _, part, ok := field.User(); ok && part == domain.PartEmail {
		return "third@zeta.example.com"
	}
	return "Third " + fmt.Sprint(len(field))
}

// underFault does what the courier does with an edit until it is settled.
func (f *fixture) underFault(t *testing.T, field domain.Field, to string, fault sandbox.Fault, nth int) bool {
	t.Helper()
	before := f.now()
	task := editing(f.account, domain.Edits{}.Set(field, value(before, field), to))
	fault.Nth = nth
	require.NoError(t, f.server.SetFaults(fault))
	_, err := f.Perform(t.Context(), task)
	require.NoError(t, f.server.SetFaults())
	if fault.Kind == sandbox.FaultExpireToken {
		f.ahead.Add(60) // it lets nobody sign in without end
	}
	for range 3 {
		if err == nil {
			break
		}
		if f.Find(t.Context(), task).Sight == provisioning.SightFound {
			break
		}
		_, err = f.Perform(t.Context(), task)
	}
	after := f.again()
	for other := range before {
		if other != field && value(before, other) != value(after, other) {
			return false
		}
	}
	return value(after, field) == to
}

// What the peer gets wrong.
func TestAnUntouchedLimitIsSentBackAsItWas(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		f.set(t, domain.FieldTwoWay, "250")
		f.set(t, domain.FieldInbound, "1")
		require.Equal(t, "250", f.all(f.account)[domain.FieldTwoWay])
	})
}
