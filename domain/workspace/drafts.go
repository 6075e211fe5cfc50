package workspace

import (
	"context"
	"errors"
	"fmt"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// NewDraft starts a draft of an account below parent, the signed-in account
// where zero. Nothing is stored until SaveDraft.
func (w *Workspace) NewDraft(parent domain.AccountRef) domain.Draft {
	identity := w.Identity()
	if parent.IsZero() {
		parent = identity.Account()
	}
	return domain.NewDraft(newID(), parent, identity)
}

// NewAdministrator starts another administrator of a draft.
func (w *Workspace) NewAdministrator() domain.Administrator {
	return domain.Administrator{ID: newID(), Welcome: true}
}

// Draft reads a draft as it was typed last.
func (w *Workspace) Draft(ctx context.Context, id string) (domain.Draft, error) {
	return w.store.Draft(ctx, id)
}

// SaveDraft keeps a draft. A draft in which nothing was typed is not kept.
func (w *Workspace) SaveDraft(ctx context.Context, d domain.Draft) error {
	profile, _ := w.session()
	if profile.ID == "" {
		return fmt.Errorf("save the draft: %w", domain.ErrSignedOut)
	}
	if d.IsBlank(domain.NewDraft(d.ID, d.Parent, profile.Identity)) {
		_, err := w.store.Draft(ctx, d.ID)
		if errors.Is(err, domain.ErrNotFound) {
			return nil
		}
	}
	w.drafts.Lock()
	defer w.drafts.Unlock()
	if err := w.store.SaveDraft(ctx, profile.ID, d, w.clock.Now()); err != nil {
		return fmt.Errorf("save the draft: %w", err)
	}
	// A wizard may be open on what was sent and removed meanwhile.
	if err := w.removeIfOver(ctx, d.ID); err != nil {
		return fmt.Errorf("save the draft: %w", err)
	}
	w.bus.emit(DraftsChanged{ID: d.ID})
	return nil
}

// DeleteDraft removes a draft that was not submitted, or of which nothing was
// sent, or which says more than was sent when all is done (see Leftover), and
// returns it so that RestoreDraft can bring it back. Passwords that were typed for it
// leave the keyring; this session still knows them.
func (w *Workspace) DeleteDraft(ctx context.Context, id string) (domain.Draft, error) {
	d, err := w.deleteDraft(ctx, id)
	if err != nil {
		return domain.Draft{}, fmt.Errorf("delete the draft: %w", err)
	}
	for _, a := range d.Administrators {
		if a.Mode == domain.PasswordTyped {
			w.forgetTyped(ctx, id, a.ID)
		}
	}
	w.bus.emit(DraftsChanged{ID: id})
	return d, nil
}

// deleteDraft returns the draft as it was saved last: it is what is brought back.
func (w *Workspace) deleteDraft(ctx context.Context, id string) (domain.Draft, error) {
	w.drafts.Lock()
	defer w.drafts.Unlock()
	d, err := w.store.Draft(ctx, id)
	if err != nil {
		return d, err
	}
	if err := w.withdrawUnlessDone(ctx, id); err != nil {
		return d, err
	}
	return d, w.store.DeleteDraft(ctx, id)
}

// RestoreDraft brings a draft back that was deleted in this session, with the
// passwords that were typed for it.
func (w *Workspace) RestoreDraft(ctx context.Context, d domain.Draft) error {
	for _, a := range d.Administrators {
		if a.Mode != domain.PasswordTyped {
			continue
		}
		if password, err := w.TypedPassword(ctx, d.ID, a.ID); err == nil { // else it is asked for again
			w.TypePassword(ctx, d.ID, a.ID, password)
		}
	}
	return w.SaveDraft(ctx, d)
}

func (w *Workspace) withdrawUnlessDone(ctx context.Context, id string) error {
	p, err := w.store.Provisioning(ctx, id)
	if err == nil && p.Summary() == provisioning.SummaryDone {
		return nil
	}
	if err == nil {
		err = w.Withdraw(ctx, id)
	}
	if errors.Is(err, domain.ErrNotFound) {
		return nil
	}
	return err
}

// Check tells all that is wrong with a draft, with what is known of other
// accounts, drafts and the server.
func (w *Workspace) Check(ctx context.Context, d domain.Draft) (domain.Problems, error) {
	s, lookups, err := w.surroundings(ctx, d)
	if err != nil {
		return nil, err
	}
	problems := d.Check(s)
	return problems, errors.Join(*lookups...)
}

// surroundings collects what a draft is checked against. The errors of look-ups
// that Check makes on the way are gathered in the slice.
func (w *Workspace) surroundings(ctx context.Context, d domain.Draft) (domain.Surroundings, *[]error, error) {
	profile, _ := w.session()
	catalogue, err := w.store.Catalogue(ctx, profile.ID)
	if err != nil {
		return domain.Surroundings{}, nil, fmt.Errorf("read the cached catalogue: %w", err)
	}
	suffix := profile.RealmSuffix
	if suffix == "" {
		suffix = catalogue.RealmSuffix
	}
	failures := &[]error{}
	holder := func(look func(string) (string, bool, error), own func(ownNames) string) func(string) (string, bool) {
		return func(text string) (string, bool) {
			who, taken, err := look(text)
			if taken && err == nil {
				// Asked for after the look: it may be queued just now, by a
				// second click.
				var ours ownNames
				ours, err = w.ownNames(ctx, d.ID)
				taken = own(ours) != text
			}
			if err != nil {
				*failures = append(*failures, fmt.Errorf("look who has %q: %w", text, err))
			}
			return who, taken && err == nil
		}
	}
	return domain.Surroundings{
		Today: w.clock.Now().In(location(profile.Identity)), Catalogue: catalogue, Reseller: profile.Identity, RealmSuffix: suffix,
		KnownZone: w.options.KnownZone, KnownCountry: w.options.KnownCountry,
		NameHolder: holder(func(text string) (string, bool, error) {
			return w.store.NameHolder(ctx, profile.ID, text, d.ID)
		}, func(ours ownNames) string { return ours.name }),
		RealmHolder: holder(func(text string) (string, bool, error) {
			return w.store.RealmHolder(ctx, profile.ID, text, d.ID)
		}, func(ours ownNames) string { return ours.realm }),
		TypedPassword: func(adminID string) (domain.Secret, bool) {
			secret, err := w.TypedPassword(ctx, d.ID, adminID)
			return secret, err == nil
		},
	}, failures, nil
}

// ownNames are the name and realm under which a submitted draft is known
// already: they are no duplicates of themselves.
type ownNames struct{ name, realm string }

func (w *Workspace) ownNames(ctx context.Context, draftID string) (ownNames, error) {
	p, err := w.store.Provisioning(ctx, draftID)
	if errors.Is(err, domain.ErrNotFound) {
		return ownNames{}, nil
	}
	if err != nil {
		return ownNames{}, fmt.Errorf("read the provisioning: %w", err)
	}
	intent := p.Step("account").Intent.Account
	return ownNames{name: domain.NormalizeName(intent.Name), realm: intent.Realm}, nil
}

// location is the reseller's time zone, UTC where it is not known.
func location(identity domain.Identity) *time.Location {
	if l, err := time.LoadLocation(identity.Timezone); err == nil && identity.Timezone != "" {
		return l
	}
	return time.UTC
}
