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

// send commits the intent, sends the step, and commits what came of it.
func (c *courier) send(ctx context.Context, p provisioning.Provisioning, s provisioning.Step, backend Backend) error {
	task := Task{Account: p.Account, Read: c.w.partRead(p)} //nolint:contextcheck // what was read is kept whatever happens to the session
	mark := ""
	if s.Kind == provisioning.KindAdministrator || s.Kind == provisioning.KindPassword {
		var err error
		if task.Password, mark, err = c.w.passwordToSend(ctx, p.ID, s); err != nil {
			if ctx.Err() != nil {
				return nil //nolint:nilerr // the session ended, which says nothing about the password
			}
			c.w.log.Info("no password to send", "step", s.ID, "error", err)
			//nolint:contextcheck // what was found out is committed whatever happens to the session
			return c.settle(p, s, domain.AccountRef{}, func(now time.Time, s provisioning.Step) provisioning.Step {
				return s.Answered(now, provisioning.NoPassword(err), c.w.policy, 0)
			})
		}
	}
	task.Now = c.w.clock.Now()
	committed := false
	//nolint:contextcheck // an intent is committed whole, or not at all
	whole, err := c.commit(p, s.ID, domain.AccountRef{}, func(now provisioning.Step) (provisioning.Step, bool) {
		// A person may have changed the step since it was read.
		committed = now.Decide(task.Now, p.AccountReady()).Action == provisioning.Send
		sending := now.Sending(task.Now).SentWith(mark)
		sending.SentBy = c.w.userName()
		return sending, committed
	})
	if err != nil || !committed {
		return err
	}
	sending := stepIn(whole, s.ID)
	task.Step = sending
	// Once it is on the wire it is called back only when the program ends: a
	// request that is cut off may be carried out by half.
	ref, err := backend.Perform(c.w.ctx, task) //nolint:contextcheck // see above
	var account domain.AccountRef
	if err == nil && s.Kind == provisioning.KindAccount {
		account, err = c.confirm(c.w.ctx, backend, ref, sending.OpID) //nolint:contextcheck // as long as what it confirms
	}
	c.noteConnection(err)
	outcome := provisioning.Judge(ref, err)
	c.w.throttle.heard(outcome, c.w.clock.Now(), c.w.policy, dice())
	//nolint:contextcheck // an outcome is committed whatever happens to the session
	return c.settle(p, sending, account, func(now time.Time, s provisioning.Step) provisioning.Step {
		return s.Answered(now, outcome, c.w.policy, dice())
	})
}

// confirm believes a new account only once it can be read. One that cannot was
// rolled back, or is not there yet: both are found out by looking.
func (c *courier) confirm(ctx context.Context, backend Backend, id, opID string) (domain.AccountRef, error) {
	account, err := backend.Confirm(ctx, id, opID)
	if errors.Is(err, domain.ErrNotFound) {
		return domain.AccountRef{}, fmt.Errorf("confirm the new account: %w", provisioning.ErrRolledBack)
	}
	if err != nil {
		return domain.AccountRef{}, fmt.Errorf("confirm the new account: %w (%v)", domain.ErrUnanswered, err) //nolint:errorlint // whatever the read came to, the creation is in doubt
	}
	return account, nil
}

// look finds out whether the step's effect is on the server.
func (c *courier) look(ctx context.Context, p provisioning.Provisioning, s provisioning.Step, backend Backend) error {
	finding := backend.Find(ctx, Task{Step: s, Account: p.Account, Now: c.w.clock.Now(), Read: c.w.partRead(p)}) //nolint:contextcheck // as above
	if ctx.Err() != nil {
		return nil // the session ended; the step stays as it is
	}
	var account domain.AccountRef
	if finding.Sight == provisioning.SightFound && s.Kind == provisioning.KindAccount {
		found, err := backend.Confirm(ctx, finding.Ref, s.OpID)
		if err != nil {
			finding = provisioning.LookFailed(err)
		} else {
			account = found
		}
	}
	if finding.Sight == provisioning.SightFailed {
		c.w.throttle.heard(finding.Failure, c.w.clock.Now(), c.w.policy, dice())
		switch finding.Failure.Why { //nolint:exhaustive // the others say nothing about the connection
		case provisioning.ReasonOffline:
			c.noteConnection(domain.ErrOffline)
		case provisioning.ReasonSignIn:
			c.noteConnection(domain.ErrSignedOut)
		}
	}
	//nolint:contextcheck // a finding is committed whatever happens to the session
	return c.settle(p, s, account, func(now time.Time, s provisioning.Step) provisioning.Step {
		return s.Looked(now, finding, c.w.policy, dice())
	})
}

