package domain

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestPlainTextFoldsTheShortWayAsTheLongWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[\x00-\x7f]{0,40}`).Draw(t, "text")
		require.Equal(t, foldAny(text), Fold(text))
	})
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Zürich ": "zurich", "STRASSE": "strasse", "Straße": "strasse", "Ångström": "angstrom", " Acme, Inc.": "acme, inc.", "": "",
	} {
		require.Equal(t, want, Fold(text), text)
	}
}
