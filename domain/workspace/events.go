package workspace

import (
	"sync"

	"accountsmanager/domain/provisioning"
)

// Event tells that something a view may show has changed. It carries what it is
// about, never the new value: views read that.
type Event interface{ event() }

// The events.
type (
	// StatusChanged: who is signed in, the connection, the keyring, a refresh.
	StatusChanged struct{}
	// AccountsChanged: the cached accounts below ParentID.
	AccountsChanged struct{ ParentID string }
	// AccountRead: something of this account was read, or queued, or sent.
	AccountRead struct{ ID string }
	// DraftsChanged: a draft was made, deleted, or renamed.
	DraftsChanged struct{ ID string }
	// CatalogueChanged: classifiers, plans, apps, trunks and so on were read.
	CatalogueChanged struct{}
	// ProvisioningChanged: a step of a provisioning moved.
	ProvisioningChanged struct {
		ID      string
		Summary provisioning.Summary
	}
	// Trouble: something failed in the background that a person should know of.
	Trouble struct{ Err error }
)

func (StatusChanged) event()       {}
func (AccountsChanged) event()     {}
func (AccountRead) event()         {}
func (DraftsChanged) event()       {}
func (CatalogueChanged) event()    {}
func (ProvisioningChanged) event() {}
func (Trouble) event()             {}

// bus hands events to whoever listens.
type bus struct {
	mu        sync.Mutex
	next      int
	listeners map[int]func(Event)
}

func (b *bus) subscribe(listen func(Event)) (cancel func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.listeners == nil {
		b.listeners = map[int]func(Event){}
	}
	id := b.next
	b.next++
	b.listeners[id] = listen
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, id)
	}
}

func (b *bus) emit(e Event) {
	b.mu.Lock()
	listeners := make([]func(Event), 0, len(b.listeners))
	for _, l := range b.listeners {
		listeners = append(listeners, l)
	}
	b.mu.Unlock()
	for _, listen := range listeners {
		listen(e)
	}
}
