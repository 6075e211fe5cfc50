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

// offlineWithDraft is a signed-in reseller without a connection, and the main
// job's draft submitted.
func offlineWithDraft(r *rig) domain.Draft {
	r.t.Helper()
	r.offer()
	r.signIn()
	r.goOffline()
	d := r.abc()
	r.submit(d)
	r.rest()
	return d
}

func (r *rig) goOffline() {
	r.t.Helper()
	r.world.Server.Down(true)
	require.ErrorIs(r.t, r.Refresh(r.t.Context(), ""), domain.ErrOffline)
	r.rest()
}

func (r *rig) comeBack() {
	r.t.Helper()
	r.world.Server.Down(false)
	r.untilOnline()
}

func (r *rig) provisioning(id string) provisioning.Provisioning {
	r.t.Helper()
	p, err := r.Provisioning(r.t.Context(), id)
	require.NoError(r.t, err)
	return p
}

func opIDs(p provisioning.Provisioning) map[string]string {
	ids := map[string]string{}
	for _, s := range p.Steps {
		ids[s.ID] = s.OpID
	}
	return ids
}

func TestSubmitRefusesADraftWithProblems(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.abc() // without a suffix, a typed realm cannot be made
		d.Name = ""
		require.NoError(t, r.SaveDraft(t.Context(), d))
		var invalid *workspace.InvalidDraftError
		require.ErrorAs(t, r.Submit(t.Context(), d.ID), &invalid)
		require.Equal(t, domain.Problems{
			{Field: domain.FieldName, Code: domain.Required}, {Field: domain.FieldRealm, Code: domain.Required},
		}, invalid.Problems)
		require.Contains(t, invalid.Error(), "name: required")
		_, err := r.Provisioning(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
		require.ErrorIs(t, r.Submit(t.Context(), "nothing"), domain.ErrNotFound)
	})
}

func TestWarningsStopNobody(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.NewDraft(domain.AccountRef{})
		d.Name = "Ёлка"
		problems, err := r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Len(t, problems, 1)
		require.Empty(t, problems.Blocking())
		r.submit(d)
		r.rest()
		require.NotEmpty(t, r.customer("Ёлка").Realm)
	})
}

func TestSubmittingTwiceChangesNothing(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		before := r.provisioning(d.ID)
		r.world.Clock.Advance(time.Hour)
		r.submit(d)
		require.Equal(t, before, r.provisioning(d.ID))
		r.comeBack()
		r.requireDone(d)
	})
}

func TestAQueuedDraftCanBeEdited(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		before := r.provisioning(d.ID)
		r.world.Clock.Advance(48 * time.Hour)
		d.Name, d.RealmLabel = "XYZ Company", "xyz"
		d.Trunks.TwoWay = "7"
		d.Credit = "30"
		d.Plans = nil
		d.Administrators[0].Email = "ada@xyz.example"
		d.RemoveAdmin(d.Administrators[1].ID)
		carol := r.NewAdministrator()
		carol.FirstName, carol.LastName, carol.Email = "Carol", "Diaz", "carol@xyz.example"
		d.Administrators = append(d.Administrators, carol)
		r.submit(d)

		after := r.provisioning(d.ID)
		require.Equal(t, "XYZ Company", after.Name)
		require.Equal(t, before.CreatedAt, after.CreatedAt)
		was := opIDs(before)
		for _, s := range after.Steps {
			if s.ID != "administrator/"+carol.ID {
				require.Equal(t, was[s.ID], s.OpID, s.ID)
			}
		}
		require.Equal(t, stepOf(t, before, "credit").Intent.Credit.PeriodStart, stepOf(t, after, "credit").Intent.Credit.PeriodStart,
			"the period's start is part of what the credit is known by")
		require.Equal(t, provisioning.LeftOut, stepOf(t, after, "service_plan").State)

		r.comeBack()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		c := r.customer("XYZ Company")
		require.Equal(t, "xyz.sip.example.com", c.Realm)
		require.Equal(t, 7, c.Limits.Trunks.TwoWay)
		require.Equal(t, "30", c.Balance().String())
		require.Len(t, c.Admins, 2)
		require.Contains(t, c.Admins, "ada@xyz.example")
		require.Contains(t, c.Admins, "carol@xyz.example")
		require.Empty(t, c.Plans)
	})
}

