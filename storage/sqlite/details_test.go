package sqlite

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestContactsUsersAndNotesThatWereReadAreFound(t *testing.T) {
	s := newStore(t)
	ctx := t.Context()
	put(t, s, 0, account("1", "Acme"), account("2", "Zürich Ruth"), account("3", "Bakery"), account("4", "Never read"))
	read := func(id string, doc domain.Document, p workspace.Part) {
		require.NoError(t, s.SavePart(ctx, "p", id, doc, p))
	}
	count := func(want int) {
		n, err := s.CountRead(ctx, "p")
		require.NoError(t, err)
		require.Equal(t, want, n)
	}
	count(0)
	read("1", domain.DocAccount, workspace.Part{Values: domain.Values{
		domain.FieldBilling.Part(domain.PartName): "Ruth Sató", domain.FieldNotes: "calls on Mondays\nowes us lunch", domain.FieldTimezone: "Europe/Oslo",
	}})
	read("3", domain.DocUsers, workspace.Part{Users: []domain.User{{UserName: "olga", FirstName: "Olga", LastName: "Ruthers", Email: "olga@bakery.example"}}})
	read("3", domain.DocAccount, workspace.Part{Values: domain.Values{domain.FieldTechnical.Part(domain.PartEmail): "tech@bakery.example"}})
	count(2)
	for search, want := range map[string][]string{
		"ruth":             {"Zürich Ruth", "Acme", "Bakery"}, // a name goes before what was read
		"sato":             {"Acme"},
		"LUNCH":            {"Acme"},
		"mondays owes":     nil,
		"olga@":            {"Bakery"},
		"tech@bakery":      {"Bakery"},
		"oslo":             nil,
		"bakery":           {"Bakery"},
		"nothing has this": nil,
	} {
		if want == nil {
			want = []string{}
		}
		require.Equal(t, want, names(t, s, workspace.AccountQuery{Search: search}), search)
		for _, limit := range []int{1, 2} { // page by page it is the same
			paged := []string{}
			for {
				page := names(t, s, workspace.AccountQuery{Search: search, Limit: limit, Offset: len(paged)})
				paged = append(paged, page...)
				if len(page) < limit {
					break
				}
			}
			require.Equal(t, want, paged, "%s by %d", search, limit)
		}
	}
	read("3", domain.DocUsers, workspace.Part{})
	require.Empty(t, names(t, s, workspace.AccountQuery{Search: "olga"}))
	require.NoError(t, s.ForgetAccount(ctx, "p", "1"))
	require.Empty(t, names(t, s, workspace.AccountQuery{Search: "lunch"}))
	count(1)
}
