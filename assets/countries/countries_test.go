package countries

import (
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// languages are those the program speaks.
var languages = []string{"en", "de", "es", "fr", "ru"}

func TestTheListIsWhole(t *testing.T) {
	require.Len(t, english, 249, "ISO 3166-1 has as many")
	for code, name := range english {
		require.Regexp(t, regexp.MustCompile(`^[A-Z]{2}$`), code)
		require.NotEmpty(t, name)
		region, err := language.ParseRegion(code)
		require.NoError(t, err)
		require.True(t, region.IsCountry(), code)
		require.Equal(t, code, region.Canonicalize().String(), "%s is no longer in use", code)
	}
}

func TestEveryLanguageNamesEveryCountryOnce(t *testing.T) {
	for _, lang := range languages {
		all := All(lang)
		require.Len(t, all, len(english))
		names := map[string]string{}
		for _, country := range all {
			require.NotEmpty(t, country.Name)
			require.Empty(t, names[country.Name], "%s: %s and %s share a name", lang, country.Code, names[country.Name])
			names[country.Name] = country.Code
			require.Equal(t, country.Name, Name(country.Code, lang))
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ code, lang, want string }{
		{"DE", "en", "Germany"},
		{"DE", "de", "Deutschland"},
		{"DE", "de_CH.UTF-8", "Deutschland"},
		{"DE", "es", "Alemania"},
		{"DE", "fr-CA", "Allemagne"},
		{"DE", "ru", "Германия"},
		{"DE", "en-GB", "Germany"},
		{"DE", "", "Germany"},
		{"DE", "C", "Germany"},
		{"DE", "no such language", "Germany"},
		{"MK", "fr", "Macédoine du Nord"},
		{"XX", "de", "XX"},
		{"", "de", ""},
	}
	for _, test := range tests {
		require.Equal(t, test.want, Name(test.code, test.lang), "%s in %q", test.code, test.lang)
		require.Len(t, All(test.lang), len(english))
	}
}

func TestSortedAsTheLanguageSorts(t *testing.T) {
	order := func(lang string, codes ...string) {
		t.Helper()
		last := -1
		for _, code := range codes {
			i := slices.IndexFunc(All(lang), func(c Country) bool { return c.Code == code })
			require.Greater(t, i, last, "%s in %s", code, lang)
			last = i
		}
	}
	order("en", "AF", "AX", "AL", "DZ", "ZW") // Åland goes with the A, not after the Z
	order("de", "EG", "AX", "AL", "ZA", "CY") // Ägypten, Åland, Albanien, Südafrika, Zypern
	order("ru", "AU", "AT", "DE", "JP")       // Австралия, Австрия, Германия, Япония
}
