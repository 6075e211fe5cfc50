package workspace_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// everyStep are the steps of the main job's draft, but for the account.
func everyStep(d domain.Draft) []string {
	return []string{
		"administrator/" + d.Administrators[0].ID, "administrator/" + d.Administrators[1].ID,
		"limits", "credit", "service_plan", "app_restrictions", "callflow",
	}
}

func heldSteps(r *rig) []string {
	var ids []string
	for _, c := range r.world.Server.Held() {
		ids = append(ids, c.StepID)
	}
	slices.Sort(ids)
	return ids
}

func TestTheMainJob(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		passwords := map[string]string{}
		for _, a := range d.Administrators {
			p, err := r.Password(t.Context(), d.ID, a)
			require.NoError(t, err)
			passwords[a.UserName()] = p.Reveal()
		}
		r.forget()
		r.submit(d)
		r.rest()
		r.requireABC(d)

		p, err := r.Provisioning(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, provisioning.SummaryDone, p.Summary())
		require.Equal(t, "ABC Company", p.Account.Name)
		for _, s := range p.Steps {
			require.Equal(t, 1, r.world.Server.Sent(s.OpID), s.ID)
			require.Equal(t, r.world.Clock.Now(), s.DoneAt)
		}
		for _, call := range r.world.Server.Calls() {
			require.NotEqual(t, "Find", call.Method, "a first send needs no look beforehand")
		}
		for name, admin := range r.customer("ABC Company").Admins {
			require.Equal(t, passwords[name], admin.Password, "what was shown is what was sent")
		}
		require.True(t, r.heard(func(e workspace.Event) bool {
			return e == workspace.ProvisioningChanged{ID: d.ID, Summary: provisioning.SummaryWorking}
		}))
		require.True(t, r.heard(func(e workspace.Event) bool {
			return e == workspace.ProvisioningChanged{ID: d.ID, Summary: provisioning.SummaryDone}
		}))
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.DraftsChanged{ID: d.ID} }))
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.AccountsChanged{ParentID: "reseller"} }))
		require.Empty(t, r.troubles())
		catalogue, err := r.Catalogue(t.Context())
		require.NoError(t, err)
		require.Equal(t, 4, catalogue.Sold.TwoWay, "what was sold is read anew")
		requireNotStored(t, r, passwords["ada@abc.example"], passwords["lee@abc.example"])
	})
}

func TestSubmitOffline(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.world.Server.Down(true)
		require.Error(t, r.Refresh(t.Context(), ""))
		r.rest()
		require.Equal(t, workspace.Offline, r.Status().Connection)

		d := r.abc()
		r.submit(d)
		r.rest()
		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.True(t, rows[0].Submitted)
		require.Equal(t, provisioning.SummaryQueued, rows[0].Summary)
		for range 5 {
			r.world.Clock.Next()
			r.rest()
		}
		requireQuiet(t, r)

		r.restart() // and it survives the program's end
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		requireQuiet(t, r)
		r.world.Server.Down(false)
		r.requireDone(d)
	})
}

// requireQuiet: while the server is away, only the search for it goes on.
func requireQuiet(t *testing.T, r *rig) {
	t.Helper()
	for _, call := range r.world.Server.Calls() {
		require.NotContains(t, []string{"Perform", "Find", "Confirm"}, call.Method)
	}
}

func TestIndependentStepsGoSideBySide(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		account := r.world.Server.Hold("Perform")
		r.submit(d)
		r.rest()
		require.Equal(t, []string{"account"}, heldSteps(r), "the account comes first")
		rest := r.world.Server.Hold("Perform")
		account()
		r.rest()
		want := everyStep(d)
		slices.Sort(want)
		require.Equal(t, want, heldSteps(r), "and then all the others at once")
		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, provisioning.SummaryWorking, rows[0].Summary)
		rest()
		r.rest()
		r.requireABC(d)
	})
}

// plain is a draft of an account and nothing else.
func (r *rig) plain(name string) domain.Draft {
	d := r.NewDraft(domain.AccountRef{})
	d.Name = name
	return d
}

func TestAtMostEightAccountsAtOnce(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		release := r.world.Server.Hold("Perform")
		var drafts []domain.Draft
		for i := range 20 {
			d := r.plain(fmt.Sprint("Customer ", i))
			drafts = append(drafts, d)
			r.submit(d)
		}
		r.rest()
		require.Len(t, r.world.Server.Held(), 8)
		release()
		r.rest()
		for _, d := range drafts {
			require.Equal(t, 1, r.customer(d.Name).Callflows)
		}
	})
}

func TestAccountsThatWaitHoldNobodyUp(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		for i := range 8 {
			r.world.Server.Next("limits", workspacetest.Fails(&domain.BusyError{Status: 503, RetryAfter: time.Hour}))
			r.submit(r.plain(fmt.Sprint("Waits ", i)))
			r.rest()
		}
		before := r.world.Clock.Now()
		r.submit(r.plain("Ninth"))
		r.rest()
		require.NotNil(t, r.customer("Ninth").Limits)
		require.Equal(t, before, r.world.Clock.Now())
	})
}

