package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// small is a draft of which every effect can be counted.
func (r *rig) small(i int) domain.Draft {
	d := r.plain(fmt.Sprint("Customer ", i))
	a := r.NewAdministrator()
	a.FirstName, a.LastName, a.Email = "Ada", "Moreno", fmt.Sprintf("ada%d@abc.example", i)
	d.Administrators = []domain.Administrator{a}
	d.Credit = fmt.Sprint(i + 1)
	return d
}

func (r *rig) requireSmall(i int) {
	r.t.Helper()
	c := r.customer(fmt.Sprint("Customer ", i))
	require.Len(r.t, c.Admins, 1)
	require.Len(r.t, c.Credits, 1)
	require.Equal(r.t, fmt.Sprint(i+1), c.Balance().String())
	require.NotNil(r.t, c.Limits)
	require.Equal(r.t, 1, c.Callflows)
}

// TestStorm lets requests fail in every way and kills the program over and over:
// in the end each customer is there once, with its credit once.
func TestStorm(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) { storm(t, r, rand.New(rand.NewPCG(seed, 1))) })
		})
	}
}

func storm(t *testing.T, r *rig, random *rand.Rand) {
	const drafts, starts = 12, 10
	r.offer()
	r.signIn()
	var ids []string
	for i := range drafts {
		d := r.small(i)
		ids = append(ids, d.ID)
		for _, step := range []string{"account", "administrator/" + d.Administrators[0].ID, "limits", "credit", "callflow"} {
			if random.IntN(3) == 0 {
				r.world.Server.Next(step, badLuck(random, step))
			}
		}
		r.submit(d)
	}
	allDone := func() bool { return !slices.ContainsFunc(ids, func(id string) bool { return !r.finished(id) }) }
	for range starts {
		r.process.KillBefore(len(r.process.Acts()) + random.IntN(25))
		r.until("killed, or done", func() bool { return r.process.Dead() || allDone() })
		r.crash()
		r.world.Server.Down(random.IntN(4) == 0)
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.rest()
		r.world.Server.Down(false)
	}
	r.until("all done", allDone)
	r.rest()
	for i := range drafts {
		r.requireSmall(i)
	}
	rows, err := r.Work(t.Context(), "")
	require.NoError(t, err)
	require.Empty(t, rows)
}

// badLuck is a fate that a step recovers from by itself. What may be sent again
// at once cannot also come late.
func badLuck(random *rand.Rand, step string) workspacetest.Fate {
	fates := []workspacetest.Fate{
		workspacetest.LostBefore(), workspacetest.LostAfter(), workspacetest.Busy(time.Minute),
		workspacetest.Fails(errDisk), workspacetest.Fails(domain.ErrOffline),
	}
	if step != "limits" {
		fates = append(fates, workspacetest.Late(time.Duration(random.IntN(149))*time.Second))
	}
	return fates[random.IntN(len(fates))]
}

// TestEverythingAtOnce is for the race detector: whatever a window may call, from
// many goroutines, while the courier works and the server comes and goes.
func TestEverythingAtOnce(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		const drafts, people = 10, 6
		r.offer()
		r.signIn()
		all := make([]domain.Draft, drafts)
		for i := range all {
			all[i] = r.small(i)
			require.NoError(t, r.SaveDraft(t.Context(), all[i]))
		}
		var clicking sync.WaitGroup
		for p := range people {
			clicking.Go(func() {
				random := rand.New(rand.NewPCG(uint64(p), 2))
				for range 150 {
					if err := click(r, random, all[random.IntN(drafts)]); err != nil {
						// What is done is gone, and what is sent cannot be taken back.
						known := slices.ContainsFunc([]error{domain.ErrNotFound, domain.ErrOffline, workspace.ErrSentAlready, domain.ErrSignedOut},
							func(target error) bool { return errors.Is(err, target) })
						if !known {
							t.Error(err)
						}
					}
				}
			})
		}
		clicking.Wait()
		r.world.Server.Down(false)
		r.GoOnline()
		r.untilOnline()
		for _, d := range all {
			if _, err := r.Provisioning(t.Context(), d.ID); errors.Is(err, domain.ErrNotFound) {
				r.submit(d)
			}
			require.NoError(t, r.RetryStep(t.Context(), d.ID, ""))
			for _, s := range r.provisioning(d.ID).Steps {
				require.NoError(t, r.RetryStep(t.Context(), d.ID, s.ID)) // what somebody left out
			}
			r.untilSummary(d.ID, provisioning.SummaryDone)
		}
		r.rest()
		for i := range all {
			r.requireSmall(i)
		}
	})
}

