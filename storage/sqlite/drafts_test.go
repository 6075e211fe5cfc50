package sqlite

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

func wholeDraft(id string) domain.Draft {
	return domain.Draft{
		ID: id, Parent: domain.AccountRef{ID: "parent", Name: "Reseller", Realm: "reseller.example.com"},
		Name: "  ABC \x00 Company 日本 \u202e", RealmLabel: "ABC", Timezone: "America/Chicago", Language: "en-US",
		Administrators: []domain.Administrator{{ID: "1", FirstName: "Ada", LastName: "Moreno", Email: "ada@example.com", Mode: domain.PasswordTyped, Round: 2, Welcome: true}},
		Technical:      domain.Contact{Name: "Lee", Phone: "not a number"},
		Billing:        domain.Contact{Address: domain.Address{City: "Łódź"}},
		Representative: domain.Representative{AccountID: "a", UserID: "u", Name: "Sam"},
		ContractEnd:    "2027-02-31", Plans: []string{"gold"},
		Trunks: domain.TypedTrunks{TwoWay: "four"}, Denied: []string{"international"}, Credit: "25,50", Prepay: true,
		Permissions: domain.Permissions{Hidden: []domain.Permission{domain.SeeMinutes}},
		Apps:        domain.AppAccess{Restricted: true, Allowed: []string{"voip"}},
		Tab:         domain.TabReview, Visited: domain.Tabs(true),
	}
}

func TestADraftIsKeptToTheLetter(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	d := wholeDraft("d")
	require.NoError(t, s.SaveDraft(ctx, "p", d, at(1)))
	s = reopen(t, s)
	got, err := s.Draft(ctx, "d")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(d, got))

	d = draft("d", "Other") // nothing of the last state shines through
	require.NoError(t, s.SaveDraft(ctx, "p", d, at(2)))
	got, err = s.Draft(ctx, "d")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(d, got))
	list, err := s.Drafts(ctx, "p")
	require.NoError(t, err)
	require.Len(t, list, 1)
}

func TestDraftsLastEditedFirst(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	for i, id := range []string{"a", "b", "c"} {
		require.NoError(t, s.SaveDraft(ctx, "p", draft(id, "Draft "+id), at(i)))
	}
	require.NoError(t, s.SaveDraft(ctx, "q", draft("of another", "Acme"), at(9)))
	a := wholeDraft("a")
	require.NoError(t, s.SaveDraft(ctx, "p", a, at(5)))

	list, err := s.Drafts(ctx, "p")
	require.NoError(t, err)
	require.Len(t, list, 3)
	require.Equal(t, []string{"a", "c", "b"}, []string{list[0].ID, list[1].ID, list[2].ID})
	require.True(t, list[0].UpdatedAt.Equal(at(5)))
	list[0].UpdatedAt = at(5)
	require.Equal(t, domain.DraftSummary{
		ID: "a", Name: a.Name, ParentID: "parent", UpdatedAt: at(5), Tab: domain.TabReview, Visited: 6,
	}, list[0])
}

func TestASubmittedDraftStaysInTheList(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	require.NoError(t, s.SaveDraft(ctx, "p", draft("d", "Acme"), at(0)))
	require.NoError(t, s.Enqueue(ctx, "p", twoSteps("d")))
	list, err := s.Drafts(ctx, "p")
	require.NoError(t, err)
	require.Len(t, list, 1)

	require.NoError(t, s.DeleteDraft(ctx, "d"))
	_, err = s.Provisioning(ctx, "d")
	require.NoError(t, err, "what is on its way stays")
}

func TestUnknownDrafts(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	_, err := s.Draft(ctx, "none")
	require.ErrorIs(t, err, domain.ErrNotFound)
	require.ErrorContains(t, err, "read draft none")
	require.ErrorIs(t, s.DeleteDraft(ctx, "none"), domain.ErrNotFound)

	require.NoError(t, s.SaveDraft(ctx, "p", draft("d", "Acme"), at(0)))
	require.ErrorIs(t, s.SaveDraft(ctx, "q", draft("d", "Stolen"), at(1)), domain.ErrConflict)
	d, err := s.Draft(ctx, "d")
	require.NoError(t, err)
	require.Equal(t, "Acme", d.Name)
	require.NoError(t, s.DeleteDraft(ctx, "d"))
	_, err = s.Draft(ctx, "d")
	require.ErrorIs(t, err, domain.ErrNotFound)
}

func TestNameHolder(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	require.NoError(t, stored(s.PutAccounts(ctx, "p", []domain.Account{account("1", "ABC Company")}, at(0))))
	require.NoError(t, s.SaveDraft(ctx, "p", draft("d1", "Blue-River"), at(0)))
	require.NoError(t, s.SaveDraft(ctx, "p", draft("d2", "日本"), at(0)))
	tests := []struct{ profile, name, except, holder string }{
		{"p", "A.B.C. company!", "", "ABC Company"},
		{"p", "blue river", "", "Blue-River"},
		{"p", "blue river", "d2", "Blue-River"},
		{"p", "blue river", "d1", ""},
		{"p", "blue", "", ""},
		{"p", "中国", "", ""}, // folds to nothing, as any name without Latin letters
		{"q", "ABC Company", "", ""},
	}
	for _, tt := range tests {
		holder, taken, err := s.NameHolder(ctx, tt.profile, domain.NormalizeName(tt.name), tt.except)
		require.NoError(t, err)
		require.Equal(t, tt.holder, holder, "%v", tt)
		require.Equal(t, tt.holder != "", taken)
	}
}

