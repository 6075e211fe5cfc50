package provisioning

import "time"

// Policy holds every wait of a provisioning. One value, so that tests and
// --pace can scale them all.
type Policy struct {
	FirstRetry time.Duration   // back-off after the first failure; doubles from there
	LastRetry  time.Duration   // and never grows past this
	Polls      []time.Duration // waits between looks; the last one repeats
	// Absence is how long after a send an effect may still turn up on the
	// server; only after it does "not there" count.
	Absence map[Kind]time.Duration
}

// DefaultPolicy is for real servers. A Kazoo request may live for 120 s idle plus
// 10 s of shutdown (Kazoo: crossbar_init), so an account or a credit that is not
// there counts as missing only past that.
func DefaultPolicy() Policy {
	return Policy{
		FirstRetry: time.Second,
		LastRetry:  5 * time.Minute,
		Polls:      []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second, 30 * time.Second},
		Absence: map[Kind]time.Duration{
			KindAccount:       150 * time.Second,
			KindAdministrator: 150 * time.Second,
			KindCredit:        150 * time.Second,
		},
	}
}

// Scale multiplies every wait by factor (0.01 makes seconds of minutes).
func (p Policy) Scale(factor float64) Policy {
	scale := func(d time.Duration) time.Duration { return time.Duration(float64(d) * factor) }
	out := Policy{FirstRetry: scale(p.FirstRetry), LastRetry: scale(p.LastRetry), Absence: map[Kind]time.Duration{}}
	for _, d := range p.Polls {
		out.Polls = append(out.Polls, scale(d))
	}
	for k, d := range p.Absence {
		out.Absence[k] = scale(d)
	}
	return out
}

// Backoff is the wait before try number tries+1, with dice in [0,1) spreading it
// over its upper half so that many clients do not come back at once.
func (p Policy) Backoff(tries int, retryAfter time.Duration, dice float64) time.Duration {
	wait := p.FirstRetry
	for range tries - 1 {
		if wait >= p.LastRetry {
			break
		}
		wait *= 2
	}
	wait = min(wait, p.LastRetry)
	wait = wait/2 + time.Duration(dice*float64(wait)/2)
	return max(wait, retryAfter)
}

// Lifetime is how long a request that was never answered may still take effect.
func (p Policy) Lifetime() time.Duration {
	var longest time.Duration
	for _, d := range p.Absence {
		longest = max(longest, d)
	}
	return longest
}

func (p Policy) poll(looks int) time.Duration {
	if len(p.Polls) == 0 {
		return p.FirstRetry
	}
	return p.Polls[min(looks, len(p.Polls)-1)]
}
