package sqlite

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"accountsmanager/domain"
)

// foldAccount joins what searching looks at: name, realm and id, folded. No line
// break is left inside of them, so nothing is found across two of them.
func foldAccount(a domain.Account) string {
	return foldLine(a.Name) + "\n" + foldLine(a.Realm) + "\n" + foldLine(a.ID)
}

// foldLine is domain.Fold without control characters.
func foldLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, domain.Fold(text))
}

// sorter makes keys whose bytes compare as names do on servers: CouchDB orders
// text by ICU's root collation, which is the order of language.Und here. Loose
// makes keys of a third of the length by passing over case and diacritics; names
// that differ in nothing else are as good as equal.
var sorter = struct {
	sync.Mutex // a collator has a state

	collator *collate.Collator
	buffer   collate.Buffer
}{collator: collate.New(language.Und, collate.Loose)}

// sortKey is the name's place in the order of names.
func sortKey(name string) []byte {
	sorter.Lock()
	defer sorter.Unlock()
	sorter.buffer.Reset()
	key := sorter.collator.KeyFromString(&sorter.buffer, name)
	return append(make([]byte, 0, len(key)), key...) // the buffer is used again
}
