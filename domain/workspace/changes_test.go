package workspace_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// adatum is a customer who was there before, as the person sees it.
func (r *rig) adatum() domain.AccountRef {
	r.t.Helper()
	ref := r.world.Server.AddCustomer("reseller", "Adatum", "adatum.sip.example.com")
	r.world.Server.Edit(ref.ID, domain.Values{
		domain.FieldTimezone: "America/Denver", domain.FieldTwoWay: "250", domain.FieldNotes: "VIP",
		domain.FieldTechnical.Part(domain.PartPhone): "+13035550100",
	})
	r.signIn()
	r.read(ref.ID)
	return ref
}

func (r *rig) read(id string) {
	r.t.Helper()
	require.Empty(r.t, r.ReadParts(r.t.Context(), id, domain.DocAccount, domain.DocLimits, domain.DocUsers, domain.DocCredit))
	r.rest()
}

func (r *rig) sheet(id string) workspace.Sheet {
	r.t.Helper()
	s, err := r.Sheet(r.t.Context(), id)
	require.NoError(r.t, err)
	return s
}

func (r *rig) value(id string, f domain.Field) string {
	r.t.Helper()
	v, known := r.sheet(id).Value(f)
	require.True(r.t, known, f)
	return v
}

// change is what a person does in an editor: it starts from what is shown.
func (r *rig) change(id string, pairs ...string) {
	r.t.Helper()
	var es domain.Edits
	for i := 0; i < len(pairs); i += 2 {
		f := domain.Field(pairs[i])
		es = es.Set(f, r.value(id, f), pairs[i+1])
	}
	require.NoError(r.t, r.Change(r.t.Context(), id, es))
}

func (r *rig) settledChanges(id string) {
	r.t.Helper()
	r.until("all is settled", func() bool {
		for _, s := range r.sheet(id).Steps {
			if !s.State.Settled() {
				return false
			}
		}
		return true
	})
	r.rest()
}

func TestAChangeIsQueuedOfflineAndSentOnce(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		r.goOffline()
		r.change(ref.ID, "name", "Adatum Ltd", "twoway_trunks", "251")
		r.change(ref.ID, "notes", "", "name", "Adatum Holdings")
		require.Equal(t, "Adatum Holdings", r.value(ref.ID, domain.FieldName), "shown as it will be")
		require.Equal(t, 2, r.sheet(ref.ID).Changes(), "the account and the limits, each once")
		progress, err := r.Progress(t.Context())
		require.NoError(t, err)
		require.Equal(t, map[string]int{ref.ID: 2}, progress.Changes)

		r.crash()
		_, err = r.Resume(t.Context())
		require.NoError(t, err)
		require.Equal(t, "Adatum Holdings", r.value(ref.ID, domain.FieldName), "kept")
		r.comeBack()
		r.settledChanges(ref.ID)
		c := r.customer("Adatum Holdings")
		require.Equal(t, "251", c.Values[domain.FieldTwoWay])
		require.Empty(t, c.Values[domain.FieldNotes])
		require.Equal(t, "America/Denver", c.Timezone, "what was not touched was not sent")
		require.Zero(t, r.sheet(ref.ID).Changes())
		account, err := r.Account(t.Context(), ref.ID)
		require.NoError(t, err)
		require.Equal(t, "Adatum Holdings", account.Name, "the sidebar knows it too")
		for _, s := range r.sheet(ref.ID).Steps {
			require.NotEmpty(t, s.SentBy)
			require.Equal(t, r.Status().Profile.UserName, s.SentBy)
			require.Equal(t, 1, r.world.Server.Sent(s.OpID))
		}
	})
}

func TestAChangeIsTakenBackUntilItIsSent(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		r.goOffline()
		r.change(ref.ID, "name", "Adatum Ltd")
		r.change(ref.ID, "name", "Adatum")
		require.Empty(t, r.sheet(ref.ID).Steps, "put back is untouched")
		r.change(ref.ID, "name", "Adatum Ltd")
		require.NoError(t, r.TakeBack(t.Context(), ref.ID, r.sheet(ref.ID).Steps[0].ID))
		require.Empty(t, r.sheet(ref.ID).Steps)
		r.change(ref.ID, "notes", "sent")
		r.comeBack()
		r.settledChanges(ref.ID)
		require.ErrorIs(t, r.TakeBack(t.Context(), ref.ID, r.sheet(ref.ID).Steps[0].ID), workspace.ErrSentAlready)
		require.Equal(t, "Adatum", r.customer("Adatum").Name)
	})
}

