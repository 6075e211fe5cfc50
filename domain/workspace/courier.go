package workspace

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// maxAccountsAtOnce bounds how many accounts are being created side by side.
const maxAccountsAtOnce = 8

// courier carries provisionings to the server: one goroutine for each, the steps
// of one account side by side where they do not need each other. What it does
// next is decided by provisioning.Step.Decide; this is only hands and feet.
type courier struct {
	w *Workspace

	desks desks // where steps are read, decided on and committed

	mu       sync.Mutex
	stopped  bool
	cancel   context.CancelFunc
	ctx      context.Context          //nolint:containedctx // the life of one session's deliveries
	carrying map[string]chan struct{} // by provisioning: wakes its goroutine
	out      map[[2]string]bool       // steps on the wire, by provisioning and step
	slots    chan struct{}
	work     sync.WaitGroup
}

// pause ends deliveries between requests; those that are out come back first.
func (c *courier) pause() {
	c.mu.Lock()
	if c.cancel != nil {
		c.cancel()
		c.cancel, c.ctx = nil, nil
	}
	c.mu.Unlock()
	c.work.Wait()
}

// stop is pause for good, without waiting.
func (c *courier) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = true
	if c.cancel != nil {
		c.cancel()
	}
}

// resume takes up everything that is queued in the open profile. Steps that were
// on the wire when an earlier process ended become unknown.
func (c *courier) resume(ctx context.Context) error {
	profile, backend := c.w.session()
	open, err := c.w.store.Provisionings(ctx, profile.ID, false)
	if err != nil {
		return fmt.Errorf("read the queued work: %w", err)
	}
	for _, p := range open {
		if err := c.recover(ctx, p.ID); err != nil {
			return err
		}
	}
	if backend == nil {
		return nil
	}
	for _, p := range open {
		c.carry(p.ID) //nolint:contextcheck // deliveries live as long as the session
	}
	return nil
}

// recover turns what an earlier process was sending into unknown, and lets what
// waited for a connection go at once.
func (c *courier) recover(ctx context.Context, id string) error {
	defer c.desks.sit(id)()
	p, err := c.w.store.Provisioning(ctx, id) // as it is now: a person may have changed it since it was listed
	if errors.Is(err, domain.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the provisioning: %w", err)
	}
	for _, s := range p.Steps {
		if c.isOut(id, s.ID) {
			continue // its answer is still to come
		}
		now := s.Restarted().Reconnected()
		if now.State == s.State && now.Why == s.Why {
			continue
		}
		if err := c.w.store.CommitStep(ctx, id, now, domain.AccountRef{}); err != nil {
			return fmt.Errorf("take up a step again: %w", err)
		}
	}
	return nil
}

// carry starts, or wakes, the delivery of one provisioning. Without a session it
// stays queued: connecting resumes it.
func (c *courier) carry(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, backend := c.w.session() // asked for here: pause waits for what is started before it
	if wake, ok := c.carrying[id]; ok {
		select {
		case wake <- struct{}{}:
		default:
		}
		return
	}
	if c.stopped || backend == nil {
		return
	}
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(c.w.ctx)
	}
	wake := make(chan struct{}, 1)
	c.carrying[id] = wake
	ctx := c.ctx
	c.work.Go(func() {
		for {
			c.deliver(ctx, id, wake)
			c.mu.Lock()
			select {
			case <-wake: // something changed while it was about to end
				c.mu.Unlock()
				if ctx.Err() == nil {
					continue
				}
				c.mu.Lock()
			default:
			}
			delete(c.carrying, id)
			c.mu.Unlock()
			return
		}
	})
}

// startDue starts every step that is due, and tells when the next one is.
func (c *courier) startDue(ctx context.Context, id string, settled chan<- error) (next time.Time, started int, err error) {
	_, backend := c.w.session()
	if ctx.Err() != nil || backend == nil || c.w.Status().Connection != Online {
		return time.Time{}, 0, nil
	}
	defer c.desks.sit(id)()
	p, err := c.w.store.Provisioning(ctx, id)
	if errors.Is(err, domain.ErrNotFound) { // taken back
		return time.Time{}, 0, nil
	}
	if err != nil {
		return time.Time{}, 0, fmt.Errorf("read the provisioning: %w", err)
	}
	now := c.w.clock.Now()
	if held := c.w.throttle.open(now); !held.IsZero() {
		return held, 0, nil
	}
	for i, s := range p.Steps {
		if c.isOut(id, s.ID) || p.Waits(i) {
			continue
		}
		if s.State == provisioning.Sending { // its outcome could not be committed
			s = s.Restarted()
			if err := c.w.store.CommitStep(ctx, id, s, domain.AccountRef{}); err != nil {
				return time.Time{}, started, fmt.Errorf("take up a step again: %w", err)
			}
		}
		d := s.Decide(now, p.AccountReady())
		switch d.Action {
		case provisioning.Rest:
			if !d.At.IsZero() && (next.IsZero() || d.At.Before(next)) {
				next = d.At
			}
			continue
		case provisioning.Look:
			c.start(id, s.ID, func() error { return c.look(ctx, p, s, backend) }, settled)
		case provisioning.Send:
			c.start(id, s.ID, func() error { return c.send(ctx, p, s, backend) }, settled)
		}
		started++
	}
	return next, started, nil
}

func (c *courier) isOut(id, stepID string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out[[2]string{id, stepID}]
}

func (c *courier) start(id, stepID string, work func() error, settled chan<- error) {
	key := [2]string{id, stepID}
	c.mu.Lock()
	c.out[key] = true
	c.mu.Unlock()
	go func() {
		err := work()
		c.mu.Lock()
		delete(c.out, key)
		c.mu.Unlock()
		settled <- err
	}()
}
