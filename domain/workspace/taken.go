package workspace

import (
	"context"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Taken tells of an account that was refused because its name or its realm is in
// use.
type Taken struct {
	// Name and Realm are who has the name and the realm. They are empty where that
	// is not the trouble, or the holder is not visible from here: servers compare
	// with all accounts, and show only those below one's own.
	Name, Realm string
	// Label is a realm label that nobody has as far as is known, and NewRealm the
	// whole realm that it makes; empty where the realm is not the trouble.
	Label, NewRealm string
}

// Taken finds out who has what a refused account asked for. It asks the server
// where there is a connection.
func (w *Workspace) Taken(ctx context.Context, id string) (Taken, error) {
	p, err := w.store.Provisioning(ctx, id)
	if err != nil {
		return Taken{}, fmt.Errorf("find who has the name: %w", err)
	}
	s := p.Step("account")
	if s == nil || s.State != provisioning.Refused || s.Why != provisioning.ReasonTaken {
		return Taken{}, nil
	}
	var t Taken
	intent := *s.Intent.Account
	if s.Problems.Has(domain.FieldName, domain.TakenOnServer) {
		if t.Name, err = w.holder(ctx, id, SearchByName, intent.Name); err != nil {
			return Taken{}, err
		}
	}
	if s.Problems.Has(domain.FieldRealm, domain.TakenOnServer) {
		if t.Realm, err = w.holder(ctx, id, SearchByRealm, intent.Realm); err != nil {
			return Taken{}, err
		}
		if err := w.suggestRealm(ctx, id, intent.Realm, &t); err != nil {
			return Taken{}, err
		}
	}
	return t, nil
}

// holder finds the account that has a name or a realm: among those that are cached,
// then on the server. A server that does not answer leaves it unknown.
func (w *Workspace) holder(ctx context.Context, draftID string, by SearchBy, text string) (string, error) {
	profile, backend := w.session()
	look := func() (string, bool, error) {
		return w.store.NameHolder(ctx, profile.ID, domain.NormalizeName(text), draftID)
	}
	if by == SearchByRealm {
		look = func() (string, bool, error) { return w.store.RealmHolder(ctx, profile.ID, text, draftID) }
	}
	who, taken, err := look()
	if err != nil {
		return "", fmt.Errorf("find who has %q: %w", text, err)
	}
	if taken || backend == nil {
		return who, nil
	}
	accounts, err := backend.Search(ctx, by, text)
	if err != nil {
		w.log.Info("the server was asked in vain who has it", "error", err)
		return "", nil
	}
	for _, a := range accounts {
		if by == SearchByRealm && a.Realm == text || by == SearchByName && domain.NormalizeName(a.Name) == domain.NormalizeName(text) {
			return a.Name, nil
		}
	}
	return "", nil
}

// suggestRealm finds the next label that nobody is known to have.
func (w *Workspace) suggestRealm(ctx context.Context, id, realm string, t *Taken) error {
	profile, _ := w.session()
	suffix, err := w.RealmSuffix(ctx)
	if err != nil {
		return err
	}
	label, ok := domain.RealmLabel(realm, suffix)
	if !ok { // its suffix was another one; the wizard is the place to think about that
		return nil
	}
	for range 100 { // nobody has that many of a kind; the server says so if it is not enough
		label = domain.NextRealmLabel(label)
		t.Label, t.NewRealm = label, domain.JoinRealm(label, suffix)
		_, taken, err := w.store.RealmHolder(ctx, profile.ID, t.NewRealm, id)
		if err != nil {
			return fmt.Errorf("find a free realm for %s: %w", id, err)
		}
		if !taken {
			return nil
		}
	}
	return nil
}

// UseRealm submits a draft again under another realm label, which the person chose.
func (w *Workspace) UseRealm(ctx context.Context, id, label string) error {
	d, err := w.store.Draft(ctx, id)
	if err != nil {
		return fmt.Errorf("use another realm: %w", err)
	}
	d = d.Clone()
	d.RealmLabel = label
	if err := w.SaveDraft(ctx, d); err != nil {
		return fmt.Errorf("use another realm: %w", err)
	}
	return w.Submit(ctx, id)
}
