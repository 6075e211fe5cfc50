// Package sample is a workspace without a server, a disk or a keyring, full of
// made-up accounts. The storybook shows the screens with it, and tests of the window
// drive it: what a method does can be replaced, what was called is recorded.
package sample

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Workspace keeps everything in memory. Its methods may be called from any
// goroutine; its exported fields are for before and after that.
type Workspace struct {
	// OnSignIn decides how a sign-in ends; nil lets everybody in.
	OnSignIn func(context.Context, workspace.SignInRequest) error
	// OnSandbox decides how trying the sandbox ends; nil lets everybody in.
	OnSandbox     func(context.Context) error
	OnReadyDrafts func() []workspace.BatchDraft
	// OnRead decides how reading a document of an account ends; nil reads them all.
	OnRead func(ctx context.Context, id string, doc domain.Document) error
	// OnPart may change what is read of a document; nil leaves it.
	OnPart func(doc domain.Document, part workspace.Part) workspace.Part
	// OnAccounts may hold back or change what a listing gives.
	OnAccounts func(ctx context.Context, q workspace.AccountQuery, rows []domain.Account) ([]domain.Account, error)
	// Clock tells the time.
	Clock func() time.Time

	mu            sync.Mutex
	templates     workspace.Templates
	calls         []string
	failures      map[string]error
	listeners     map[int]func(workspace.Event)
	nextID        int // of a listener
	drafted       int // drafts that were started
	status        workspace.Status
	profiles      []workspace.Profile
	drafts        map[string]domain.Draft
	work          []workspace.WorkRow
	accounts      []domain.Account // all, by name
	provisionings map[string]provisioning.Provisioning
	catalogue     domain.Catalogue
	trunks        workspace.TrunkOverview
	settings      map[string]string
	parts         map[string]map[domain.Document]workspace.Part // by account
	deeds         map[string][]provisioning.Step                // by account
	unsaved       map[string]domain.Edits                       // by account
	health        []workspace.Finding
	crash         *workspace.CrashReport // nil, or what is offered
	examined      map[workspace.Subject]workspace.Finding
}

// Empty is a workspace in which nobody ever signed in.
func Empty() *Workspace {
	return &Workspace{
		Clock:    func() time.Time { return Noon },
		failures: map[string]error{}, listeners: map[int]func(workspace.Event){}, drafts: map[string]domain.Draft{},
		provisionings: map[string]provisioning.Provisioning{}, settings: map[string]string{},
		parts: map[string]map[domain.Document]workspace.Part{}, deeds: map[string][]provisioning.Step{}, unsaved: map[string]domain.Edits{}, health: Healthy(), examined: map[workspace.Subject]workspace.Finding{},
		status: workspace.Status{Connection: workspace.SignedOut},
	}
}

// note records a call and tells how it is to fail.
func (w *Workspace) note(method string, args ...any) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	call := method
	for _, a := range args {
		call += fmt.Sprintf(" %v", a)
	}
	w.calls = append(w.calls, call)
	return w.failures[method]
}

// Calls lists what was called since the last time, as "RetryStep d3 limits".
// Reads are not among them.
func (w *Workspace) Calls() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	calls := w.calls
	w.calls = nil
	return calls
}

// Fail lets a method fail from now on; nil lets it work again.
func (w *Workspace) Fail(method string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failures[method] = err
}

func (w *Workspace) failure(method string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failures[method]
}

// Subscribe calls listen for each event.
func (w *Workspace) Subscribe(listen func(workspace.Event)) (cancel func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	id := w.nextID
	w.nextID++
	w.listeners[id] = listen
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.listeners, id)
	}
}

// Emit tells all listeners.
func (w *Workspace) Emit(e workspace.Event) {
	w.mu.Lock()
	var listeners []func(workspace.Event)
	for _, l := range w.listeners {
		listeners = append(listeners, l)
	}
	w.mu.Unlock()
	for _, l := range listeners {
		l(e)
	}
}

// SetStatus changes how things stand, and tells.
func (w *Workspace) SetStatus(change func(*workspace.Status)) {
	w.mu.Lock()
	change(&w.status)
	w.mu.Unlock()
	w.Emit(workspace.StatusChanged{})
}

// SetWork replaces drafts and queued work, and tells.
func (w *Workspace) SetWork(rows []workspace.WorkRow) {
	w.mu.Lock()
	w.work = rows
	w.mu.Unlock()
	w.Emit(workspace.DraftsChanged{})
}

// SetAccounts replaces the accounts, and tells.
func (w *Workspace) SetAccounts(accounts []domain.Account) {
	w.mu.Lock()
	w.accounts = accounts
	parent := w.status.Profile.Identity.AccountID
	w.mu.Unlock()
	w.Emit(workspace.AccountsChanged{ParentID: parent})
}

// SetProvisioning replaces how far a submitted draft is, and tells.
func (w *Workspace) SetProvisioning(p provisioning.Provisioning) {
	w.mu.Lock()
	w.provisionings[p.ID] = p
	w.mu.Unlock()
	w.Emit(workspace.ProvisioningChanged{ID: p.ID, Summary: p.Summary()})
}

// SetProfiles replaces who has signed in on this computer.
func (w *Workspace) SetProfiles(profiles ...workspace.Profile) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.profiles = profiles
}

// SetCatalogue replaces what the server offers to drafts, and tells.
func (w *Workspace) SetCatalogue(c domain.Catalogue) {
	w.mu.Lock()
	w.catalogue = c
	w.mu.Unlock()
	w.Emit(workspace.CatalogueChanged{})
}

// Never is what a hook calls that is to get no answer, ever: it ends the goroutine of the
// background work that asks, so that whoever waits for the background to be idle need not
// wait for it.
func Never() { runtime.Goexit() }
