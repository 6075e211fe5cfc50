package workspace

import (
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// ReadParts reads documents of an account from the server, side by side, and keeps
// them. What fails is told by document; the others are kept all the same.
func (w *Workspace) ReadParts(ctx context.Context, accountID string, docs ...domain.Document) map[domain.Document]error {
	profile, backend := w.session()
	failed := make([]error, len(docs))
	var group errgroup.Group
	for i, doc := range docs {
		group.Go(func() error {
			failed[i] = w.readPart(ctx, profile, backend, accountID, doc)
			return nil
		})
	}
	_ = group.Wait() // each keeps its own error
	out := map[domain.Document]error{}
	for i, doc := range docs {
		if failed[i] != nil {
			out[doc] = failed[i]
		}
	}
	w.bus.emit(AccountRead{ID: accountID})
	return out
}

func (w *Workspace) readPart(ctx context.Context, profile Profile, backend Backend, accountID string, doc domain.Document) error {
	if backend == nil {
		return fmt.Errorf("read %s of account %s: %w", doc, accountID, domain.ErrOffline)
	}
	began := w.ahead.begin()
	part, err := backend.ReadPart(ctx, accountID, doc)
	if err != nil {
		return fmt.Errorf("read %s of account %s: %w", doc, accountID, err)
	}
	return w.keepPart(ctx, profile, accountID, doc, part, began)
}

// keepPart keeps what a reading told that was begun at a moment, and what it says of the
// account's row in listings. Nothing of it is kept where the courier has read the document
// since, around what it sent.
func (w *Workspace) keepPart(ctx context.Context, profile Profile, accountID string, doc domain.Document, part Part, began int) error {
	row, changed, err := w.putPart(ctx, profile, accountID, doc, part, began)
	if changed {
		w.bus.emit(AccountsChanged{ParentID: row.ParentID})
	}
	return err
}

func (w *Workspace) putPart(
	ctx context.Context, profile Profile, accountID string, doc domain.Document, part Part, began int,
) (row domain.Account, changed bool, err error) {
	part.ReadAt = w.clock.Now()
	w.ahead.mu.Lock()
	defer w.ahead.mu.Unlock()
	if w.ahead.outdated(accountID, doc, began) {
		return row, false, nil
	}
	if err := w.store.SavePart(ctx, profile.ID, accountID, doc, part); err != nil {
		return row, false, fmt.Errorf("keep %s of account %s: %w", doc, accountID, err)
	}
	if doc != domain.DocAccount {
		return row, false, nil
	}
	return w.changeRow(ctx, profile, accountID, part.ReadAt, func(a *domain.Account) {
		enabled := part.Value(domain.FieldEnabled) == domain.On
		a.Name, a.Realm, a.Enabled = part.Value(domain.FieldName), part.Value(domain.FieldRealm), &enabled
	})
}

// ReadUser reads a user's own document from the server, and keeps it among the users
// that are known: listings do not have all of it.
func (w *Workspace) ReadUser(ctx context.Context, accountID, userID string) error {
	profile, _ := w.session()
	for {
		began := w.ahead.begin()
		user, err := ask(w, "read the user", func(b Backend) (domain.User, error) { return b.ReadUser(ctx, accountID, userID) })
		if err != nil {
			return err
		}
		if late, err := w.keepUser(ctx, profile, accountID, user, began); err != nil || !late {
			return err
		}
		// The users may be others since, and this one gone: it is asked again.
	}
}

// keepUser keeps a user among those that are known, unless they have become known
// otherwise since the reading began, which late tells.
func (w *Workspace) keepUser(ctx context.Context, profile Profile, accountID string, user domain.User, began int) (late bool, err error) {
	w.ahead.mu.Lock()
	defer w.ahead.mu.Unlock()
	if w.ahead.outdated(accountID, domain.DocUsers, began) {
		return !w.ahead.deleted[accountID], nil
	}
	parts, err := w.store.Parts(ctx, profile.ID, accountID)
	if err != nil {
		return false, fmt.Errorf("read what is known of account %s: %w", accountID, err)
	}
	part := parts[domain.DocUsers]
	part.Users = slices.Clone(part.Users)
	if i := slices.IndexFunc(part.Users, func(u domain.User) bool { return u.ID == user.ID }); i >= 0 {
		part.Users[i] = user
	} else {
		part.Users = append(part.Users, user)
	}
	if part.ReadAt.IsZero() {
		part.ReadAt = w.clock.Now()
	}
	// The list as a whole is as old as it was.
	if err := w.store.SavePart(ctx, profile.ID, accountID, domain.DocUsers, part); err != nil {
		return false, fmt.Errorf("keep the user: %w", err)
	}
	return false, nil
}

// partRead keeps what the courier reads on the way.
func (w *Workspace) partRead(p provisioning.Provisioning) func(domain.Document, Part) {
	profile, _ := w.session()
	return func(doc domain.Document, part Part) {
		read := w.ahead.note(p.Account.ID, doc)
		if err := w.keepPart(context.WithoutCancel(w.ctx), profile, p.Account.ID, doc, part, read); err != nil {
			w.noteFailure(err)
		}
	}
}

// LedgerBefore reads the 30 days of an account's ledger before a time.
func (w *Workspace) LedgerBefore(ctx context.Context, accountID string, before time.Time) ([]domain.LedgerEntry, error) {
	return ask(w, "read the ledger", func(b Backend) ([]domain.LedgerEntry, error) { return b.Ledger(ctx, accountID, before) })
}

// Quote tells what service plans would cost an account together.
func (w *Workspace) Quote(ctx context.Context, accountID string, plans []string) ([]domain.Charge, error) {
	return ask(w, "ask what the plans cost", func(b Backend) ([]domain.Charge, error) { return b.Quote(ctx, accountID, plans) })
}

// Belongings lists what hangs on a user of an account.
func (w *Workspace) Belongings(ctx context.Context, accountID, userID string) ([]domain.Belonging, error) {
	return ask(w, "look what hangs on the user", func(b Backend) ([]domain.Belonging, error) { return b.Belongings(ctx, accountID, userID) })
}

// APIKey reads an account's API key. It is kept nowhere.
func (w *Workspace) APIKey(ctx context.Context, accountID string) (domain.Secret, error) {
	return ask(w, "read the API key", func(b Backend) (domain.Secret, error) { return b.APIKey(ctx, accountID) })
}

// ask asks the server, where there is one.
func ask[T any](w *Workspace, what string, read func(Backend) (T, error)) (T, error) {
	var none T
	_, backend := w.session()
	if backend == nil {
		return none, fmt.Errorf("%s: %w", what, domain.ErrOffline)
	}
	got, err := read(backend)
	if err != nil {
		return none, fmt.Errorf("%s: %w", what, err)
	}
	return got, nil
}
