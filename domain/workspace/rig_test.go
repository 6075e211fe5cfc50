package workspace_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// rig is a workspace in a world that stands still: nothing happens but what a
// test, or a move of the clock, sets going.
type rig struct {
	t     *testing.T
	world *workspacetest.World
	*workspace.Workspace
	process *workspacetest.Process

	mu     sync.Mutex
	events []workspace.Event
	looked int // how many of the calls were counted; see pages
}

// inWorld runs a test in a world of its own. All goroutines of it have to end.
func inWorld(t *testing.T, test func(t *testing.T, r *rig)) {
	synctest.Test(t, func(t *testing.T) {
		r := &rig{t: t, world: workspacetest.NewWorld()}
		r.start()
		defer func() {
			if t.Failed() { // perhaps with requests held that nobody releases now
				r.bury()
				return
			}
			r.close()
		}()
		test(t, r)
	})
}

// start starts the program, again where it ran before.
func (r *rig) start(change ...func(*workspace.Options)) {
	r.process = r.world.NewProcess()
	options := r.process.Options()
	for _, c := range change {
		c(&options)
	}
	r.Workspace = workspace.New(options)
	r.Subscribe(func(e workspace.Event) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.events = append(r.events, e)
	})
}

// close ends the program as a person does.
func (r *rig) close() { r.Close(r.t.Context()) }

// restart is close and start.
func (r *rig) restart(change ...func(*workspace.Options)) {
	r.close()
	r.start(change...)
}

// crash ends the program as a power cut does, and starts it anew. The old one is
// cleared away, but nothing that it does counts any more.
func (r *rig) crash() {
	r.process.Kill()
	r.bury()
	r.start()
}

func (r *rig) bury() {
	gone, cancel := context.WithCancel(r.t.Context())
	cancel()
	r.Close(gone)
}

// rest lets everything happen that needs no time.
func (r *rig) rest() { synctest.Wait() }

// until lets time pass until it is so.
func (r *rig) until(what string, so func() bool) {
	r.t.Helper()
	for range 5000 {
		r.rest()
		if so() {
			return
		}
		if !r.world.Clock.Next() {
			require.FailNow(r.t, "nothing happens any more", what)
		}
	}
	require.FailNow(r.t, "it never comes to it", what)
}

func (r *rig) untilOnline() {
	r.t.Helper()
	r.until("online", func() bool { return r.Status().Connection == workspace.Online })
	r.rest()
}

func (r *rig) untilSummary(id string, want provisioning.Summary) provisioning.Provisioning {
	r.t.Helper()
	var p provisioning.Provisioning
	r.until(string(want), func() bool {
		var err error
		p, err = r.Provisioning(r.t.Context(), id)
		require.NoError(r.t, err)
		return p.Summary() == want
	})
	return p
}

// heard tells whether an event was emitted since forget.
func (r *rig) heard(match func(workspace.Event) bool) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.events, match)
}

func (r *rig) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events = nil
}

func (r *rig) troubles() []error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var errs []error
	for _, e := range r.events {
		if trouble, ok := e.(workspace.Trouble); ok {
			errs = append(errs, trouble.Err)
		}
	}
	return errs
}

// signIn signs the world's reseller in and waits for the first refresh.
func (r *rig) signIn() {
	r.t.Helper()
	require.NoError(r.t, r.SignIn(r.t.Context(), workspacetest.User()))
	r.rest()
}

// abc types the draft of the main job.
func (r *rig) abc() domain.Draft {
	r.t.Helper()
	d := r.NewDraft(domain.AccountRef{})
	d.Name, d.RealmLabel, d.Timezone = "ABC Company", "abc", "America/Chicago"
	ada, lee := r.NewAdministrator(), r.NewAdministrator()
	ada.FirstName, ada.LastName, ada.Email, ada.Phone = "Ada", "Moreno", "ada@abc.example", "+1 415 555 0123"
	lee.FirstName, lee.LastName, lee.Email = "Lee", "Park", "lee@abc.example"
	d.Administrators = []domain.Administrator{ada, lee}
	d.Trunks = domain.TypedTrunks{Inbound: "2", Outbound: "3", TwoWay: "4"}
	d.Deny("international", true)
	d.Deny("caribbean", true)
	d.Credit, d.Prepay = "25.50", true
	d.Plans = []string{"gold"}
	d.Permissions.Untick(domain.SeeMinutes)
	d.Apps.Restricted = true
	d.Apps.Allow("voip", true)
	return d
}

