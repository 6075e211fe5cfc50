package words_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/words"
)

func TestLanguagesAreCalledAsTheirSpeakersDo(t *testing.T) {
	for tag, want := range map[string]string{
		"en-US": "English (United States)", "de-DE": "Deutsch (Deutschland)", "fr-FR": "Français (France)", "es-ES": "Español (España)",
		"ru-RU": "Русский (Россия)", "en-GB": "English (United Kingdom)", "en": "English", "Klingon!": "Klingon!", "": "",
	} {
		require.Equal(t, want, words.LanguageName(tag), tag)
	}
	require.Equal(t, "Deutsch (Deutschland)", words.Value(domain.FieldLanguage, "de-DE"), "in a change and on the account's page, too")
	require.Equal(t, "—", words.Value(domain.FieldLanguage, ""))
}
