package crossbar

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

func TestActsOnAnAccount(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		part, err := b.ReadPart(t.Context(), f.account.ID, domain.DocUsers)
		require.NoError(t, err)
		n := len(part.Users)
		do := func(kind provisioning.Kind, intent provisioning.Intent) {
			task := workspace.Task{Account: f.account, Now: time.Now(), Step: provisioning.Step{ID: "x", OpID: "op-" + string(kind), Kind: kind, Intent: intent}}
			require.Equal(t, provisioning.Absent(), b.Find(t.Context(), task), kind)
			_, err := b.Perform(t.Context(), task)
			require.NoError(t, err, kind)
			require.Equal(t, provisioning.Found(""), b.Find(t.Context(), task), kind)
			_, err = b.Perform(t.Context(), task)
			require.NoError(t, err, "%s again", kind)
		}
		belongings, err := b.Belongings(t.Context(), f.account.ID, part.Users[0].ID)
		require.NoError(t, err)
		require.Empty(t, belongings)
		do(provisioning.KindRemoveUser, provisioning.Intent{RemoveUser: &part.Users[0]})
		part, err = b.ReadPart(t.Context(), f.account.ID, domain.DocUsers)
		require.NoError(t, err)
		require.Len(t, part.Users, n-1)
		key, err := b.APIKey(t.Context(), f.account.ID)
		require.NoError(t, err)
		require.Len(t, key.Reveal(), 64)
		charges, err := b.Quote(t.Context(), f.account.ID, []string{"hosted_pbx_standard"})
		require.NoError(t, err)
		require.NotNil(t, charges)
		do(provisioning.KindDelete, provisioning.Intent{Delete: &provisioning.DeleteIntent{Name: f.account.Name}})
	})
}

func TestCreditIsAddedAndTakenAway(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		before, err := b.ReadPart(t.Context(), f.account.ID, domain.DocCredit)
		require.NoError(t, err)
		p := b.order()
		debit := *p.Step("credit")
		debit.OpID = "debit-1"
		credit := *debit.Intent.Credit
		credit.Debit = true
		debit.Intent.Credit = &credit
		task := b.task(p, debit)
		task.Account = f.account
		require.Equal(t, provisioning.Absent(), b.Find(t.Context(), task))
		ref, err := b.Perform(t.Context(), task)
		require.NoError(t, err)
		require.Equal(t, provisioning.Found(ref), b.Find(t.Context(), task))
		after, err := b.ReadPart(t.Context(), f.account.ID, domain.DocCredit)
		require.NoError(t, err)
		require.Len(t, after.Ledger, len(before.Ledger)+1)
		require.Equal(t, "0", after.Balance)
		signs := []bool{}
		for _, e := range after.Ledger {
			signs = append(signs, e.Amount.IsNegative())
		}
		require.ElementsMatch(t, []bool{true, false}, signs)
	})
}
