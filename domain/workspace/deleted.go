package workspace

import (
	"context"
	"slices"
	"sync"
	"time"

	"accountsmanager/domain"
)

// deleted are the accounts whose deletion was carried out while this program runs. A
// listing that was read before it may still hold them; an id never comes back.
type deleted struct {
	mu  sync.Mutex
	ids map[string]bool
}

// forgetAccount takes a deleted account out of the cache, and keeps it out.
func (w *Workspace) forgetAccount(ctx context.Context, profile Profile, id string) error {
	w.deleted.mu.Lock()
	defer w.deleted.mu.Unlock()
	if w.deleted.ids == nil {
		w.deleted.ids = map[string]bool{}
	}
	w.deleted.ids[id] = true
	return w.store.ForgetAccount(ctx, profile.ID, id)
}

// putAccounts keeps accounts as a listing told them.
func (w *Workspace) putAccounts(ctx context.Context, profile Profile, accounts []domain.Account, seen time.Time) (changed bool, err error) {
	w.deleted.mu.Lock()
	defer w.deleted.mu.Unlock()
	accounts = slices.DeleteFunc(accounts, func(a domain.Account) bool { return w.deleted.ids[a.ID] })
	return w.store.PutAccounts(ctx, profile.ID, accounts, seen)
}
