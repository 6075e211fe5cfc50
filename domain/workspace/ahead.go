package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"accountsmanager/domain"
)

// ahead is what this program knows of accounts better than a reading that was begun
// before: it has carried out their deletion, or sent them something. The answer to such a
// reading may come after, and tell how it was. Moments are counted, as clocks may be set.
//
// Its lock is held while what is cached of accounts is compared and written, so that
// nothing becomes known in between.
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

// note says that an account, and documents of it, are known as they are from this moment
// on.
func (a *ahead) note(accountID string, docs ...domain.Document) (moment int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.noted(accountID, docs...)
}

// noted is note. The caller holds mu.
func (a *ahead) noted(accountID string, docs ...domain.Document) (moment int) {
	if a.sent == nil {
		a.sent = map[string]int{}
	}
	a.moment++
	a.sent[accountID] = a.moment
	for _, doc := range docs {
		a.sent[sentKey(accountID, doc)] = a.moment
	}
	return a.moment
}

// outdated tells whether a document of an account has become known otherwise after a
// moment, or the account is gone. The caller holds mu.
func (a *ahead) outdated(accountID string, doc domain.Document, moment int) bool {
	return a.deleted[accountID] || a.sent[sentKey(accountID, doc)] > moment
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
	_, err := w.putListed(ctx, profile, []domain.Account{account}, seen, w.ahead.note(account.ID))
	return err
}

// changeRow changes what is known of an account, and tells whether it was known
// otherwise. One that no listing has shown is left alone. The caller holds ahead's lock.
func (w *Workspace) changeRow(
	ctx context.Context, profile Profile, id string, seen time.Time, change func(*domain.Account),
) (row domain.Account, changed bool, err error) {
	before, err := w.store.Account(ctx, profile.ID, id)
	if errors.Is(err, domain.ErrNotFound) {
		return row, false, nil
	}
	if err != nil {
		return row, false, fmt.Errorf("read account %s: %w", id, err)
	}
	row = before
	change(&row)
	if sameRow(row, before) {
		return row, false, nil
	}
	w.ahead.noted(id)
	put := row
	put.Descendants = UnknownCount // they may be counted meanwhile
	if _, err := w.store.PutAccounts(ctx, profile.ID, []domain.Account{put}, seen); err != nil {
		return row, false, fmt.Errorf("keep account %s: %w", id, err)
	}
	return row, true, nil
}

// sameRow compares what a listing tells of an account.
func sameRow(a, b domain.Account) bool {
	return a.AccountRef == b.AccountRef && a.ParentID == b.ParentID && a.Enabled != nil && b.Enabled != nil && *a.Enabled == *b.Enabled
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
			known.Descendants = UnknownCount
			accounts[i] = known // it was seen all the same
		} else if !errors.Is(err, domain.ErrNotFound) {
			return false, err
		}
	}
	return w.store.PutAccounts(ctx, profile.ID, accounts, seen)
}