// click is one thing that a person does.
func click(r *rig, random *rand.Rand, d domain.Draft) error {
	ctx := r.t.Context()
	switch random.IntN(14) {
	case 0, 1:
		if _, err := r.Draft(ctx, d.ID); err != nil {
			return err
		}
		return r.Submit(ctx, d.ID)
	case 2:
		return r.RetryStep(ctx, d.ID, "")
	case 3:
		return r.LeaveOut(ctx, d.ID, "credit")
	case 4:
		return r.RetryStep(ctx, d.ID, "credit")
	case 5:
		return r.AcceptCharges(ctx, d.ID, "limits")
	case 6:
		_, err := r.Check(ctx, d)
		return err
	case 7:
		_, err := r.Work(ctx, "cust")
		return err
	case 8:
		_, err := r.Password(ctx, d.ID, d.Administrators[0])
		return err
	case 9:
		return r.Refresh(ctx, "")
	case 10:
		r.world.Server.Down(random.IntN(2) == 0)
		r.world.Clock.Next()
		return nil
	case 11:
		r.world.Clock.Advance(time.Duration(random.IntN(60)) * time.Second)
		r.GoOnline()
		return nil
	case 12:
		return r.WorkOffline(ctx, r.Status().Profile.ID)
	}
	_, err := r.Preview(ctx, d)
	return err
}

// A queued draft that is taken back again and again is sent once, or not at all.
func TestTakingBackWhileItIsSent(t *testing.T) {
	for range 20 {
		inWorld(t, func(t *testing.T, r *rig) {
			r.offer()
			r.signIn()
			d := r.small(0)
			require.NoError(t, r.SaveDraft(t.Context(), d))
			var clicking sync.WaitGroup
			clicking.Go(func() {
				for range 10 {
					_ = r.Submit(t.Context(), d.ID) // taken back in the same instant, its realm counts as taken
				}
			})
			clicking.Go(func() {
				for range 10 {
					if err := r.Withdraw(t.Context(), d.ID); !errors.Is(err, domain.ErrNotFound) && !errors.Is(err, workspace.ErrSentAlready) && err != nil {
						t.Error(err)
					}
				}
			})
			clicking.Wait()
			r.rest()
			require.Empty(t, r.troubles())
			if _, err := r.Provisioning(t.Context(), d.ID); err != nil {
				require.ErrorIs(t, err, domain.ErrNotFound)
				require.Len(t, r.world.Server.Customers(), 2, "what was taken back was never sent")
				return
			}
			r.untilSummary(d.ID, provisioning.SummaryDone)
			r.requireSmall(0)
		})
	}
}

// Close leaves no goroutine behind, whatever was going on.
func TestCloseLeaksNothing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	world := workspacetest.NewWorld()
	w := workspace.New(world.Options())
	require.NoError(t, w.SignIn(t.Context(), workspacetest.User()))
	world.Server.Hold("Perform") // and never released
	for i := range 10 {
		d := w.NewDraft(domain.AccountRef{})
		d.Name = fmt.Sprint("Customer ", i)
		require.NoError(t, w.SaveDraft(t.Context(), d))
		require.NoError(t, w.Submit(t.Context(), d.ID))
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	w.Close(gone)
	w.Close(gone) // twice does no harm
}
