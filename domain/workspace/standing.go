package workspace

import (
	"context"
	"fmt"

	"accountsmanager/domain/provisioning"
)

// Standing tells how far everything is that was submitted and is not finished: new
// accounts by the ids of their drafts, and what is done to others.
func (w *Workspace) Standing(ctx context.Context) (map[string]provisioning.Summary, error) {
	profile, _ := w.session()
	open, err := w.store.Provisionings(ctx, profile.ID, false)
	if err != nil {
		return nil, fmt.Errorf("see how far everything is: %w", err)
	}
	out := make(map[string]provisioning.Summary, len(open))
	for _, p := range open {
		out[p.ID] = p.Summary()
	}
	return out, nil
}
