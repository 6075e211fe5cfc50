package workspace

import (
	"context"
	"errors"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Leftover is what a submitted draft says that was not sent, though all that was
// submitted is settled: somebody went on typing after it was sent.
type Leftover struct {
	// Kept: there is such a draft.
	Kept bool
	// Changes are what was not sent. It is empty where the draft cannot be read as
	// an account any more: then it is kept all the same.
	Changes []provisioning.Change
}

// Leftover tells what is left over of a submitted draft.
func (w *Workspace) Leftover(ctx context.Context, id string) (Leftover, error) {
	p, err := w.store.Provisioning(ctx, id)
	if err != nil {
		return Leftover{}, fmt.Errorf("compare the draft with what was sent: %w", err)
	}
	if p.Summary() != provisioning.SummaryDone {
		return Leftover{}, nil
	}
	d, err := w.store.Draft(ctx, id)
	if errors.Is(err, domain.ErrNotFound) {
		return Leftover{}, nil
	}
	if err != nil {
		return Leftover{}, fmt.Errorf("compare the draft with what was sent: %w", err)
	}
	return w.leftover(ctx, p, d), nil
}

// leftover compares a draft with the provisioning that was made of it.
func (w *Workspace) leftover(ctx context.Context, p provisioning.Provisioning, d domain.Draft) Leftover {
	changes := p.Unsent()
	plan, err := w.plan(ctx, d)
	if err != nil {
		return Leftover{Kept: true, Changes: changes}
	}
	since := provisioning.Changes(w.replan(ctx, p), plan)
	if p.Draft == nil {
		since = notLeftOut(p, provisioning.Changes(p, withPeriod(plan, p)))
	}
	known := map[string]bool{}
	for _, c := range since {
		known[c.StepID] = true
	}
	for _, c := range changes {
		if !known[c.StepID] {
			since = append(since, c)
		}
	}
	return Leftover{Kept: len(since) > 0, Changes: since}
}

// notLeftOut leaves out what is missing because a person wanted it so.
func notLeftOut(p provisioning.Provisioning, changes []provisioning.Change) []provisioning.Change {
	var out []provisioning.Change
	for _, c := range changes {
		s := p.Step(c.StepID)
		if gone := c.Intent.IsZero() && s != nil && s.State == provisioning.LeftOut; !gone {
			out = append(out, c)
		}
	}
	return out
}

// finishIfDone removes the draft of a provisioning that has nothing left to do,
// unless it says more than was sent. The provisioning itself stays, as the record
// of what was sent.
func (w *Workspace) finishIfDone(ctx context.Context, id string) {
	if err := w.finish(ctx, id); err != nil {
		w.noteFailure(fmt.Errorf("finish with a draft: %w", err))
	}
}

func (w *Workspace) finish(ctx context.Context, id string) error {
	p, over, err := w.over(ctx, id)
	if err != nil || !over {
		return err
	}
	// First what was typed: that its draft is still there is how the next start
	// finds out that there is something to clear away. A keyring may take its
	// time, in which a draft must be saved all the same.
	for _, s := range p.Steps {
		w.forgetTypedOf(ctx, id, s)
	}
	w.drafts.Lock()
	defer w.drafts.Unlock()
	return w.removeIfOver(ctx, id)
}

// removeIfOver removes a draft of which all was sent. The caller holds drafts.
func (w *Workspace) removeIfOver(ctx context.Context, id string) error {
	_, over, err := w.over(ctx, id)
	if err != nil || !over {
		return err
	}
	if err := w.store.DeleteDraft(ctx, id); err != nil && !errors.Is(err, domain.ErrNotFound) {
		return err
	}
	w.bus.emit(DraftsChanged{ID: id})
	return nil
}

// over tells whether there is a draft of which all was sent, and all that was
// submitted of it is settled.
func (w *Workspace) over(ctx context.Context, id string) (p provisioning.Provisioning, over bool, err error) {
	if p, err = w.store.Provisioning(ctx, id); errors.Is(err, domain.ErrNotFound) {
		return p, false, nil
	}
	if err != nil || p.Summary() != provisioning.SummaryDone {
		return p, false, err
	}
	d, err := w.store.Draft(ctx, id)
	if errors.Is(err, domain.ErrNotFound) {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	left := w.leftover(ctx, p, d).Kept
	if left {
		w.bus.emit(DraftsChanged{ID: id})
	}
	return p, !left, nil
}
