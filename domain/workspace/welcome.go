package workspace

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Welcome is what a customer needs to sign in to an account.
type Welcome struct {
	Account        domain.AccountRef
	Administrators []Entrance
}

// Entrance is how an administrator signs in.
type Entrance struct {
	Name, UserName string
	// Password is what this program set last; nothing where it was not asked for, where
	// the keyring does not have it any more, or where another one is on its way.
	Password domain.Secret
}

// Passwords counts those that are known.
func (w Welcome) Passwords() (known int) {
	for _, e := range w.Administrators {
		if !e.Password.IsZero() {
			known++
		}
	}
	return known
}

// Welcome tells who can sign in to an account as an administrator, as far as it was read
// or they were made here, and with passwords how. It does not ask the server.
func (w *Workspace) Welcome(ctx context.Context, accountID string, passwords bool) (Welcome, error) {
	sheet, err := w.Sheet(ctx, accountID)
	if err != nil {
		return Welcome{}, fmt.Errorf("gather who signs in: %w", err)
	}
	list, err := w.Submissions(ctx, true)
	if err != nil {
		return Welcome{}, fmt.Errorf("gather who signs in: %w", err)
	}
	list = slices.DeleteFunc(list, func(p provisioning.Provisioning) bool { return p.Account.ID != accountID })
	out := Welcome{Account: sheet.Account.AccountRef}
	for _, p := range list { // where no listing has shown it yet
		if out.Account.Name == "" {
			out.Account = p.Account
		}
	}
	users, read := sheet.Parts[domain.DocUsers]
	people := newPeople(list)
	for _, u := range users.Users {
		people.see(u, users.ReadAt)
	}
	for _, m := range people.list {
		madeSince := !m.made.IsZero() && (!read || m.made.After(users.ReadAt))
		if m.removed || !m.seen && !madeSince {
			continue
		}
		if passwords && m.set != nil {
			m.Password = w.passwordNow(ctx, m.setIn, *m.set)
		}
		out.Administrators = append(out.Administrators, m.Entrance)
	}
	return out, nil
}

// passwordNow is the password that a step set; nothing where it is not done, or not known.
func (w *Workspace) passwordNow(ctx context.Context, id string, s provisioning.Step) domain.Secret {
	if s.State != provisioning.Done {
		return domain.Secret{}
	}
	password, err := w.passwordOf(ctx, id, s)
	if err != nil {
		w.log.Info("a password is not on the sheet", "step", s.ID, "error", err)
	}
	return password
}

// BatchWelcomes is Welcome, with passwords, for the accounts of drafts that were
// submitted, as they were asked for there.
func (w *Workspace) BatchWelcomes(ctx context.Context, ids []string) ([]Welcome, error) {
	var out []Welcome
	for _, id := range ids {
		p, err := w.store.Provisioning(ctx, id)
		if errors.Is(err, domain.ErrNotFound) { // it was withdrawn, or never submitted
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("gather the passwords: %w", err)
		}
		welcome := Welcome{Account: p.Account}
		welcome.Account.Name = p.Name
		for _, s := range p.Steps {
			if s.Intent.Admin == nil || s.State != provisioning.Done {
				continue
			}
			password, err := w.SentPassword(ctx, p.ID, s.ID)
			if err != nil {
				w.log.Info("a password is not in the report", "step", s.ID, "error", err)
			}
			admin := s.Intent.Admin.Admin
			welcome.Administrators = append(welcome.Administrators, Entrance{Name: admin.FullName(), UserName: admin.UserName(), Password: password})
		}
		out = append(out, welcome)
	}
	return out, nil
}

// member is an administrator, with the step that set their password last.
type member struct {
	Entrance
	id      string // on the server
	made    time.Time
	seen    bool // on the server
	removed bool // by us
	set     *provisioning.Step
	setIn   string // the provisioning of that step
}

// people are the administrators of an account, by what was done here and what was read.
type people struct{ list []*member }

// newPeople begins with whom steps made, and whose password they set.
func newPeople(list []provisioning.Provisioning) *people {
	var all people
	for _, p := range list {
		for i := range p.Steps {
			s := &p.Steps[i]
			switch {
			case s.Intent.Admin != nil && s.State == provisioning.Done:
				admin := s.Intent.Admin.Admin
				m := all.of(cmp.Or(s.Ref, p.ID+"/"+s.ID))
				m.Name, m.UserName, m.made = admin.FullName(), admin.UserName(), s.DoneAt
				m.setBy(p.ID, s)
			case s.Intent.Password != nil && (s.State == provisioning.Done || !s.State.Settled()):
				all.of(s.Intent.Password.UserID).setBy(p.ID, s)
			case s.Intent.RemoveUser != nil && s.State == provisioning.Done:
				all.of(s.Intent.RemoveUser.ID).removed = true
			}
		}
	}
	return &all
}

// of is the member with an id on the server.
func (all *people) of(id string) *member {
	for _, m := range all.list {
		if m.id == id {
			return m
		}
	}
	m := &member{id: id}
	all.list = append(all.list, m)
	return m
}

// setBy notes a step that sets the password, unless a later one did. What is not done
// comes after all that is.
func (m *member) setBy(id string, s *provisioning.Step) {
	if m.set != nil && (m.set.State != provisioning.Done || s.State == provisioning.Done && s.DoneAt.Before(m.set.DoneAt)) {
		return
	}
	m.set, m.setIn = s, id
}

// see takes what was read of a user. Who is no administrator, or cannot sign in, is none
// of them.
func (all *people) see(u domain.User, read time.Time) {
	m := all.of(u.ID)
	m.seen = true
	if !u.Admin || u.Disabled || u.UserName == "" {
		m.removed = true
		return
	}
	m.Name, m.UserName = u.FullName(), u.UserName
	if m.set != nil && m.set.State == provisioning.Done && m.set.Intent.Password != nil && m.set.DoneAt.After(read) {
		m.UserName = m.set.Intent.Password.Admin.UserName() // which a new password sets
	}
}
