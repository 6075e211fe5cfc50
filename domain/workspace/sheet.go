package workspace

import (
	"context"
	"errors"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Sheet is all that is known here of one account: what was read of it, and what a
// person did to it since.
type Sheet struct {
	Account domain.Account
	// Parts are what was read, by document. What is missing was never read: it can
	// be neither shown nor changed.
	Parts map[domain.Document]Part
	// Steps are what a person did to the account, oldest first: queued, on its way
	// or done. Pending are the edits of those that are not done.
	Steps   []provisioning.Step
	Pending domain.Edits
}

// Value is what a field will hold once all that is queued is sent; false where its
// document was never read. A field that a document does not have holds nothing.
func (s Sheet) Value(f domain.Field) (value string, known bool) {
	if e, ok := s.Pending.Get(f); ok {
		return e.After, true
	}
	part, ok := s.Parts[documentOf(f)]
	if id, _, is := f.User(); ok && is {
		value, ok = part.user(id).Values()[f]
		return value, ok
	}
	return part.Value(f), ok
}

// documentOf is the part in which a field is read.
func documentOf(f domain.Field) domain.Document {
	if doc := f.Document(); doc != domain.DocUser {
		return doc
	}
	return domain.DocUsers
}

// Value is what a field holds on the server. A field that the document does not
// have is what servers take it for then.
func (p Part) Value(f domain.Field) string {
	if v, ok := p.Values[f]; ok {
		return v
	}
	if id, _, ok := f.User(); ok {
		return p.user(id).Values()[f]
	}
	return f.Unset()
}

// user is the user with this id; nobody where there is none.
func (p Part) user(id string) domain.User {
	for _, u := range p.Users {
		if u.ID == id {
			return u
		}
	}
	return domain.User{}
}

// Changes counts what is queued and not done.
func (s Sheet) Changes() int { return provisioning.Provisioning{Steps: s.Steps}.Unfinished() }

// Sheet reads what is known of an account, without asking the server.
func (w *Workspace) Sheet(ctx context.Context, accountID string) (Sheet, error) {
	profile, _ := w.session()
	account, err := w.store.Account(ctx, profile.ID, accountID)
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return Sheet{}, fmt.Errorf("read account %s: %w", accountID, err)
	}
	account.ID = accountID // one that no listing has shown yet is known by its id alone
	parts, err := w.store.Parts(ctx, profile.ID, accountID)
	if err != nil {
		return Sheet{}, fmt.Errorf("read what is known of account %s: %w", accountID, err)
	}
	out := Sheet{Account: account, Parts: parts}
	p, err := w.store.Provisioning(ctx, changesID(profile.ID, accountID))
	if errors.Is(err, domain.ErrNotFound) {
		return out, nil
	}
	if err != nil {
		return Sheet{}, fmt.Errorf("read the changes of account %s: %w", accountID, err)
	}
	out.Steps = p.Steps
	for _, s := range p.Steps {
		if s.Intent.Edit != nil && s.State != provisioning.Done && s.State != provisioning.LeftOut {
			out.Pending = out.Pending.Then(s.Intent.Edit.Edits)
		}
	}
	return out, nil
}
