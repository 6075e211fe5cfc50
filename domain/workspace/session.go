package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"accountsmanager/domain"
)

// SignInRequest is what was typed on the sign-in screen.
type SignInRequest struct {
	Method   SignInMethod
	Server   string
	UserName string
	Account  string        // name, realm or phone number
	Secret   domain.Secret // the password, or the API key
	Route    *domain.Route // the way to the server; nil: as it was gone there last
}

// Profiles lists who has signed in on this computer, last used first.
func (w *Workspace) Profiles(ctx context.Context) ([]Profile, error) { return w.store.Profiles(ctx) }

// SignIn signs in at a server and opens the profile. Where the keyring does not
// take the secret it goes on for this session only, and Status says so.
func (w *Workspace) SignIn(ctx context.Context, r SignInRequest) error {
	server, err := w.connector.CheckServer(r.Server)
	if err != nil {
		return fmt.Errorf("read the server's address: %w", err)
	}
	profile := Profile{
		Server: server, Method: r.Method,
		UserName: strings.TrimSpace(r.UserName), Account: strings.TrimSpace(r.Account),
	}
	if profile.Route, err = w.route(ctx, server, r.Route); err != nil {
		return err
	}
	secret := r.Secret
	if r.Method == WithPassword {
		secret = w.connector.Conceal(profile.UserName, r.Secret)
	}
	return w.signIn(ctx, profile, secret)
}

// TrySandbox starts the built-in sandbox and signs in to it.
func (w *Workspace) TrySandbox(ctx context.Context) error {
	if w.sandbox == nil {
		return fmt.Errorf("start the sandbox: %w", domain.ErrNotFound)
	}
	access, err := w.sandbox.Start(ctx)
	if err != nil {
		return fmt.Errorf("start the sandbox: %w", err)
	}
	profile := Profile{
		Server: access.Server, Method: WithPassword, UserName: access.UserName, Account: access.Account, Sandbox: true,
	}
	return w.signIn(ctx, profile, w.connector.Conceal(access.UserName, access.Password))
}

func (w *Workspace) signIn(ctx context.Context, profile Profile, secret domain.Secret) error {
	backend, identity, err := w.connector.SignIn(ctx, profile.Server, credentials(profile, secret))
	if err != nil {
		return fmt.Errorf("sign in at %s: %w", profile.Server, err)
	}
	known, err := w.store.Profiles(ctx)
	if err != nil {
		backend.Close()
		return fmt.Errorf("read the profiles: %w", err)
	}
	profile.ID, profile.Identity, profile.UsedAt = newID(), identity, w.clock.Now()
	i := slices.IndexFunc(known, func(p Profile) bool { return p.sameAs(profile, identity) })
	if i >= 0 {
		profile.ID = known[i].ID
	} else if err := w.store.SaveProfile(ctx, profile); err != nil {
		backend.Close()
		return fmt.Errorf("save the profile: %w", err)
	}
	err = w.open(ctx, profile.ID, backend, false, func(p *Profile) {
		profile.RealmSuffix = p.RealmSuffix // nobody is asked for it in signing in
		*p = profile
	})
	if err != nil {
		backend.Close()
		return err
	}
	w.keep(ctx, signInKey(profile.ID), secret)
	return nil
}

// sameAs tells whether p is the profile that just signed in as identity. The
// built-in sandbox has another port at each start.
func (p Profile) sameAs(now Profile, identity domain.Identity) bool {
	if p.Sandbox || now.Sandbox {
		return p.Sandbox && now.Sandbox && p.Identity.AccountID == identity.AccountID
	}
	return p.Server == now.Server && p.Identity.AccountID == identity.AccountID &&
		p.Method == now.Method && strings.EqualFold(p.UserName, now.UserName)
}

func credentials(p Profile, secret domain.Secret) Credentials {
	return Credentials{Method: p.Method, UserName: p.UserName, Account: p.Account, Secret: secret, Route: p.Route}
}

func signInKey(profileID string) string { return "profile/" + profileID }

// keep puts a secret into the keyring, and notes where that cannot be.
func (w *Workspace) keep(ctx context.Context, key string, secret domain.Secret) {
	err := w.secrets.Set(ctx, key, secret)
	if err != nil {
		w.log.Warn("the keyring did not take a secret", "key", key, "error", err)
	}
	w.setStatus(func(s *Status) { s.Keyring = err })
	w.mu.Lock()
	w.keyring = keyringState{tried: true}
	w.mu.Unlock()
}

