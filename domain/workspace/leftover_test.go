package workspace_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// onTheWire submits the main job's draft until all but the account is being sent.
func onTheWire(r *rig) (d domain.Draft, release func()) {
	r.t.Helper()
	r.offer()
	r.signIn()
	account := r.world.Server.Hold("Perform")
	d = r.abc()
	r.submit(d)
	r.rest()
	release = r.world.Server.Hold("Perform")
	account()
	r.rest()
	require.Equal(r.t, provisioning.Sending, stepOf(r.t, r.provisioning(d.ID), "credit").State)
	return d, release
}

func changedSteps(left workspace.Leftover) (ids []string) {
	for _, c := range left.Changes {
		ids = append(ids, c.StepID)
	}
	return ids
}

func (r *rig) requireKept(id string, steps ...string) {
	r.t.Helper()
	rows, err := r.Work(r.t.Context(), "")
	require.NoError(r.t, err)
	require.Len(r.t, rows, 1)
	require.Equal(r.t, []any{id, true, provisioning.SummaryNeedsYou, provisioning.ReasonChanged},
		[]any{rows[0].ID, rows[0].Submitted, rows[0].Summary, rows[0].Why})
	left, err := r.Leftover(r.t.Context(), id)
	require.NoError(r.t, err)
	require.True(r.t, left.Kept)
	require.ElementsMatch(r.t, steps, changedSteps(left))
}

func TestWhatIsTypedAfterSubmitIsKept(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d, release := onTheWire(r)
		sent := d.Clone()
		d.Credit, d.Plans, d.Technical.Name = "99", nil, "Lee"
		carol := r.NewAdministrator()
		carol.FirstName, carol.LastName, carol.Email = "Carol", "Diaz", "carol@abc.example"
		d.Administrators = append(d.Administrators, carol)
		require.NoError(t, r.SaveDraft(t.Context(), d))
		left, err := r.Leftover(t.Context(), d.ID)
		require.NoError(t, err)
		require.False(t, left.Kept, "it can be submitted still")
		release()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		steps := []string{"account", "credit", "service_plan", "administrator/" + carol.ID}
		r.requireKept(d.ID, steps...)
		require.Equal(t, "25.5", r.customer("ABC Company").Balance().String())

		r.restart()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		r.untilOnline()
		r.requireKept(d.ID, steps...)

		require.NoError(t, r.SaveDraft(t.Context(), sent))
		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		require.Empty(t, rows, "as it was sent, there is nothing to keep")
		require.Empty(t, r.troubles())
	})
}

func TestWhatWasTypedWhenTheProgramEndedIsKept(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d, release := onTheWire(r)
		d.Credit = "99"
		require.NoError(t, r.SaveDraft(t.Context(), d))
		r.world.Store.Fail(func(what string) error {
			if what == "DeleteDraft" {
				return errDisk
			}
			return nil
		})
		release()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.world.Store.Fail(nil)
		r.crash()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.untilOnline()
		r.requireKept(d.ID, "credit")
	})
}

// That the server offers something else since is no change of the person's.
func TestAnotherCatalogueIsNoChange(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		r.world.Server.Offer(domain.Catalogue{
			Classifiers: append(domain.DefaultClassifiers(), domain.Classifier{ID: "satellite"}),
			Plans:       []domain.ServicePlan{{ID: "gold", Name: "Golden"}}, Apps: []domain.App{{ID: "voip"}, {ID: "new"}},
		})
		r.world.Server.Next("limits", workspacetest.Refused(400))
		r.comeBack()
		r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		require.NoError(t, r.Refresh(t.Context(), ""))
		r.rest()
		d.Trunks.TwoWay = "5"
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		_, err := r.Draft(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}

func TestWhatIsSubmittedWhileItIsSent(t *testing.T) {
	fates := map[string]func(*rig){
		"answered":  func(*rig) {},
		"cut after": func(r *rig) { r.world.Server.Next("limits", workspacetest.LostAfter()) },
		"late":      func(r *rig) { r.world.Server.Next("limits", workspacetest.Late(time.Minute)) },
		"refused":   func(r *rig) { r.world.Server.Next("limits", workspacetest.Refused(400)) },
	}
	for name, fate := range fates {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				d, release := onTheWire(r)
				d.Trunks.TwoWay, d.Credit, d.Administrators[0].FirstName = "9", "30", "Adele"
				r.submit(d)
				fate(r)
				release()
				r.untilSummary(d.ID, provisioning.SummaryDone)
				r.world.Clock.Advance(time.Hour)
				r.rest()
				c := r.customer("ABC Company")
				require.Equal(t, 9, c.Limits.Trunks.TwoWay, "limits are set again")
				require.Len(t, c.Credits, 1, "a credit is not added again")
				require.Equal(t, "25.5", c.Balance().String())
				r.requireKept(d.ID, "credit", "administrator/"+d.Administrators[0].ID)
			})
		})
	}
}

func TestWhatDidNotArriveIsSentAsItIsWanted(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d, release := onTheWire(r)
		lee := d.Administrators[1].ID
		d.Credit, d.Administrators[0].Email = "30", "ada.moreno@abc.example"
		d.RemoveAdmin(lee)
		r.submit(d)
		for _, id := range []string{"credit", "administrator/" + d.Administrators[0].ID, "administrator/" + lee} {
			r.world.Server.Next(id, workspacetest.LostBefore())
		}
		release()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		c := r.customer("ABC Company")
		require.Equal(t, "30", c.Balance().String())
		require.Len(t, c.Admins, 1)
		require.Contains(t, c.Admins, "ada.moreno@abc.example")
		_, err := r.Draft(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound, "all that was wanted was sent")
	})
}

func TestWhatIsDoneAndNotWantedAnyMoreIsTold(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d, release := onTheWire(r)
		d.Credit = ""
		r.submit(d)
		release()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		r.requireKept(d.ID, "credit")
		d.Credit = "25.50"
		r.submit(d)
		r.rest()
		_, err := r.Draft(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound, "it is wanted again, and there")
		require.Len(t, r.customer("ABC Company").Credits, 1)
	})
}

func TestChangesAreDiscardedWithAWayBack(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d, release := onTheWire(r)
		d.Credit = "99"
		require.NoError(t, r.SaveDraft(t.Context(), d))
		release()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		discarded, err := r.DeleteDraft(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, d, discarded)
		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		require.Empty(t, rows)
		_, err = r.Provisioning(t.Context(), d.ID)
		require.NoError(t, err, "what was sent stays on record")
		require.NoError(t, r.SaveDraft(t.Context(), discarded))
		r.requireKept(d.ID, "credit")
	})
}