func TestRealmHolder(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	abc := account("1", "ABC Company")
	abc.Realm = "ABC.sip.example.com"
	require.NoError(t, stored(s.PutAccounts(ctx, "p", []domain.Account{abc}, at(0))))
	require.NoError(t, s.Enqueue(ctx, "p", twoSteps("queued"))) // acme.sip.example.com
	typed := draft("typed", "Typed")
	typed.RealmLabel = " Blue.River "
	require.NoError(t, s.SaveDraft(ctx, "p", typed, at(0)))
	require.NoError(t, s.SaveDraft(ctx, "p", draft("generated", "Generated"), at(0)))
	generated, _ := draft("generated", "").Label()

	check := func(realm, except, want string) {
		t.Helper()
		holder, taken, err := s.RealmHolder(ctx, "p", realm, except)
		require.NoError(t, err)
		require.Equal(t, want, holder, "%s but for %s", realm, except)
		require.Equal(t, want != "", taken)
	}
	check("abc.sip.example.com", "", "ABC Company")
	check("ACME.sip.example.com", "", "Acme")
	check("acme.sip.example.com", "queued", "")
	check("free.sip.example.com", "", "")
	check("", "", "")
	check("blue.river.sip.example.com", "", "") // the suffix is not known yet

	require.NoError(t, s.SaveCatalogue(ctx, "p", domain.Catalogue{RealmSuffix: "sip.example.com"}))
	check("blue.river.sip.example.com", "", "Typed")
	check("blue.river.sip.example.com", "typed", "")
	check("river.sip.example.com", "", "")
	check(generated+".sip.example.com", "", "Generated")

	require.NoError(t, s.SaveProfile(ctx, workspace.Profile{ID: "p", RealmSuffix: ".Other.example"}))
	check("blue.river.sip.example.com", "", "")
	check("blue.river.other.example", "", "Typed")
}

func TestTheHoldersAreFoundByIndex(t *testing.T) {
	s := newStore(t)
	for _, query := range []string{
		"SELECT name FROM accounts WHERE " + ofProfile + " AND normalized = ?",
		"SELECT name FROM accounts WHERE " + ofProfile + " AND lower(realm) = ?",
		"SELECT name FROM drafts WHERE " + ofProfile + " AND normalized = ?",
		"SELECT name FROM drafts WHERE " + ofProfile + " AND label = ?",
	} {
		require.Regexp(t, `SEARCH \w+ USING (COVERING )?INDEX \w+ \(profile=\? AND (normalized|<expr>|label)=\?\)`, queryPlan(t, s, query, "p", "x"))
	}
}

// queryPlan is how SQLite is going to answer a query.
func queryPlan(t *testing.T, s *Store, query string, args ...any) string {
	t.Helper()
	lines, err := collect(t.Context(), s.readers, func(row scanner) (string, error) {
		var id, parent, unused int
		var detail string
		err := row.Scan(&id, &parent, &unused, &detail)
		return detail, err
	}, "EXPLAIN QUERY PLAN "+query, args...)
	require.NoError(t, err)
	return fmt.Sprint(lines)
}

func TestDraftsTellWhetherTheyWereSubmitted(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	submitted := draft("a", "Acme")
	require.NoError(t, s.SaveDraft(ctx, "p", submitted, at(1)))
	require.NoError(t, s.SaveDraft(ctx, "p", draft("b", "Beta"), at(2)))
	require.NoError(t, s.Enqueue(ctx, "p", provisioning.Provisioning{ID: "a", Name: "Acme", CreatedAt: at(3), Draft: &submitted}))
	s = reopen(t, s)
	list, err := s.Drafts(ctx, "p")
	require.NoError(t, err)
	require.Equal(t, []bool{false, true}, []bool{list[0].Submitted, list[1].Submitted})
	p, err := s.Provisioning(ctx, "a")
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(&submitted, p.Draft), "what was submitted is kept to the letter")
}

func TestTheTrunksOfDraftsThatWereNotSubmitted(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	save := func(profile, id string, typed domain.TypedTrunks) {
		d := draft(id, id)
		d.Trunks = typed
		require.NoError(t, s.SaveDraft(ctx, profile, d, at(0)))
	}
	save("p", "one", domain.TypedTrunks{TwoWay: "4", Outbound: " x"})
	save("p", "two", domain.TypedTrunks{Inbound: "2"})
	save("p", "without", domain.TypedTrunks{})
	save("p", "submitted", domain.TypedTrunks{TwoWay: "9"})
	save("q", "of q", domain.TypedTrunks{TwoWay: "9"})
	require.NoError(t, s.Enqueue(ctx, "p", twoSteps("submitted")))
	typed, err := s.DraftTrunks(ctx, "p")
	require.NoError(t, err)
	require.ElementsMatch(t, []domain.TypedTrunks{{TwoWay: "4", Outbound: " x"}, {Inbound: "2"}}, typed)
}
