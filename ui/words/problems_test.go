package words_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/declared"
	"accountsmanager/ui/words"
)

func TestEveryCodeHasWords(t *testing.T) {
	fields := []domain.Field{
		domain.FieldName, domain.FieldRealm, domain.FieldTimezone, domain.FieldCredit, domain.FieldTwoWay,
		domain.AdminField("1", domain.PartEmail), domain.AdminField("1", domain.PartPassword),
		domain.FieldBilling.Part(domain.PartEmail), "something_new",
	}
	for _, code := range declared.Constants(t, "../../domain/problem.go", "Code") {
		for _, field := range fields {
			for _, detail := range []string{"", "detail-detail"} {
				text := words.Problem(domain.Problem{Field: field, Code: domain.Code(code), Limit: 7, Detail: detail})
				require.NotEmpty(t, text, code)
				require.NotContains(t, text, "Something is wrong here", "no words for %s at %s", code, field)
				require.NotContains(t, text, code+")", "no words for %s at %s", code, field)
				require.NotContains(t, text, "<no value>", code)
				require.NotContains(t, text, "{{", code)
			}
		}
	}
}

func TestAnUnknownCodeStillTellsWhichItIs(t *testing.T) {
	require.Contains(t, words.Problem(domain.Problem{Field: domain.FieldName, Code: "brand_new"}), "brand_new")
}

func TestProblemsSayWhatToDo(t *testing.T) {
	admin := func(part string) domain.Field { return domain.AdminField("x", part) }
	for _, c := range []struct {
		p    domain.Problem
		want string
	}{
		{domain.Problem{Field: domain.FieldName, Code: domain.Required}, "Enter a name for the account"},
		{domain.Problem{Field: domain.FieldTimezone, Code: domain.Required}, "Choose a time zone"},
		{domain.Problem{Field: admin(domain.PartLastName), Code: domain.Required}, "Enter the last name"},
		{domain.Problem{Field: domain.UserField("u1", domain.PartFirstName), Code: domain.Required}, "Enter the first name"},
		{domain.Problem{Field: domain.UserField("u1", domain.PartEmail), Code: domain.Required}, "Enter a whole address, such as ada@abc.example"},
		{domain.Problem{Field: admin(domain.PartEmail), Code: domain.BadEmail}, "Enter a whole address, such as ada@abc.example"},
		{domain.Problem{Field: domain.FieldName, Code: domain.TooLong, Limit: 128}, "Enter at most 128 characters"},
		{domain.Problem{Field: domain.FieldCredit, Code: domain.TooLow, Limit: 1}, "Servers take 1 or more. Leave it empty for no credit"},
		{domain.Problem{Field: domain.FieldInbound, Code: domain.TooLow}, "Enter 0 or more"},
		{domain.Problem{Field: domain.FieldName, Code: domain.Duplicate, Detail: "ABC"}, "ABC has this name. Servers compare a to z and 0 to 9 alone"},
		{domain.Problem{Field: admin(domain.PartEmail), Code: domain.Duplicate, Detail: "Ada Moreno"}, "Ada Moreno has this address. Each administrator needs their own"},
		{domain.Problem{Field: domain.FieldRealm, Code: domain.ServerSays, Detail: "not a domain"}, "The server says: not a domain"},
	} {
		require.Equal(t, c.want, words.Problem(c.p))
	}
}

func TestEveryFieldHasAName(t *testing.T) {
	for _, name := range declared.Constants(t, "../../domain/field.go", "Field") {
		require.NotEqual(t, name, words.Field(domain.Field(name)), "no words for the field %s", name)
	}
	for _, part := range []string{domain.PartFirstName, domain.PartLastName, domain.PartEmail, domain.PartPhone, domain.PartPassword} {
		require.NotContains(t, words.Label(domain.AdminField("1", part)), "_")
		require.True(t, strings.HasPrefix(words.Field(domain.AdminField("1", part)), "Administrator: "))
	}
	for _, part := range []string{
		domain.PartName, domain.PartEmail, domain.PartPhone, domain.PartStreet, domain.PartStreet2, domain.PartCity,
		domain.PartRegion, domain.PartPostal, domain.PartCountry,
	} {
		require.NotEqual(t, part, words.Label(domain.FieldBilling.Part(part)))
	}
}

func TestTabsPermissionsAndClassifiersHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for _, tab := range domain.Tabs(true) {
		require.False(t, seen[words.Tab(tab)], "two tabs are called %s", words.Tab(tab))
		seen[words.Tab(tab)] = true
	}
	for _, g := range domain.PermissionGroups() {
		require.NotEqual(t, g.ID, words.PermissionGroup(g.ID))
		for _, p := range g.All() {
			require.NotEqual(t, string(p), words.Permission(p))
		}
	}
	for _, c := range domain.DefaultClassifiers() {
		require.NotEqual(t, c.ID, words.Classifier(c, false))
	}
	require.Equal(t, "Other", words.Classifier(domain.Classifier{ID: "unknown", Name: "Unknown"}, false))
	require.Equal(t, "Unknown", words.Classifier(domain.Classifier{ID: "unknown", Name: "Unknown"}, true), "a server's own words are kept")
	require.Equal(t, "premium_at", words.Classifier(domain.Classifier{ID: "premium_at"}, true))
}
