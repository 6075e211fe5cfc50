package main

import (
	"sync"

	"accountsmanager/domain/workspace"
)

// watch gathers the events of a workspace, so that a command can wait for the
// next one without missing any.
type watch struct {
	w      *workspace.Workspace
	stop   func()
	signal chan struct{} // holds one token while there is news

	mu        sync.Mutex
	moved     map[string]bool // provisionings, since they were last asked for
	troubles  []error
	refreshes int // how many ended
	running   bool
}

func watchWorkspace(w *workspace.Workspace) *watch {
	x := &watch{w: w, signal: make(chan struct{}, 1), moved: map[string]bool{}}
	x.stop = w.Subscribe(x.hear)
	return x
}

// hear runs on whatever goroutine the event happens, and must not block.
func (x *watch) hear(e workspace.Event) {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch e := e.(type) {
	case workspace.ProvisioningChanged:
		x.moved[e.ID] = true
	case workspace.Trouble:
		x.troubles = append(x.troubles, e.Err)
	case workspace.StatusChanged:
		running := x.w.Status().Refreshing
		if x.running && !running {
			x.refreshes++
		}
		x.running = running
	}
	select {
	case x.signal <- struct{}{}:
	default:
	}
}

// takeMoved gives the provisionings that moved since the last call.
func (x *watch) takeMoved() []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	var ids []string
	for id := range x.moved {
		ids = append(ids, id)
	}
	clear(x.moved)
	return ids
}

func (x *watch) takeTroubles() []error {
	x.mu.Lock()
	defer x.mu.Unlock()
	troubles := x.troubles
	x.troubles = nil
	return troubles
}

// refreshed tells whether a refresh has ended, well or not.
func (x *watch) refreshed() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.refreshes > 0
}
