package workspacetest

import (
	"slices"
	"sync"
	"time"
)

// Clock stands still until a test moves it.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	timers []timer
}

type timer struct {
	at time.Time
	c  chan time.Time
}

// NewClock makes a clock that shows this time.
func NewClock(now time.Time) *Clock { return &Clock{now: now} }

// Now tells the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// After sends once, when the clock was moved by d or more; at once where d is
// not positive.
func (c *Clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := timer{at: c.now.Add(d), c: make(chan time.Time, 1)}
	if d <= 0 {
		t.c <- c.now
		return t.c
	}
	c.timers = append(c.timers, t)
	return t.c
}

// Advance moves the clock, and wakes who has waited long enough. A negative d
// sets it back, as a person does: who waits goes on waiting as long as before.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	if d < 0 {
		for i := range c.timers {
			c.timers[i].at = c.timers[i].at.Add(d)
		}
	}
	c.timers = slices.DeleteFunc(c.timers, func(t timer) bool {
		if t.at.After(c.now) {
			return false
		}
		t.c <- c.now
		return true
	})
}

// Next moves the clock to the moment for which somebody waits soonest. False
// means that nobody waits.
func (c *Clock) Next() bool {
	c.mu.Lock()
	if len(c.timers) == 0 {
		c.mu.Unlock()
		return false
	}
	soonest := slices.MinFunc(c.timers, func(a, b timer) int { return a.at.Compare(b.at) })
	d := soonest.at.Sub(c.now)
	c.mu.Unlock()
	c.Advance(d)
	return true
}
