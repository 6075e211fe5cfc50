package domain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Fold makes texts comparable for searching: without case and diacritics, so
// that "Zurich" finds "Zürich".
func Fold(text string) string {
	if isASCII(text) { // as most names are; the long way takes fifty times as long
		return strings.TrimSpace(strings.ToLower(text))
	}
	return foldAny(text)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func foldAny(text string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil { // not valid text: compare it as it is
		plain = text
	}
	return strings.TrimSpace(cases.Fold().String(plain))
}
