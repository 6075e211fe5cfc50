package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// lost are the errors of this computer that no waiting mends.
var lost = []error{domain.ErrDiskFull, domain.ErrReadOnly, domain.ErrStoreDamaged}

// heed tells what failed in the background; what no waiting mends is returned.
func (c *ctl) heed() error {
	for _, trouble := range c.watch.takeTroubles() {
		for _, target := range lost {
			if errors.Is(trouble, target) {
				return trouble
			}
		}
		c.say("note: %s (%s)", sentence(trouble), details(trouble))
	}
	return nil
}

// next waits for news, at most for as long as something can be due that makes
// none. False: the run was interrupted.
func (c *ctl) next(ctx context.Context) bool {
	select {
	case <-c.watch.signal:
		return true
	case <-time.After(time.Second):
		return true
	case <-ctx.Done():
		return false
	}
}

// offline tells why there is no connection, once an attempt at one has ended; nil
// while there is one or it is being made. With patience, only what waiting cannot
// mend counts.
func (c *ctl) offline(patience bool) error {
	status := c.Status()
	if status.Connection != workspace.Offline || status.Reason == nil {
		return nil
	}
	if patience && exitOf(status.Reason) == exitWaiting {
		return nil
	}
	return fmt.Errorf("connect to %s: %w", status.Profile.Server, status.Reason)
}

// refresh waits until what the server has and offers was read, or could not be.
func (c *ctl) refresh(ctx context.Context) error {
	told := 0
	for !c.watch.refreshed() {
		if err := c.offline(false); err != nil {
			return err
		}
		if !c.next(ctx) {
			return fmt.Errorf("read the accounts: %w", context.Canceled)
		}
		if n := c.Status().Read; n >= told+1000 {
			told = n
			c.say("%d accounts", n)
		}
	}
	if err := c.heed(); err != nil {
		return err
	}
	return c.offline(false)
}
