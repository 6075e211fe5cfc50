package workspace

import (
	"context"
	"fmt"
	"strings"

	"accountsmanager/domain"
)

// Profiles lists who has signed in on this computer, last used first.
func (w *Workspace) Profiles(ctx context.Context) ([]Profile, error) { return w.store.Profiles(ctx) }

// sameAs tells whether p is the profile that just signed in as identity. The
// built-in sandbox has another port at each start.
func (p Profile) sameAs(now Profile, identity domain.Identity) bool {
	if p.Sandbox || now.Sandbox {
		return p.Sandbox && now.Sandbox && p.Identity.AccountID == identity.AccountID
	}
	return p.Server == now.Server && p.Identity.AccountID == identity.AccountID &&
		p.Method == now.Method && strings.EqualFold(p.UserName, now.UserName)
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
