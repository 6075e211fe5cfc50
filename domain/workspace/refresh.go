package workspace

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"accountsmanager/domain"
)

// pageSize is how many accounts are asked for at once. Servers take any number;
// this many come in well under a second and make short transactions.
const pageSize = 200

// Refresh reads the accounts right below parent page by page; where it is empty or the
// signed-in account, all accounts at any depth.
func (w *Workspace) Refresh(ctx context.Context, parentID string) error {
	profile, backend := w.session()
	if backend == nil {
		return fmt.Errorf("refresh: %w", domain.ErrOffline)
	}
	if parentID == "" {
		parentID = profile.Identity.AccountID
	}
	var err error
	if parentID == profile.Identity.AccountID {
		err = w.syncAccounts(ctx, profile, backend, true)
	} else {
		err = w.refreshAccounts(ctx, profile, backend, parentID)
	}
	if errors.Is(err, domain.ErrOffline) || errors.Is(err, domain.ErrSignedOut) {
		w.noteFailure(err)
	}
	return err
}

// refreshAll is what happens after signing in.
func (w *Workspace) refreshAll(ctx context.Context) error {
	profile, backend, generation := w.sessionIn()
	if backend == nil {
		return nil
	}
	reading, stop := context.WithCancel(ctx)
	defer stop()
	w.setStatusIn(generation, func(s *Status) {
		s.Refreshing, s.Read, s.Stopped = true, 0, false
		w.refreshing = stop
	})
	group, all := errgroup.WithContext(ctx)
	group.Go(func() error {
		err := w.syncAccounts(reading, profile, backend, false)
		if reading.Err() != nil && ctx.Err() == nil {
			return nil // a person stopped it
		}
		return err
	})
	group.Go(func() error { return w.refreshCatalogue(all, profile, backend) })
	err := group.Wait()
	w.setStatusIn(generation, func(s *Status) {
		s.Refreshing, s.Stopped = false, reading.Err() != nil
		w.refreshing = nil
		if s.Stopped {
			return
		}
		if err == nil {
			s.SyncedAt = w.clock.Now()
		}
	})
	return err
}

// StopRefresh stops the reading of accounts that is under way. What has come stays,
// and the next reading goes on where this one ended.
func (w *Workspace) StopRefresh() {
	w.mu.Lock()
	stop := w.refreshing
	w.mu.Unlock()
	if stop != nil {
		stop()
	}
}

// RefreshNow reads what has changed on the server, in the background, unless it is being
// read already or there is no connection.
func (w *Workspace) RefreshNow() {
	w.mu.Lock()
	idle := !w.status.Refreshing && w.backend != nil
	w.mu.Unlock()
	if idle {
		w.background(w.refreshAll)
	}
}

// GoOnRefreshing takes up a reading of accounts that was stopped.
func (w *Workspace) GoOnRefreshing() {
	w.mu.Lock()
	stopped := w.status.Stopped
	w.mu.Unlock()
	if stopped {
		w.RefreshNow()
	}
}

// refreshAccounts reads all pages below parent. What was not seen on the way is
// gone from the server, and is forgotten only once the last page was read.
func (w *Workspace) refreshAccounts(ctx context.Context, profile Profile, backend Backend, parentID string) error {
	started, began := w.clock.Now(), w.ahead.begin()
	disabled, err := backend.Disabled(ctx, parentID)
	if err != nil {
		return fmt.Errorf("read which accounts are disabled: %w", err)
	}
	off := make(map[string]bool, len(disabled))
	for _, id := range disabled {
		off[id] = true
	}
	next := ""
	for {
		page, err := backend.Children(ctx, parentID, next, pageSize)
		if err != nil {
			return fmt.Errorf("read the accounts below %s: %w", parentID, err)
		}
		for i := range page.Accounts {
			enabled := !off[page.Accounts[i].ID]
			page.Accounts[i].ParentID, page.Accounts[i].Enabled = parentID, &enabled
		}
		changed, err := w.putListed(ctx, profile, page.Accounts, started, began)
		if err != nil {
			return fmt.Errorf("keep the accounts below %s: %w", parentID, err)
		}
		if changed {
			w.bus.emit(AccountsChanged{ParentID: parentID})
		}
		if page.Next == "" || page.Next == next {
			break
		}
		next = page.Next
	}
	gone, err := w.store.ForgetUnseen(ctx, profile.ID, parentID, started)
	if err != nil {
		return fmt.Errorf("forget accounts that are gone: %w", err)
	}
	if gone > 0 {
		w.bus.emit(AccountsChanged{ParentID: parentID})
	}
	return w.learnSuffix(ctx, profile)
}

