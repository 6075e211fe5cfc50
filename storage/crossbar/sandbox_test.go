package crossbar

import (
	"context"
	"fmt"
	"net/http/httptest"
	"regexp"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/sandbox"
)

// bench is a session at a sandbox, and a customer that was made in it.
type bench struct {
	t      *testing.T
	server *sandbox.Server
	url    string
	*session
	made  int
	ahead atomic.Int64 // the server's clock, in seconds before ours
}

func newBench(t *testing.T, flavour sandbox.Flavour) *bench {
	t.Helper()
	b := &bench{t: t}
	server, err := sandbox.New(sandbox.Options{Flavour: flavour, CreateTime: -1, Clock: func() time.Time {
		return time.Now().Add(time.Duration(b.ahead.Load()) * time.Second)
	}})
	require.NoError(t, err)
	web := httptest.NewServer(server)
	t.Cleanup(func() { require.NoError(t, server.Close()); web.Close() }) // in this order: it lets go of requests that hang
	b.server, b.url = server, web.URL
	b.session = b.signIn()
	return b
}

func (b *bench) signIn() *session {
	b.t.Helper()
	by := b.server.Credentials()
	c := New(Options{Timeouts: Timeouts{Create: 20 * time.Second, Write: 20 * time.Second}})
	backend, _, err := c.SignIn(context.Background(), b.url, workspace.Credentials{
		Method: workspace.WithPassword, UserName: by.Username, Account: by.AccountName,
		Secret: c.Conceal(by.Username, domain.NewSecret(by.Password)),
	})
	require.NoError(b.t, err)
	b.t.Cleanup(backend.Close)
	return backend.(*session)
}

func eachFlavour(t *testing.T, run func(t *testing.T, b *bench)) {
	for _, flavour := range []sandbox.Flavour{sandbox.Kazoo5, sandbox.Kazoo43} {
		t.Run(string(flavour), func(t *testing.T) { t.Parallel(); run(t, newBench(t, flavour)) })
	}
}

// order is a provisioning of everything, fit for this server.
func (b *bench) order() provisioning.Provisioning {
	b.t.Helper()
	b.made++
	p := zeta()
	own := b.Identity()
	plans, err := b.ServicePlans(context.Background(), own.AccountID)
	require.NoError(b.t, err)
	require.NotEmpty(b.t, plans)
	apps, err := b.Apps(context.Background(), own.AccountID)
	require.NoError(b.t, err)
	require.Greater(b.t, len(apps), 2)
	p.Parent = own.Account()
	for i := range p.Steps {
		s := &p.Steps[i]
		s.OpID, s.Accepted = fmt.Sprintf("%s-%d", s.ID, b.made), false
		switch s.Kind {
		case provisioning.KindAccount:
			s.Intent.Account.Parent = p.Parent
			s.Intent.Account.Name = fmt.Sprintf("Zeta Test %d", b.made)
			s.Intent.Account.Realm = fmt.Sprintf("zeta%d.sip.example.com", b.made)
		case provisioning.KindPlans:
			s.Intent.Plans.Plans = plans[:1]
		case provisioning.KindApps:
			s.Intent.Apps.Blacklist = []string{apps[0].ID, apps[2].ID}
		case provisioning.KindCredit:
			s.Intent.Credit.PeriodStart = time.Now().Truncate(time.Second)
		case provisioning.KindAdministrator, provisioning.KindLimits, provisioning.KindCallflow:
		}
	}
	return p
}

func (b *bench) task(p provisioning.Provisioning, s provisioning.Step) workspace.Task {
	now := time.Now()
	return workspace.Task{Step: s.Sending(now), Account: p.Account, Password: domain.NewSecret("Passw0rd-1"), Now: now}
}

// create makes the account of an order.
func (b *bench) create(p *provisioning.Provisioning) {
	b.t.Helper()
	ref, err := b.Perform(context.Background(), b.task(*p, p.Steps[0]))
	require.NoError(b.t, err)
	p.Account, err = b.Confirm(context.Background(), ref, p.Steps[0].OpID)
	require.NoError(b.t, err)
}

