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

// FindFolded tells where a folded needle is in a text, in bytes of the text, so that it
// can be marked: "zur" is the first four bytes of "Zürich".
func FindFolded(text, needle string) (from, to int, ok bool) {
	if needle == "" || !strings.Contains(Fold(text), needle) {
		return 0, 0, false
	}
	for from = range text { // the last place from which all of it is to be found
		rest := text[from:]
		_, size := utf8.DecodeRuneInString(rest)
		if strings.HasPrefix(Fold(rest), needle) && !strings.HasPrefix(Fold(rest[size:]), needle) {
			break
		}
	}
	for to = from; to < len(text); {
		_, size := utf8.DecodeRuneInString(text[to:])
		if to += size; strings.HasPrefix(Fold(text[from:to]+"\u200b"), needle) || Fold(text[from:to]) == needle {
			return from, to, true
		}
	}
	return 0, 0, false // it is there by the way a fold joins what stands apart
}
