package choices_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/choices"
	"accountsmanager/ui/widgets"
)

func TestLanguagesAreCalledAsTheirSpeakersDo(t *testing.T) {
	for tag, want := range map[string]string{
		"en-US": "English (United States)", "de-DE": "Deutsch (Deutschland)", "fr-FR": "Français (France)", "es-ES": "Español (España)",
		"ru-RU": "Русский (Россия)", "en-GB": "English (United Kingdom)", "en": "English", "Klingon!": "Klingon!", "": "",
	} {
		require.Equal(t, want, choices.LanguageName(tag), tag)
	}
	find := func(query string) string {
		options := choices.Languages()
		found := choices.Search(func() []widgets.Option { return options })(query, 10)
		if len(found) == 0 {
			return ""
		}
		return found[0].ID
	}
	require.Equal(t, "de-AT", find("österreich"))
	require.Equal(t, "ru-RU", find("russian"))
	require.Equal(t, "pt-BR", find("pt-BR"))
	require.Empty(t, find("klingon"))
}
