package sandbox

import (
	"sync"
	"time"
)

// Each client address has a bucket for each account it addresses, or none
// (kz_buckets defaults).
const (
	bucketSize  = 100
	bucketFill  = 10 // tokens a second
	bucketsKept = 10_000
)

type bucket struct {
	left float64
	at   time.Time
}

// buckets limits the rate of requests without a valid token.
type buckets struct {
	mu  sync.Mutex
	all map[string]bucket
}

// take takes n tokens when there are as many, and tells how many are left.
func (b *buckets) take(key string, n int, now time.Time) (left int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all == nil || len(b.all) >= bucketsKept {
		b.all = map[string]bucket{}
	}
	have, known := b.all[key]
	if !known {
		have = bucket{left: bucketSize, at: now}
	}
	if passed := now.Sub(have.at).Seconds(); passed > 0 {
		have.left, have.at = min(bucketSize, have.left+passed*bucketFill), now
	}
	if ok = have.left >= float64(n); ok {
		have.left -= float64(n)
	}
	b.all[key] = have
	return int(have.left), ok
}

// drain leaves little in the bucket of a key, as a burst of requests would.
func (b *buckets) drain(key string, left int, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all == nil {
		b.all = map[string]bucket{}
	}
	b.all[key] = bucket{left: float64(left), at: now}
}