// open makes a profile the one that is worked in, changed as change says. backend may be
// nil; byChoice then tells that it is to stay so. Error: domain.ErrNotFound.
func (w *Workspace) open(ctx context.Context, id string, backend Backend, byChoice bool, change func(*Profile)) error {
	profile, err := w.changeProfile(ctx, id, func(p *Profile) {
		change(p)
		p.UsedAt = w.clock.Now()
	})
	if err != nil {
		return err
	}
	w.sessions.Lock()
	defer w.sessions.Unlock()
	old := w.suspend()
	w.mu.Lock()
	if w.profile.ID != id { // else it has been changed, and maybe once more since
		w.profile = profile
	}
	w.backend = backend
	w.generation++
	w.status = Status{Profile: w.profile, Connection: Offline, Keyring: w.status.Keyring, ByChoice: byChoice}
	if backend != nil {
		w.status.Connection = Online
	}
	w.mu.Unlock()
	if old != nil {
		old.Close()
	}
	w.bus.emit(StatusChanged{})
	if err := w.courier.resume(ctx); err != nil {
		return err
	}
	w.background(w.tidy)
	if backend != nil {
		w.background(w.refreshAll)
	}
	return nil
}

// asItIs changes nothing of a profile.
func asItIs(*Profile) {}

// changeProfile changes a profile where it is kept, and with it the open one where it is
// the same. Whoever changes something else of it meanwhile comes before or after. Error:
// domain.ErrNotFound.
func (w *Workspace) changeProfile(ctx context.Context, id string, change func(*Profile)) (Profile, error) {
	w.profiles.Lock()
	defer w.profiles.Unlock()
	profile, err := w.findProfile(ctx, id)
	if err != nil {
		return Profile{}, err
	}
	change(&profile)
	if err := w.store.SaveProfile(ctx, profile); err != nil {
		return Profile{}, fmt.Errorf("save the profile: %w", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.profile.ID == id {
		change(&w.profile)
		w.status.Profile = w.profile
	}
	return profile, nil
}

// suspend ends the session with the server, and waits for what is out; the
// profile stays open until then, for that is where outcomes belong. The caller
// holds sessions.
func (w *Workspace) suspend() (old Backend) {
	w.mu.Lock()
	old, w.backend = w.backend, nil
	w.generation++
	w.mu.Unlock()
	w.courier.pause()
	return old
}

// Resume opens the profile that was used last from what is cached, and signs in
// again behind it. False means that there is none: the sign-in screen is next.
func (w *Workspace) Resume(ctx context.Context) (bool, error) {
	profiles, err := w.store.Profiles(ctx)
	if err != nil {
		return false, fmt.Errorf("read the profiles: %w", err)
	}
	if len(profiles) == 0 {
		return false, nil
	}
	return true, w.OpenProfile(ctx, profiles[0].ID)
}

// OpenProfile opens a profile from what is cached, and signs in behind it unless
// the program is to stay offline.
func (w *Workspace) OpenProfile(ctx context.Context, id string) error {
	if err := w.open(ctx, id, nil, w.options.Offline, asItIs); err != nil {
		return err
	}
	w.wakeConnection()
	return nil
}

// WorkOffline opens a profile from what is cached and stays offline.
func (w *Workspace) WorkOffline(ctx context.Context, id string) error {
	return w.open(ctx, id, nil, true, asItIs)
}

// GoOnline ends working offline by choice.
func (w *Workspace) GoOnline() {
	w.setStatus(func(s *Status) { s.ByChoice = false })
	w.wakeConnection()
}

// SignOut forgets the session, and what signs the profile in again. The cache,
// drafts and queued work of the profile stay.
func (w *Workspace) SignOut(ctx context.Context) error {
	w.sessions.Lock()
	defer w.sessions.Unlock()
	profile, _ := w.session()
	backend := w.suspend()
	w.mu.Lock()
	w.profile = Profile{}
	w.generation++
	w.status = Status{Connection: SignedOut}
	w.mu.Unlock()
	if backend != nil {
		backend.Close()
	}
	w.bus.emit(StatusChanged{})
	if profile.ID == "" {
		return nil
	}
	if err := w.secrets.Delete(ctx, signInKey(profile.ID)); err != nil {
		return fmt.Errorf("take the secret out of the keyring: %w", err)
	}
	return nil
}

// SetRealmSuffix keeps the suffix of the reseller's realms.
func (w *Workspace) SetRealmSuffix(ctx context.Context, suffix string) error {
	if p := domain.CheckSuffix(suffix); p != nil {
		return &domain.RefusedError{Status: 400, Code: "realm suffix", Problems: domain.Problems{*p}}
	}
	suffix = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(suffix), "."))
	profile, _ := w.session()
	if _, err := w.changeProfile(ctx, profile.ID, func(p *Profile) { p.RealmSuffix = suffix }); err != nil {
		return fmt.Errorf("set the suffix of realms: %w", err)
	}
	w.bus.emit(CatalogueChanged{})
	return nil
}

func (w *Workspace) findProfile(ctx context.Context, id string) (Profile, error) {
	profiles, err := w.store.Profiles(ctx)
	if err != nil {
		return Profile{}, fmt.Errorf("read the profiles: %w", err)
	}
	for _, p := range profiles {
		if p.ID == id {
			return p, nil
		}
	}
	return Profile{}, fmt.Errorf("open profile %s: %w", id, domain.ErrNotFound)
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
