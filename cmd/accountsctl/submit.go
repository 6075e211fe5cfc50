package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

// submit queues drafts and follows them. Without --wait it stays as long as
// something moves; what can only be tried again later is left to a later run.
func submit(ctx context.Context, c *ctl) (int, error) {
	if c.all == (len(c.arguments) > 0) {
		return exitUsage, &usageError{"submit needs either --all or the ids of drafts (accountsctl drafts lists them)"}
	}
	if err := c.resume(ctx); err != nil {
		return exitOf(err), err
	}
	batch, err := c.gather(ctx)
	if err != nil {
		return exitOf(err), err
	}
	if err := c.submitAll(ctx, batch); err != nil {
		return exitOf(err), err
	}
	stopped := c.follow(ctx, batch)
	c.warnOfKeyring()
	status, err := c.printWork(batch)
	if err != nil {
		return status, err
	}
	if stopped != nil {
		// With nothing to carry, that there is no connection is no matter.
		if status == exitDone && exitOf(stopped) != exitTrouble {
			return status, nil
		}
		c.say("accountsctl: %s", sentence(stopped))
		status = worse(status, exitOf(stopped))
	}
	return status, nil
}

// batch is what one run submits and follows.
type batch struct {
	order []string // ids
	// held are the drafts that were not submitted, for their problems.
	held map[string]draftReport
	work map[string]provisioning.Provisioning
	told map[string]bool // those whose end was told
}

// gather finds what is to be submitted: the drafts that were asked for, and with
// --all what was submitted before and is not finished.
func (c *ctl) gather(ctx context.Context) (*batch, error) {
	b := &batch{held: map[string]draftReport{}, work: map[string]provisioning.Provisioning{}, told: map[string]bool{}}
	if !c.all {
		seen := map[string]bool{}
		for _, id := range c.arguments {
			_, err := c.Draft(ctx, id)
			if errors.Is(err, domain.ErrNotFound) {
				if p, err := c.Provisioning(ctx, id); err == nil { // it is done already
					b.work[id] = p
				} else {
					return nil, &usageError{fmt.Sprintf("there is no draft %q; accountsctl drafts lists them", id)}
				}
			} else if err != nil {
				return nil, err
			}
			if !seen[id] {
				seen[id] = true
				b.order = append(b.order, id)
			}
		}
		return b, nil
	}
	rows, err := c.Work(ctx, "")
	if err != nil {
		return nil, err
	}
	for i := range rows { // the oldest first
		row := rows[len(rows)-1-i]
		b.order = append(b.order, row.ID)
		if row.Submitted {
			if b.work[row.ID], err = c.Provisioning(ctx, row.ID); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

func (c *ctl) submitAll(ctx context.Context, b *batch) error {
	for _, id := range b.order {
		if _, before := b.work[id]; before {
			continue
		}
		if ctx.Err() != nil {
			return fmt.Errorf("submit the drafts: %w", ctx.Err())
		}
		if err := c.submitOne(ctx, b, id); err != nil {
			return err
		}
	}
	return nil
}

func (c *ctl) submitOne(ctx context.Context, b *batch, id string) error {
	d, err := c.Draft(ctx, id)
	if err != nil {
		return err
	}
	if d, err = c.mendRealm(ctx, d); err != nil {
		return err
	}
	report, err := c.examine(ctx, d)
	if err != nil {
		return err
	}
	if !report.Ready {
		b.held[id] = report
		return nil
	}
	var invalid *workspace.InvalidDraftError
	err = c.Submit(ctx, id)
	if errors.As(err, &invalid) { // it changed between the two looks
		if b.held[id], err = c.examine(ctx, d); err != nil {
			return err
		}
		return nil
	}
	if err != nil {
		return err
	}
	b.work[id], err = c.Provisioning(ctx, id)
	return err
}

// mendRealm takes the suffix off a realm that was read from a file before the
// suffix was known.
func (c *ctl) mendRealm(ctx context.Context, d domain.Draft) (domain.Draft, error) {
	suffix, err := c.RealmSuffix(ctx)
	if err != nil {
		return d, err
	}
	if label := sheet.Label(d.RealmLabel, suffix); label != d.RealmLabel {
		d.RealmLabel = label
		return d, c.SaveDraft(ctx, d)
	}
	return d, nil
}

// follow stays until nothing moves any more; the error is what ended it before.
func (c *ctl) follow(ctx context.Context, b *batch) error {
	for {
		if err := c.heed(); err != nil {
			return err
		}
		if err := c.reread(ctx, b); err != nil {
			return err
		}
		offline := c.offline(c.wait)
		switch {
		case b.settled():
			return nil
		case offline != nil:
			return offline
		case !c.wait && c.Status().Connection == workspace.Online && b.idle(time.Now()):
			return nil
		case !c.next(ctx):
			return fmt.Errorf("wait for the accounts: %w", context.Canceled)
		}
	}
}

// reread reads what moved, and tells what has come to an end.
func (c *ctl) reread(ctx context.Context, b *batch) error {
	for _, id := range c.watch.takeMoved() {
		if _, ours := b.work[id]; !ours {
			continue
		}
		p, err := c.Provisioning(context.WithoutCancel(ctx), id)
		if errors.Is(err, domain.ErrNotFound) { // taken back
			delete(b.work, id)
			continue
		}
		if err != nil {
			return err
		}
		b.work[id] = p
	}
	for id, p := range b.work {
		if !b.told[id] && isSettled(p) {
			b.told[id] = true
			c.say("[%d/%d] %s: %s", len(b.told), len(b.work), p.Name, summaryText(p.Summary()))
		}
	}
	return nil
}

// settled tells whether nothing happens by itself any more.
func (b *batch) settled() bool {
	for _, p := range b.work {
		if !isSettled(p) {
			return false
		}
	}
	return true
}

func isSettled(p provisioning.Provisioning) bool {
	for _, s := range p.Steps {
		if s.State.Settled() {
			continue
		}
		if s.Kind == provisioning.KindAccount || p.AccountReady() {
			return false
		}
	}
	// A step that waits for an account that is not going to be is settled too.
	account := p.Step("account")
	return account == nil || account.State.Settled()
}

// idle tells whether nothing is on its way, nor due.
func (b *batch) idle(now time.Time) bool {
	for _, p := range b.work {
		for _, s := range p.Steps {
			if s.State == provisioning.Sending || s.Decide(now, p.AccountReady()).Action != provisioning.Rest {
				return false
			}
		}
	}
	return true
}
