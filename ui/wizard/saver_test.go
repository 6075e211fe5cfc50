package wizard

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
)

// clock is a time that stands still until somebody lets it pass.
type clock struct {
	at     time.Time
	timers []*timer
}

type timer struct {
	at   time.Time
	f    func()
	dead bool
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 24, 12, 4, 0, 0, time.UTC)} }

func (c *clock) now() time.Time { return c.at }

func (c *clock) after(d time.Duration, f func()) func() {
	t := &timer{at: c.at.Add(d), f: f}
	c.timers = append(c.timers, t)
	return func() { t.dead = true }
}

// pass lets time pass, and fires what is due on the way.
func (c *clock) pass(d time.Duration) {
	end := c.at.Add(d)
	for {
		slices.SortStableFunc(c.timers, func(a, b *timer) int { return a.at.Compare(b.at) })
		c.timers = slices.DeleteFunc(c.timers, func(t *timer) bool { return t.dead })
		if len(c.timers) == 0 || c.timers[0].at.After(end) {
			c.at = end
			return
		}
		next := c.timers[0]
		c.timers = c.timers[1:]
		c.at = next.at
		next.f()
	}
}

// shelf is a store that notes what it is given.
type shelf struct {
	mu       sync.Mutex
	saves    []domain.Draft
	checks   int
	fail     error
	problems domain.Problems
	gate     chan struct{} // a save waits for it, where there is one
	flying   int
	most     int // saves at the same time
}

func (s *shelf) SaveDraft(_ context.Context, d domain.Draft) error {
	s.mu.Lock()
	s.flying++
	s.most = max(s.most, s.flying)
	gate := s.gate
	s.mu.Unlock()
	if gate != nil {
		<-gate
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flying--
	if s.fail != nil {
		return s.fail
	}
	s.saves = append(s.saves, d)
	return nil
}

func (s *shelf) Check(context.Context, domain.Draft) (domain.Problems, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.checks++
	return s.problems, nil
}

func (s *shelf) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.saves) == 0 {
		return ""
	}
	return s.saves[len(s.saves)-1].Name
}

func (s *shelf) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.saves)
}

func (s *shelf) setFail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = err
}

// bench is a saver with all that it needs.
type bench struct {
	*saver
	clock    *clock
	shelf    *shelf
	queue    *run.Queue
	statuses []saveStatus
	checked  []domain.Problems
	draft    domain.Draft
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{clock: newClock(), shelf: &shelf{}, queue: run.NewQueue(), draft: fresh()}
	b.saver = &saver{
		run: run.New(t.Context(), b.queue), store: b.shelf, after: b.clock.after, now: b.clock.now,
		onStatus:  func(s saveStatus) { b.statuses = append(b.statuses, s) },
		onChecked: func(ps domain.Problems, _ error) { b.checked = append(b.checked, ps) },
	}
	b.open(b.draft)
	b.settle()
	return b
}

// settle lets the background work end and takes its results.
func (b *bench) settle() {
	for {
		b.run.Wait()
		if b.queue.Drain() == 0 {
			return
		}
	}
}

func (b *bench) typeName(name string) {
	b.draft.Name = name
	b.changed(b.draft)
}

func TestOpeningChecksAndSavesNothing(t *testing.T) {
	b := newBench(t)
	require.Zero(t, b.shelf.count())
	require.Equal(t, 1, b.shelf.checks)
	require.Len(t, b.checked, 1)
	require.Empty(t, b.statuses)
}

func TestAChangeIsSavedSoonAfterTheLastKeystroke(t *testing.T) {
	b := newBench(t)
	for _, name := range []string{"A", "AB", "ABC"} {
		b.typeName(name)
		b.clock.pass(20 * time.Millisecond)
	}
	require.Equal(t, saving, b.status.phase)
	require.Zero(t, b.shelf.count(), "not at every keystroke")
	b.clock.pass(250 * time.Millisecond) // within 300 ms of the last one
	b.settle()
	require.Equal(t, "ABC", b.shelf.last())
	require.Equal(t, 1, b.shelf.count())
	require.Equal(t, saved, b.status.phase)
}

