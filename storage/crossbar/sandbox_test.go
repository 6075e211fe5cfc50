package crossbar

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
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
	asked atomic.Int64 // requests that the server got
}

func newBench(t *testing.T, flavour sandbox.Flavour) *bench {
	t.Helper()
	b := &bench{t: t}
	server, err := sandbox.New(sandbox.Options{Flavour: flavour, CreateTime: -1, Clock: func() time.Time {
		return time.Now().Add(time.Duration(b.ahead.Load()) * time.Second)
	}})
	require.NoError(t, err)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.asked.Add(1)
		server.ServeHTTP(w, r)
	}))
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
		b.requireZeta(p)
	})
}

// requireZeta compares what the server has with what was ordered.
func (b *bench) requireZeta(p provisioning.Provisioning) {
	b.t.Helper()
	t := b.t
	part := func(doc domain.Document) workspace.Part {
		read, err := b.ReadPart(context.Background(), p.Account.ID, doc)
		require.NoError(t, err, doc)
		return read
	}
	order := p.Steps[0].Intent.Account
	want := domain.Values{
		domain.FieldName: order.Name, domain.FieldRealm: order.Realm, domain.FieldEnabled: domain.On,
		domain.FieldTimezone: order.Timezone, domain.FieldLanguage: order.Language,
		domain.FieldTechnical.Part("name"): order.Technical.Name, domain.FieldBilling.Part("email"): order.Billing.Email,
		domain.RestrictionField("caribbean"): domain.On, domain.RestrictionField("international"): domain.On,
		domain.RestrictionField("toll_us"): domain.On,
	}
	for _, permission := range domain.AllPermissions() {
		want[domain.PermissionField(permission)] = domain.Switch(!slices.Contains(order.Permissions.Hidden, permission))
	}
	got := part(domain.DocAccount).Values
	for field, value := range want {
		require.Equal(t, value, got[field], field)
	}
	created, err := time.Parse(time.RFC3339, got[domain.FieldCreated])
	require.NoError(t, err)
	require.WithinDuration(t, time.Now(), created, time.Minute)
	require.Equal(t, domain.Values{
		domain.FieldTwoWay: "4", domain.FieldInbound: "2", domain.FieldOutbound: "3", domain.FieldPrepay: domain.On,
	}, part(domain.DocLimits).Values)
	require.Equal(t, "25.5", part(domain.DocCredit).Balance)
	users := part(domain.DocUsers).Users
	require.Len(t, users, 2)
	require.Equal(t, "Alice", users[0].FirstName)
	require.Equal(t, "bob@zeta.example.com", users[1].Email)
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
		b.requireZeta(p)
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
