package workspace

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"accountsmanager/domain"
)

const (
	// syncPage is how many accounts a page of a sync has.
	syncPage = 500
	// pagesTogether is how many pages are kept together at the most: the disk has half the
	// work with eight of them that it has with each alone. More would keep a draft waiting
	// that is saved meanwhile.
	pagesTogether = 8
	// wholeEvery is how often all accounts are read, so that those that are gone are
	// noticed: what has changed can be asked for, what was deleted cannot.
	wholeEvery = 24 * time.Hour
	// resumable is how old a reading of all accounts that was broken off may be to be
	// taken up again. Those that are renamed meanwhile can slip through it.
	resumable = time.Hour
	// slack is how far back changes are asked for beyond the last time: clocks are
	// not exact, and a server notes a change a little before others can read it.
	slack = 5 * time.Minute
)

// syncState is how far the cached accounts of a profile are known to be good.
type syncState struct {
	Whole   time.Time `json:"whole,omitzero"`   // when all were read last
	Since   time.Time `json:"since,omitzero"`   // all that changed before it is known
	Started time.Time `json:"started,omitzero"` // of the reading of all that is not done
	Next    string    `json:"next,omitempty"`   // where that one goes on
}

func syncKey(profileID string) string { return "sync/" + profileID }

// syncAccounts brings the cached accounts, at any depth, up to the server: with all of
// them the first time, each day and where whole says so, else with what has changed.
func (w *Workspace) syncAccounts(ctx context.Context, profile Profile, backend Backend, whole bool) error {
	state, err := w.syncState(ctx, profile)
	if err != nil {
		return err
	}
	now := w.clock.Now()
	if !whole && !state.Whole.IsZero() && state.Next == "" && now.Sub(state.Whole) < wholeEvery {
		return w.syncChanges(ctx, profile, backend, state)
	}
	if state.Next == "" || now.Sub(state.Started) > resumable {
		state.Started, state.Next = now, ""
	}
	return w.syncAll(ctx, profile, backend, state)
}

// syncAll reads all pages, and notes after each where it would go on. What was not
// seen on the way is gone from the server, and is forgotten only after the last page.
func (w *Workspace) syncAll(ctx context.Context, profile Profile, backend Backend, state syncState) error {
	resumed := state.Next != ""
	news, err := w.eachPage(ctx, profile, backend, state.Next, time.Time{}, state.Started, func(next string) error {
		state.Next = next
		if next == "" {
			return nil
		}
		return w.saveSyncState(ctx, profile, state)
	})
	if err != nil {
		return err
	}
	gone, err := w.store.ForgetUnseen(ctx, profile.ID, "", state.Started)
	if err != nil {
		return fmt.Errorf("forget accounts that are gone: %w", err)
	}
	// What was kept before it was broken off has not been counted.
	if err := w.afterSync(ctx, profile, syncNews{came: true, changed: news.changed || gone > 0 || resumed}); err != nil {
		return err
	}
	return w.saveSyncState(ctx, profile, syncState{Whole: w.clock.Now(), Since: state.Started})
}

// syncChanges reads what has changed since the last time.
func (w *Workspace) syncChanges(ctx context.Context, profile Profile, backend Backend, state syncState) error {
	started := w.clock.Now()
	news, err := w.eachPage(ctx, profile, backend, "", state.Since.Add(-slack), started, func(string) error { return nil })
	if err != nil {
		return err
	}
	if err := w.afterSync(ctx, profile, news); err != nil {
		return err
	}
	state.Since = started
	return w.saveSyncState(ctx, profile, state)
}

// syncNews is what pages brought: anything at all, and anything that was not known.
type syncNews struct{ came, changed bool }

// eachPage reads page after page, and meanwhile keeps those that have come.
func (w *Workspace) eachPage(
	ctx context.Context, profile Profile, backend Backend, start string, since, seen time.Time, kept func(next string) error,
) (news syncNews, err error) {
	own := profile.Identity.AccountID
	began := w.ahead.begin()
	reading, stop := context.WithCancel(ctx)
	defer stop()
	pages := make(chan Page, pagesTogether)
	var reader errgroup.Group
	reader.Go(func() error {
		defer close(pages)
		return readPages(reading, backend, own, start, since, pages)
	})
	off, err := disabledBelow(ctx, backend, own, since)
	// The first page is shown as soon as it is there, then more and more come at once.
	for together := 1; err == nil; together = min(2*together, pagesTogether) {
		come, more := take(pages, together)
		if !more {
			break
		}
		news.came = news.came || len(come.Accounts) > 0
		var changed bool
		if changed, err = w.keepPage(ctx, profile, come.Accounts, off, seen, began); err == nil {
			err = kept(come.Next)
		}
		news.changed = news.changed || changed
	}
	stop() // it may wait to hand on a page that is not kept any more
	failed := reader.Wait()
	switch {
	case err != nil:
		return news, err
	case failed != nil:
		return news, fmt.Errorf("read the accounts below %s: %w", own, failed)
	}
	return news, nil
}

