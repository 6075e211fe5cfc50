package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestEditsAreTheFieldsThatWereTouched(t *testing.T) {
	var es domain.Edits
	es = es.Set(domain.FieldName, "ABC", "ABC Company")
	es = es.Set(domain.FieldTimezone, "Etc/UTC", "Etc/UTC")
	es = es.Set(domain.FieldName, "not asked any more", "ABC Ltd")
	es = es.Set(domain.FieldTwoWay, "250", "251")
	require.Equal(t, domain.Edits{
		{Field: domain.FieldName, Before: "ABC", After: "ABC Ltd"}, {Field: domain.FieldTwoWay, Before: "250", After: "251"},
	}, es)
	require.Equal(t, es[:1], es.Set(domain.FieldTwoWay, "", "250"), "put back is untouched")
	require.Equal(t, []domain.DocumentEdits{
		{Document: domain.DocAccount, Edits: es[:1]}, {Document: domain.DocLimits, Edits: es[1:]},
	}, es.Documents())
	users := domain.Edits{}.Set(domain.UserField("u1", domain.PartEmail), "a", "b").Set(domain.UserField("u2", domain.PartEmail), "a", "b")
	require.Len(t, users.Documents(), 2)
	require.Equal(t, "u2", users.Documents()[1].UserID)
}

// Three sides: what it was, what the person wants, what the server has. Whatever
// they are, nothing that one side alone changed is lost, and nothing is sent that the
// person did not touch.
func TestMergingLosesNothing(t *testing.T) {
	fields := []domain.Field{domain.FieldName, domain.FieldNotes, domain.FieldTimezone, domain.FieldTechnical.Part(domain.PartEmail)}
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.SampledFrom([]string{"", "a", "b", "c"})
		before, theirs := domain.Values{}, domain.Values{}
		var es domain.Edits
		for _, f := range fields {
			before[f], theirs[f] = value.Draw(t, "before"), value.Draw(t, "theirs")
			if rapid.Bool().Draw(t, "touched") {
				es = es.Set(f, before[f], value.Draw(t, "mine"))
			}
		}
		send, conflicts := es.Merge(theirs)
		after := send.Over(theirs)
		for _, f := range fields {
			e, touched := es.Get(f)
			switch {
			case !touched:
				require.Equal(t, theirs[f], after[f], "untouched is as the server has it")
			case theirs[f] == before[f] || theirs[f] == e.After:
				require.Equal(t, e.After, after[f], "only one side changed it")
			default:
				require.Contains(t, conflicts, domain.Conflict{Field: f, Before: before[f], Yours: e.After, Theirs: theirs[f]})
			}
		}
		var mine []domain.Field
		for _, c := range conflicts {
			if rapid.Bool().Draw(t, "mine") {
				mine = append(mine, c.Field)
			}
		}
		settled, none := es.Resolve(conflicts, mine).Merge(theirs)
		require.Empty(t, none, "a choice settles it")
		final := settled.Over(theirs)
		for _, c := range conflicts {
			want := c.Theirs
			for _, f := range mine {
				if f == c.Field {
					want = c.Yours
				}
			}
			require.Equal(t, want, final[c.Field])
		}
		require.Empty(t, es.Resolve(conflicts, mine).Missing(final))
	})
}

func TestEveryFieldHasItsDocument(t *testing.T) {
	for f, doc := range map[domain.Field]domain.Document{
		domain.FieldRealm: domain.DocAccount, domain.RestrictionField("did_us"): domain.DocAccount,
		domain.PermissionField(domain.SeeMinutes): domain.DocAccount, domain.FieldPrepay: domain.DocLimits,
		domain.AppField("voip"): domain.DocApps, domain.PlanField("gold"): domain.DocPlans, domain.FieldCarrier: domain.DocCallflow,
		domain.FieldMultiFactor: domain.DocSecurity, domain.UserField("u", domain.PartAdmin): domain.DocUser,
	} {
		require.Equal(t, doc, f.Document(), f)
	}
	require.Equal(t, "did_us", domain.RestrictionField("did_us").Rest())
	id, part, ok := domain.UserField("u", domain.PartAdmin).User()
	require.Equal(t, []any{"u", domain.PartAdmin, true}, []any{id, part, ok})
}