// ready is a signed-in reseller with the main job's draft typed, of which every step can
// be sent.
func (r *rig) ready() domain.Draft {
	r.t.Helper()
	r.offer()
	r.signIn()
	return r.abc()
}

// sentInVain is the draft of the main job, sent when the server could not be reached.
func (r *rig) sentInVain() domain.Draft {
	r.t.Helper()
	r.offer()
	r.signIn()
	r.world.Server.Down(true)
	d := r.abc()
	r.submit(d)
	r.rest()
	return d
}

// withoutCredit is the draft of the main job, of which the limits were refused, and the
// credit too, which a person then left out.
func (r *rig) withoutCredit() domain.Draft {
	r.t.Helper()
	d := r.ready()
	r.world.Server.Next("credit", workspacetest.Refused(403))
	r.world.Server.Next("limits", workspacetest.Refused(400))
	r.submit(d)
	r.rest()
	require.NoError(r.t, r.LeaveOut(r.t.Context(), d.ID, "credit"))
	return d
}

// offer gives the server plans and apps, so that the draft has every step, and a
// customer so that the suffix of realms can be learnt.
func (r *rig) offer() {
	r.world.Server.Offer(domain.Catalogue{
		Classifiers: domain.DefaultClassifiers(), Plans: []domain.ServicePlan{{ID: "gold", Name: "Gold"}},
		Apps: []domain.App{{ID: "voip"}, {ID: "accounts"}, {ID: "numbers"}},
	})
	r.world.Server.AddCustomer("reseller", "Old One", "one.sip.example.com")
	r.world.Server.AddCustomer("reseller", "Old Two", "two.sip.example.com")
}

// submit keeps a draft and submits it.
func (r *rig) submit(d domain.Draft) {
	r.t.Helper()
	require.NoError(r.t, r.SaveDraft(r.t.Context(), d))
	require.NoError(r.t, r.Submit(r.t.Context(), d.ID))
}

// customer finds the one customer of this name on the server.
func (r *rig) customer(name string) workspacetest.Customer {
	r.t.Helper()
	var found []workspacetest.Customer
	for _, c := range r.world.Server.Customers() {
		if c.Name == name {
			found = append(found, c)
		}
	}
	require.Len(r.t, found, 1, "customers called %s", name)
	return found[0]
}

// requireABC is how the draft of the main job ends on the server: each thing
// once, and right.
func (r *rig) requireABC(d domain.Draft) {
	r.t.Helper()
	c := r.customer("ABC Company")
	require.Equal(r.t, "abc.sip.example.com", c.Realm)
	require.Equal(r.t, "reseller", c.ParentID)
	require.Equal(r.t, "America/Chicago", c.Timezone)
	require.Len(r.t, c.Admins, 2)
	require.Equal(r.t, &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 4, Inbound: 2, Outbound: 3}, Prepay: true}, c.Limits)
	require.Len(r.t, c.Credits, 1, "the credit once")
	require.Equal(r.t, "25.5", c.Balance().String())
	require.Equal(r.t, []string{"gold"}, c.Plans)
	require.Equal(r.t, []string{"accounts", "numbers"}, c.Blacklist)
	require.Equal(r.t, 1, c.Callflows)

	_, err := r.Draft(r.t.Context(), d.ID)
	require.ErrorIs(r.t, err, domain.ErrNotFound, "what is sent is no draft any more")
	rows, err := r.Work(r.t.Context(), "")
	require.NoError(r.t, err)
	require.Empty(r.t, rows)
	account, err := r.Account(r.t.Context(), c.ID)
	require.NoError(r.t, err, "the new account is in the sidebar")
	require.Equal(r.t, c.AccountRef, account.AccountRef)
}

// requireDone waits until a draft of the main job is through.
func (r *rig) requireDone(d domain.Draft) {
	r.t.Helper()
	r.untilSummary(d.ID, provisioning.SummaryDone)
	r.rest()
	r.requireABC(d)
}

var errDisk = errors.New("disk on fire")

func stepOf(t *testing.T, p provisioning.Provisioning, id string) provisioning.Step {
	t.Helper()
	s := p.Step(id)
	require.NotNil(t, s, id)
	return *s
}

const minute = time.Minute

// stored is only whether accounts could be stored.
func stored(_ bool, err error) error { return err }
