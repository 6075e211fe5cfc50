package sqlite

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestPartsComeBackAsTheyWereRead(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	none, err := s.Parts(ctx, "p", "1")
	require.NoError(t, err)
	require.Empty(t, none)
	account := workspace.Part{Values: domain.Values{domain.FieldName: "ABC", domain.FieldNotes: ""}, ReadAt: at(1)}
	credit := workspace.Part{
		Balance: "25.5", ReadAt: at(2),
		Ledger: []domain.LedgerEntry{{ID: "l1", At: at(0), Service: "adjustments", Amount: decimal.RequireFromString("-0.0001")}},
	}
	require.NoError(t, s.SavePart(ctx, "p", "1", domain.DocAccount, workspace.Part{ReadAt: at(0)}))
	require.NoError(t, s.SavePart(ctx, "p", "1", domain.DocAccount, account))
	require.NoError(t, s.SavePart(ctx, "p", "1", domain.DocCredit, credit))
	require.NoError(t, s.SavePart(ctx, "q", "1", domain.DocAccount, workspace.Part{Balance: "another profile's", ReadAt: at(0)}))
	parts, err := s.Parts(ctx, "p", "1")
	require.NoError(t, err)
	require.Len(t, parts, 2)
	require.Equal(t, account.Values, parts[domain.DocAccount].Values)
	require.True(t, parts[domain.DocAccount].ReadAt.Equal(at(1)))
	require.Equal(t, "-0.0001", parts[domain.DocCredit].Ledger[0].Amount.String())
}

func TestAForgottenAccountTakesAllBelowAlong(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	parent, child, other := account("1", "Parent"), account("2", "Child"), account("3", "Other")
	child.ParentID = "1"
	require.NoError(t, stored(s.PutAccounts(ctx, "p", []domain.Account{parent, child, other}, at(0))))
	for _, id := range []string{"1", "2", "3"} {
		require.NoError(t, s.SavePart(ctx, "p", id, domain.DocAccount, workspace.Part{ReadAt: at(0)}))
	}
	require.NoError(t, s.ForgetAccount(ctx, "p", "1"))
	left, err := s.Accounts(ctx, "p", workspace.AccountQuery{Search: "e"})
	require.NoError(t, err)
	require.Equal(t, []string{"Other"}, []string{left[0].Name})
	require.Len(t, left, 1)
	for id, want := range map[string]int{"1": 0, "2": 0, "3": 1} {
		parts, err := s.Parts(ctx, "p", id)
		require.NoError(t, err)
		require.Len(t, parts, want, id)
	}
}

func TestOneDocumentOfAllAccounts(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	one, two, other := account("1", "One"), account("2", "Two"), account("1", "Another profile's")
	one.Realm = "one.sip.example.com"
	require.NoError(t, stored(s.PutAccounts(ctx, "p", []domain.Account{one, two}, at(0))))
	require.NoError(t, stored(s.PutAccounts(ctx, "q", []domain.Account{other}, at(0))))
	limits := func(twoWay string) workspace.Part {
		return workspace.Part{Values: domain.Values{domain.FieldTwoWay: twoWay}, ReadAt: at(1)}
	}
	require.NoError(t, s.SavePart(ctx, "p", "1", domain.DocLimits, limits("4")))
	require.NoError(t, s.SavePart(ctx, "p", "1", domain.DocAccount, limits("of another document")))
	require.NoError(t, s.SavePart(ctx, "p", "2", domain.DocAccount, limits("of another document")))
	require.NoError(t, s.SavePart(ctx, "p", "gone", domain.DocLimits, limits("of no account that is listed")))
	require.NoError(t, s.SavePart(ctx, "q", "1", domain.DocLimits, limits("7")))
	all, err := s.PartOfAll(ctx, "p", domain.DocLimits)
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, one.AccountRef, all[0].Account)
	require.Equal(t, "4", all[0].Part.Value(domain.FieldTwoWay))
	require.True(t, all[0].Part.ReadAt.Equal(at(1)))
	none, err := s.PartOfAll(ctx, "nobody", domain.DocLimits)
	require.NoError(t, err)
	require.Empty(t, none)
}
