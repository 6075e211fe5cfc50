package domain_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestNormalizeName(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "ABC Company": "abccompany", "Acme, Inc.": "acmeinc", "ACME inc": "acmeinc", "  a-1_b ": "a1b",
		"Müller GmbH": "mllergmbh", // servers drop the letter, they do not fold it
		"Ёлка":        "", "株式会社": "", "!?": "", "İ": "", "ﬁn": "n", "１": "", "Kelvin \u212a": "kelvin",
	} {
		require.Equal(t, want, domain.NormalizeName(name), name)
	}
}

func TestNormalizeNameKeepsNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		folded := domain.NormalizeName(name)
		require.Regexp(t, `^[a-z0-9]*$`, folded)
		require.Equal(t, folded, domain.NormalizeName(folded))
		require.Equal(t, folded, domain.NormalizeName(" "+name+"!"))
	})
}

func TestDisabledNeedsProof(t *testing.T) {
	yes, no := true, false
	require.False(t, domain.Account{}.Disabled(), "nobody has told")
	require.False(t, domain.Account{Enabled: &yes}.Disabled())
	require.True(t, domain.Account{Enabled: &no}.Disabled())
}

func TestIdentityAccount(t *testing.T) {
	id := domain.Identity{AccountID: "a", AccountName: "Reseller", Realm: "r.example"}
	require.Equal(t, domain.AccountRef{ID: "a", Name: "Reseller", Realm: "r.example"}, id.Account())
	require.True(t, domain.Identity{}.Account().IsZero())
	require.False(t, id.Account().IsZero())
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "  Zürich ": "zurich", "ZURICH": "zurich", "straße": "strasse", "Ångström": "angstrom", "Ёлка": "елка", "İzmir": "izmir",
		"\xff": "\uFFFD",
	} {
		require.Equal(t, want, domain.Fold(text), text)
	}
	written := rapid.StringOf(rapid.RuneFrom(nil, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Han, unicode.Hangul, unicode.Mn, unicode.P))
	rapid.Check(t, func(t *rapid.T) {
		text := written.Draw(t, "text")
		folded := domain.Fold(text)
		require.Equal(t, folded, domain.Fold(folded))
		require.Equal(t, folded, domain.Fold(" "+text+"\t"))
	})
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SliceOf(rapid.SampledFrom([]string{"A", "é", "Ö", "ß", "ñ", "1", " ", "Ж"})).Draw(t, "letters")
		text := strings.Join(letters, "")
		require.Equal(t, domain.Fold(strings.ToLower(text)), domain.Fold(strings.ToUpper(text)))
		whole := slices.Concat(letters, []string{"x"}, letters)
		require.Contains(t, domain.Fold(strings.Join(whole, "")), domain.Fold(text), "a part is found in the whole")
	})
}