func TestTypingOnAndOnIsSavedOnTheWay(t *testing.T) {
	b := newBench(t)
	for i := range 20 {
		b.typeName(string(rune('a' + i)))
		b.clock.pass(50 * time.Millisecond)
		b.settle()
	}
	require.GreaterOrEqual(t, b.shelf.count(), 3)
	b.clock.pass(300 * time.Millisecond)
	b.settle()
	require.Equal(t, "t", b.shelf.last())
}

func TestWhoLetsSavingWaitHasEverythingSavedInThatTime(t *testing.T) {
	b := newBench(t)
	b.every = 5 * time.Second
	for i := range 60 { // 6 seconds
		b.typeName(string(rune('A' + i)))
		b.clock.pass(100 * time.Millisecond)
		b.settle()
	}
	require.Equal(t, 1, b.shelf.count())
	require.Greater(t, b.shelf.checks, 20, "what is wrong is seen at once all the same")
	require.Equal(t, saving, b.status.phase, "it is not said to be saved before it is")
	b.clock.pass(5 * time.Second)
	b.settle()
	require.Equal(t, 2, b.shelf.count())
	require.Equal(t, string(rune('A'+59)), b.shelf.last())
	require.Equal(t, saved, b.status.phase)
	b.clock.pass(time.Minute)
	b.settle()
	require.Equal(t, 2, b.shelf.count(), "what is saved is not saved again")

	b.typeName("the end")
	var answer []error
	b.flush(func(err error) { answer = append(answer, err) })
	b.settle()
	require.Equal(t, "the end", b.shelf.last(), "who closes does not wait")
	require.Equal(t, []error{nil}, answer)
}

func TestSavedIsSaidOnlyAfterTheStoreSaidSo(t *testing.T) {
	b := newBench(t)
	b.shelf.gate = make(chan struct{})
	b.typeName("ABC")
	b.clock.pass(time.Second)
	require.Equal(t, saving, b.status.phase)
	close(b.shelf.gate)
	b.settle()
	require.Equal(t, saved, b.status.phase)
	require.Equal(t, b.clock.now(), b.status.at)
}

func TestOneSaveAtATimeAndTheNewestWins(t *testing.T) {
	b := newBench(t)
	gate := make(chan struct{})
	b.shelf.gate = gate
	b.typeName("first")
	b.clock.pass(time.Second)
	b.typeName("second")
	b.clock.pass(time.Second)
	b.typeName("third")
	b.clock.pass(time.Second)
	close(gate)
	b.settle()
	require.Equal(t, "third", b.shelf.last())
	require.Equal(t, 1, b.shelf.most, "two saves at once could land in the wrong order")
	require.Equal(t, saved, b.status.phase)
}

func TestAStaleCheckIsNotShown(t *testing.T) {
	b := newBench(t)
	gate := make(chan struct{})
	b.shelf.gate = gate
	b.shelf.problems = missingName()
	b.typeName("")
	b.clock.pass(time.Second)
	b.typeName("ABC") // while the check of the empty name is under way
	shown := len(b.checked)
	close(gate)
	b.run.Wait()
	b.queue.Drain()
	require.Len(t, b.checked, shown, "it is about a draft that is no more")
	b.clock.pass(time.Second)
	b.settle()
	require.Len(t, b.checked, shown+1)
}

func TestAFailureIsToldAndTriedAgain(t *testing.T) {
	b := newBench(t)
	b.shelf.setFail(domain.ErrDiskFull)
	b.typeName("ABC")
	b.clock.pass(time.Second / 2)
	b.settle()
	require.Equal(t, failed, b.status.phase)
	require.ErrorIs(t, b.status.err, domain.ErrDiskFull)
	for range 5 {
		b.clock.pass(lastRetry)
		b.settle()
		require.Equal(t, failed, b.status.phase)
	}
	b.shelf.setFail(nil)
	b.clock.pass(lastRetry)
	b.settle()
	require.Equal(t, saved, b.status.phase)
	require.Equal(t, "ABC", b.shelf.last())
}

func TestFlushSavesAtOnce(t *testing.T) {
	b := newBench(t)
	b.typeName("ABC")
	called := 0
	b.flush(func(err error) {
		require.NoError(t, err)
		require.Equal(t, "ABC", b.shelf.last())
		called++
	})
	require.Zero(t, called)
	b.settle()
	require.Equal(t, 1, called)
	b.flush(func(err error) { require.NoError(t, err); called++ })
	require.Equal(t, 2, called, "with nothing to save it answers at once")
	b.clock.pass(time.Minute)
	b.settle()
	require.Equal(t, 1, b.shelf.count(), "and nothing is saved twice")
}

