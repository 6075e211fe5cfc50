package language

import (
	"testing"

	"fyne.io/fyne/v2/lang"
	"github.com/stretchr/testify/require"
)

func TestTheSystemsLanguage(t *testing.T) {
	for locale, want := range map[string]string{
		"de-AT": "de", "de": "de", "en-GB": "en", "fr_CA": "fr", "ru-RU": "ru", "es-MX": "es", "ja-JP": "en", "": "en", "deu": "en",
	} {
		require.Equal(t, want, ofSystem(locale), locale)
	}
}

func TestAChosenLanguageHasItsPluralsAndFynesOwnWords(t *testing.T) {
	t.Cleanup(func() { require.NoError(t, Use("en")) })
	count := func(n int) string { return lang.N("{{.Count}} changes", n, map[string]any{"Count": n}) }
	require.NoError(t, Use("ru"))
	one, few, many := count(21), count(22), count(25)
	require.NotEqual(t, one[2:], few[2:])
	require.NotEqual(t, few[2:], many[2:])
	require.Equal(t, one[2:], count(31)[2:])
	require.Equal(t, "Отмена", lang.L("Cancel"))

	require.NoError(t, Use("de"))
	require.Equal(t, "25 Änderungen", count(25))
	require.Equal(t, "Abbrechen", lang.L("Cancel"))
	require.Equal(t, "Speichern", lang.L("Save"))

	require.NoError(t, Use("en"))
	require.Equal(t, "25 changes", count(25))
}
