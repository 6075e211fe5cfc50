package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"sync/atomic"
)

// finder holds the index of the profile that was searched last.
type finder struct {
	// generation grows with each change to what is searched. An index is good as
	// long as it has the present one.
	generation *atomic.Uint64
	index      *atomic.Pointer[nameIndex]
	building   chan struct{} // one token: who builds
}

func newFinder() finder {
	return finder{generation: new(atomic.Uint64), index: new(atomic.Pointer[nameIndex]), building: make(chan struct{}, 1)}
}

// outdated notes that accounts changed. It comes after the commit, so that an
// index that was read before is not taken for one that has the change.
func (f *finder) outdated() { f.generation.Add(1) }

func (f *finder) current(profileID string) *nameIndex {
	ix := f.index.Load()
	if ix == nil || ix.profile != profileID || ix.generation != f.generation.Load() {
		return nil
	}
	return ix
}

// search finds accounts by a folded text.
func (s *Store) search(ctx context.Context, profileID, needle string, limit, offset int) ([]accountRow, error) {
	ix, err := s.nameIndex(ctx, profileID)
	if err != nil {
		return nil, err
	}
	rows := ix.find(needle, limit, offset)
	if limit < 0 || len(rows) < limit { // all that have it in their names: now what was read of others
		read, err := s.detailIndex(ctx, profileID)
		if err != nil {
			return nil, err
		}
		more := read.find(needle)
		if offset > 0 && len(rows) == 0 && len(more) > 0 { // how many names there were is not known
			more = more[min(len(more), offset-len(ix.find(needle, -1, 0))):]
		}
		if limit >= 0 {
			more = more[:min(len(more), limit-len(rows))]
		}
		rows = append(rows, more...)
	}
	return s.accountsByRow(ctx, rows)
}

// nameIndex returns the profile's index, and builds it where it is not there or
// too old.
func (s *Store) nameIndex(ctx context.Context, profileID string) (*nameIndex, error) {
	if ix := s.finder.current(profileID); ix != nil {
		return ix, nil
	}
	select {
	case s.finder.building <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-s.finder.building }()
	if ix := s.finder.current(profileID); ix != nil { // somebody built it meanwhile
		return ix, nil
	}
	generation := s.finder.generation.Load() // before reading, see outdated
	// Not ended by ctx: who types on gives each search up, and would never get
	// an index at all.
	var builder indexBuilder
	var count, size int
	// All that grows by itself is thrown away several times on its way to its size.
	if err := s.readers.QueryRowContext(context.WithoutCancel(ctx), `
		SELECT count(*), coalesce(sum(length(sort_key) + octet_length(folded)), 0) FROM accounts WHERE `+ofProfile, profileID).Scan(&count, &size); err != nil {
		return nil, err
	}
	builder.grow(count, size)
	var row int64
	var key, folded sql.RawBytes // good until the next row: copied once, into the builder
	err := each(context.WithoutCancel(ctx), s.readers, func(r scanner) error {
		if err := r.Scan(&row, &key, &folded); err != nil {
			return err
		}
		builder.add(row, key, folded)
		return nil
	}, "SELECT row, sort_key, folded FROM accounts WHERE "+ofProfile, profileID)
	if err != nil {
		return nil, err
	}
	ix := builder.build()
	ix.profile, ix.generation = profileID, generation
	s.finder.index.Store(ix)
	return ix, ctx.Err()
}

// accountsByRow reads accounts in the order of rows. Those that went away since
// the rows were found are left out.
func (s *Store) accountsByRow(ctx context.Context, rows []int64) ([]accountRow, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(rows)
	if err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.readers, scanAccount,
		selectAccounts+"WHERE row IN (SELECT value FROM json_each(?))", string(list))
	if err != nil {
		return nil, err
	}
	byRow := make(map[int64]accountRow, len(found))
	for _, r := range found {
		byRow[r.row] = r
	}
	ordered := make([]accountRow, 0, len(found))
	for _, row := range rows {
		if r, ok := byRow[row]; ok {
			ordered = append(ordered, r)
		}
	}
	return ordered, nil
}
