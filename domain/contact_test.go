package domain_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestCheckEmail(t *testing.T) {
	field := domain.FieldTechnical.Part(domain.PartEmail)
	bad := &domain.Problem{Field: field, Code: domain.BadEmail}
	for text, want := range map[string]*domain.Problem{
		"ada@abc.example": nil, " ada@abc.example ": nil, "ada.moreno+pbx@mail.abc.example": nil, "o'neil@abc.example": nil,
		"josé@abc.example": nil, "ada@xn--bcher-kva.example": nil,
		"": bad, "ada": bad, "ada@": bad, "@abc.example": bad, "ada@abc": bad, "ada@abc.": bad, "ada@.abc": bad, "ada@abc..example": bad,
		"ada moreno@abc.example": bad, "Ada Moreno <ada@abc.example>": bad, "<ada@abc.example>": bad, "ada@abc.example, lee@abc.example": bad,
		"ada@abc.example\nBcc: lee@abc.example": bad, "mailto:ada@abc.example": bad, "a@b@c.example": bad,
		strings.Repeat("a", 60) + "@" + strings.Repeat("b", 200) + ".example": {Field: field, Code: domain.TooLong, Limit: domain.MaxEmail},
	} {
		require.Equal(t, want, domain.CheckEmail(field, text), text)
	}
}

func TestCheckUserEmail(t *testing.T) {
	field := domain.AdminField("1", domain.PartEmail)
	name := &domain.Problem{Field: field, Code: domain.BadUserName}
	for text, want := range map[string]*domain.Problem{
		"ada@abc.example": nil, "Ada.Moreno+pbx_1-x@ABC.example": nil, " ada@abc.example ": nil,
		"o'neil@abc.example": name, "ada/pbx@abc.example": name, "josé@abc.example": name, "ada%x@abc.example": name,
		"": {Field: field, Code: domain.BadEmail}, "ada": {Field: field, Code: domain.BadEmail},
	} {
		require.Equal(t, want, domain.CheckUserEmail(field, text), text)
	}
}

func TestCheckedEmailsAreUserNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`[a-z.'+/é" ]{1,10}@[a-z.-]{1,12}`),
		).Draw(t, "text")
		if domain.CheckUserEmail(domain.FieldName, text) == nil {
			require.Nil(t, domain.CheckEmail(domain.FieldName, text))
			require.Regexp(t, `^([+@.\w_-]+)$`, strings.TrimSpace(text), "what servers look users up by")
		}
	})
}

func TestNormalizePhone(t *testing.T) {
	for _, c := range []struct{ text, region, want string }{
		{"+1 415 555 0123", "", "+14155550123"},
		{"+1 (415) 555-0123", "DE", "+14155550123"},
		{"(415) 555-0123", "US", "+14155550123"},
		{"415.555.0123", "us", "+14155550123"},
		{"030 901820", "DE", "+4930901820"},
		{"+49 30 901820", "US", "+4930901820"},
		{"020 7946 0018", "GB", "+442079460018"},
		{" +14155550123 ", "", "+14155550123"},
	} {
		got, ok := domain.NormalizePhone(c.text, c.region)
		require.True(t, ok, c.text)
		require.Equal(t, c.want, got, c.text)
	}
	for _, c := range []struct{ text, region string }{
		{"", "US"},
		{"   ", "US"},
		{"hello", "US"},
		{"123", "US"},
		{"415 555 0123", ""},
		{"415 555 0123", "XX"},
		{"+999 123 456 789", "US"},
		{"+1 415 555 01234567890", "US"},
		{"+", "US"},
		{"555-0123", "US"}, // without an area code nobody else can call it
	} {
		got, ok := domain.NormalizePhone(c.text, c.region)
		require.False(t, ok, "%q in %q became %s", c.text, c.region, got)
		require.Empty(t, got)
	}
}

func TestNormalizePhoneTakesAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`\+?[0-9 ()./-]{0,18}`)).Draw(t, "text")
		region := rapid.SampledFrom([]string{"", "US", "DE", "GB", "RU", "xx"}).Draw(t, "region")
		number, ok := domain.NormalizePhone(text, region)
		if !ok {
			require.Empty(t, number)
			return
		}
		require.Regexp(t, `^\+[1-9][0-9]{3,17}$`, number, "E.164, and the few longer ones that some countries use")
		again, ok := domain.NormalizePhone(number, "")
		require.True(t, ok, "%s from %q", number, text)
		require.Equal(t, number, again)
	})
}

func TestZeroContacts(t *testing.T) {
	require.True(t, domain.Contact{}.IsZero())
	require.True(t, domain.Address{}.IsZero())
	require.False(t, domain.Contact{Address: domain.Address{City: "Chicago"}}.IsZero())
	require.False(t, domain.Address{Country: "US"}.IsZero())
}

func TestAdministrator(t *testing.T) {
	a := domain.Administrator{FirstName: " Ada ", LastName: " Moreno ", Email: " Ada@ABC.example "}
	require.Equal(t, "Ada Moreno", a.FullName())
	require.Equal(t, "ada@abc.example", a.UserName())
	require.Equal(t, "Moreno", domain.Administrator{LastName: "Moreno"}.FullName())
	require.Empty(t, domain.Administrator{}.FullName())

	require.True(t, domain.Administrator{ID: "1", Welcome: true, Phone: " "}.IsBlank())
	require.True(t, domain.Administrator{ID: "1", Round: 3}.IsBlank(), "another generated password is nothing typed")
	require.False(t, domain.Administrator{Phone: "1"}.IsBlank())
	require.False(t, domain.Administrator{Mode: domain.PasswordTyped}.IsBlank())
}

func TestFields(t *testing.T) {
	id, part, ok := domain.AdminField("7", domain.PartEmail).Admin()
	require.True(t, ok)
	require.Equal(t, "7", id)
	require.Equal(t, domain.PartEmail, part)
	_, _, ok = domain.FieldName.Admin()
	require.False(t, ok)

	for tab, fields := range map[domain.Tab][]domain.Field{
		domain.TabGeneral: {
			domain.FieldName, domain.FieldRealm, domain.FieldTimezone, domain.FieldLanguage, domain.AdminField("7", domain.PartPhone),
		},
		domain.TabContacts: {
			domain.FieldTechnical, domain.FieldTechnical.Part(domain.PartPhone), domain.FieldBilling.Part(domain.PartCity),
			domain.FieldSales, domain.FieldContract,
		},
		domain.TabPlans: {domain.FieldPlans},
		domain.TabRestrictions: {
			domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound, domain.FieldRestricted, domain.FieldCredit, domain.FieldPrepay,
		},
		domain.TabPermissions: {domain.FieldHidden, domain.FieldApps},
	} {
		for _, f := range fields {
			require.Equal(t, tab, f.Tab(), f)
			require.Contains(t, domain.Tabs(true), tab)
			require.Equal(t, tab != domain.TabPlans, contains(domain.Tabs(false), tab))
		}
	}
}

func contains(tabs []domain.Tab, tab domain.Tab) bool {
	for _, t := range tabs {
		if t == tab {
			return true
		}
	}
	return false
}
