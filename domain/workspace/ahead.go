package workspace

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"accountsmanager/domain"
)

// ahead is what this program knows of accounts better than a reading that was begun
// before: it has carried out their deletion, or sent them something. The answer to such a
// reading may come after, and tell how it was. Moments are counted, as clocks may be set.
type ahead struct {
	mu      sync.Mutex
	moment  int
	deleted map[string]bool // an id never comes back
	sent    map[string]int  // when it was read or written on the way, by account and by document
}

// begin is the moment at which a reading begins.
func (a *ahead) begin() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.moment
}

// note says that an account, and documents of it, are known as they are now.
func (a *ahead) note(accountID string, docs ...domain.Document) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.sent == nil {
		a.sent = map[string]int{}
	}
	a.moment++
	a.sent[accountID] = a.moment
	for _, doc := range docs {
		a.sent[sentKey(accountID, doc)] = a.moment
	}
}

// since tells whether a document of an account has become known otherwise after a moment.
func (a *ahead) since(accountID string, doc domain.Document, moment int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sent[sentKey(accountID, doc)] > moment
}

func sentKey(accountID string, doc domain.Document) string { return accountID + "/" + string(doc) }

// forgetAccount takes a deleted account out of the cache, and keeps it out.
func (w *Workspace) forgetAccount(ctx context.Context, profile Profile, id string) error {
	w.ahead.mu.Lock()
	defer w.ahead.mu.Unlock()
	if w.ahead.deleted == nil {
		w.ahead.deleted = map[string]bool{}
	}
	w.ahead.deleted[id] = true
	return w.store.ForgetAccount(ctx, profile.ID, id)
}

// putAccount keeps an account as it is now.
func (w *Workspace) putAccount(ctx context.Context, profile Profile, account domain.Account, seen time.Time) error {
	w.ahead.note(account.ID)
	_, err := w.putListed(ctx, profile, []domain.Account{account}, seen, w.ahead.begin())
	return err
}

// putListed keeps accounts as a listing told them that was begun at a moment.
func (w *Workspace) putListed(ctx context.Context, profile Profile, accounts []domain.Account, seen time.Time, began int) (changed bool, err error) {
	w.ahead.mu.Lock()
	defer w.ahead.mu.Unlock()
	accounts = slices.DeleteFunc(accounts, func(a domain.Account) bool { return w.ahead.deleted[a.ID] })
	for i, a := range accounts {
		if w.ahead.sent[a.ID] <= began {
			continue
		}
		known, err := w.store.Account(ctx, profile.ID, a.ID)
		if err == nil {
			accounts[i] = known // it was seen all the same
		} else if !errors.Is(err, domain.ErrNotFound) {
			return false, err
		}
	}
	return w.store.PutAccounts(ctx, profile.ID, accounts, seen)
}
