package sample

import (
	"context"
	"strconv"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// What the wizard asks for besides drafts.

// Identity is who is signed in.
func (w *Workspace) Identity() domain.Identity { return w.Status().Profile.Identity }

// NewAdministrator starts another administrator.
func (w *Workspace) NewAdministrator() domain.Administrator {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.nextID++
	return domain.Administrator{ID: "admin-" + strconv.Itoa(w.nextID), Welcome: true}
}

// Check tells what is wrong with a draft by itself.
func (w *Workspace) Check(ctx context.Context, d domain.Draft) (domain.Problems, error) {
	suffix, err := w.RealmSuffix(ctx)
	if err != nil {
		return nil, err
	}
	return d.Check(domain.Surroundings{Today: w.Clock(), RealmSuffix: suffix, TypedPassword: func(string) (domain.Secret, bool) {
		return domain.NewSecret("typed-password"), true
	}}), w.failure("Check")
}

// RealmSuffix is the suffix of new realms.
func (w *Workspace) RealmSuffix(context.Context) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.catalogue.RealmSuffix, w.failures["RealmSuffix"]
}

// SetRealmSuffix changes the suffix of new realms.
func (w *Workspace) SetRealmSuffix(_ context.Context, suffix string) error {
	err := w.note("SetRealmSuffix", suffix)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.catalogue.RealmSuffix = suffix
	return err
}

// TypePassword forgets at once what was typed.
func (w *Workspace) TypePassword(_ context.Context, draftID, adminID string, _ domain.Secret) {
	_ = w.note("TypePassword", draftID, adminID)
}

// Preview renders no requests.
func (w *Workspace) Preview(context.Context, domain.Draft) ([]workspace.Request, error) {
	return nil, w.failure("Preview")
}

// Submit queues a draft as one whose account is being created.
func (w *Workspace) Submit(ctx context.Context, draftID string) error {
	if err := w.note("Submit", draftID); err != nil {
		return err
	}
	d, err := w.Draft(ctx, draftID)
	if err != nil {
		return err
	}
	p, err := provisioning.Plan(d, provisioning.Terms{Now: w.Clock(), Reseller: w.Identity(), NewID: func() string { return "op" }})
	if err != nil {
		return err
	}
	w.SetProvisioning(p)
	return nil
}
