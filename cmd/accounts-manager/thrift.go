package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// restAfter is how long nothing must have been collected before memory is given back.
const restAfter = 4 * time.Second

// thrift gives memory that is not in use back to the system once the program has come to
// rest: what Go keeps for the next time, and what the graphics driver's C code has left in
// pieces. A program that is open all day shall not hold what one search or one large import
// needed for a moment. While nothing happens it does nothing.
type thrift struct {
	cycles   func() uint64 // how often the garbage collector has run
	giveBack func()

	seen  uint64 // cycles at the last look
	given uint64 // cycles when memory was given back last
}

// keepThrifty looks now and then, until ctx ends.
func keepThrifty(ctx context.Context) {
	t := &thrift{cycles: collections, giveBack: func() {
		debug.FreeOSMemory()
		trimC()
	}}
	ticker := time.NewTicker(restAfter)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			t.look()
		}
	}
}

// look gives memory back where there were collections, and none since the last look.
func (t *thrift) look() {
	now := t.cycles()
	if now != t.seen {
		t.seen = now
		return
	}
	if now != t.given {
		t.giveBack()
		t.given = t.cycles() // giving back collects
		t.seen = t.given
	}
}

func collections() uint64 {
	sample := []metrics.Sample{{Name: "/gc/cycles/total:gc-cycles"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