func TestFieldsThatOneSideTouchedMergeAndTheRestIsChosen(t *testing.T) {
	phone := domain.FieldTechnical.Part(domain.PartPhone)
	for _, mine := range []bool{true, false} {
		inWorld(t, func(t *testing.T, r *rig) {
			ref := r.adatum()
			r.goOffline()
			r.change(ref.ID, "timezone", "America/Phoenix", string(phone), "+13035550177", "notes", "mine alone")
			r.world.Server.Edit(ref.ID, domain.Values{
				domain.FieldTimezone: "America/Boise", phone: "+13035550177", domain.FieldAnnouncement: "theirs alone",
			})
			r.comeBack()
			r.settledChanges(ref.ID)
			step := r.sheet(ref.ID).Steps[0]
			require.Equal(t, provisioning.ReasonConflict, step.Why)
			require.Equal(t, []domain.Conflict{{
				Field: domain.FieldTimezone, Before: "America/Denver", Yours: "America/Phoenix", Theirs: "America/Boise",
			}}, step.Conflicts)
			require.Equal(t, "America/Boise", r.customer("Adatum").Timezone, "nothing was sent")

			want := "America/Boise"
			var fields []domain.Field
			if mine {
				want, fields = "America/Phoenix", []domain.Field{domain.FieldTimezone}
			}
			require.NoError(t, r.Resolve(t.Context(), ref.ID, step.ID, fields))
			r.settledChanges(ref.ID)
			c := r.customer("Adatum")
			require.Equal(t, want, c.Timezone)
			require.Equal(t, "mine alone", c.Values[domain.FieldNotes])
			require.Equal(t, "theirs alone", c.Values[domain.FieldAnnouncement])
			require.Zero(t, r.sheet(ref.ID).Changes())
		})
	}
}

func TestAValueThatWasNotReadIsNotKnown(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		r.world.Server.FailRead("ReadPart", &domain.BusyError{Status: 503})
		failed := r.ReadParts(t.Context(), ref.ID, domain.DocApps, domain.DocSecurity)
		require.Len(t, failed, 2)
		_, known := r.sheet(ref.ID).Value(domain.AppField("voip"))
		require.False(t, known)
		require.Equal(t, "250", r.value(ref.ID, domain.FieldTwoWay), "what was read before stays")
	})
}

// deeds are everything that can be done to an account, with how often the server may
// have seen its effect in the end.
var deeds = map[string]struct {
	do    func(r *rig, id string) error
	check func(t *testing.T, c workspacetest.Customer)
}{
	"edit": {
		func(r *rig, id string) error {
			return r.Change(r.t.Context(), id, domain.Edits{{Field: domain.FieldName, Before: "Adatum", After: "Adatum"}, {
				Field: domain.FieldTwoWay, Before: "250", After: "7",
			}})
		},
		func(t *testing.T, c workspacetest.Customer) { require.Equal(t, "7", c.Values[domain.FieldTwoWay]) },
	},
	"credit": {
		func(r *rig, id string) error {
			return r.AddCredit(r.t.Context(), id, decimal.RequireFromString("25.50"))
		},
		func(t *testing.T, c workspacetest.Customer) {
			require.Len(t, c.Credits, 1)
			require.Equal(t, "25.5", c.Balance().String())
		},
	},
	"debit": {
		func(r *rig, id string) error { return r.AddCredit(r.t.Context(), id, decimal.RequireFromString("-10")) },
		func(t *testing.T, c workspacetest.Customer) {
			require.Len(t, c.Credits, 1)
			require.Equal(t, "-10", c.Balance().String())
		},
	},
	"administrator": {
		func(r *rig, id string) error {
			return r.AddAdministrator(r.t.Context(), id, domain.Administrator{ID: "a", FirstName: "Ada", LastName: "M", Email: "ada@adatum.example"})
		},
		func(t *testing.T, c workspacetest.Customer) { require.Len(t, c.Admins, 1) },
	},
	"remove a user": {
		func(r *rig, id string) error {
			r.world.Server.AddUser(id, domain.User{ID: "u1"})
			r.world.Server.AddUser(id, domain.User{ID: "u2"})
			return r.RemoveUser(r.t.Context(), id, domain.User{ID: "u1"})
		},
		func(t *testing.T, c workspacetest.Customer) { require.Equal(t, []domain.User{{ID: "u2"}}, c.Users) },
	},
	"promote": {
		func(r *rig, id string) error { return r.SetReseller(r.t.Context(), id, true) },
		func(t *testing.T, c workspacetest.Customer) { require.True(t, c.Reseller) },
	},
}

