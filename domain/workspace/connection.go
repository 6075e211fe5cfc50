package workspace

import (
	"context"
	"errors"
	"fmt"
	"time"

	"accountsmanager/domain"
)

// GoOnline ends working offline by choice.
func (w *Workspace) GoOnline() {
	w.setStatus(func(s *Status) { s.ByChoice = false })
	w.wakeConnection()
}

// background runs work that ends with the workspace. Its error is told, not lost.
func (w *Workspace) background(work func(context.Context) error) {
	w.work.Go(func() {
		if err := work(w.ctx); err != nil && w.ctx.Err() == nil {
			w.noteFailure(err)
		}
	})
}

// noteFailure sorts an error of background work: the connection's are shown as
// its state, the rest as trouble.
func (w *Workspace) noteFailure(err error) {
	w.log.Warn("background work failed", "error", err)
	switch {
	case errors.Is(err, domain.ErrOffline), errors.Is(err, domain.ErrCertificate), errors.Is(err, domain.ErrNotCrossbar):
		if w.wentOffline(err) {
			w.wakeConnection()
		}
	case errors.Is(err, domain.ErrSignedOut):
		w.wentOffline(err) // somebody has to sign in
	default:
		w.bus.emit(Trouble{Err: err})
	}
}

// wentOffline tells whether there was a connection to lose.
func (w *Workspace) wentOffline(reason error) bool {
	w.mu.Lock()
	was := w.status.Connection == Online || w.status.Connection == Connecting
	if was {
		w.status.Connection, w.status.Reason = Offline, reason
	}
	w.mu.Unlock()
	if was {
		w.bus.emit(StatusChanged{})
	}
	return was
}

func (w *Workspace) wakeConnection() {
	select {
	case w.reconnect <- struct{}{}:
	default:
	}
}

// keepConnected signs in, or finds a lost server again, whenever a profile is
// open and the person does not want to be offline.
func (w *Workspace) keepConnected() {
	for {
		select {
		case <-w.ctx.Done():
			return
		case <-w.reconnect:
		}
		wait := w.options.Reconnect
		for w.shouldConnect() {
			err := w.connect(w.ctx)
			if err == nil || permanent(err) {
				break
			}
			select {
			case <-w.ctx.Done():
				return
			case <-w.reconnect:
				wait = w.options.Reconnect
			case <-w.clock.After(wait):
				wait = min(2*wait, time.Minute)
			}
		}
	}
}

func (w *Workspace) shouldConnect() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.profile.ID != "" && w.status.Connection == Offline && !w.status.ByChoice && !w.options.Offline && w.ctx.Err() == nil
}

// permanent tells whether trying again by itself is of no use: somebody has to
// sign in, or unlock the keyring.
func permanent(err error) bool {
	return NeedsSignIn(err) || errors.Is(err, domain.ErrKeyringLocked) || errors.Is(err, domain.ErrCertificate)
}

// connect brings the open profile online: by the session it has, or by signing
// in with what the keyring holds. If another profile is opened meanwhile, or
// this one closed, it leaves no trace.
func (w *Workspace) connect(ctx context.Context) error {
	profile, old, generation := w.sessionIn()
	w.setStatusIn(generation, func(s *Status) { s.Connection = Connecting })
	reached, backend, err := w.reach(ctx, profile, old)
	if err != nil {
		w.log.Info("not connected", "server", profile.Server, "error", err)
		w.setStatusIn(generation, func(s *Status) { s.Connection, s.Reason = Offline, err })
		return err
	}
	w.sessions.Lock()
	defer w.sessions.Unlock()
	note := func(p *Profile) { p.Server, p.Identity = reached.Server, reached.Identity }
	if !w.connected(generation, note, backend) {
		if backend != old {
			backend.Close()
		}
		return nil
	}
	if old != nil && backend != old {
		old.Close()
	}
	if backend != old {
		if _, err := w.changeProfile(ctx, profile.ID, note); err != nil {
			w.noteFailure(err)
		}
	}
	if err := w.courier.resume(ctx); err != nil {
		w.noteFailure(err)
	}
	w.background(w.refreshAll)
	return nil
}

// connected makes a session the open profile's, of which note notes how it was reached,
// and tells whether it still is the one that it was made for.
func (w *Workspace) connected(generation int, note func(*Profile), backend Backend) bool {
	w.mu.Lock()
	current := w.generation == generation
	if current {
		note(&w.profile)
		w.backend = backend
		w.status.Profile, w.status.Connection, w.status.Reason = w.profile, Online, nil
	}
	w.mu.Unlock()
	if current {
		w.bus.emit(StatusChanged{})
	}
	return current
}

// reach finds the server by the session that there is, or signs in anew.
func (w *Workspace) reach(ctx context.Context, profile Profile, backend Backend) (Profile, Backend, error) {
	if backend != nil {
		_, err := backend.Children(ctx, profile.Identity.AccountID, "", 1)
		if err == nil || !errors.Is(err, domain.ErrSignedOut) {
			return profile, backend, err
		}
	}
	if profile.Sandbox && w.sandbox != nil {
		access, err := w.sandbox.Start(ctx)
		if err != nil {
			return profile, nil, fmt.Errorf("start the sandbox: %w", err)
		}
		profile.Server = access.Server
	}
	secret, err := w.secrets.Get(ctx, signInKey(profile.ID))
	if ctx.Err() == nil {
		w.keyringAnswered(err)
	}
	if err != nil {
		return profile, nil, fmt.Errorf("fetch what signs in from the keyring: %w", err)
	}
	backend, profile.Identity, err = w.connector.SignIn(ctx, profile.Server, credentials(profile, secret))
	if err != nil {
		return profile, nil, fmt.Errorf("sign in at %s: %w", profile.Server, err)
	}
	return profile, backend, nil
}
