package zones

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// How well a query fits one of a zone's names, best first.
const (
	rankExact  = iota // it is the name
	rankPrefix        // the name starts with it
	rankWord          // a word of the name starts with it
	rankInside        // it is somewhere in the name
	rankWords         // each of its words starts one of the names' words
	rankNone
)

// entry is a zone with all its names folded for comparing. What counts most is
// first: the city, the whole name, then what people call it.
type entry struct {
	zone  Zone
	names []string
	words []string
}

var index = sync.OnceValue(func() []entry {
	aliases := map[string][]string{}
	for zone, others := range otherNames {
		aliases[zone] = append(aliases[zone], others...)
	}
	for short, zone := range shortNames {
		aliases[zone] = append(aliases[zone], short)
	}
	entries := make([]entry, len(all()))
	for i, zone := range all() {
		e := entry{zone: zone, names: []string{fold(zone.City), fold(zone.Name)}}
		for _, alias := range aliases[zone.Name] {
			e.names = append(e.names, fold(alias))
		}
		for _, name := range e.names {
			e.words = append(e.words, strings.Fields(name)...)
		}
		entries[i] = e
	}
	return entries
})

// Search returns the zones that fit what a person typed, best first, at most
// limit of them (all of them where limit is 0 or less). It looks for the query in
// names, cities and what people call a zone; case, accents, and the difference
// between underscores, hyphens and spaces do not count. An empty query fits all.
func Search(query string, limit int) []Zone {
	type hit struct {
		entry
		rank, name int
	}
	wanted := fold(query)
	words := strings.Fields(wanted)
	var hits []hit
	for _, e := range index() {
		if rank, name := e.fits(wanted, words); rank < rankNone {
			hits = append(hits, hit{e, rank, name})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.name, b.name))
	})
	if limit > 0 && len(hits) > limit {
		hits = hits[:limit]
	}
	found := make([]Zone, len(hits))
	for i, h := range hits {
		found[i] = h.zone
	}
	return found
}

// fits tells how well the query fits, and by which of the names.
func (e entry) fits(query string, words []string) (rank, name int) {
	switch query {
	case "":
		return rankExact, 0 // all alike, so they stay in their order
	case e.names[1]:
		return rankExact, -1 // "Jamaica" is itself before it is the city of "America/Jamaica"
	}
	rank = rankNone
	for i, candidate := range e.names {
		if r := compare(candidate, query); r < rank {
			// All names after the city and the whole name are of equal worth.
			rank, name = r, min(i, 2)
		}
	}
	if rank == rankNone && e.hasAll(words) {
		return rankWords, 0
	}
	return rank, name
}

func (e entry) hasAll(words []string) bool {
	for _, word := range words {
		if !slices.ContainsFunc(e.words, func(w string) bool { return strings.HasPrefix(w, word) }) {
			return false
		}
	}
	return true
}

func compare(name, query string) int {
	switch i := strings.Index(name, query); {
	case name == query:
		return rankExact
	case i == 0:
		return rankPrefix
	case i > 0 && strings.Contains(name, " "+query):
		return rankWord
	case i > 0:
		return rankInside
	}
	return rankNone
}

// fold brings names and queries to what is compared: lower case, no accents,
// single spaces in place of underscores, hyphens, slashes and dots.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ø' || r == 'Ø': // the stroke of ø is no accent to Unicode
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł': // nor is that of ł
			b.WriteByte('l')
		case strings.ContainsRune("_-/.,", r):
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