// learnSuffix keeps the suffix that most of the reseller's realms share.
func (w *Workspace) learnSuffix(ctx context.Context, profile Profile) error {
	realms, err := w.store.Realms(ctx, profile.ID, 200)
	if err != nil {
		return fmt.Errorf("read the realms: %w", err)
	}
	suffix, ok := domain.LearnSuffix(realms)
	if !ok {
		return nil
	}
	return w.changeCatalogue(ctx, profile, func(c *domain.Catalogue) { c.RealmSuffix = suffix })
}

// Catalogue is what the server offers, as it was read last.
func (w *Workspace) Catalogue(ctx context.Context) (domain.Catalogue, error) {
	profile, _ := w.session()
	return w.store.Catalogue(ctx, profile.ID)
}

// RealmSuffix is the suffix of new realms: as it was set, else as it was learnt
// from realms, else empty.
func (w *Workspace) RealmSuffix(ctx context.Context) (string, error) {
	profile, _ := w.session()
	if profile.RealmSuffix != "" {
		return profile.RealmSuffix, nil
	}
	c, err := w.store.Catalogue(ctx, profile.ID)
	return c.RealmSuffix, err
}

// RefreshTrunks reads how many trunks the reseller has, and how many are sold. What this
// user may not read stays as it was.
func (w *Workspace) RefreshTrunks(ctx context.Context) error {
	profile, backend := w.session()
	if backend == nil {
		return fmt.Errorf("refresh the trunks: %w", domain.ErrOffline)
	}
	return w.refreshTrunks(ctx, profile, backend, profile.Identity.AccountID, w.clock.Now())
}

// refreshCatalogue reads what the server offers: classifiers, plans, apps, sellers and
// trunks. What cannot be read stays as it was.
func (w *Workspace) refreshCatalogue(ctx context.Context, profile Profile, backend Backend) error {
	own := profile.Identity.AccountID
	now := w.clock.Now()
	var group errgroup.Group
	group.Go(func() error {
		list, err := backend.Classifiers(ctx, own)
		return w.keepRead(ctx, profile, err, func(c *domain.Catalogue) { c.Classifiers, c.ClassifiersRead = list, now })
	})
	group.Go(func() error {
		list, err := backend.ServicePlans(ctx, own)
		return w.keepRead(ctx, profile, err, func(c *domain.Catalogue) { c.Plans, c.PlansRead = list, now })
	})
	group.Go(func() error {
		list, err := backend.Apps(ctx, own)
		return w.keepRead(ctx, profile, err, func(c *domain.Catalogue) { c.Apps, c.AppsRead = list, now })
	})
	group.Go(func() error {
		list, err := backend.Sellers(ctx, own)
		return w.keepRead(ctx, profile, err, func(c *domain.Catalogue) { c.Sellers, c.SellersRead = list, now })
	})
	group.Go(func() error { return w.refreshTrunks(ctx, profile, backend, own, now) })
	return group.Wait()
}

func (w *Workspace) refreshTrunks(ctx context.Context, profile Profile, backend Backend, own string, now time.Time) error {
	totals, err := backend.OwnTrunks(ctx, own)
	first := w.keepRead(ctx, profile, err, func(c *domain.Catalogue) { c.Own, c.OwnRead = totals, now })
	sold, err := backend.SoldTrunks(ctx, own)
	second := w.keepRead(ctx, profile, err, func(c *domain.Catalogue) { c.Sold, c.SoldRead = sold, now })
	return errors.Join(first, second)
}

// keepRead stores one part of the catalogue. A part that this user may not read
// is no failure: it stays unknown.
func (w *Workspace) keepRead(ctx context.Context, profile Profile, err error, change func(*domain.Catalogue)) error {
	if errors.Is(err, domain.ErrForbidden) || errors.Is(err, domain.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the catalogue: %w", err)
	}
	return w.changeCatalogue(ctx, profile, change)
}

func (w *Workspace) changeCatalogue(ctx context.Context, profile Profile, change func(*domain.Catalogue)) error {
	w.catalogue.Lock()
	defer w.catalogue.Unlock()
	c, err := w.store.Catalogue(ctx, profile.ID)
	if err != nil {
		return fmt.Errorf("read the cached catalogue: %w", err)
	}
	change(&c)
	if err := w.store.SaveCatalogue(ctx, profile.ID, c); err != nil {
		return fmt.Errorf("keep the catalogue: %w", err)
	}
	w.bus.emit(CatalogueChanged{})
	return nil
}
