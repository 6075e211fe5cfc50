package workspacetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// queued is a provisioning of a profile, as it came back from JSON.
type queued struct {
	profile string
	p       provisioning.Provisioning
}

// throughJSON is what comes back of v from a store that keeps text.
func throughJSON[T any](v T) (back T) {
	if err := json.Unmarshal(encode(v), &back); err != nil {
		panic(err) // a test's own mistake
	}
	return back
}

// copied shares no step with the store. Intents are shared: they are never
// changed, only replaced.
func copied(p provisioning.Provisioning) provisioning.Provisioning {
	p.Steps = slices.Clone(p.Steps)
	return p
}

// Enqueue implements workspace.Store.
func (s *Store) Enqueue(ctx context.Context, profileID string, p provisioning.Provisioning) error {
	return s.write(ctx, "Enqueue", func() error {
		s.provisionings[p.ID] = queued{profile: profileID, p: throughJSON(p)}
		return nil
	})
}

// CommitStep implements workspace.Store.
func (s *Store) CommitStep(ctx context.Context, id string, step provisioning.Step, account domain.AccountRef) error {
	return s.write(ctx, "CommitStep", func() error {
		q, ok := s.provisionings[id]
		stored := q.p.Step(step.ID)
		if !ok || stored == nil {
			return fmt.Errorf("commit step %s: %w", step.ID, domain.ErrNotFound)
		}
		*stored = throughJSON(step)
		if !account.IsZero() {
			q.p.Account = account
		}
		s.provisionings[id] = q
		return nil
	})
}

// Provisioning implements workspace.Store.
func (s *Store) Provisioning(_ context.Context, id string) (provisioning.Provisioning, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q, ok := s.provisionings[id]
	if !ok {
		return q.p, fmt.Errorf("read provisioning %s: %w", id, domain.ErrNotFound)
	}
	return copied(q.p), nil
}

// Provisionings implements workspace.Store.
func (s *Store) Provisionings(_ context.Context, profileID string, finished bool) ([]provisioning.Provisioning, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []provisioning.Provisioning
	for _, q := range s.provisionings {
		if q.profile == profileID && (finished || q.p.Summary() != provisioning.SummaryDone) {
			out = append(out, copied(q.p))
		}
	}
	slices.SortFunc(out, func(a, b provisioning.Provisioning) int {
		if c := a.CreatedAt.Compare(b.CreatedAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, nil
}

// Withdraw implements workspace.Store.
func (s *Store) Withdraw(ctx context.Context, id string) error {
	return s.write(ctx, "Withdraw", func() error {
		if _, ok := s.provisionings[id]; !ok {
			return fmt.Errorf("withdraw %s: %w", id, domain.ErrNotFound)
		}
		delete(s.provisionings, id)
		return nil
	})
}
