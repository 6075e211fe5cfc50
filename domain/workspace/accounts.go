package workspace

import (
	"context"
	"fmt"
	"strings"

	"accountsmanager/domain"
)

// Accounts lists cached accounts: those right below q.ParentID (the signed-in
// account where empty) by name, or with q.Search those of the whole profile.
func (w *Workspace) Accounts(ctx context.Context, q AccountQuery) ([]domain.Account, error) {
	profile, _ := w.session()
	if q.ParentID == "" {
		q.ParentID = profile.Identity.AccountID
	}
	q.Search = strings.TrimSpace(q.Search)
	accounts, err := w.store.Accounts(ctx, profile.ID, q)
	if err != nil {
		return nil, fmt.Errorf("list the accounts: %w", err)
	}
	return accounts, nil
}

// CountRead counts the accounts of which contacts, users or notes were read.
func (w *Workspace) CountRead(ctx context.Context) (int, error) {
	profile, _ := w.session()
	return w.store.CountRead(ctx, profile.ID)
}

// CountAccounts counts the cached accounts of the profile; with a parent, only
// those right below it.
func (w *Workspace) CountAccounts(ctx context.Context, parentID string) (int, error) {
	profile, _ := w.session()
	return w.store.CountAccounts(ctx, profile.ID, parentID)
}

// Trail is the way from the signed-in account down to this one, both included.
func (w *Workspace) Trail(ctx context.Context, id string) ([]domain.AccountRef, error) {
	profile, _ := w.session()
	own := profile.Identity.Account()
	var trail []domain.AccountRef
	for range 64 { // far deeper than any tree; a loop in the cache must end
		if id == "" || id == own.ID {
			break
		}
		a, err := w.store.Account(ctx, profile.ID, id)
		if err != nil {
			return nil, fmt.Errorf("find the way to account %s: %w", id, err)
		}
		trail = append([]domain.AccountRef{a.AccountRef}, trail...)
		id = a.ParentID
	}
	return append([]domain.AccountRef{own}, trail...), nil
}

// Account is a cached account.
func (w *Workspace) Account(ctx context.Context, id string) (domain.Account, error) {
	profile, _ := w.session()
	return w.store.Account(ctx, profile.ID, id)
}
