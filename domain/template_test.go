package domain

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

func TestATemplateHasNothingOfOneCustomer(t *testing.T) {
	d := Draft{
		ID: "d", Parent: AccountRef{ID: "p"}, Name: "ABC", RealmLabel: "abc", Timezone: "Europe/Berlin", Language: "de-DE",
		Administrators: []Administrator{{ID: "1", Email: "ada@abc.example"}},
		Technical:      Contact{Name: "Lee"}, Billing: Contact{Name: "Sam", Address: Address{City: "Bonn"}},
		Representative: Representative{AccountID: "p", UserID: "u"}, ContractEnd: "2030-01-31",
		Plans: []string{"gold"}, Trunks: TypedTrunks{TwoWay: "4"}, Denied: []string{"international"}, Credit: "25", Prepay: true,
		Permissions: Permissions{Hidden: []Permission{SeeMinutes}}, Apps: AppAccess{Restricted: true, Allowed: []string{"voip"}},
		Tab: TabReview, Visited: Tabs(true),
	}
	template := Template{ID: "t", Name: "Small office", Draft: d.AsTemplate()}
	fresh := Draft{ID: "new", Parent: AccountRef{ID: "own"}, Timezone: "America/Chicago", Language: "en-US", Tab: TabGeneral, Visited: []Tab{TabGeneral}}
	made := template.Apply(fresh)
	want := d.Clone()
	want.ID, want.Parent, want.Name, want.RealmLabel, want.Administrators = "new", AccountRef{ID: "own"}, "", "", nil
	want.Technical, want.Billing, want.Tab, want.Visited = Contact{}, Contact{}, TabGeneral, []Tab{TabGeneral}
	require.Empty(t, cmp.Diff(want, made))

	made.Plans[0] = "other"
	require.Equal(t, "gold", template.Draft.Plans[0], "the template is nobody's to change")
	require.Equal(t, "America/Chicago", Template{}.Apply(fresh).Timezone, "what a template says nothing of is the reseller's own")
}
