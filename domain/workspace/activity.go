package workspace

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Submissions lists what was submitted in the open profile and is not finished,
// oldest first; with finished, the rest too.
func (w *Workspace) Submissions(ctx context.Context, finished bool) ([]provisioning.Provisioning, error) {
	profile, _ := w.session()
	list, err := w.store.Provisionings(ctx, profile.ID, finished)
	if err != nil {
		return nil, fmt.Errorf("list the submissions: %w", err)
	}
	return list, nil
}

// Activity is one step that was sent to the server in the open profile, as far as
// it is now.
type Activity struct {
	At      time.Time         // when it was done, or else sent last
	Name    string            // of the account, as it was submitted
	Account domain.AccountRef // zero until it exists
	ID      string            // of the provisioning
	Step    provisioning.Step
}

// Activities lists every step that was sent, oldest first.
func (w *Workspace) Activities(ctx context.Context) ([]Activity, error) {
	list, err := w.Submissions(ctx, true)
	if err != nil {
		return nil, err
	}
	var out []Activity
	for _, p := range list {
		for _, s := range p.Steps {
			if s.FirstSent.IsZero() {
				continue
			}
			at := s.LastSent
			if s.DoneAt.After(at) {
				at = s.DoneAt
			}
			out = append(out, Activity{At: at, Name: p.Name, Account: p.Account, ID: p.ID, Step: s})
		}
	}
	slices.SortStableFunc(out, func(a, b Activity) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}
