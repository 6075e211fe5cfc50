package sqlite

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func put(t *testing.T, s *Store, minute int, accounts ...domain.Account) {
	t.Helper()
	require.NoError(t, stored(s.PutAccounts(t.Context(), "p", accounts, at(minute))))
}

// names lists the names that a query finds.
func names(t *testing.T, s *Store, q workspace.AccountQuery) []string {
	t.Helper()
	list, err := s.Accounts(t.Context(), "p", q)
	require.NoError(t, err)
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = a.Name
	}
	return out
}

func TestAnAccountComesBackAsItWas(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	yes, no := true, false
	for i, enabled := range []*bool{nil, &yes, &no} {
		a := domain.Account{
			AccountRef: domain.AccountRef{ID: fmt.Sprint(i), Name: "Łódź & Sons", Realm: "Lodz.sip.example.com"},
			ParentID:   "parent", Descendants: 7, Enabled: enabled,
		}
		put(t, s, 0, a)
		got, err := s.Account(ctx, "p", a.ID)
		require.NoError(t, err)
		require.Equal(t, a, got)
	}
	_, err := s.Account(ctx, "q", "0")
	require.ErrorIs(t, err, domain.ErrNotFound, "it is another profile's")
	require.Error(t, stored(s.PutAccounts(ctx, "p", []domain.Account{account("ok", "ok"), account("", "no id")}, at(0))))
	_, err = s.Account(ctx, "p", "ok")
	require.ErrorIs(t, err, domain.ErrNotFound, "all or none")
}

func TestWhatIsNotToldDoesNotOverwriteWhatIsKnown(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	no := false
	known := account("1", "Acme")
	known.Enabled, known.Descendants = &no, 3
	put(t, s, 0, known)
	for _, name := range []string{"Acme", "Acme renamed"} { // known to the letter, and not
		put(t, s, 1, domain.Account{AccountRef: domain.AccountRef{ID: "1", Name: name}, Descendants: 4})
		got, err := s.Account(ctx, "p", "1")
		require.NoError(t, err)
		require.Equal(t, domain.Account{
			AccountRef: domain.AccountRef{ID: "1", Name: name}, ParentID: "parent", Descendants: 4, Enabled: &no,
		}, got)
	}
	yes := true
	put(t, s, 2, domain.Account{AccountRef: domain.AccountRef{ID: "1", Name: "Acme renamed"}, ParentID: "other", Enabled: &yes})
	got, err := s.Account(ctx, "p", "1")
	require.NoError(t, err)
	require.Equal(t, "other", got.ParentID)
	require.True(t, *got.Enabled)
}

// Servers list by ICU's order: punctuation, digits, letters without regard to
// case, accented letters beside their own.
func TestChildrenAreListedInTheServersOrder(t *testing.T) {
	s := newStore(t)
	ordered := []string{
		"_test", "(old) Acme", "#1 Dental", "1 Stop", "10 Downing", "2 Go", "acme", "Acme Inc", "ACME Two", "a-z", "Angstrom", "Ångström AB",
		"Blue", "blue sky", "Zoë", "zulu", "Яблоко", "日本",
	}
	slices.SortFunc(ordered, func(a, b string) int { return slices.Compare(sortKey(a), sortKey(b)) })
	for i, name := range ordered {
		if i > 0 {
			require.Negative(t, slices.Compare(sortKey(ordered[i-1]), sortKey(name)), "%s before %s", ordered[i-1], name)
		}
	}
	for _, pair := range [][2]string{
		{"_test", "#1 Dental"},
		{"#1 Dental", "1 Stop"},
		{"10 Downing", "2 Go"},
		{"2 Go", "acme"},
		{"acme", "Acme Inc"},
		{"Acme Inc", "ACME Two"},
		{"Angstrom", "Ångström AB"},
		{"Ångström AB", "Blue"},
		{"Blue", "blue sky"},
		{"Zoë", "zulu"},
		{"zulu", "Яблоко"},
		{"Яблоко", "日本"},
		{"a b", "ab"},
		{"a-z", "acme"},
	} {
		require.Negative(t, slices.Compare(sortKey(pair[0]), sortKey(pair[1])), "%q", pair)
	}

	for i := range ordered { // stored in another order
		put(t, s, 0, account(fmt.Sprint(i), ordered[len(ordered)-1-i]))
	}
	elsewhere := account("x", "Another's child")
	elsewhere.ParentID = "acme"
	put(t, s, 0, elsewhere)

	require.Equal(t, ordered, names(t, s, workspace.AccountQuery{ParentID: "parent"}))
	require.Equal(t, ordered, names(t, s, workspace.AccountQuery{ParentID: "parent", Search: " \t "}))
	require.Equal(t, ordered[:5], names(t, s, workspace.AccountQuery{ParentID: "parent", Limit: 5}))
	require.Equal(t, ordered[5:8], names(t, s, workspace.AccountQuery{ParentID: "parent", Limit: 3, Offset: 5}))
	require.Equal(t, ordered[16:], names(t, s, workspace.AccountQuery{ParentID: "parent", Limit: 9, Offset: 16}))
	require.Equal(t, ordered[3:], names(t, s, workspace.AccountQuery{ParentID: "parent", Offset: 3}))
	require.Empty(t, names(t, s, workspace.AccountQuery{ParentID: "parent", Limit: 3, Offset: 99}))
	require.Equal(t, []string{"Another's child"}, names(t, s, workspace.AccountQuery{ParentID: "acme"}))
	require.Empty(t, names(t, s, workspace.AccountQuery{ParentID: "nobody"}))

	plan := queryPlan(t, s, selectAccounts+"WHERE "+ofProfile+" AND parent_id = ? ORDER BY sort_key, row LIMIT ? OFFSET ?", "p", "parent", 1, 0)
	require.Contains(t, plan, "accounts_by_parent (profile=? AND parent_id=?)")
	require.NotContains(t, plan, "TEMP B-TREE", "the index has the order")
}