func TestAQueuedDraftCanMoveToAnotherParent(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		accounts, err := r.Accounts(t.Context(), workspace.AccountQuery{})
		require.NoError(t, err)
		d.Parent = accounts[0].AccountRef
		r.submit(d)
		require.Equal(t, d.Parent, r.provisioning(d.ID).Parent)
		r.comeBack()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Equal(t, d.Parent.ID, r.customer("ABC Company").ParentID)
		children, err := r.Accounts(t.Context(), workspace.AccountQuery{ParentID: d.Parent.ID})
		require.NoError(t, err)
		require.Len(t, children, 1)
	})
}

// What is taken out of a queued draft and put back is sent, though it was left
// out in between.
func TestWhatComesBackToADraftIsSent(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		whole := d.Clone()
		d.Credit, d.Plans, d.Apps.Restricted = "", nil, false
		d.RemoveAdmin(d.Administrators[1].ID)
		r.submit(d)
		p := r.provisioning(d.ID)
		for _, id := range []string{"credit", "service_plan", "app_restrictions", "administrator/" + whole.Administrators[1].ID} {
			require.Equal(t, provisioning.LeftOut, stepOf(t, p, id).State, id)
		}
		r.submit(whole)
		for _, s := range r.provisioning(d.ID).Steps {
			require.Equal(t, provisioning.Waiting, s.State, s.ID)
		}
		r.comeBack()
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.requireABC(whole)
	})
}

// But what a person left out stays out, until they change it.
func TestWhatAPersonLeftOutStaysOut(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.withoutCredit()
		d.Trunks.TwoWay = "3"
		r.submit(d)
		p := r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Equal(t, provisioning.LeftOut, stepOf(t, p, "credit").State)
		c := r.customer("ABC Company")
		require.Empty(t, c.Credits)
		require.Equal(t, 3, c.Limits.Trunks.TwoWay)
	})
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.withoutCredit()
		d.Credit = "10"
		r.submit(d)
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.Equal(t, "10", r.customer("ABC Company").Balance().String())
	})
}

func TestAcceptedChargesStayAccepted(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		charge := workspacetest.Charged(domain.Charge{Name: "Trunk"})
		r.world.Server.Next("limits", charge, workspacetest.Refused(400))
		r.world.Server.Next("credit", workspacetest.Refused(400))
		r.submit(d)
		r.rest()
		require.NoError(t, r.AcceptCharges(t.Context(), d.ID, "limits"))
		r.rest()
		r.world.Server.Next("limits", charge)
		d.Credit = "20"
		r.submit(d) // with the same limits
		r.untilSummary(d.ID, provisioning.SummaryDone)
		require.NotNil(t, r.customer("ABC Company").Limits)
	})
}

func TestMendingARefusedAccount(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.signIn()
		r.goOffline()
		r.world.Server.AddCustomer("somebody else", "ABC-Company", "other.sip.example.com")
		d := r.abc()
		r.submit(d)
		r.world.Server.Down(false)
		p := r.untilSummary(d.ID, provisioning.SummaryNeedsYou)
		account := stepOf(t, p, "account")
		require.Equal(t, provisioning.ReasonTaken, account.Why)
		require.Equal(t, domain.Problems{{Field: domain.FieldName, Code: domain.TakenOnServer}}, account.Problems)
		for _, s := range p.Steps[1:] {
			require.Equal(t, provisioning.Waiting, s.State, "the rest waits for the account")
		}
		d.Name = "ABC Company Chicago"
		r.submit(d)
		r.rest()
		c := r.customer("ABC Company Chicago")
		require.Equal(t, account.OpID, c.OpID)
		require.Len(t, c.Credits, 1)
	})
}

