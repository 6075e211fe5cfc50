package workspace

import (
	"context"
	"time"
)

// deliver works on one provisioning until nothing more happens by itself.
func (c *courier) deliver(ctx context.Context, id string, wake <-chan struct{}) {
	d := delivery{courier: c, id: id, settled: make(chan error)}
	defer d.leave()
	for d.enter(ctx) {
		next := d.begin(ctx)
		if d.out == 0 {
			if next.IsZero() || ctx.Err() != nil {
				return
			}
			d.leave() // who only waits holds nobody up
		}
		var timer <-chan time.Time
		if !next.IsZero() && ctx.Err() == nil {
			timer = c.w.clock.After(next.Sub(c.w.clock.Now()))
		}
		done := ctx.Done()
		if ctx.Err() != nil {
			done = nil // only waiting for what is out
		}
		select {
		case err := <-d.settled:
			d.out--
			d.note(err)
		case <-timer:
		case <-wake:
		case <-done:
		}
	}
}

// delivery is how far the work on one provisioning is.
type delivery struct {
	*courier
	id      string
	settled chan error // one for each step that came back
	out     int        // steps on the wire
	inside  bool       // it is one of the accounts at once

	failures  int       // of the store, in a row
	notBefore time.Time // the next try after them
}

// enter waits until it may be one of the accounts at once; false means that the
// session has ended.
func (d *delivery) enter(ctx context.Context) bool {
	if d.inside {
		return true
	}
	select {
	case d.slots <- struct{}{}:
		d.inside = true
	case <-ctx.Done():
	}
	return d.inside
}

func (d *delivery) leave() {
	if d.inside {
		d.inside = false
		<-d.slots
	}
}

// begin starts what is due, and tells when the next step is.
func (d *delivery) begin(ctx context.Context) time.Time {
	if d.w.clock.Now().Before(d.notBefore) {
		return d.notBefore
	}
	next, started, err := d.startDue(ctx, d.id, d.settled)
	d.out += started
	if err != nil {
		d.note(err)
		return d.notBefore
	}
	return next
}

// note tells of a failure of the store, and backs off from it: a full disk is not
// to be asked without a pause.
func (d *delivery) note(err error) {
	if err == nil {
		d.failures = 0
		return
	}
	d.w.noteFailure(err)
	d.failures++
	d.notBefore = d.w.clock.Now().Add(d.w.policy.Backoff(d.failures, 0, dice()))
}
