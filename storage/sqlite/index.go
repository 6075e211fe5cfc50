package sqlite

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

// nameIndex is what searching looks through: the folded name, realm and id of
// every account of a profile, in the order of names, in one block of memory. To
// go through all of it takes a few milliseconds for a hundred thousand accounts,
// however common the text is that is looked for. A full-text table is faster for
// a rare text only; for a common one it has to fetch and rank what it found, and
// every realm of a reseller has a common end (see the benchmarks of both).
type nameIndex struct {
	profile    string
	generation uint64
	text       []byte // for each account: name, realm, id, each with a line break after it
	entries    []entry
	count      [256]int // of each byte in the text
}

// entry is where one account stands in the text, and its row in the database.
type entry struct {
	row                  int64
	name, realm, id, end int // where each starts, and the end of all
}

// rank is how well an account matches, best first.
type rank int

const (
	exact  rank = iota // the name, realm or id is the text
	prefix             // one of them starts with it
	word               // a word of the name starts with it
	inside             // it is in one of them
	ranks
)

// find returns the rows of the accounts that match the folded needle, best match
// first, then by name. A limit below zero means all.
func (ix *nameIndex) find(needle string, limit, offset int) []int64 {
	wanted := len(ix.entries)
	if limit >= 0 {
		wanted = min(wanted, offset+limit)
	}
	var found [ranks][]int64
	sought := []byte(needle)
	rarest := ix.rarest(sought)
	for next := 0; next < len(ix.entries); next++ { // the first entry that was not looked at
		hit := index(ix.text, sought, ix.entries[next].name, rarest)
		if hit < 0 {
			break
		}
		next = ix.entryAt(hit, next)
		e := &ix.entries[next]
		if r := ix.rank(e, hit, sought); len(found[r]) < wanted {
			found[r] = append(found[r], e.row)
		}
	}
	rows := slices.Concat(found[:]...)
	return rows[min(offset, len(rows)):min(wanted, len(rows))]
}

// rarest returns which byte of the needle the text has least often.
func (ix *nameIndex) rarest(needle []byte) int {
	best := 0
	for i, b := range needle {
		if ix.count[b] < ix.count[needle[best]] {
			best = i
		}
	}
	return best
}

// index is bytes.Index from a place on, by the needle's rarest byte: what people
// look for begins with letters that are everywhere, and bytes.Index goes by
// the first one.
func index(text, needle []byte, from, rarest int) int {
	for from += rarest; from < len(text); {
		step := bytes.IndexByte(text[from:], needle[rarest])
		if step < 0 {
			return -1
		}
		if at := from + step - rarest; bytes.HasPrefix(text[at:], needle) {
			return at
		}
		from += step + 1
	}
	return -1
}

// entryAt returns the entry that a place in the text belongs to, which is not
// before from. Hits of a common text are close to each other, those of a rare
// one are few: so the steps double.
func (ix *nameIndex) entryAt(place, from int) int {
	step := 1
	for from+step < len(ix.entries) && ix.entries[from+step].name <= place {
		from += step
		step *= 2
	}
	for step > 0 {
		if from+step < len(ix.entries) && ix.entries[from+step].name <= place {
			from += step
		}
		step /= 2
	}
	return from
}

// rank tells how well an entry matches whose first hit is known.
func (ix *nameIndex) rank(e *entry, hit int, needle []byte) rank {
	best := inside
	for _, field := range [...][]byte{ix.text[e.name:e.realm], ix.text[e.realm:e.id], ix.text[e.id:e.end]} {
		if bytes.HasPrefix(field, needle) {
			if len(field) == len(needle)+1 {
				return exact
			}
			best = prefix
		}
	}
	if best < word {
		return best
	}
	for hit < e.realm {
		before, _ := utf8.DecodeLastRune(ix.text[e.name:hit])
		if !unicode.IsLetter(before) && !unicode.IsNumber(before) {
			return word
		}
		more := bytes.Index(ix.text[hit+1:e.realm], needle)
		if more < 0 {
			break
		}
		hit += 1 + more
	}
	return inside
}

// indexBuilder gathers accounts for an index, in any order.
type indexBuilder struct {
	texts    []byte
	accounts []unsorted
	size     int // of the index's text, which is kept: the keys are not in it
}

// unsorted is where an account's key and folded text stand in the builder.
type unsorted struct {
	row              int64
	key, folded, end int
}

// grow makes room for so many accounts, with so many bytes of keys and texts.
func (b *indexBuilder) grow(accounts, bytes int) {
	b.accounts, b.texts = slices.Grow(b.accounts, accounts), slices.Grow(b.texts, bytes)
}

// add takes an account: its row, its place in the order of names, and what
// foldAccount made of it.
func (b *indexBuilder) add(row int64, key, folded []byte) {
	a := unsorted{row: row, key: len(b.texts), folded: len(b.texts) + len(key)}
	b.texts = append(append(b.texts, key...), folded...)
	a.end = len(b.texts)
	b.size += len(folded) + 1
	b.accounts = append(b.accounts, a)
}

// build sorts the accounts by name. Those whose names are equal stand in the
// order in which they were first stored, as in a listing.
func (b *indexBuilder) build() *nameIndex {
	slices.SortFunc(b.accounts, func(x, y unsorted) int {
		if c := bytes.Compare(b.texts[x.key:x.folded], b.texts[y.key:y.folded]); c != 0 {
			return c
		}
		return int(x.row - y.row)
	})
	ix := &nameIndex{text: make([]byte, 0, b.size), entries: make([]entry, 0, len(b.accounts))}
	for _, a := range b.accounts {
		folded := b.texts[a.folded:a.end]
		name := len(ix.text)
		realm := name + bytes.IndexByte(folded, '\n') + 1
		id := name + bytes.LastIndexByte(folded, '\n') + 1
		ix.text = append(append(ix.text, folded...), '\n')
		ix.entries = append(ix.entries, entry{
			row: a.row, name: name, realm: realm, id: id, end: len(ix.text),
		})
	}
	for _, b := range ix.text {
		ix.count[b]++
	}
	return ix
}
