package workspace_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace/workspacetest"
)

// TestALateAnswerUndoesNoChange: what was read before a change was sent, and comes after,
// tells how it was.
func TestALateAnswerUndoesNoChange(t *testing.T) {
	for method, ask := range map[string]func(*rig, string){
		"Descendants": func(r *rig, _ string) { r.RefreshNow() },
		"ReadPart":    func(r *rig, id string) { go r.ReadParts(r.t.Context(), id, domain.DocAccount) },
	} {
		t.Run(method, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				ref := r.adatum()
				release := r.world.Server.Hold(workspacetest.Answer(method))
				ask(r, ref.ID)
				r.rest()
				require.NotEmpty(t, r.world.Server.Held(), "its answer is on the way")
				r.change(ref.ID, "name", "Adatum Holdings")
				r.settledChanges(ref.ID)
				release()
				r.rest()
				account, err := r.Account(t.Context(), ref.ID)
				require.NoError(t, err)
				require.Equal(t, "Adatum Holdings", account.Name)
				require.Equal(t, "Adatum Holdings", r.value(ref.ID, domain.FieldName))
			})
		})
	}
}

// TestALateAnswerBringsNobodyBack: the users are read again once one of them was removed,
// and what was asked before that comes after it.
func TestALateAnswerBringsNobodyBack(t *testing.T) {
	for method, ask := range map[string]func(*rig, string) error{
		"ReadPart": func(r *rig, id string) error { return r.ReadParts(r.t.Context(), id, domain.DocUsers)[domain.DocUsers] },
		"ReadUser": func(r *rig, id string) error { return r.ReadUser(r.t.Context(), id, "sam") },
	} {
		t.Run(method, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				ref := r.adatum()
				sam := domain.User{ID: "sam", UserName: "sam@adatum.example", Admin: true}
				r.world.Server.AddUser(ref.ID, sam)
				r.read(ref.ID)
				require.Len(t, r.sheet(ref.ID).Parts[domain.DocUsers].Users, 1)
				release := r.world.Server.Hold(workspacetest.Answer(method))
				came := make(chan error, 1)
				go func() { came <- ask(r, ref.ID) }()
				r.rest()
				require.NotEmpty(t, r.world.Server.Held(), "its answer is on the way")
				r.world.Server.Hold(workspacetest.Answer(method))() // those that are asked from here on are not held
				require.NoError(t, r.RemoveUser(t.Context(), ref.ID, sam))
				r.settledChanges(ref.ID)
				require.Empty(t, r.sheet(ref.ID).Parts[domain.DocUsers].Users)
				release()
				if err := <-came; err != nil {
					require.ErrorIs(t, err, domain.ErrNotFound, "it was asked again")
				}
				require.Empty(t, r.sheet(ref.ID).Parts[domain.DocUsers].Users)
			})
		})
	}
}

// TestOneUserReadMakesTheListNoNewer: what else is in it is as old as it was.
func TestOneUserReadMakesTheListNoNewer(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		r.world.Server.AddUser(ref.ID, domain.User{ID: "sam", UserName: "sam@adatum.example"})
		r.read(ref.ID)
		before := r.sheet(ref.ID).Parts[domain.DocUsers].ReadAt
		r.world.Clock.Advance(time.Hour)
		require.NoError(t, r.ReadUser(t.Context(), ref.ID, "sam"))
		require.Equal(t, before, r.sheet(ref.ID).Parts[domain.DocUsers].ReadAt)
	})
}

// storedAccount is what the store holds of an account, whoever has what in hand.
func (r *rig) storedAccount(id string) domain.Account {
	a, err := r.world.Store.Account(r.t.Context(), r.Status().Profile.ID, id)
	require.NoError(r.t, err)
	return a
}

// TestTwoChangesOfARowAreBothKept: what is read of an account and where it is moved stand
// in the same row.
func TestTwoChangesOfARowAreBothKept(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		ref := r.adatum()
		to := r.world.Server.AddCustomer("reseller", "Holding", "holding.sip.example.com")
		require.NoError(t, r.Refresh(t.Context(), ""))
		r.world.Server.Edit(ref.ID, domain.Values{domain.FieldName: "Adatum Ltd"})
		m.beside("Account", func() {
			if err := r.MoveAccount(t.Context(), ref.ID, to); err != nil {
				t.Error(err)
			}
		}, func() bool { return r.storedAccount(ref.ID).ParentID == to.ID })
		require.Empty(t, r.ReadParts(t.Context(), ref.ID, domain.DocAccount))
		r.settledChanges(ref.ID)
		require.Equal(t, to.ID, r.storedAccount(ref.ID).ParentID)
		require.Equal(t, "Adatum Ltd", r.storedAccount(ref.ID).Name)
	})
}

// TestNothingBecomesKnownBetweenComparingAndKeeping: a change that is sent while a reading
// is kept is not undone by it.
func TestNothingBecomesKnownBetweenComparingAndKeeping(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		ref := r.adatum()
		m.beside("SavePart", func() { r.change(ref.ID, "name", "Adatum Holdings") },
			func() bool { return r.storedAccount(ref.ID).Name == "Adatum Holdings" })
		require.Empty(t, r.ReadParts(t.Context(), ref.ID, domain.DocAccount))
		r.settledChanges(ref.ID)
		require.Equal(t, "Adatum Holdings", r.value(ref.ID, domain.FieldName))
		require.Equal(t, "Adatum Holdings", r.storedAccount(ref.ID).Name)
	})
}

// TestAReadingOfADeletedAccountIsNotKept: nobody would ever take it away.
func TestAReadingOfADeletedAccountIsNotKept(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.adatum()
		release := r.world.Server.Hold(workspacetest.Answer("ReadPart"))
		go r.ReadParts(t.Context(), ref.ID, domain.DocLimits)
		r.rest()
		require.NotEmpty(t, r.world.Server.Held(), "its answer is on the way")
		require.NoError(t, r.DeleteAccount(t.Context(), ref.ID, "Adatum"))
		r.settledChanges(ref.ID)
		release()
		r.rest()
		require.Empty(t, r.sheet(ref.ID).Parts)
	})
}