func TestFlushWaitsForWhatIsTypedDuringASave(t *testing.T) {
	b := newBench(t)
	gate := make(chan struct{})
	b.shelf.gate = gate
	b.typeName("first")
	b.clock.pass(time.Second)
	b.typeName("second")
	var at string
	b.flush(func(err error) { require.NoError(t, err); at = b.shelf.last() })
	close(gate)
	b.settle()
	require.Equal(t, "second", at)
}

func TestFlushTellsWhatKeepsFromSaving(t *testing.T) {
	b := newBench(t)
	boom := errors.New("boom")
	b.shelf.setFail(boom)
	b.typeName("ABC")
	var got error
	b.flush(func(err error) { got = err })
	b.settle()
	require.ErrorIs(t, got, boom)
}

func TestRecheckDoesNotSave(t *testing.T) {
	b := newBench(t)
	b.recheck()
	b.settle()
	require.Equal(t, 2, b.shelf.checks)
	require.Zero(t, b.shelf.count())
}

func TestAStoppedSaverIsSilent(t *testing.T) {
	b := newBench(t)
	b.shelf.gate = make(chan struct{})
	b.typeName("ABC")
	b.clock.pass(time.Second)
	told := len(b.statuses)
	b.stop()
	close(b.shelf.gate)
	b.settle()
	b.typeName("more")
	b.clock.pass(time.Minute)
	b.settle()
	require.Len(t, b.statuses, told)
}

// vault notes typed passwords.
type vault struct {
	mu    sync.Mutex
	typed []string
	gate  chan struct{}
}

func (v *vault) TypePassword(_ context.Context, draftID, adminID string, p domain.Secret) {
	v.mu.Lock()
	gate := v.gate
	v.mu.Unlock()
	if gate != nil {
		<-gate
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.typed = append(v.typed, draftID+"/"+adminID+"="+p.Reveal())
}

func TestATypedPasswordReachesTheWorkspaceOnce(t *testing.T) {
	c, v, q := newClock(), &vault{}, run.NewQueue()
	kept := 0
	k := &passwordKeeper{run: run.New(t.Context(), q), store: v, after: c.after, draftID: "d", onKept: func() { kept++ }}
	for _, p := range []string{"h", "hu", "hunter2hunter2"} {
		k.typed("a", domain.NewSecret(p))
		c.pass(10 * time.Millisecond)
	}
	c.pass(time.Second)
	k.run.Wait()
	q.Drain()
	require.Equal(t, []string{"d/a=hunter2hunter2"}, v.typed)
	require.Equal(t, 1, kept)
}

func TestAtTheEndEveryPasswordThatWasTypedIsHandedOver(t *testing.T) {
	c, v, q := newClock(), &vault{}, run.NewQueue()
	ctx, cancel := context.WithCancel(t.Context())
	k := &passwordKeeper{run: run.New(ctx, q), store: v, after: c.after, draftID: "d", onKept: func() {}}
	k.typed("a", domain.NewSecret("one"))
	c.pass(time.Second)
	k.run.Wait() // it was handed over, and nobody takes the answer any more
	k.typed("b", domain.NewSecret("two"))
	cancel()
	k.last(t.Context())
	require.Equal(t, []string{"d/a=one", "d/a=one", "d/b=two"}, v.typed, "twice the same is no harm")
	k.last(t.Context())
	require.Len(t, v.typed, 3)
}

func TestWhatIsTypedWhileTheKeyringThinksIsNotLost(t *testing.T) {
	c, v, q := newClock(), &vault{gate: make(chan struct{})}, run.NewQueue()
	k := &passwordKeeper{run: run.New(t.Context(), q), store: v, after: c.after, draftID: "d", onKept: func() {}}
	k.typed("a", domain.NewSecret("one"))
	c.pass(time.Second)
	k.typed("a", domain.NewSecret("two"))
	c.pass(time.Second) // the timer finds the keyring busy
	flushed := false
	k.flush(func() { flushed = true })
	close(v.gate)
	for range 3 {
		k.run.Wait()
		q.Drain()
	}
	require.Equal(t, []string{"d/a=one", "d/a=two"}, v.typed)
	require.True(t, flushed)
}
