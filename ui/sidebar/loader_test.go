package sidebar

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
)

// shelf answers listings; a search for "slow" waits for the gate.
type shelf struct {
	mu      sync.Mutex
	rows    int
	err     error
	gate    chan struct{}
	queries []workspace.AccountQuery
	slow    time.Duration // how long each read takes
	clock   time.Time
}

// tick tells the time. A read asks before and after, and takes as long as between.
func (s *shelf) tick() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock = s.clock.Add(s.slow)
	return s.clock
}

func (s *shelf) accounts(_ context.Context, q workspace.AccountQuery) ([]domain.Account, error) {
	if q.Search == "slow" {
		<-s.gate // whatever becomes of the context: a disk does not listen
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queries = append(s.queries, q)
	end := s.rows
	if q.Limit > 0 {
		end = min(end, q.Offset+q.Limit)
	}
	var out []domain.Account
	for i := q.Offset; i < end; i++ {
		out = append(out, domain.Account{AccountRef: domain.AccountRef{ID: fmt.Sprintf("%s%d", q.Search, i)}})
	}
	return out, s.err
}

type loaderTest struct {
	*loader
	queue  *run.Queue
	runner *run.Runner
	shelf  *shelf
	shown  []int // how many rows, each time
	waits  []time.Duration
	errors []error
}

func newLoaderTest(t *testing.T, rows int) *loaderTest {
	q := run.NewQueue()
	r := run.New(t.Context(), q)
	s := &shelf{rows: rows, gate: make(chan struct{})}
	lt := &loaderTest{queue: q, runner: r, shelf: s}
	lt.loader = newLoader(r, func() time.Time { return s.tick() }, func(d time.Duration, f func()) func() {
		lt.waits = append(lt.waits, d)
		cancelled := false
		q.Dispatch(func() {
			if !cancelled {
				f()
			}
		})
		return func() { cancelled = true }
	}, s.accounts)
	lt.show = func(rows []domain.Account) { lt.shown = append(lt.shown, len(rows)) }
	lt.failed = func(err error) { lt.errors = append(lt.errors, err) }
	return lt
}

// settle lets all reads end, and those that follow from them.
func (lt *loaderTest) settle() {
	for lt.runner.Wait(); lt.queue.Drain() > 0; lt.runner.Wait() {
	}
}

func TestTheFirstRowsComeBeforeTheRest(t *testing.T) {
	lt := newLoaderTest(t, 12_000)
	lt.ask(question{parent: "p"})
	lt.settle()
	require.Equal(t, []int{200, 12000}, lt.shown)
	require.Len(t, lt.rows, 12_000)
	for i, a := range lt.rows {
		require.Equal(t, fmt.Sprint(i), a.ID)
	}
	require.Equal(t, "p", lt.shelf.queries[0].ParentID)
}

func TestFewRowsAreReadAtOnce(t *testing.T) {
	lt := newLoaderTest(t, 3)
	lt.ask(question{})
	lt.settle()
	require.Equal(t, []int{3}, lt.shown)
	require.Len(t, lt.shelf.queries, 1)
}

func TestAnOlderSearchNeverShows(t *testing.T) {
	lt := newLoaderTest(t, 2)
	lt.ask(question{search: "slow"})
	lt.ask(question{search: "quick"})
	close(lt.shelf.gate)
	lt.settle()
	require.Equal(t, []int{2}, lt.shown)
	require.Equal(t, "quick0", lt.rows[0].ID)
}

func TestChangesDuringAReadAreReadOnceMore(t *testing.T) {
	lt := newLoaderTest(t, 3)
	lt.ask(question{})
	lt.settle()
	for range 20 {
		lt.again()
	}
	lt.settle()
	require.Equal(t, []int{3, 3, 3}, lt.shown, "the first, one again, and one for all that changed meanwhile")
	require.Zero(t, lt.shelf.queries[1].Limit, "the same question is read whole")
}

func TestSlowReadsAreSpacedOut(t *testing.T) {
	lt := newLoaderTest(t, 3)
	lt.shelf.slow = 100 * time.Millisecond
	lt.ask(question{})
	lt.settle()
	lt.again()
	lt.again()
	lt.settle()
	require.Equal(t, []time.Duration{200 * time.Millisecond}, lt.waits, "the first is read at once, the next after a rest")
	lt.again()
	lt.ask(question{search: "quick"}) // somebody searches meanwhile
	lt.settle()
	require.Equal(t, "quick0", lt.rows[0].ID)
	require.Len(t, lt.shelf.queries, 4, "the read that waited is given up")
}

func TestAFailedReadKeepsWhatIsShown(t *testing.T) {
	lt := newLoaderTest(t, 3)
	lt.ask(question{})
	lt.settle()
	lt.shelf.err = errors.New("boom")
	lt.again()
	lt.settle()
	require.Len(t, lt.errors, 1)
	require.Len(t, lt.rows, 3)
	lt.shelf.err = nil
	lt.again()
	lt.settle()
	require.Equal(t, []int{3, 3}, lt.shown, "it can be read again")
}

func TestASearchComesBitByBit(t *testing.T) {
	lt := newLoaderTest(t, 12_000)
	lt.ask(question{search: "s"})
	lt.settle()
	require.Equal(t, []int{200, 5200, 10200, 12000}, lt.shown)
	for i, a := range lt.rows {
		require.Equal(t, fmt.Sprint("s", i), a.ID)
	}
}
