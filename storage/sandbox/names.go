package sandbox

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// normalName reduces a name to a-z and 0-9, which is all that Kazoo compares.
func normalName(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// nameSorter makes keys that order names as CouchDB's views do, that is by the
// root collation of Unicode.
type nameSorter struct {
	mu  sync.Mutex
	c   *collate.Collator
	buf collate.Buffer
}

func newNameSorter() *nameSorter { return &nameSorter{c: collate.New(language.Und, collate.Loose)} }

// place is where the account of a name and an id stands among others: by name,
// and by id where names are equal.
func (s *nameSorter) place(name, id string) []byte {
	return append(append(s.key(name), 0), id[:min(len(id), 8)]...)
}

// behind is a place behind all accounts of a name.
func (s *nameSorter) behind(name string) []byte { return append(s.key(name), 0, 0xff) }

// key is the name without accents and case, and behind it the name itself with
// small letters before capitals, so that only equal names have equal keys.
func (s *nameSorter) key(name string) []byte {
	s.mu.Lock()
	s.buf.Reset()
	letters := s.c.KeyFromString(&s.buf, name)
	key := make([]byte, 0, len(letters)+len(name)+10)
	key = append(append(key, letters...), 0)
	s.mu.Unlock()
	return append(key, strings.Map(swapCase, name)...)
}

func swapCase(r rune) rune {
	if unicode.IsUpper(r) {
		return unicode.ToLower(r)
	}
	return unicode.ToUpper(r)
}