func TestACustomerIsMadeAndFoundAgain(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		p := b.order()
		for i, s := range p.Steps {
			if i > 0 {
				require.Equal(t, provisioning.Absent(), b.Find(ctx, b.task(p, s)), "%s before", s.ID)
			}
			ref, err := b.Perform(ctx, b.task(p, s))
			require.NoError(t, err, s.ID)
			require.Equal(t, provisioning.Found(ref), b.Find(ctx, b.task(p, s)), "%s after", s.ID)
			if s.Kind == provisioning.KindAccount {
				p.Account, err = b.Confirm(ctx, ref, s.OpID)
				require.NoError(t, err)
				intent := s.Intent.Account
				require.Equal(t, domain.AccountRef{ID: ref, Name: intent.Name, Realm: intent.Realm}, p.Account)
				_, err = b.Confirm(ctx, ref, "another step")
				require.ErrorIs(t, err, domain.ErrNotFound)
			}
		}
		details, err := b.AccountDetails(ctx, p.Account.ID)
		require.NoError(t, err)
		b.requireZeta(p, details)
	})
}

// requireZeta compares what the server has with what was ordered.
func (b *bench) requireZeta(p provisioning.Provisioning, got workspace.AccountDetails) {
	b.t.Helper()
	t := b.t
	want := p.Steps[0].Intent.Account
	require.Equal(t, p.Account, got.AccountRef)
	require.False(t, got.Disabled())
	require.Equal(t, want.Timezone, got.Timezone)
	require.Equal(t, want.Language, got.Language)
	require.Equal(t, want.Technical, got.Technical)
	require.Equal(t, want.Billing, got.Billing)
	require.Equal(t, []string{"caribbean", "international", "toll_us"}, got.Denied)
	require.Equal(t, want.Permissions.Hidden, got.Hidden)
	require.Equal(t, domain.Trunks{TwoWay: 4, Inbound: 2, Outbound: 3}, got.Trunks)
	require.True(t, got.Prepay)
	require.Equal(t, "25.5", got.Balance)
	require.WithinDuration(t, time.Now(), got.Created, time.Minute)
	require.Len(t, got.Admins, 2)
	require.Equal(t, "Alice Alpha", got.Admins[0].FullName())
	require.Equal(t, "bob@zeta.example.com", got.Admins[1].Email)
}

// TestWhatAnErrorPromises: whatever happens to a step's request, the error tells
// the truth about what became of it. Not sent and refused mean that nothing
// happened; done that it did; and where it is unknown, looking finds out.
func TestWhatAnErrorPromises(t *testing.T) {
	faults := []sandbox.Fault{
		{Kind: sandbox.FaultCutBefore}, {Kind: sandbox.FaultCutAfter}, {Kind: sandbox.FaultTruncate}, {Kind: sandbox.FaultGarbage},
		{Kind: sandbox.FaultHang}, {Kind: sandbox.FaultHang, After: true}, {Kind: sandbox.FaultExpireToken}, {Kind: sandbox.FaultSlow, DelayMS: 1, Bytes: 512},
		{Kind: sandbox.FaultStatus, Status: 429}, {Kind: sandbox.FaultStatus, Status: 400}, {Kind: sandbox.FaultStatus, Status: 403},
		{Kind: sandbox.FaultStatus, Status: 500}, {Kind: sandbox.FaultStatus, Status: 503}, {Kind: sandbox.FaultStatus, Status: 502, Body: []byte(`"<html>"`)},
		{Kind: sandbox.FaultStatus, Status: 500, After: true}, {Kind: sandbox.FaultStatus, Status: 503, After: true},
		{Kind: sandbox.FaultStatus, Status: 201, Body: []byte(`"Welcome to this hotel"`)},
		{Kind: sandbox.FaultStatus, Status: 302, Header: map[string]string{"Location": "http://hotel.example.com/"}},
	}
	eachFlavour(t, func(t *testing.T, b *bench) {
		for _, fault := range faults {
			p := b.order()
			for _, s := range p.Steps {
				if fault.Kind == sandbox.FaultHang && s.Kind != provisioning.KindAccount && s.Kind != provisioning.KindCredit {
					continue // each of these waits is waited out: two kinds are enough
				}
				name := fmt.Sprintf("%s %d after=%t: %s", fault.Kind, fault.Status, fault.After, s.ID)
				b.provoke(name, fault, &p, s)
			}
		}
	})
}

