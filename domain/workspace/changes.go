package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// What a person does to an account that exists is kept in one provisioning an
// account, to which each deed adds a step. So it is queued, sent, looked for and
// remembered like everything else that is sent.

// keepDeeds is how long what was sent for an account is remembered.
const keepDeeds = 366 * 24 * time.Hour

// changesID is the id of the provisioning that holds what is done to an account.
func changesID(profileID, accountID string) string { return "changes/" + profileID + "/" + accountID }

// CheckChange tells what is wrong with edits of an account, before they are queued.
func (w *Workspace) CheckChange(ctx context.Context, edits domain.Edits) (domain.Problems, error) {
	s, _, err := w.surroundings(ctx, domain.Draft{})
	if err != nil {
		return nil, err
	}
	s.NameHolder, s.RealmHolder, s.TypedPassword = nil, nil, nil // the server says who has them
	return domain.CheckEdits(edits, s), nil
}

// Change queues edits of an account. What was queued before and not sent yet goes
// out together with them; what is put back to what it was before is not sent at
// all.
func (w *Workspace) Change(ctx context.Context, accountID string, edits domain.Edits) error {
	return w.queue(ctx, accountID, func(p *provisioning.Provisioning) error {
		for _, d := range edits.Documents() {
			w.queueEdits(p, d)
		}
		return nil
	})
}

func (w *Workspace) queueEdits(p *provisioning.Provisioning, d domain.DocumentEdits) {
	for i := len(p.Steps) - 1; i >= 0; i-- {
		s := &p.Steps[i]
		same := s.Intent.Edit != nil && s.Intent.Edit.Document == d.Document && s.Intent.Edit.UserID == d.UserID
		if !same || !s.CanTakeBack() {
			continue
		}
		together := *s.Intent.Edit
		together.Edits = together.Edits.Then(d.Edits)
		if len(together.Edits) == 0 {
			p.Steps = slices.Delete(p.Steps, i, i+1)
			return
		}
		s.Intent.Edit = &together
		s.Accepted = false
		*s = s.Retry()
		return
	}
	w.addStep(p, provisioning.KindEdit, provisioning.Intent{Edit: &d})
}

// AddAdministrator queues another administrator of an account. The password is
// derived, or was typed under ChangesID.
func (w *Workspace) AddAdministrator(ctx context.Context, accountID string, admin domain.Administrator) error {
	profile, _ := w.session()
	return w.addDeed(ctx, accountID, provisioning.KindAdministrator, provisioning.Intent{
		Admin: &provisioning.AdminIntent{DraftID: changesID(profile.ID, accountID), Admin: admin},
	})
}

// ChangesID is under what a password is typed, or shown, of an administrator whom
// AddAdministrator or SetPassword is about.
func (w *Workspace) ChangesID(accountID string) string {
	profile, _ := w.session()
	return changesID(profile.ID, accountID)
}

// SetPassword queues another password for a user of an account, a generated one.
// Each is another one. The user name becomes the e-mail address.
func (w *Workspace) SetPassword(ctx context.Context, accountID string, user domain.User) error {
	admin := domain.Administrator{ID: user.ID, FirstName: user.FirstName, LastName: user.LastName, Email: user.Email}
	return w.queue(ctx, accountID, func(p *provisioning.Provisioning) error {
		for _, s := range p.Steps {
			if s.Intent.Password != nil && s.Intent.Password.UserID == user.ID {
				admin.Round++
			}
		}
		admin.Round++
		w.addStep(p, provisioning.KindPassword, provisioning.Intent{
			Password: &provisioning.PasswordIntent{DraftID: p.ID, Admin: admin, UserID: user.ID},
		})
		return nil
	})
}

// RemoveUser queues the deletion of a user.
func (w *Workspace) RemoveUser(ctx context.Context, accountID string, user domain.User) error {
	return w.addDeed(ctx, accountID, provisioning.KindRemoveUser, provisioning.Intent{RemoveUser: &user})
}

