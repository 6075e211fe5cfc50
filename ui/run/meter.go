package run

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Meter is a Dispatcher that measures: how long what it was given waited for the UI
// thread, and how long it kept the UI thread from everything else.
type Meter struct {
	inner Dispatcher
	now   func() time.Time

	mu           sync.Mutex
	waited, took tally
}

// tally counts durations by the two bounds that a person notices: a frame, and a
// moment.
type tally struct {
	count, overFrame, overMoment int
	longest                      time.Duration
}

const (
	aFrame  = 16 * time.Millisecond
	aMoment = 100 * time.Millisecond
)

func (t *tally) add(d time.Duration) {
	t.count++
	if d > aFrame {
		t.overFrame++
	}
	if d > aMoment {
		t.overMoment++
	}
	t.longest = max(t.longest, d)
}

func (t tally) String() string {
	return fmt.Sprintf("%d, %d over %s, %d over %s, longest %s",
		t.count, t.overFrame, aFrame, t.overMoment, aMoment, t.longest.Round(100*time.Microsecond))
}

// NewMeter measures what inner is given.
func NewMeter(inner Dispatcher, now func() time.Time) *Meter { return &Meter{inner: inner, now: now} }

// Dispatch queues f.
func (m *Meter) Dispatch(f func()) {
	asked := m.now()
	m.inner.Dispatch(func() {
		began := m.now()
		f()
		ended := m.now()
		m.mu.Lock()
		m.waited.add(began.Sub(asked))
		m.took.add(ended.Sub(began))
		m.mu.Unlock()
	})
}

// Report writes what was measured so far.
func (m *Meter) Report(out io.Writer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, err := fmt.Fprintf(out, "posted to the UI thread: waited %s; took %s\n", m.waited, m.took)
	return err
}
