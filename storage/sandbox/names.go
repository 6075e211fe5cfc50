package sandbox

import (
	"strings"
	"sync"

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

func newNameSorter() *nameSorter { return &nameSorter{c: collate.New(language.Und)} }

// place is where the account of a name and an id stands among others: by name,
// and by id where names are equal.
func (s *nameSorter) place(name, id string) []byte {
	return append(append(s.key(name), 0), id[:min(len(id), 8)]...)
}

// behind is a place behind all accounts of a name.
func (s *nameSorter) behind(name string) []byte { return append(s.key(name), 0, 0xff) }

// key ends with the name's own bytes, so that only equal names have equal keys.
func (s *nameSorter) key(name string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buf.Reset()
	key := append([]byte(nil), s.c.KeyFromString(&s.buf, name)...)
	return append(append(key, 0), name...)
}