// AddCredit queues a ledger credit; a negative amount takes credit away. The amount
// is in currency units, and at least 1 either way.
func (w *Workspace) AddCredit(ctx context.Context, accountID string, amount decimal.Decimal) error {
	return w.addDeed(ctx, accountID, provisioning.KindCredit, provisioning.Intent{Credit: &provisioning.CreditIntent{
		Amount: amount.Abs(), Debit: amount.IsNegative(), PeriodStart: w.clock.Now().Truncate(time.Second),
	}})
}

// SetReseller queues that an account becomes a reseller, or no longer is one.
func (w *Workspace) SetReseller(ctx context.Context, accountID string, promote bool) error {
	return w.addDeed(ctx, accountID, provisioning.KindReseller, provisioning.Intent{Reseller: &provisioning.ResellerIntent{Promote: promote}})
}

// MoveAccount queues that an account is put below another one.
func (w *Workspace) MoveAccount(ctx context.Context, accountID string, to domain.AccountRef) error {
	return w.addDeed(ctx, accountID, provisioning.KindMove, provisioning.Intent{Move: &provisioning.MoveIntent{To: to}})
}

// ErrNotConfirmed: what was typed to confirm a deletion is not the account's name.
var ErrNotConfirmed = errors.New("the name that was typed is not the account's")

// DeleteAccount queues the deletion of an account, which the person confirms by its
// name. What else is queued for it and not sent yet is left out.
func (w *Workspace) DeleteAccount(ctx context.Context, accountID, typedName string) error {
	return w.queue(ctx, accountID, func(p *provisioning.Provisioning) error {
		if typedName != p.Account.Name || typedName == "" {
			return ErrNotConfirmed
		}
		for i := range p.Steps {
			if p.Steps[i].CanTakeBack() {
				p.Steps[i] = p.Steps[i].Leave()
			}
		}
		w.addStep(p, provisioning.KindDelete, provisioning.Intent{Delete: &provisioning.DeleteIntent{Name: typedName}})
		return nil
	})
}

// TakeBack takes a queued deed back, as long as nothing of it was sent.
func (w *Workspace) TakeBack(ctx context.Context, accountID, stepID string) error {
	return w.queue(ctx, accountID, func(p *provisioning.Provisioning) error {
		i := slices.IndexFunc(p.Steps, func(s provisioning.Step) bool { return s.ID == stepID })
		switch {
		case i < 0:
			return fmt.Errorf("take back %s: %w", stepID, domain.ErrNotFound)
		case !p.Steps[i].CanTakeBack():
			return fmt.Errorf("take back %s: %w", stepID, ErrSentAlready)
		}
		p.Steps = slices.Delete(p.Steps, i, i+1)
		return nil
	})
}

// Resolve settles the conflicts of a queued change: of the fields in mine the
// person's values are sent, of the others the server's are kept.
func (w *Workspace) Resolve(ctx context.Context, accountID, stepID string, mine []domain.Field) error {
	err := w.changeSteps(ctx, w.ChangesID(accountID), stepID, func(s provisioning.Step) provisioning.Step { return s.Resolve(mine) })
	w.bus.emit(AccountRead{ID: accountID})
	return err
}

func (w *Workspace) addDeed(ctx context.Context, accountID string, kind provisioning.Kind, intent provisioning.Intent) error {
	return w.queue(ctx, accountID, func(p *provisioning.Provisioning) error {
		w.addStep(p, kind, intent)
		return nil
	})
}

func (w *Workspace) addStep(p *provisioning.Provisioning, kind provisioning.Kind, intent provisioning.Intent) {
	op := newID()
	p.Steps = append(p.Steps, provisioning.Step{
		ID: string(kind) + "/" + op, OpID: op, Kind: kind, Intent: intent, State: provisioning.Waiting, AskedAt: w.clock.Now(),
	})
}

// queue changes what is queued for an account, commits it, and has it carried.
func (w *Workspace) queue(ctx context.Context, accountID string, change func(*provisioning.Provisioning) error) error {
	p, err := w.changeQueue(ctx, accountID, change)
	if err != nil {
		return fmt.Errorf("change account %s: %w", accountID, err)
	}
	w.changed(p)
	w.bus.emit(AccountRead{ID: accountID})
	w.courier.carry(p.ID) //nolint:contextcheck // deliveries live as long as the session
	return nil
}