func TestOwnNamesAreNoDuplicates(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		problems, err := r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Empty(t, problems)

		twin := r.abc()
		problems, err = r.Check(t.Context(), twin)
		require.NoError(t, err)
		require.Equal(t, domain.Problems{
			{Field: domain.FieldName, Code: domain.Duplicate, Detail: "ABC Company"},
		}, problems.At(domain.FieldName))
		require.Equal(t, domain.Problems{
			{Field: domain.FieldRealm, Code: domain.Duplicate, Detail: "ABC Company"},
		}, problems.At(domain.FieldRealm))
	})
}

func TestWithdraw(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		r.forget()
		require.NoError(t, r.Withdraw(t.Context(), d.ID))
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.DraftsChanged{ID: d.ID} }))
		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.False(t, rows[0].Submitted, "it is a draft again")
		require.ErrorIs(t, r.Withdraw(t.Context(), d.ID), domain.ErrNotFound)
		r.comeBack()
		require.Len(t, r.world.Server.Customers(), 2)
		require.Empty(t, r.troubles())

		r.submit(d)
		r.requireDone(d)
	})
}

func TestWhatWasSentCannotBeTakenBack(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		release := r.world.Server.Hold("Perform")
		r.submit(d)
		r.rest()
		require.ErrorIs(t, r.Withdraw(t.Context(), d.ID), workspace.ErrSentAlready, "it is out")
		r.world.Server.Next("account", workspacetest.LostBefore())
		release()
		r.rest()
		require.ErrorIs(t, r.Withdraw(t.Context(), d.ID), workspace.ErrSentAlready, "it may have arrived")
		_, err := r.DeleteDraft(t.Context(), d.ID)
		require.ErrorIs(t, err, workspace.ErrSentAlready)
		_, err = r.Draft(t.Context(), d.ID)
		require.NoError(t, err)
		r.requireDone(d)
	})
}

func TestARefusedAccountCanBeTakenBack(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("account", workspacetest.Refused(400))
		r.submit(d)
		r.rest()
		require.NoError(t, r.Withdraw(t.Context(), d.ID))
	})
}

func TestDeleteDraft(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		r.forget()
		deleted, err := r.DeleteDraft(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, d, deleted)
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.DraftsChanged{ID: d.ID} }))
		rows, err := r.Work(t.Context(), "")
		require.NoError(t, err)
		require.Empty(t, rows)
		_, err = r.DeleteDraft(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
		r.comeBack()
		require.Len(t, r.world.Server.Customers(), 2, "it is not sent")

		r.submit(deleted) // undone, and submitted anew
		r.requireDone(d)
	})
}

func TestPreview(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		requests, err := r.Preview(t.Context(), d)
		require.NoError(t, err)
		var ids []string
		for _, request := range requests {
			ids = append(ids, request.StepID)
		}
		require.Equal(t, append([]string{"account"}, everyStep(d)...), ids)
		_, err = r.Provisioning(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound, "looking queues nothing")
	})
}

// The event of a submission tells how the whole stands, not how a new one would.
func TestSubmitTellsHowItStands(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		r.world.Server.Next("credit", workspacetest.LostAfter())
		hold := r.world.Server.Hold("Find")
		r.submit(d)
		r.until("looking", func() bool { return len(r.world.Server.Held()) > 0 })
		r.goOffline()
		hold()
		r.rest()
		r.forget()
		r.submit(d)
		for _, e := range r.events {
			if changed, ok := e.(workspace.ProvisioningChanged); ok {
				require.Equal(t, r.provisioning(d.ID).Summary(), changed.Summary)
			}
		}
		r.comeBack()
		r.requireDone(d)
	})
}
