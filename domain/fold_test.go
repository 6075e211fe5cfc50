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

func TestFindFolded(t *testing.T) {
	for _, tt := range []struct{ text, needle, want string }{
		{"Acme Inc", "inc", "Inc"},
		{"Zürich AG", "zur", "Zür"},
		{"Zürich AG", "rich a", "rich A"},
		{"Straße 5", "sse", "ße"},
		{"Straße 5", "strass", "Straß"},
		{"Acme", "b", ""},
		{"Acme", "", ""},
		{"", "a", ""},
		{"aaab", "aab", "aab"},
		{"Cafe\u0301 Nero", "cafe n", "Cafe\u0301 N"},
	} {
		from, to, ok := FindFolded(tt.text, tt.needle)
		require.Equal(t, tt.want != "", ok, tt)
		require.Equal(t, tt.want, tt.text[from:to], tt)
	}
}
