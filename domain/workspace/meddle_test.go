package workspace_test

import (
	"context"
	"runtime"
	"sync"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// meddling is a store in the middle of whose calls something else happens, once.
type meddling struct {
	workspace.Store

	mu        sync.Mutex
	meanwhile map[string]meanwhile // by method
}

type meanwhile struct {
	begin func()
	done  func() bool
	waits bool
}

// meddle starts the program anew, with a store to meddle with.
func (r *rig) meddle() *meddling {
	m := &meddling{meanwhile: map[string]meanwhile{}}
	r.restart(func(o *workspace.Options) {
		m.Store = o.Store
		o.Store = m
	})
	return m
}

// during begins something in the next call of a method, and lets that call go on when
// it is done.
func (m *meddling) during(method string, begin func(), done func() bool) {
	m.set(method, meanwhile{begin: begin, done: done})
}

// beside is during for what has to wait for that very call: the call goes on after a
// while all the same.
func (m *meddling) beside(method string, begin func(), done func() bool) {
	m.set(method, meanwhile{begin, done, true})
}

func (m *meddling) set(method string, what meanwhile) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.meanwhile[method] = what
}

func (m *meddling) happen(method string) {
	m.mu.Lock()
	now, ok := m.meanwhile[method]
	delete(m.meanwhile, method)
	m.mu.Unlock()
	if !ok {
		return
	}
	go now.begin()
	for tries := 0; !now.done() && (!now.waits || tries < 20_000); tries++ {
		runtime.Gosched()
	}
}

// Account lets it happen when the account has been read.
func (m *meddling) Account(ctx context.Context, profileID, id string) (domain.Account, error) {
	defer m.happen("Account")
	return m.Store.Account(ctx, profileID, id)
}

// Provisionings lets it happen when they have been read.
func (m *meddling) Provisionings(ctx context.Context, profileID string, finished bool) ([]provisioning.Provisioning, error) {
	defer m.happen("Provisionings")
	return m.Store.Provisionings(ctx, profileID, finished)
}

// Drafts lets it happen when they have been read.
func (m *meddling) Drafts(ctx context.Context, profileID string) ([]domain.DraftSummary, error) {
	defer m.happen("Drafts")
	return m.Store.Drafts(ctx, profileID)
}

// SavePart lets it happen before the part is saved.
func (m *meddling) SavePart(ctx context.Context, profileID, accountID string, doc domain.Document, p workspace.Part) error {
	m.happen("SavePart")
	return m.Store.SavePart(ctx, profileID, accountID, doc, p)
}

// SaveProfile lets it happen before the profile is saved.
func (m *meddling) SaveProfile(ctx context.Context, p workspace.Profile) error {
	m.happen("SaveProfile")
	return m.Store.SaveProfile(ctx, p)
}

// SaveDraft lets it happen before the draft is saved.
func (m *meddling) SaveDraft(ctx context.Context, profileID string, d domain.Draft, at time.Time) error {
	m.happen("SaveDraft")
	return m.Store.SaveDraft(ctx, profileID, d, at)
}
