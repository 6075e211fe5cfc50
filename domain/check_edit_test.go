package domain_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestEditsAreCheckedLikeDrafts(t *testing.T) {
	s := domain.Surroundings{RealmSuffix: "sip.example.com", KnownZone: func(z string) bool { return z == "Etc/UTC" }}
	email := domain.FieldTechnical.Part(domain.PartEmail)
	for _, tt := range []struct {
		field domain.Field
		value string
		code  domain.Code
	}{
		{domain.FieldName, "", domain.Required},
		{domain.FieldName, "ABC", ""},
		{domain.FieldRealm, "a b.sip.example.com", domain.BadRealm},
		{domain.FieldRealm, "fine.sip.example.com", ""},
		{domain.FieldRealm, "fine.other.example", ""},
		{domain.FieldRealm, "not fine.other.example", domain.BadRealm},
		{domain.FieldTimezone, "Moon/Base", domain.BadTimezone},
		{domain.FieldTimezone, "", domain.Required},
		{domain.FieldTwoWay, "2.5", domain.NotWhole},
		{domain.FieldTwoWay, "250", ""},
		{domain.FieldContract, "2027-02-30", domain.BadDate},
		{domain.FieldContract, "", ""},
		{email, "nobody", domain.BadEmail},
		{email, "", ""},
		{domain.FieldNotes, "anything", ""},
		{domain.UserField("u", domain.PartEmail), "", domain.Required},
		{domain.UserField("u", domain.PartFirstName), "", domain.Required},
		{domain.UserField("u", domain.PartFirstName), "Ada", ""},
	} {
		problems := domain.CheckEdits(domain.Edits{{Field: tt.field, Before: "before", After: tt.value}}, s)
		if tt.code == "" {
			require.Empty(t, problems, "%s %q", tt.field, tt.value)
			continue
		}
		require.Len(t, problems, 1, "%s %q", tt.field, tt.value)
		require.Equal(t, tt.code, problems[0].Code)
		require.Equal(t, tt.field, problems[0].Field)
	}
}