func TestEachDeedIsDoneOnceWhateverHappens(t *testing.T) {
	fates := map[string][]workspacetest.Fate{
		"fine": nil, "answer lost": {workspacetest.LostAfter()}, "request lost": {workspacetest.LostBefore()},
		"busy": {workspacetest.Busy(minute)}, "both": {workspacetest.LostBefore(), workspacetest.LostAfter()},
	}
	for name, deed := range deeds {
		for fate, list := range fates {
			t.Run(name+", "+fate, func(t *testing.T) {
				for kill := -1; kill < 6; kill++ {
					inWorld(t, func(t *testing.T, r *rig) {
						ref := r.adatum()
						r.goOffline()
						require.NoError(t, deed.do(r, ref.ID))
						step := r.sheet(ref.ID).Steps[0]
						r.world.Server.Next(step.ID, list...)
						if kill >= 0 {
							r.process.KillBefore(len(r.process.Acts()) + kill)
							r.world.Server.Down(false)
							r.until("killed, or done", func() bool {
								if r.process.Dead() {
									return true
								}
								s, err := r.Sheet(t.Context(), ref.ID)
								return err == nil && s.Changes() == 0
							})
							r.crash()
							_, err := r.Resume(t.Context())
							require.NoError(t, err)
						}
						r.comeBack()
						r.settledChanges(ref.ID)
						require.Equal(t, provisioning.Done, r.sheet(ref.ID).Steps[0].State, fmt.Sprint(kill))
						deed.check(t, r.customer("Adatum"))
					})
				}
			})
		}
	}
}

func TestDeleting(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		require.ErrorIs(t, r.DeleteAccount(t.Context(), ref.ID, "adatum"), workspace.ErrNotConfirmed)
		r.goOffline()
		r.change(ref.ID, "notes", "of no use any more")
		require.NoError(t, r.DeleteAccount(t.Context(), ref.ID, "Adatum"))
		r.comeBack()
		r.settledChanges(ref.ID)
		require.Empty(t, r.world.Server.Customers())
		_, err := r.Account(t.Context(), ref.ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
		steps := r.sheet(ref.ID).Steps
		require.Equal(t, provisioning.LeftOut, steps[0].State)
		require.Equal(t, provisioning.Done, steps[1].State)
	})
}

func TestADeletionThatIsRefusedIsSaid(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		r.world.Server.AddCustomer(ref.ID, "Below", "below.sip.example.com")
		require.NoError(t, r.DeleteAccount(t.Context(), ref.ID, "Adatum"))
		r.settledChanges(ref.ID)
		step := r.sheet(ref.ID).Steps[0]
		require.Equal(t, provisioning.Refused, step.State)
		require.Equal(t, "account_has_descendants", step.Code)
	})
}

func TestMovingTakesTheRowAlong(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		to := r.world.Server.AddCustomer("reseller", "Parent", "parent.sip.example.com")
		require.NoError(t, r.MoveAccount(t.Context(), ref.ID, to))
		r.settledChanges(ref.ID)
		account, err := r.Account(t.Context(), ref.ID)
		require.NoError(t, err)
		require.Equal(t, to.ID, account.ParentID)
	})
}

// What is done to one thing goes out in the order in which it was done.
func TestDeedsOfOneThingWaitForEachOther(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		release := r.world.Server.Hold("Perform")
		r.change(ref.ID, "notes", "first")
		r.rest()
		r.change(ref.ID, "notes", "second")
		r.change(ref.ID, "twoway_trunks", "1")
		r.rest()
		require.Len(t, r.world.Server.Held(), 2, "the first note, and the limits beside it")
		release()
		r.settledChanges(ref.ID)
		require.Equal(t, "second", r.customer("Adatum").Values[domain.FieldNotes])
		require.Equal(t, "1", r.customer("Adatum").Values[domain.FieldTwoWay])
	})
}
