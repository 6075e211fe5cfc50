package workspace

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/google/uuid"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Options are what a workspace is made of.
type Options struct {
	Store     Store
	Secrets   Secrets
	Connector Connector
	Sandbox   Sandbox // nil: there is none to try
	Disk      Disk    // nil: nothing is known of it
	Reports   Reports // nil: crashes are not written down
	Clock     Clock
	Log       *slog.Logger
	Policy    provisioning.Policy // the zero value is DefaultPolicy
	// Offline keeps from ever connecting.
	Offline bool
	// KnownZone and KnownCountry are the rules for names that change with the
	// world; nil accepts all.
	KnownZone, KnownCountry func(string) bool
	// Reconnect is the wait before the first try to reach a lost server again;
	// it doubles up to a minute. Zero means five seconds.
	Reconnect time.Duration
}

// Workspace is the program without its window. All its methods may be called
// from any goroutine, and may block on the disk, the keyring or the network.
type Workspace struct {
	store     Store
	secrets   Secrets
	connector Connector
	sandbox   Sandbox
	clock     Clock
	log       *slog.Logger
	policy    provisioning.Policy
	options   Options
	bus       bus

	ctx    context.Context //nolint:containedctx // the life of the background work
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu      sync.Mutex
	profile Profile
	backend Backend
	status  Status
	// generation counts the profiles that were opened and closed: what was begun
	// in an earlier one must not touch this one.
	generation int
	reconnect  chan struct{}

	catalogue sync.Mutex // held while the cached catalogue is changed
	profiles  sync.Mutex // held while a profile is changed
	drafts    sync.Mutex // held while a draft is saved, or compared and removed
	sessions  sync.Mutex // held while one session ends and another begins

	keyring keyringState // under mu

	passwords passwords
	courier   courier
	throttle  throttle
	ahead     ahead

	refreshing context.CancelFunc // ends the refresh under way; under mu
}

// Connection is how it stands with the server.
type Connection string

// The connections.
const (
	SignedOut  Connection = "signed_out" // nobody is
	Connecting Connection = "connecting"
	Online     Connection = "online"
	Offline    Connection = "offline"
)

// Status is what the head of the sidebar and the foot of the window tell.
type Status struct {
	Profile    Profile
	Connection Connection
	// Reason is why it is not Online, where there is one.
	Reason error
	// Keyring is why the keyring cannot be used, nil where it can.
	Keyring    error
	Refreshing bool
	// Stopped: a person stopped the reading of the accounts before its end. What has
	// come is kept, and it goes on from there: see Refresh.
	Stopped  bool
	Read     int       // accounts that the refresh under way, or the last, has read so far
	SyncedAt time.Time // of the last whole refresh; zero for never in this run
	ByChoice bool      // offline because the person wants it
}

// New makes a workspace. Nobody is signed in yet: see Resume, SignIn, WorkOffline.
func New(o Options) *Workspace {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Policy.FirstRetry == 0 {
		o.Policy = provisioning.DefaultPolicy()
	}
	if o.Reconnect == 0 {
		o.Reconnect = 5 * time.Second
	}
	ctx, cancel := context.WithCancel(context.Background())
	w := &Workspace{
		store: o.Store, secrets: o.Secrets, connector: o.Connector, sandbox: o.Sandbox, clock: o.Clock,
		log: o.Log, policy: o.Policy, options: o, ctx: ctx, cancel: cancel,
		status: Status{Connection: SignedOut}, reconnect: make(chan struct{}, 1),
	}
	w.passwords.typed = map[string]domain.Secret{}
	w.courier.w = w
	w.courier.carrying = map[string]chan struct{}{}
	w.courier.out = map[[2]string]bool{}
	w.courier.slots = make(chan struct{}, maxAccountsAtOnce)
	w.work.Go(w.keepConnected)
	return w
}

// Close ends the background work. Requests that are out are given until ctx ends
// to come back; what is not settled then is looked for at the next start.
func (w *Workspace) Close(ctx context.Context) {
	w.courier.stop()
	done := make(chan struct{})
	go func() { w.courier.work.Wait(); close(done) }()
	select {
	case <-done:
	case <-ctx.Done():
	}
	w.cancel()
	w.courier.work.Wait() // it may still start background work
	w.work.Wait()
	w.mu.Lock()
	backend := w.backend
	w.backend = nil
	w.mu.Unlock()
	if backend != nil {
		backend.Close()
	}
}

// Subscribe calls listen for each event, on whatever goroutine it happens, until
// cancel is called. Listeners must not block.
func (w *Workspace) Subscribe(listen func(Event)) (cancel func()) { return w.bus.subscribe(listen) }

// Status tells how things stand.
func (w *Workspace) Status() Status {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status
}

// Identity is who is signed in, or was last.
func (w *Workspace) Identity() domain.Identity { return w.Status().Profile.Identity }

// Setting reads a value of the program itself; empty where it was never set.
func (w *Workspace) Setting(ctx context.Context, key string) (string, error) {
	return w.store.Setting(ctx, key)
}

// SaveSetting keeps a value of the program itself.
func (w *Workspace) SaveSetting(ctx context.Context, key, value string) error {
	return w.store.SaveSetting(ctx, key, value)
}

func (w *Workspace) setStatus(change func(*Status)) {
	w.mu.Lock()
	change(&w.status)
	w.mu.Unlock()
	w.bus.emit(StatusChanged{})
}

func (w *Workspace) session() (Profile, Backend) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.profile, w.backend
}

// setStatusIn is setStatus, unless another profile was opened since.
func (w *Workspace) setStatusIn(generation int, change func(*Status)) {
	w.mu.Lock()
	current := w.generation == generation
	if current {
		change(&w.status)
	}
	w.mu.Unlock()
	if current {
		w.bus.emit(StatusChanged{})
	}
}

func (w *Workspace) sessionIn() (Profile, Backend, int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.profile, w.backend, w.generation
}

func newID() string {
	id, err := uuid.NewV7()
	if err != nil { // the system has no randomness left: nothing can go on
		panic("make an id: " + err.Error())
	}
	return id.String()
}

func dice() float64 { return rand.Float64() } //nolint:gosec // spreads retries, guards nothing
