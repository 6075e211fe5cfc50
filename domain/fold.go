package domain

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Fold makes texts comparable for searching: without case and diacritics, so
// that "Zurich" finds "Zürich".
func Fold(text string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil { // not valid text: compare it as it is
		plain = text
	}
	return strings.TrimSpace(cases.Fold().String(plain))
}