func TestARenamedAccountMovesInTheList(t *testing.T) {
	s := newStore(t)
	put(t, s, 0, account("1", "Acme"), account("2", "Blue"))
	require.Equal(t, []string{"Acme"}, names(t, s, workspace.AccountQuery{Search: "acme"}))
	put(t, s, 1, account("1", "Yellow"))
	require.Equal(t, []string{"Blue", "Yellow"}, names(t, s, workspace.AccountQuery{ParentID: "parent"}))
	require.Empty(t, names(t, s, workspace.AccountQuery{Search: "acme"}))
	require.Equal(t, []string{"Yellow"}, names(t, s, workspace.AccountQuery{Search: "yell"}))
}

func TestForgetUnseen(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	put(t, s, 1, child("old", "parent"), child("new", "parent"), child("elsewhere", "other"),
		child("below-old", "old"), child("deep", "below-old"), child("below-new", "new"))
	put(t, s, 2, child("new", "parent"), child("deep", "below-old")) // seen lately, yet nowhere any more
	require.NoError(t, stored(s.PutAccounts(ctx, "q", []domain.Account{child("old", "parent")}, at(1))))
	require.NotEmpty(t, names(t, s, workspace.AccountQuery{Search: "deep"}))
	for _, id := range []string{"old", "deep", "new", "elsewhere", "own"} { // one's own account is in no listing
		require.NoError(t, s.SavePart(ctx, "p", id, domain.DocAccount, workspace.Part{ReadAt: at(1)}))
	}

	n, err := s.ForgetUnseen(ctx, "p", "parent", at(2))
	require.NoError(t, err)
	require.Equal(t, 3, n)
	for id, there := range map[string]bool{"old": false, "below-old": false, "deep": false, "new": true, "below-new": true, "elsewhere": true} {
		_, err := s.Account(ctx, "p", id)
		if there {
			require.NoError(t, err, id)
		} else {
			require.ErrorIs(t, err, domain.ErrNotFound, id)
		}
	}
	require.Empty(t, names(t, s, workspace.AccountQuery{Search: "deep"}))
	for id, there := range map[string]bool{"old": false, "deep": false, "new": true, "elsewhere": true, "own": true} {
		parts, err := s.Parts(ctx, "p", id)
		require.NoError(t, err)
		require.Equal(t, there, len(parts) > 0, "what was read of %s", id)
	}
	_, err = s.Account(ctx, "q", "old")
	require.NoError(t, err, "another profile's is not touched")

	n, err = s.ForgetUnseen(ctx, "p", "parent", at(2))
	require.NoError(t, err)
	require.Zero(t, n)
	_, err = s.ForgetUnseen(ctx, "nobody", "parent", at(2))
	require.ErrorIs(t, err, domain.ErrNotFound)
}