func (w *Workspace) changeQueue(
	ctx context.Context, accountID string, change func(*provisioning.Provisioning) error,
) (provisioning.Provisioning, error) {
	profile, _ := w.session()
	if profile.ID == "" {
		return provisioning.Provisioning{}, domain.ErrSignedOut
	}
	defer w.courier.desks.sit(changesID(profile.ID, accountID))()
	p, err := w.queueOf(ctx, profile, accountID)
	if err != nil {
		return p, err
	}
	if err := change(&p); err != nil {
		return p, err
	}
	return p, w.store.Enqueue(ctx, profile.ID, p)
}

// queueOf is what was done to an account so far, without what is too old to
// remember. The account goes by the name that it has now.
func (w *Workspace) queueOf(ctx context.Context, profile Profile, accountID string) (provisioning.Provisioning, error) {
	now := w.clock.Now()
	id := changesID(profile.ID, accountID)
	p, err := w.store.Provisioning(ctx, id)
	if errors.Is(err, domain.ErrNotFound) {
		p, err = provisioning.Provisioning{ID: id, Changes: true, CreatedAt: now}, nil
	}
	if err != nil {
		return p, fmt.Errorf("read what is queued: %w", err)
	}
	p.Steps = slices.DeleteFunc(p.Steps, func(s provisioning.Step) bool { return s.State.Settled() && s.AskedAt.Before(now.Add(-keepDeeds)) })
	account, err := w.store.Account(ctx, profile.ID, accountID)
	switch {
	case err == nil:
		p.Account, p.Name = account.AccountRef, account.Name
		p.Parent.ID = account.ParentID
	case errors.Is(err, domain.ErrNotFound):
		p.Account.ID = accountID
	default:
		return p, fmt.Errorf("read the account: %w", err)
	}
	return p, nil
}

// afterChange does what follows from a deed that is done: what it changed beyond its
// own document is read again, and a deleted account is forgotten.
func (w *Workspace) afterChange(ctx context.Context, p provisioning.Provisioning, s provisioning.Step) {
	profile, backend := w.session()
	id := p.Account.ID
	var again []domain.Document
	switch s.Kind {
	case provisioning.KindDelete:
		if err := w.forgetAccount(ctx, profile, id); err != nil {
			w.noteFailure(fmt.Errorf("forget a deleted account: %w", err))
		}
		w.bus.emit(AccountsChanged{ParentID: p.Parent.ID})
	case provisioning.KindMove:
		w.moved(ctx, profile, p, s.Intent.Move.To)
	case provisioning.KindCredit:
		again = []domain.Document{domain.DocCredit}
	case provisioning.KindAdministrator, provisioning.KindRemoveUser, provisioning.KindPassword:
		again = []domain.Document{domain.DocUsers}
	case provisioning.KindReseller:
		again = []domain.Document{domain.DocAccount}
	case provisioning.KindEdit:
		if s.Intent.Edit.Document == domain.DocUser {
			again = []domain.Document{domain.DocUsers}
		}
	case provisioning.KindAccount, provisioning.KindLimits, provisioning.KindPlans, provisioning.KindApps, provisioning.KindCallflow:
	}
	w.bus.emit(AccountRead{ID: id})
	w.ahead.note(id, again...) // a reading that began before tells how it was
	if len(again) == 0 || backend == nil {
		return
	}
	w.background(func(ctx context.Context) error {
		for _, err := range w.ReadParts(ctx, id, again...) {
			return err
		}
		return nil
	})
}

// moved notes where an account is now.
func (w *Workspace) moved(ctx context.Context, profile Profile, p provisioning.Provisioning, to domain.AccountRef) {
	w.ahead.mu.Lock()
	_, _, err := w.changeRow(ctx, profile, p.Account.ID, w.clock.Now(), func(a *domain.Account) { a.ParentID = to.ID })
	w.ahead.mu.Unlock()
	if err != nil {
		w.noteFailure(fmt.Errorf("note where an account was moved: %w", err))
	}
	w.bus.emit(AccountsChanged{ParentID: p.Parent.ID})
	w.bus.emit(AccountsChanged{ParentID: to.ID})
}