func (b *bench) provoke(name string, fault sandbox.Fault, p *provisioning.Provisioning, s provisioning.Step) {
	b.t.Helper()
	t, ctx, task := b.t, context.Background(), b.task(*p, s)
	q, err := b.connector.compose(parcel{step: s, account: p.Account.ID})
	require.NoError(t, err)
	fault.Method, fault.Path = q.method, "^/v2"+regexp.QuoteMeta(q.path)+"$"
	require.NoError(t, b.server.SetFaults(fault))
	patient := b.connector.timeouts
	if fault.Kind == sandbox.FaultHang {
		wait := 50 * time.Millisecond
		if fault.After {
			wait = time.Second // for what happens before the answer stays out
		}
		b.connector.timeouts = Timeouts{Create: wait, Write: wait, Read: patient.Read}
	}
	if fault.Kind == sandbox.FaultExpireToken {
		b.ahead.Add(1) // tokens of one second are alike: the new one would have expired, too
	}
	ref, err := b.Perform(ctx, task)
	b.connector.timeouts = patient
	require.NoError(t, b.server.SetFaults())
	outcome := provisioning.Judge(ref, err)
	finding := b.Find(ctx, task)
	happened := slices.Contains([]string{sandbox.FaultCutAfter, sandbox.FaultTruncate, sandbox.FaultGarbage, sandbox.FaultExpireToken, sandbox.FaultSlow}, fault.Kind) || fault.After

	switch outcome.Verdict {
	case provisioning.VerdictDone:
		require.Equal(t, provisioning.Found(ref), finding, name)
	case provisioning.VerdictNotSent, provisioning.VerdictRefused:
		require.Equal(t, provisioning.Absent(), finding, "%s: %v", name, err)
		require.False(t, happened, "%s: %v", name, err)
	case provisioning.VerdictUnknown:
		if happened {
			require.Equal(t, provisioning.SightFound, finding.Sight, "%s: %v", name, err)
		} else {
			require.Equal(t, provisioning.Absent(), finding, "%s: %v", name, err)
		}
	case provisioning.VerdictExists, provisioning.VerdictCharges, provisioning.VerdictPerson:
		t.Fatalf("%s: %v", name, err)
	}
	// Whatever it came to, the step can be brought to its end.
	if finding.Sight == provisioning.SightAbsent {
		ref, err = b.Perform(ctx, b.task(*p, s))
		require.NoError(t, err, name)
	} else if finding.Ref != "" {
		ref = finding.Ref
	}
	if s.Kind == provisioning.KindAccount {
		p.Account, err = b.Confirm(ctx, ref, s.OpID)
		require.NoError(t, err, name)
	}
}

func TestSendingAgainWhatIsThere(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		p := b.order()
		b.create(&p)
		for _, s := range p.Steps {
			if s.Kind != provisioning.KindAccount {
				_, err := b.Perform(ctx, b.task(p, s))
				require.NoError(t, err, s.ID)
			}
			ref, err := b.Perform(ctx, b.task(p, s))
			verdict := provisioning.Judge(ref, err).Verdict
			switch s.Kind {
			case provisioning.KindLimits, provisioning.KindPlans, provisioning.KindApps:
				require.Equal(t, provisioning.VerdictDone, verdict, "%s: %v", s.ID, err)
			case provisioning.KindAccount, provisioning.KindAdministrator, provisioning.KindCredit, provisioning.KindCallflow:
				require.Equal(t, provisioning.VerdictExists, verdict, "%s: %v", s.ID, err)
			}
			require.Equal(t, provisioning.SightFound, b.Find(ctx, b.task(p, s)).Sight, s.ID)
		}
		details, err := b.AccountDetails(ctx, p.Account.ID)
		require.NoError(t, err)
		b.requireZeta(p, details)
	})
}

