package workspace

import (
	"context"
	"fmt"

	"accountsmanager/domain"
)

// RouteTo is the way by which a server was reached last, as its address was typed;
// the usual one where it never was, or where nothing that is an address was typed.
func (w *Workspace) RouteTo(ctx context.Context, server string) (domain.Route, error) {
	tidy, err := w.connector.CheckServer(server)
	if err != nil {
		return domain.Route{}, nil //nolint:nilerr // there is no way to nowhere; signing in says what is wrong
	}
	return w.route(ctx, tidy, nil)
}

// CheckRoute tidies a way to a server and tells which authorities are in it. Errors:
// domain.ErrBadProxy, ErrProxyPassword, ErrBadFingerprint, ErrNoAuthority.
func (w *Workspace) CheckRoute(_ context.Context, r domain.Route) (domain.Route, []domain.Certificate, error) {
	return w.connector.CheckRoute(r)
}

// SetRoute changes the way to the server of the open profile, and connects anew by
// it. Errors are CheckRoute's, and domain.ErrNotFound where no profile is open.
func (w *Workspace) SetRoute(ctx context.Context, r domain.Route) error {
	r, _, err := w.connector.CheckRoute(r)
	if err != nil {
		return fmt.Errorf("change the way to the server: %w", err)
	}
	w.mu.Lock()
	profile, byChoice := w.profile, w.status.ByChoice
	w.mu.Unlock()
	if profile.ID == "" {
		return fmt.Errorf("change the way to the server: %w", domain.ErrNotFound)
	}
	// The session that there is goes the old way: it ends, and what is on the wire
	// comes back before.
	if err := w.open(ctx, profile.ID, nil, byChoice, func(p *Profile) { p.Route = r }); err != nil {
		return err
	}
	w.wakeConnection()
	return nil
}

// route is the way that was asked for, or the one by which the server was reached
// last.
func (w *Workspace) route(ctx context.Context, server string, asked *domain.Route) (domain.Route, error) {
	if asked != nil {
		r, _, err := w.connector.CheckRoute(*asked)
		if err != nil {
			return domain.Route{}, fmt.Errorf("read the way to the server: %w", err)
		}
		return r, nil
	}
	profiles, err := w.store.Profiles(ctx)
	if err != nil {
		return domain.Route{}, fmt.Errorf("read the profiles: %w", err)
	}
	for _, p := range profiles { // last used first
		if p.Server == server && !p.Sandbox {
			return p.Route, nil
		}
	}
	return domain.Route{}, nil
}