// settle commits what a step has come to and tells the others.
func (c *courier) settle(
	p provisioning.Provisioning, s provisioning.Step, account domain.AccountRef, change func(time.Time, provisioning.Step) provisioning.Step,
) error {
	now := c.w.clock.Now()
	whole, err := c.commit(p, s.ID, account, func(s provisioning.Step) (provisioning.Step, bool) { return change(now, s), true })
	if err != nil || whole.ID == "" {
		return err
	}
	// The outcome is committed whatever happens to the session.
	ctx := context.WithoutCancel(c.w.ctx)
	if after := stepIn(whole, s.ID); after.State == provisioning.Done {
		c.arrived(ctx, p, after, account)
	}
	if whole.Summary() == provisioning.SummaryDone {
		c.w.finishIfDone(ctx, p.ID)
	}
	c.w.changed(whole)
	return nil
}

func stepIn(p provisioning.Provisioning, id string) provisioning.Step {
	if s := p.Step(id); s != nil {
		return *s
	}
	return provisioning.Step{}
}

// arrived does what follows from a step that is done.
func (c *courier) arrived(ctx context.Context, p provisioning.Provisioning, s provisioning.Step, account domain.AccountRef) {
	switch s.Kind {
	case provisioning.KindAccount:
		profile, _ := c.w.session()
		enabled := true
		row := domain.Account{AccountRef: account, ParentID: p.Parent.ID, Enabled: &enabled}
		if err := c.w.putAccount(ctx, profile, row, c.w.clock.Now()); err != nil {
			c.w.noteFailure(fmt.Errorf("keep the new account: %w", err))
		}
		c.w.bus.emit(AccountsChanged{ParentID: p.Parent.ID})
	case provisioning.KindAdministrator:
		if s.Wanted == nil { // else what was typed may belong to what is wanted
			c.w.forgetTypedOf(ctx, p.ID, s)
		}
	case provisioning.KindLimits:
		profile, backend := c.w.session()
		if backend != nil {
			c.w.background(func(ctx context.Context) error {
				return c.w.refreshTrunks(ctx, profile, backend, profile.Identity.AccountID, c.w.clock.Now())
			})
		}
	case provisioning.KindCredit, provisioning.KindPlans, provisioning.KindApps, provisioning.KindCallflow, provisioning.KindPassword:
	case provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller, provisioning.KindMove, provisioning.KindDelete:
	}
	if p.Changes {
		c.w.afterChange(ctx, p, s)
	}
}

// commit reads a step, changes it and stores it, as one, and gives the whole as it
// is then; the zero value where it was taken back. change may decline.
func (c *courier) commit(
	p provisioning.Provisioning, stepID string, account domain.AccountRef, change func(provisioning.Step) (provisioning.Step, bool),
) (provisioning.Provisioning, error) {
	defer c.desks.sit(p.ID)()
	ctx := context.WithoutCancel(c.w.ctx)
	now, err := c.w.store.Provisioning(ctx, p.ID)
	if errors.Is(err, domain.ErrNotFound) { // taken back before anything was sent
		return provisioning.Provisioning{}, nil
	}
	if err != nil {
		return provisioning.Provisioning{}, fmt.Errorf("read the provisioning: %w", err)
	}
	step := now.Step(stepID)
	if step == nil {
		return provisioning.Provisioning{}, nil
	}
	after, ok := change(*step)
	if !ok {
		return now, nil
	}
	if err := c.w.store.CommitStep(ctx, p.ID, after, account); err != nil {
		return provisioning.Provisioning{}, fmt.Errorf("commit step %s: %w", stepID, err)
	}
	*step = after
	if !account.IsZero() {
		now.Account = account
	}
	if after.State == provisioning.Sending {
		c.w.bus.emit(ProvisioningChanged{ID: p.ID, Summary: provisioning.SummaryWorking})
	}
	return now, nil
}

// noteConnection shows what an answer, or its absence, says about the connection.
func (c *courier) noteConnection(err error) {
	if errors.Is(err, domain.ErrOffline) || errors.Is(err, domain.ErrSignedOut) {
		c.w.noteFailure(err)
	}
}

// userName is who is signed in; empty with an API key.
func (w *Workspace) userName() string {
	profile, _ := w.session()
	return profile.UserName
}
