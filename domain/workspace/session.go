package workspace

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
