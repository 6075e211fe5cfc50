package workspace

import (
	"context"
	"fmt"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// WorkRow is a draft, or queued work, in the sidebar.
type WorkRow struct {
	ID        string // of the draft, and of its provisioning
	Name      string // as typed; may be empty
	UpdatedAt time.Time
	Tab       domain.Tab
	Visited   int // tabs of the wizard that were seen
	// Submitted: the draft is on its way; Summary, Why and Step tell how far.
	Submitted bool
	Summary   provisioning.Summary
	Why       provisioning.Reason
	Step      provisioning.Kind // the step that Why is about
	Status    int               // the server's answer to it, where it gave one
}

// Work lists the drafts and queued work of the profile: what needs the person
// first, then what is on its way, then drafts, each last edited first. With a
// search text only those whose name contains it.
func (w *Workspace) Work(ctx context.Context, search string) ([]WorkRow, error) {
	profile, _ := w.session()
	open, err := w.unfinished(ctx, profile)
	if err != nil {
		return nil, err
	}
	return w.workRows(ctx, profile, open, search)
}

// Progress is how far everything is at one moment.
type Progress struct {
	Work []WorkRow // as Work lists it
	// Changes counts, by account, what is queued for accounts that exist and not done.
	Changes map[string]int
	// Standing has all that was submitted and is not finished: new accounts by the ids
	// of their drafts, and what is done to others by ChangesID.
	Standing map[string]provisioning.Summary
}

// Progress tells how far everything is, from one reading of what is queued.
func (w *Workspace) Progress(ctx context.Context) (Progress, error) {
	profile, _ := w.session()
	open, err := w.unfinished(ctx, profile)
	if err != nil {
		return Progress{}, err
	}
	out := Progress{Changes: map[string]int{}, Standing: make(map[string]provisioning.Summary, len(open))}
	for _, p := range open {
		out.Standing[p.ID] = p.Summary()
		if p.Changes {
			out.Changes[p.Account.ID] += p.Unfinished()
		}
	}
	out.Work, err = w.workRows(ctx, profile, open, "")
	return out, err
}

// unfinished lists what is queued, oldest first.
func (w *Workspace) unfinished(ctx context.Context, profile Profile) ([]provisioning.Provisioning, error) {
	open, err := w.store.Provisionings(ctx, profile.ID, false)
	if err != nil {
		return nil, fmt.Errorf("list the queued work: %w", err)
	}
	return open, nil
}

func (w *Workspace) workRows(ctx context.Context, profile Profile, open []provisioning.Provisioning, search string) ([]WorkRow, error) {
	drafts, err := w.store.Drafts(ctx, profile.ID)
	if err != nil {
		return nil, fmt.Errorf("list the drafts: %w", err)
	}
	queued := make(map[string]provisioning.Provisioning, len(open))
	for _, p := range open {
		queued[p.ID] = p
	}
	groups := map[provisioning.Summary][]WorkRow{}
	needle := domain.Fold(search)
	for _, d := range drafts {
		row := WorkRow{ID: d.ID, Name: d.Name, UpdatedAt: d.UpdatedAt, Tab: d.Tab, Visited: d.Visited}
		if p, ok := queued[d.ID]; ok {
			row.Submitted, row.Summary = true, p.Summary()
			row.Why, row.Step, row.Status = pressing(p)
		} else if d.Submitted {
			left, err := w.Leftover(ctx, d.ID)
			if err != nil {
				return nil, fmt.Errorf("list the drafts: %w", err)
			}
			if !left.Kept { // about to be removed
				continue
			}
			row.Submitted, row.Summary, row.Why = true, provisioning.SummaryNeedsYou, provisioning.ReasonChanged
		}
		if !strings.Contains(domain.Fold(d.Name), needle) {
			continue
		}
		groups[row.Summary] = append(groups[row.Summary], row)
	}
	var rows []WorkRow
	for _, s := range []provisioning.Summary{provisioning.SummaryNeedsYou, provisioning.SummaryWorking, provisioning.SummaryQueued, provisioning.SummaryStopped, ""} {
		rows = append(rows, groups[s]...)
	}
	return rows, nil
}

// pressing finds what a person should know first about a provisioning.
func pressing(p provisioning.Provisioning) (provisioning.Reason, provisioning.Kind, int) {
	var waits *provisioning.Step
	for i, s := range p.Steps {
		switch s.State {
		case provisioning.Refused, provisioning.NeedsPerson:
			return s.Why, s.Kind, s.Status
		case provisioning.Waiting, provisioning.Unknown, provisioning.Sending:
			if waits == nil || (waits.Why == provisioning.NoReason && s.Why != provisioning.NoReason) {
				waits = &p.Steps[i]
			}
		case provisioning.Done, provisioning.LeftOut:
		}
	}
	if waits == nil {
		return provisioning.NoReason, "", 0
	}
	return waits.Why, waits.Kind, waits.Status
}
