// Package wire puts the workspace together from its parts: the data directory,
// the store, the keyring, the Crossbar client, the log. The window and accountsctl
// start from the same wiring, so that they are the same program. No rule lives
// here, and no Fyne.
package wire

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"accountsmanager/assets/countries"
	"accountsmanager/assets/zones"
	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/crash"
	"accountsmanager/storage/crossbar"
	"accountsmanager/storage/datadir"
	"accountsmanager/storage/keyring"
	"accountsmanager/storage/sqlite"
)

// Options are what the flags say.
type Options struct {
	Data    string // the data directory; empty: the system's own place
	Version string
	// Program is what a crash is written down for, such as "accountsctl"; empty: for none
	// of this process, as in tests.
	Program  string
	LogLevel slog.Level
	Stderr   bool // log to standard error as well
	Offline  bool
	// Pace scales every wait of the courier: 1 for people, less for tests.
	Pace float64
	// Timeouts bound the requests; zero fields take the client's own.
	Timeouts crossbar.Timeouts
	// Decorate, if given, may put something of its own around the parts before
	// they become a workspace.
	Decorate func(*workspace.Options)
}

// Program is a workspace with all that has to be closed after it.
type Program struct {
	Workspace *workspace.Workspace
	Log       *slog.Logger
	Dir       *datadir.Dir
	// Trouble is what a person should be told at the start: that the database was
	// damaged, and where it was put. Nil if all is well.
	Trouble error

	crashes *crash.Watch // nil where none are written down
	store   *sqlite.Store
	sandbox *builtIn
	logs    func() error
}

// Open starts everything. Errors: domain.ErrDirectoryInUse, ErrStoreTooNew,
// ErrNotUpgraded, ErrReadOnly, ErrDiskFull.
func Open(ctx context.Context, o Options) (p *Program, err error) {
	if err := NoCoreDumps(); err != nil {
		return nil, fmt.Errorf("keep crashes from leaving memory behind: %w", err)
	}
	path := o.Data
	if path == "" {
		if path, err = datadir.Default(); err != nil {
			return nil, err
		}
	}
	dir, err := datadir.Open(path)
	if err != nil {
		return nil, err
	}
	log, closeLogs := openLog(dir.Log(), o)
	crashes := watchCrashes(dir, log, o)
	store, err := sqlite.Open(ctx, sqlite.Options{Path: dir.Database(), Now: time.Now, Log: log})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the store: %w", err), closeCrashes(crashes), closeLogs(), dir.Close())
	}
	if o.Pace == 0 {
		o.Pace = 1
	}
	sandbox := &builtIn{file: dir.Sandbox(), log: log}
	p = &Program{crashes: crashes, Log: log, Dir: dir, store: store, sandbox: sandbox, logs: closeLogs}
	if aside, damaged := store.Recovered(); damaged {
		p.Trouble = fmt.Errorf("%w: it was set aside as %s", domain.ErrStoreDamaged, aside)
	}
	parts := workspace.Options{
		Store: store, Secrets: keyring.NewSystem(), Sandbox: sandbox, Disk: dir, Clock: systemClock{}, Log: log,
		Connector: crossbar.New(crossbar.Options{Version: o.Version, Log: log, Timeouts: o.Timeouts}),
		Policy:    provisioning.DefaultPolicy().Scale(o.Pace),
		Reconnect: time.Duration(o.Pace * float64(5*time.Second)),
		Offline:   o.Offline, KnownZone: knownZone, KnownCountry: countries.Known,
	}
	if crashes != nil {
		parts.Reports = crashes
	}
	if o.Decorate != nil {
		o.Decorate(&parts)
	}
	p.Workspace = workspace.New(parts)
	log.Info("started", "version", o.Version, "data", dir.Path())
	return p, nil
}

// Close ends the background work, giving what is on the wire until ctx ends, and
// then closes the rest.
func (p *Program) Close(ctx context.Context) error {
	p.Workspace.Close(ctx)
	p.Log.Info("ended")
	return errors.Join(p.sandbox.close(), p.store.Close(), closeCrashes(p.crashes), p.logs(), p.Dir.Close()) //nolint:contextcheck // these close whatever happens
}

func knownZone(name string) bool {
	_, ok := zones.Find(name)
	return ok
}

// systemClock is the computer's.
type systemClock struct{}

func (systemClock) Now() time.Time                         { return time.Now() }
func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }
