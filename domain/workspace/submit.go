package workspace

import (
	"context"
	"errors"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// InvalidDraftError says that a draft cannot be submitted as it is.
type InvalidDraftError struct{ Problems domain.Problems }

func (e *InvalidDraftError) Error() string { return "the draft has problems: " + e.Problems.String() }

// Submit queues a draft. It is sent as soon as there is a connection; without
// one it waits. A draft that was submitted before, and changed since, changes
// those of its steps that are neither done nor out.
func (w *Workspace) Submit(ctx context.Context, draftID string) error {
	d, err := w.store.Draft(ctx, draftID)
	if err != nil {
		return fmt.Errorf("submit the draft: %w", err)
	}
	problems, err := w.Check(ctx, d)
	if err != nil {
		return fmt.Errorf("check the draft: %w", err)
	}
	if blocking := problems.Blocking(); len(blocking) > 0 {
		return &InvalidDraftError{Problems: blocking}
	}
	plan, err := w.plan(ctx, d)
	if err != nil {
		return err
	}
	queued, err := w.enqueue(ctx, plan)
	if err != nil {
		return err
	}
	w.finishIfDone(ctx, draftID)
	w.changed(queued)
	w.courier.carry(draftID) //nolint:contextcheck // deliveries live as long as the session
	return nil
}

func (w *Workspace) plan(ctx context.Context, d domain.Draft) (provisioning.Provisioning, error) {
	s, _, err := w.surroundings(ctx, d)
	if err != nil {
		return provisioning.Provisioning{}, err
	}
	plan, err := provisioning.Plan(d, provisioning.Terms{
		Now: w.clock.Now(), Location: location(s.Reseller), Reseller: s.Reseller, Catalogue: s.Catalogue,
		RealmSuffix: s.RealmSuffix, NewID: newID,
	})
	if err != nil {
		return provisioning.Provisioning{}, fmt.Errorf("plan what is sent: %w", err)
	}
	plan.Draft = &d
	return plan, nil
}

func (w *Workspace) enqueue(ctx context.Context, plan provisioning.Provisioning) (provisioning.Provisioning, error) {
	defer w.courier.desks.sit(plan.ID)()
	profile, _ := w.session()
	before, err := w.store.Provisioning(ctx, plan.ID)
	switch {
	case err == nil:
		plan = merge(before, plan, w.replan(ctx, before))
	case !errors.Is(err, domain.ErrNotFound):
		return plan, fmt.Errorf("read the provisioning: %w", err)
	}
	if err := w.store.Enqueue(ctx, profile.ID, plan); err != nil {
		return plan, fmt.Errorf("queue the account: %w", err)
	}
	return plan, nil
}

// Preview renders the requests that a draft will send, secrets masked. The draft
// may have problems that keep it from being sent.
func (w *Workspace) Preview(ctx context.Context, d domain.Draft) ([]Request, error) {
	plan, err := w.plan(ctx, d)
	if err != nil {
		return nil, err
	}
	return w.connector.Preview(plan), nil
}

// Provisioning reads how far a submitted draft is.
func (w *Workspace) Provisioning(ctx context.Context, id string) (provisioning.Provisioning, error) {
	return w.store.Provisioning(ctx, id)
}

// ErrSentAlready: something of it may be on the server, so it cannot be taken
// back.
var ErrSentAlready = errors.New("something was sent already")

// Withdraw takes a submitted draft back, as long as nothing of it was sent. The
// draft itself stays.
func (w *Workspace) Withdraw(ctx context.Context, id string) error {
	defer w.courier.desks.sit(id)()
	p, err := w.store.Provisioning(ctx, id)
	if err != nil {
		return fmt.Errorf("take back the submission: %w", err)
	}
	if !p.NothingSent() {
		return fmt.Errorf("take back the submission: %w", ErrSentAlready)
	}
	if err := w.store.Withdraw(ctx, id); err != nil {
		return fmt.Errorf("take back the submission: %w", err)
	}
	w.bus.emit(DraftsChanged{ID: id})
	return nil
}

// RetryStep sends a step again that was refused or is waiting, after looking
// where it may have been sent; one that was left out is taken in again. An empty
// stepID means every step that is neither done nor left out.
func (w *Workspace) RetryStep(ctx context.Context, id, stepID string) error {
	if stepID == "" {
		return w.changeSteps(ctx, id, stepID, provisioning.Step.Retry)
	}
	return w.changeSteps(ctx, id, stepID, func(s provisioning.Step) provisioning.Step { return s.Include().Retry() })
}

// LeaveOut goes without a step.
func (w *Workspace) LeaveOut(ctx context.Context, id, stepID string) error {
	return w.changeSteps(ctx, id, stepID, provisioning.Step.Leave)
}

// Stop keeps what is not sent yet from going out, until somebody tries again
// (RetryStep). What is on the wire comes back, or is looked for. Where nothing was
// sent, Withdraw makes a draft of it again.
func (w *Workspace) Stop(ctx context.Context, id string) error {
	return w.changeSteps(ctx, id, "", provisioning.Step.Hold)
}

// TakeWord settles by a person's word whether the effect of a step is on the server,
// where looking cannot tell. What is not there is sent again.
func (w *Workspace) TakeWord(ctx context.Context, id, stepID string, there bool) error {
	return w.changeSteps(ctx, id, stepID, func(s provisioning.Step) provisioning.Step {
		return s.Told(w.clock.Now(), there, w.policy)
	})
}

// AcceptCharges accepts what the server wants to charge for a step, and sends it.
func (w *Workspace) AcceptCharges(ctx context.Context, id, stepID string) error {
	return w.changeSteps(ctx, id, stepID, provisioning.Step.Accept)
}

func (w *Workspace) changeSteps(ctx context.Context, id, stepID string, change func(provisioning.Step) provisioning.Step) error {
	p, err := w.changeStepsLocked(ctx, id, stepID, change)
	if err != nil {
		return fmt.Errorf("change what is sent: %w", err)
	}
	w.finishIfDone(ctx, id)
	w.changed(p)
	w.courier.carry(id) //nolint:contextcheck // deliveries live as long as the session
	return nil
}

func (w *Workspace) changeStepsLocked(
	ctx context.Context, id, stepID string, change func(provisioning.Step) provisioning.Step,
) (provisioning.Provisioning, error) {
	defer w.courier.desks.sit(id)()
	p, err := w.store.Provisioning(ctx, id)
	if err != nil {
		return p, err
	}
	for i, s := range p.Steps {
		if stepID != "" && s.ID != stepID {
			continue
		}
		p.Steps[i] = change(s)
		if err := w.store.CommitStep(ctx, id, p.Steps[i], domain.AccountRef{}); err != nil {
			return p, err
		}
	}
	return p, nil
}

// tidy does what an earlier process had no time for after it had committed that
// a step is done: to forget the password that was sent, and to remove the draft.
func (w *Workspace) tidy(ctx context.Context) error {
	profile, _ := w.session()
	drafts, err := w.store.Drafts(ctx, profile.ID)
	if err != nil {
		return fmt.Errorf("list the drafts: %w", err)
	}
	for _, d := range drafts {
		p, err := w.store.Provisioning(ctx, d.ID)
		if errors.Is(err, domain.ErrNotFound) {
			continue
		}
		if err != nil {
			return fmt.Errorf("read the provisioning: %w", err)
		}
		w.forgetSent(ctx, p)
		w.finishIfDone(ctx, p.ID)
	}
	return nil
}

// forgetSent takes the typed passwords that were sent out of the keyring, and
// once the draft has gone those that were not wanted too.
func (w *Workspace) forgetSent(ctx context.Context, p provisioning.Provisioning) {
	for _, s := range p.Steps {
		if s.State == provisioning.Done && s.Wanted == nil {
			w.forgetTypedOf(ctx, p.ID, s)
		}
	}
}

func (w *Workspace) forgetTypedOf(ctx context.Context, id string, s provisioning.Step) {
	if admin := s.Intent.Admin; admin != nil && admin.Admin.Mode == domain.PasswordTyped {
		w.forgetTyped(ctx, id, admin.Admin.ID)
	}
}

func (w *Workspace) changed(p provisioning.Provisioning) {
	w.bus.emit(ProvisioningChanged{ID: p.ID, Summary: p.Summary()})
	if p.Changes {
		w.bus.emit(AccountRead{ID: p.Account.ID})
	}
}