func TestWhatSomebodyElseMadeIsNotOurs(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		p := b.order()
		b.create(&p)
		theirs := provisioning.Provisioning{Account: p.Account}
		for _, s := range p.Steps {
			if s.Kind == provisioning.KindAdministrator || s.Kind == provisioning.KindCredit {
				s.OpID = "another-" + s.OpID
				_, err := b.Perform(ctx, b.task(theirs, s))
				require.NoError(t, err)
			}
		}
		find := func(i int) provisioning.Sight { return b.Find(ctx, b.task(p, p.Steps[i])).Sight }
		require.Equal(t, provisioning.SightUnclear, find(1), "our user name, not our marker")
		require.Equal(t, provisioning.SightAbsent, find(4), "another source")

		// The account's name belongs to somebody else.
		taken := p.Steps[0]
		taken.OpID = "a-third"
		_, err := b.Perform(ctx, b.task(p, taken))
		var refused *domain.RefusedError
		require.ErrorAs(t, err, &refused)
		require.Len(t, refused.Problems, 2)
		require.Equal(t, domain.FieldName, refused.Problems[0].Field)
		require.Equal(t, domain.FieldRealm, refused.Problems[1].Field)
		require.Equal(t, provisioning.Absent(), b.Find(ctx, b.task(p, taken)))

		// A credit of ours, but of another amount.
		_, err = b.Perform(ctx, b.task(p, p.Steps[4]))
		require.NoError(t, err)
		p.Steps[4].Intent.Credit.Amount = money("26")
		require.Equal(t, provisioning.SightUnclear, find(4))
	})
}

func TestTheServersRulesAreToldAtTheirFields(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		p := b.order()
		account := p.Steps[0]
		account.Intent.Account.Timezone = "UTC"
		account.Intent.Account.Realm = "a.b"
		_, err := b.Perform(ctx, b.task(p, account))
		var refused *domain.RefusedError
		require.ErrorAs(t, err, &refused)
		require.Equal(t, domain.Problems{
			{Field: domain.FieldRealm, Code: domain.TooShort, Limit: 4}, {Field: domain.FieldTimezone, Code: domain.TooShort, Limit: 5},
		}, refused.Problems)
		require.NotEmpty(t, refused.RequestID)

		account.Intent.Account.Timezone, account.Intent.Account.Realm = "Etc/UTC", ""
		b.create(&p)
		require.NotEmpty(t, p.Account.Realm, "the server made one")
		admin := p.Steps[1]
		admin.Intent.Admin.Admin.Email = "not an address"
		_, err = b.Perform(ctx, b.task(p, admin))
		require.ErrorAs(t, err, &refused)
		for _, problem := range refused.Problems {
			require.Equal(t, domain.AdminField("1", domain.PartEmail), problem.Field)
		}
		credit := p.Steps[4]
		credit.Intent.Credit.Amount = money("0.5")
		_, err = b.Perform(ctx, b.task(p, credit))
		require.ErrorAs(t, err, &refused)
		require.Equal(t, domain.Problems{{Field: domain.FieldCredit, Code: domain.TooLow, Limit: 1}}, refused.Problems)
		plan := p.Steps[5]
		plan.Intent.Plans.Plans = []domain.ServicePlan{{ID: "no-such-plan"}}
		_, err = b.Perform(ctx, b.task(p, plan))
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}