func TestForgettingEndsInACircle(t *testing.T) {
	s := newStore(t)
	circle := func(id, parent string) domain.Account {
		return domain.Account{AccountRef: domain.AccountRef{ID: id, Name: id}, ParentID: parent}
	}
	put(t, s, 1, circle("a", "c"), circle("b", "a"), circle("c", "b"), circle("self", "self"))
	n, err := s.ForgetUnseen(t.Context(), "p", "a", at(2))
	require.NoError(t, err)
	require.Equal(t, 2, n, "b and c, but not the one that was asked about")
	n, err = s.ForgetUnseen(t.Context(), "p", "self", at(2))
	require.NoError(t, err)
	require.Zero(t, n)
}

func TestCountsAndRealms(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	accounts := manyAccounts(300)
	accounts[0].ParentID, accounts[1].Realm = "other", ""
	put(t, s, 0, accounts...)

	n, err := s.CountAccounts(ctx, "p", "")
	require.NoError(t, err)
	require.Equal(t, 300, n)
	n, err = s.CountAccounts(ctx, "p", "other")
	require.NoError(t, err)
	require.Equal(t, 1, n)

	for limit, want := range map[int]int{-1: 0, 0: 0, 20: 20, 1000: 299} {
		realms, err := s.Realms(ctx, "p", limit)
		require.NoError(t, err)
		require.Len(t, realms, want)
		require.NotContains(t, realms, "")
	}
	realms, err := s.Realms(ctx, "p", 20)
	require.NoError(t, err)
	suffix, ok := domain.LearnSuffix(realms)
	require.True(t, ok)
	require.Equal(t, "sip.example.com", suffix)
}

func TestPuttingAccountsIsAllOrNothing(t *testing.T) {
	s := newStore(t)
	put(t, s, 0, account("1", "Acme"))
	for _, after := range []int{0, 1, 100} { // accounts until somebody gives up
		ctx, cancel := context.WithCancel(t.Context())
		list := manyAccounts(1000)
		err := s.writeTo(ctx, s.ordinary, "store accounts", putThen(ctx, list, after, cancel))
		require.ErrorIs(t, err, context.Canceled)
		n, err := s.CountAccounts(t.Context(), "p", "")
		require.NoError(t, err)
		require.Equal(t, 1, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, stored(s.PutAccounts(ctx, "p", manyAccounts(10), at(1))), context.Canceled)
	put(t, s, 1, manyAccounts(10)...) // and the store goes on
	require.Equal(t, "ok", integrity(t, s))
}

func TestPuttingTellsWhetherAnythingChanged(t *testing.T) {
	s := newStore(t)
	off := false
	a := child("a", "self")
	for i, step := range []struct {
		change func(*domain.Account)
		want   bool
	}{
		{func(*domain.Account) {}, true},
		{func(*domain.Account) {}, false},
		{func(a *domain.Account) { a.Enabled = &off }, true},
		{func(a *domain.Account) { a.Enabled = nil }, false},
		{func(a *domain.Account) { a.Descendants = 3 }, true},
		{func(a *domain.Account) { a.Descendants = workspace.UnknownCount }, false},
		{func(a *domain.Account) { a.ParentID = "" }, false},
		{func(a *domain.Account) { a.Name = "Another" }, true},
	} {
		step.change(&a)
		changed, err := s.PutAccounts(t.Context(), "p", []domain.Account{a}, at(i))
		require.NoError(t, err)
		require.Equal(t, step.want, changed, i)
	}
	got, err := s.Account(t.Context(), "p", "a")
	require.NoError(t, err)
	require.Equal(t, 3, got.Descendants)
	require.Equal(t, "self", got.ParentID)
	require.True(t, got.Disabled())
}

func TestCountBelow(t *testing.T) {
	s := newStore(t)
	stale := child("b", "a")
	stale.Descendants = 9
	put(t, s, 0, child("a", "self"), stale, child("c", "a"), child("d", "c"), child("x", "y"), child("y", "x"))
	require.NoError(t, s.CountBelow(t.Context(), "p"))
	for id, want := range map[string]int{"a": 3, "b": 0, "c": 1, "d": 0} {
		got, err := s.Account(t.Context(), "p", id)
		require.NoError(t, err)
		require.Equal(t, want, got.Descendants, id)
	}
	n, err := s.ForgetUnseen(t.Context(), "p", "", at(1))
	require.NoError(t, err)
	require.Equal(t, 6, n)
}

func child(id, parent string) domain.Account {
	a := account(id, "Account "+id)
	a.ParentID = parent
	return a
}
