package workspace

import (
	"sync"
	"time"

	"accountsmanager/domain/provisioning"
)

// tooManyRequests is the status by which a server asks all of this computer's
// requests to slow down, not only the one that it answers.
const tooManyRequests = 429

// throttle holds everything back for a while after a 429.
type throttle struct {
	mu       sync.Mutex
	since    time.Time // when until was set
	until    time.Time
	failures int // 429s since something else was answered
}

// heard notes what an answer says about the server's patience. Requests that were
// out together and are all refused count once: they were sent at one pace.
func (t *throttle) heard(o provisioning.Outcome, now time.Time, p provisioning.Policy, dice float64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case o.Status == tooManyRequests && o.Why == provisioning.ReasonBusy:
		if !now.Before(t.until) {
			t.failures++
		}
		if until := now.Add(p.Backoff(t.failures, o.RetryAfter, dice)); until.After(t.until) || now.Before(t.since) {
			t.since, t.until = now, until
		}
	case o.Verdict == provisioning.VerdictDone, o.Verdict == provisioning.VerdictRefused:
		t.failures = 0
	}
}

// open is when requests may go out again; zero for now. Nobody waits for a clock
// that was set back to catch up.
func (t *throttle) open(now time.Time) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now.Before(t.until) && !now.Before(t.since) {
		return t.until
	}
	return time.Time{}
}