func TestListingsAndCatalogue(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		own := b.Identity().AccountID
		var all []domain.Account
		next := ""
		for {
			page, err := b.Children(ctx, own, next, 7)
			require.NoError(t, err)
			require.LessOrEqual(t, len(page.Accounts), 7)
			all = append(all, page.Accounts...)
			if next = page.Next; next == "" {
				break
			}
		}
		require.Len(t, all, 24)
		require.True(t, slices.IsSortedFunc(all, func(x, y domain.Account) int {
			switch {
			case x.Name < y.Name:
				return -1
			case x.Name > y.Name:
				return 1
			}
			return 0
		}))
		require.Equal(t, own, all[0].ParentID)
		require.Positive(t, all[0].Descendants)
		require.Nil(t, all[0].Enabled, "listings do not tell")

		disabled, err := b.Disabled(ctx, own)
		require.NoError(t, err)
		require.Len(t, disabled, 2)
		details, err := b.AccountDetails(ctx, disabled[0])
		require.NoError(t, err)
		require.True(t, details.Disabled())

		classifiers, err := b.Classifiers(ctx, own)
		require.NoError(t, err)
		require.ElementsMatch(t, domain.DefaultClassifiers(), classifiers)

		plans, err := b.ServicePlans(ctx, own)
		require.NoError(t, err)
		require.Len(t, plans, 2)
		apps, err := b.Apps(ctx, own)
		require.NoError(t, err)
		require.Len(t, apps, 8)
		require.NotEmpty(t, apps[0].Label)
		sellers, err := b.Sellers(ctx, own)
		require.NoError(t, err)
		require.NotEmpty(t, sellers)
		require.Equal(t, own, sellers[0].AccountID)

		sold, err := b.SoldTrunks(ctx, own)
		require.NoError(t, err)
		require.Equal(t, domain.Trunks{TwoWay: 31, Inbound: 16, Outbound: 24}, sold)
		_, err = b.OwnTrunks(ctx, own)
		require.NoError(t, err)

		_, err = b.Children(ctx, "ffffffffffffffffffffffffffffffff", "", 10)
		require.ErrorIs(t, err, domain.ErrNotFound)
		_, err = b.Classifiers(ctx, "../../etc")
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}

func TestTheWaysToSignIn(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		ctx := context.Background()
		by := b.server.Credentials()
		c := b.connector
		hash := c.Conceal(by.Username, domain.NewSecret(by.Password))
		for _, account := range []string{by.AccountName, by.Realm} {
			backend, identity, err := c.SignIn(ctx, b.url, workspace.Credentials{Method: workspace.WithPassword, UserName: by.Username, Account: account, Secret: hash})
			require.NoError(t, err, account)
			require.Equal(t, b.Identity(), identity)
			require.Equal(t, by.Realm, identity.Realm)
			require.True(t, identity.IsReseller)
			require.NotEmpty(t, identity.Version)
			backend.Close()
		}
		_, _, err := c.SignIn(ctx, b.url, workspace.Credentials{Method: workspace.WithPassword, UserName: by.Username, Account: by.Realm,
			Secret: c.Conceal(by.Username, domain.NewSecret("wrong"))})
		require.ErrorIs(t, err, domain.ErrWrongCredentials)

		var doc struct {
			Key string `json:"api_key"`
		}
		require.NoError(t, b.object(ctx, accountPath(b.Identity().AccountID, "api_key"), &doc))
		backend, identity, err := c.SignIn(ctx, b.url, byKey(doc.Key))
		require.NoError(t, err)
		backend.Close()
		require.Equal(t, b.Identity().AccountID, identity.AccountID)
		require.Empty(t, identity.OwnerID)
		_, _, err = c.SignIn(ctx, b.url, byKey("0000000000000000000000000000000000000000000000000000000000000000"))
		require.ErrorIs(t, err, domain.ErrUnknownKey)
		_, _, err = c.SignIn(ctx, b.url, byKey("short"))
		require.ErrorIs(t, err, domain.ErrUnknownKey)
		_, _, err = c.SignIn(ctx, b.url+"/nowhere", byKey(doc.Key))
		require.ErrorIs(t, err, domain.ErrNotCrossbar)
	})
}