func TestARefusedStepStopsNoNeighbour(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		problem := domain.Problem{Field: domain.FieldTwoWay, Code: domain.ServerSays, Detail: "too many"}
		r.world.Server.Next("limits", workspacetest.Refused(400, problem))
		r.submit(d)
		r.rest()
		p, err := r.Provisioning(t.Context(), d.ID)
		require.NoError(t, err)
		for _, s := range p.Steps {
			want := provisioning.Done
			if s.ID == "limits" {
				want = provisioning.Refused
				require.Equal(t, domain.Problems{problem}, s.Problems)
				require.Equal(t, 400, s.Status)
				require.Equal(t, "request-1", s.RequestID)
			}
			require.Equal(t, want, s.State, s.ID)
		}
		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		require.Equal(t, workspace.WorkRow{
			ID: d.ID, Name: "ABC Company", UpdatedAt: rows[0].UpdatedAt, Tab: domain.TabGeneral, Visited: 1,
			Submitted: true, Summary: provisioning.SummaryNeedsYou, Why: provisioning.ReasonRefused, Step: provisioning.KindLimits, Status: 400,
		}, rows[0])

		require.NoError(t, r.RetryStep(t.Context(), d.ID, "limits"))
		r.rest()
		r.requireABC(d)
	})
}

func TestLeaveOut(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.withoutCredit()
		require.NoError(t, r.LeaveOut(t.Context(), d.ID, "account"), "it cannot be, and nothing happens")
		require.NoError(t, r.RetryStep(t.Context(), d.ID, ""))
		p := r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Equal(t, provisioning.LeftOut, stepOf(t, p, "credit").State, "trying all again leaves out what was left out")
		require.Equal(t, provisioning.Done, stepOf(t, p, "limits").State)
		require.Empty(t, r.customer("ABC Company").Credits)
		_, err := r.Draft(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound, "nothing is left to do")
	})
}

func TestLeaveOutCanBeTakenBack(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.withoutCredit()
		require.NoError(t, r.RetryStep(t.Context(), d.ID, "credit"))
		require.NoError(t, r.RetryStep(t.Context(), d.ID, "limits"))
		r.requireDone(d)
	})
}

func TestChargesWaitForAYes(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		charge := domain.Charge{Category: "limits", Item: "twoway", Name: "Trunk", Quantity: 4, Rate: decimal.RequireFromString("1.25"), Total: decimal.RequireFromString("5")}
		r.world.Server.Next("limits", workspacetest.Charged(charge), workspacetest.Charged(charge))
		r.submit(d)
		p := r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		require.Equal(t, []domain.Charge{charge}, stepOf(t, p, "limits").Charges)
		require.Nil(t, r.customer("ABC Company").Limits)
		require.NoError(t, r.AcceptCharges(t.Context(), d.ID, "limits"))
		r.rest()
		r.requireABC(d)
	})
}

// Whatever becomes of one request, each thing is there once in the end.
func TestLostAnswers(t *testing.T) {
	fates := map[string]func() []workspacetest.Fate{
		"lost before":      func() []workspacetest.Fate { return []workspacetest.Fate{workspacetest.LostBefore()} },
		"lost after":       func() []workspacetest.Fate { return []workspacetest.Fate{workspacetest.LostAfter()} },
		"late":             func() []workspacetest.Fate { return []workspacetest.Fate{workspacetest.Late(2 * time.Minute)} },
		"busy":             func() []workspacetest.Fate { return []workspacetest.Fate{workspacetest.Busy(10 * time.Minute)} },
		"lost three times": func() []workspacetest.Fate { return slices.Repeat([]workspacetest.Fate{workspacetest.LostBefore()}, 3) },
		"before, then late": func() []workspacetest.Fate {
			return []workspacetest.Fate{workspacetest.LostBefore(), workspacetest.Late(minute)}
		},
		"offline":    func() []workspacetest.Fate { return []workspacetest.Fate{workspacetest.Fails(domain.ErrOffline)} },
		"unheard of": func() []workspacetest.Fate { return []workspacetest.Fate{workspacetest.Fails(errDisk)} },
	}
	for _, step := range []string{"account", "administrator", "limits", "credit", "service_plan", "app_restrictions", "callflow"} {
		for name, fate := range fates {
			if name == "late" && slices.Contains([]string{"limits", "service_plan", "app_restrictions"}, step) {
				continue // sent again at once: they may be repeated
			}
			t.Run(step+" "+name, func(t *testing.T) {
				inWorld(t, func(t *testing.T, r *rig) {
					d := r.ready()
					id := step
					if step == "administrator" {
						id += "/" + d.Administrators[0].ID
					}
					r.world.Server.Next(id, fate()...)
					r.world.Server.NextLook(id, &domain.BusyError{Status: 503})
					r.submit(d)
					p := r.untilSummary(d.ID, provisioning.SummaryDone)
					r.rest()
					r.requireABC(d)
					if strings.HasSuffix(name, "lost after") {
						require.Equal(t, 1, r.world.Server.Sent(stepOf(t, p, id).OpID), "what took effect is not sent again")
					}
				})
			})
		}
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("account", workspacetest.Busy(10*time.Minute))
		r.submit(d)
		r.rest()
		start := r.world.Clock.Now()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.GreaterOrEqual(t, r.world.Clock.Now().Sub(start), 10*time.Minute)
	})
}

func TestAnAccountThatIsTakenBack(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("account", workspacetest.RolledBack())
		r.submit(d)
		p := r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		require.Equal(t, provisioning.ReasonRollback, stepOf(t, p, "account").Why)
		require.False(t, p.AccountReady())
		require.NoError(t, r.RetryStep(t.Context(), d.ID, "account"))
		r.requireDone(d)
	})
}
