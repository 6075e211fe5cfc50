package workspace

import (
	"context"
	"errors"
	"fmt"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

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
