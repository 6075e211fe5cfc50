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
	switch {
	case stopped == nil:
		return status, nil
	case errors.Is(stopped, context.Canceled):
		return worse(status, exitWaiting), nil
	}
	c.say("accountsctl: %s", sentence(stopped))
	return worse(status, exitOf(stopped)), nil
}

// batch is what one run submits and follows.
type batch struct {
	order []string // ids
	// held are the drafts that were not submitted, for their problems.
	held map[string]draftReport
	work map[string]provisioning.Provisioning
	open map[string]bool // those in which something still happens by itself
}

func newBatch() *batch {
	return &batch{held: map[string]draftReport{}, work: map[string]provisioning.Provisioning{}, open: map[string]bool{}}
}

// put keeps how far a submission is, and tells whether it has come to its end.
func (b *batch) put(p provisioning.Provisioning) (ended bool) {
	was := b.open[p.ID]
	b.work[p.ID] = p
	if isSettled(p) {
		delete(b.open, p.ID)
		return was
	}
	b.open[p.ID] = true
	return false
}

// gather finds what is to be submitted: the drafts that were asked for, and with
// --all what was submitted before and is not finished.
func (c *ctl) gather(ctx context.Context) (*batch, error) {
	b := newBatch()
	if !c.all {
		seen := map[string]bool{}
		for _, id := range c.arguments {
			_, err := c.Draft(ctx, id)
			if errors.Is(err, domain.ErrNotFound) {
				p, err := c.Provisioning(ctx, id)
				if err != nil {
					return nil, &usageError{fmt.Sprintf("there is no draft %q; accountsctl drafts lists them", id)}
				}
				b.put(p) // it is done already
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
			if row.Summary == provisioning.SummaryStopped { // all of them means that one too
				if err := c.RetryStep(ctx, row.ID, ""); err != nil {
					return nil, err
				}
			}
			p, err := c.Provisioning(ctx, row.ID)
			if err != nil {
				return nil, err
			}
			b.put(p)
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
	p, err := c.Provisioning(ctx, id)
	if err != nil {
		return err
	}
	b.put(p)
	return nil
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
		case len(b.open) == 0:
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
			delete(b.open, id)
			continue
		}
		if err != nil {
			return err
		}
		if b.put(p) {
			c.tell(b, p)
		}
	}
	return nil
}

// tell tells that a submission has come to its end.
func (c *ctl) tell(b *batch, p provisioning.Provisioning) {
	c.say("[%d/%d] %s: %s", len(b.work)-len(b.open), len(b.order)-len(b.held), p.Name, workspace.SummaryStatus(p.Summary()))
}

// isSettled tells whether nothing of a submission happens by itself any more.
func isSettled(p provisioning.Provisioning) bool {
	for _, s := range p.Steps {
		if s.Rests() {
			continue
		}
		if s.Kind == provisioning.KindAccount || p.AccountReady() {
			return false
		}
	}
	// A step that waits for an account that is not going to be is settled too.
	account := p.Step("account")
	return account == nil || account.Rests()
}

// idle tells whether nothing is on its way, nor due.
func (b *batch) idle(now time.Time) bool {
	for id := range b.open {
		p := b.work[id]
		for _, s := range p.Steps {
			if s.State == provisioning.Sending || s.Decide(now, p.AccountReady()).Action != provisioning.Rest {
				return false
			}
		}
	}
	return true
}
