package choices_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/choices"
	"accountsmanager/ui/widgets"
)

func TestLanguagesAreFoundByAnyOfTheirNames(t *testing.T) {
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
