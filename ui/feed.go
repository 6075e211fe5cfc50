package ui

import (
	"sync"
	"time"

	"accountsmanager/domain/workspace"
)

// redrawEvery is the least time between two redraws because of events. A refresh
// of many pages tells of each.
const redrawEvery = 250 * time.Millisecond

// changes is what happened since the views were told last.
type changes struct {
	status, drafts, catalogue bool
	accounts, provisionings   map[string]bool // by id; those of the parent for accounts
	read                      map[string]bool // accounts of which something was read, queued or sent
	troubles                  []error
}

func (c *changes) add(e workspace.Event) {
	switch e := e.(type) {
	case workspace.StatusChanged:
		c.status = true
	case workspace.AccountsChanged:
		c.accounts = with(c.accounts, e.ParentID)
	case workspace.AccountRead:
		c.read = with(c.read, e.ID)
	case workspace.DraftsChanged:
		c.drafts = true
	case workspace.ProvisioningChanged:
		c.provisionings = with(c.provisionings, e.ID)
	case workspace.CatalogueChanged:
		c.catalogue = true
	case workspace.Trouble:
		c.troubles = append(c.troubles, e.Err)
	}
}

func with(set map[string]bool, id string) map[string]bool {
	if set == nil {
		set = map[string]bool{}
	}
	set[id] = true
	return set
}

func (c *changes) empty() bool {
	return !c.status && !c.drafts && !c.catalogue && len(c.accounts)+len(c.read)+len(c.provisionings)+len(c.troubles) == 0
}

// feed is the one place where the workspace's events come onto the UI thread. The
// first of a burst goes through at once, the rest of it together, a few times a
// second.
type feed struct {
	dispatch func(func())
	after    func(time.Duration, func()) // calls back on any goroutine
	show     func(changes)               // on the UI thread

	mu      sync.Mutex
	pending changes
	armed   bool // a delivery is on its way
}

func newFeed(dispatch func(func()), show func(changes)) *feed {
	return &feed{
		dispatch: dispatch, show: show,
		after: func(d time.Duration, f func()) { time.AfterFunc(d, f) },
	}
}

// put takes an event in, on any goroutine, without blocking.
func (f *feed) put(e workspace.Event) {
	f.mu.Lock()
	f.pending.add(e)
	start := !f.armed
	f.armed = true
	f.mu.Unlock()
	if start {
		f.dispatch(f.deliver)
	}
}

// deliver hands out what has gathered, and comes back after a while for what has
// gathered then.
func (f *feed) deliver() {
	f.mu.Lock()
	gathered := f.pending
	f.pending = changes{}
	f.mu.Unlock()
	f.show(gathered)
	f.after(redrawEvery, func() {
		f.mu.Lock()
		f.armed = !f.pending.empty()
		more := f.armed
		f.mu.Unlock()
		if more {
			f.dispatch(f.deliver)
		}
	})
}
