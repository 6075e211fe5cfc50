package wizard

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// fullDraft has something in every field.
func fullDraft() domain.Draft {
	return domain.Draft{
		ID: "d1", Parent: domain.AccountRef{ID: "own", Name: "Northwind Telecom", Realm: "northwind.example"},
		Name: "ABC Company", RealmLabel: "abccompany", Timezone: "America/Chicago", Language: "en-US",
		Administrators: []domain.Administrator{{
			ID: "a1", FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example", Phone: "+14155550123",
			Mode: domain.PasswordTyped, Round: 2, Welcome: true,
		}},
		Technical: domain.Contact{Name: "Lee Park", Email: "lee@abc.example", Phone: "+14155550134", Address: domain.Address{}},
		Billing: domain.Contact{
			Name: "Ruth Sato", Email: "ruth@abc.example", Phone: "+14155550145",
			Address: domain.Address{Street: "100 Main St", Street2: "Suite 4", City: "Austin", Region: "TX", Postal: "78701", Country: "US"},
		},
		Representative: domain.Representative{AccountID: "own", UserID: "u1", Name: "Dana Fox"},
		ContractEnd:    "2027-03-31",
		Plans:          []string{"gold"},
		Trunks:         domain.TypedTrunks{TwoWay: "4", Inbound: "2", Outbound: "3"},
		Denied:         []string{"international"},
		Credit:         "25.50", Prepay: true,
		Permissions: domain.Permissions{Hidden: []domain.Permission{domain.SeeMinutes}},
		Apps:        domain.AppAccess{Restricted: true, Allowed: []string{"app1"}},
		Tab:         domain.TabReview, Visited: domain.Tabs(true),
	}
}

func someTerms() terms {
	return terms{
		catalogue: domain.Catalogue{
			Plans: []domain.ServicePlan{{ID: "gold", Name: "Hosted PBX Gold"}},
			Apps:  []domain.App{{ID: "app1", Name: "voip", Label: "Smart PBX"}, {ID: "app2", Label: "Callflows"}},
		},
		suffix:  "sip.northwind.example",
		country: func(code string) string { return "country " + code },
		plans:   true,
	}
}

func reviewText(d domain.Draft) string {
	var b strings.Builder
	for _, s := range review(d, someTerms()) {
		for _, r := range s.rows {
			fmt.Fprintf(&b, "%s: %s\n", r.label, r.value)
		}
	}
	return b.String()
}

// notShown are the parts of a draft that are nobody's to check: names by which
// the program finds things, and where the person was.
var notShown = []string{
	"ID", "Parent.ID", "Parent.Realm", "Administrators.ID", "Administrators.Round",
	"Representative.AccountID", "Representative.UserID", "Tab", "Visited", "Technical.Address.",
}

// TestReviewShowsEveryFieldOfADraft changes each part of a draft in turn: Review
// must then read differently. A field that is added to the draft and forgotten
// in Review fails here.
func TestReviewShowsEveryFieldOfADraft(t *testing.T) {
	before := reviewText(fullDraft())
	for _, path := range leaves(reflect.TypeFor[domain.Draft](), "") {
		hidden := slices.ContainsFunc(notShown, func(p string) bool { return p == path || strings.HasSuffix(p, ".") && strings.HasPrefix(path, p) })
		d := fullDraft()
		alter(t, reflect.ValueOf(&d).Elem(), strings.Split(path, "."))
		if hidden {
			continue
		}
		require.NotEqual(t, before, reviewText(d), "Review does not show %s", path)
	}
}

// leaves lists the paths of all plain values in a type; lists count by their
// first element.
func leaves(typ reflect.Type, at string) []string {
	switch typ.Kind() {
	case reflect.Struct:
		var out []string
		for _, f := range reflect.VisibleFields(typ) {
			out = append(out, leaves(f.Type, strings.TrimPrefix(at+"."+f.Name, "."))...)
		}
		return out
	case reflect.Slice:
		return leaves(typ.Elem(), at)
	default:
		return []string{at}
	}
}

func alter(t *testing.T, v reflect.Value, path []string) {
	t.Helper()
	if v.Kind() == reflect.Slice {
		require.Positive(t, v.Len(), "the full draft of the test leaves a list empty: %v", path)
		alter(t, v.Index(0), path)
		return
	}
	if len(path) > 0 {
		alter(t, v.FieldByName(path[0]), path[1:])
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.String:
		switch v.Interface().(type) {
		case domain.Permission:
			v.SetString(string(domain.SeeErrorLog))
		case domain.PasswordMode:
			v.SetString(string(domain.PasswordGenerated))
		default:
			v.SetString("changed")
		}
	default:
		require.Fail(t, "a kind of value that the test does not know", "%s", v.Kind())
	}
}

func TestReviewInWords(t *testing.T) {
	text := reviewText(fullDraft())
	for _, want := range []string{
		"Account name: ABC Company", "Created under: Northwind Telecom", "Realm: abccompany.sip.northwind.example",
		"Language: English (United States)", "Ada Moreno\nada@abc.example · +14155550123\ntyped password · welcome e-mail",
		"Technical contact: Lee Park\nlee@abc.example · +14155550134",
		"Service address: 100 Main St\nSuite 4\nAustin TX 78701\ncountry US", "Sales representative: Dana Fox", "Contract end: 31 Mar 2027",
		"Service plans: Hosted PBX Gold", "Trunks: 4 two-way · 2 in · 3 out", "May not call: International",
		"Credit: $ 25.50", "Calls over the trunks: Allowed, billed per minute", "Hidden: Minutes", "Apps: Smart PBX",
	} {
		require.Contains(t, text, want)
	}
}

func TestReviewOfAnEmptyDraftSaysSo(t *testing.T) {
	text := reviewText(domain.Draft{ID: "d1", Parent: domain.AccountRef{ID: "own", Name: "Northwind Telecom"}})
	for _, want := range []string{
		"Account name: Missing", "Time zone: Missing", "sip.northwind.example (generated)", "Administrator: None yet",
		"Trunks: 0 two-way · 0 in · 0 out", "May not call: No restriction", "Credit: None", "Hidden: Nothing", "Apps: All apps",
	} {
		require.Contains(t, text, want)
	}
}

func TestHiddenGroupsAreNamedAsAWhole(t *testing.T) {
	var ps domain.Permissions
	for _, g := range domain.PermissionGroups() {
		if g.ID == "trunking" {
			ps.TickGroup(g, false)
		}
	}
	ps.Untick(domain.SeeMinutes)
	require.Equal(t, []string{"Minutes", "Trunking"}, hiddenNames(ps))
	ps.Untick(domain.SeePerMinute)
	require.Equal(t, []string{"Per minute", "Trunking"}, hiddenNames(ps), "what hangs on a hidden one goes without saying")
}

func TestADeniedClassifierThatTheServerDoesNotKnowIsStillTold(t *testing.T) {
	names := deniedNames(domain.Draft{Denied: []string{"caribbean", "premium"}}, domain.Catalogue{
		Classifiers: []domain.Classifier{{ID: "premium", Name: "Premium rate"}},
	})
	require.Equal(t, []string{"Premium rate", "Caribbean (not on this server)"}, names)
}