// disabledBelow is who is disabled, which pages do not tell.
func disabledBelow(ctx context.Context, backend Backend, own string, since time.Time) (map[string]bool, error) {
	ids, err := backend.DisabledBelow(ctx, own, since)
	if err != nil {
		return nil, fmt.Errorf("read who is disabled below %s: %w", own, err)
	}
	off := map[string]bool{}
	for _, id := range ids {
		off[id] = true
	}
	return off, nil
}

// readPages hands on one page after the other from start on; the last one has no Next.
func readPages(ctx context.Context, backend Backend, own, start string, since time.Time, pages chan<- Page) error {
	for {
		page, err := backend.Descendants(ctx, own, start, syncPage, since)
		if err != nil {
			return err
		}
		if page.Next == start { // a server that would go on for ever
			page.Next = ""
		}
		select {
		case pages <- page:
		case <-ctx.Done():
			return ctx.Err()
		}
		if page.Next == "" {
			return nil
		}
		start = page.Next
	}
}

// take waits for so many pages and puts them together; they are fewer at the end, and
// none after it.
func take(pages <-chan Page, number int) (together Page, some bool) {
	for range number {
		page, more := <-pages
		if !more {
			break
		}
		together.Accounts, together.Next, some = append(together.Accounts, page.Accounts...), page.Next, true
	}
	return together, some
}

func (w *Workspace) keepPage(ctx context.Context, profile Profile, accounts []domain.Account, off map[string]bool, seen time.Time, began int) (changed bool, err error) {
	for i := range accounts {
		enabled := !off[accounts[i].ID]
		accounts[i].Enabled, accounts[i].Descendants = &enabled, UnknownCount
	}
	if changed, err = w.putListed(ctx, profile, accounts, seen, began); err != nil {
		return changed, fmt.Errorf("keep the accounts below %s: %w", profile.Identity.AccountID, err)
	}
	w.mu.Lock()
	current := w.profile.ID == profile.ID
	if current {
		w.status.Read += len(accounts)
	}
	w.mu.Unlock()
	if current {
		w.bus.emit(StatusChanged{})
	}
	if changed {
		w.bus.emit(AccountsChanged{ParentID: profile.Identity.AccountID})
	}
	return changed, nil
}

// afterSync counts what is below each account, which pages do not tell, and learns
// from the realms. It counts where anything came at all: a run that ended between
// keeping a page and counting finds nothing new in it the next time.
func (w *Workspace) afterSync(ctx context.Context, profile Profile, news syncNews) error {
	if !news.came {
		return nil
	}
	if err := w.store.CountBelow(ctx, profile.ID); err != nil {
		return fmt.Errorf("count the accounts below others: %w", err)
	}
	if !news.changed {
		return nil
	}
	w.bus.emit(AccountsChanged{ParentID: profile.Identity.AccountID})
	return w.learnSuffix(ctx, profile)
}

func (w *Workspace) syncState(ctx context.Context, profile Profile) (state syncState, err error) {
	text, err := w.store.Setting(ctx, syncKey(profile.ID))
	if err != nil || text == "" {
		return state, err
	}
	cached, err := w.store.CountAccounts(ctx, profile.ID, "")
	if err != nil {
		return state, err
	}
	if cached == 0 || json.Unmarshal([]byte(text), &state) != nil {
		return syncState{}, nil // it is not about what is cached now: all is read again
	}
	return state, nil
}

func (w *Workspace) saveSyncState(ctx context.Context, profile Profile, state syncState) error {
	if err := w.saveSettingJSON(ctx, syncKey(profile.ID), state); err != nil {
		return fmt.Errorf("note how far the sync is: %w", err)
	}
	return nil
}
