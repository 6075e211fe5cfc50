package workspacetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// What the server does to accounts that exist: it compares before it changes, as
// a Backend has to.

// Edit changes an account behind the program's back.
func (s *Server) Edit(id string, values domain.Values) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for f, v := range values {
		s.accounts[id].set(f, v)
	}
}

// AddUser gives an account a user.
func (s *Server) AddUser(accountID string, u domain.User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accounts[accountID].Users = append(s.accounts[accountID].Users, u)
}

func (c *Customer) set(f domain.Field, v string) {
	id, part, isUser := f.User()
	switch {
	case isUser:
		i := slices.IndexFunc(c.Users, func(u domain.User) bool { return u.ID == id })
		if i >= 0 {
			setUser(&c.Users[i], part, v)
		}
	case f == domain.FieldName:
		c.Name = v
	case f == domain.FieldRealm:
		c.Realm = v
	case f == domain.FieldTimezone:
		c.Timezone = v
	case f == domain.FieldEnabled:
		on := v == domain.On
		c.Enabled = &on
	default:
		if c.Values == nil {
			c.Values = domain.Values{}
		}
		c.Values[f] = v
	}
}

func setUser(u *domain.User, part, v string) {
	switch part {
	case domain.PartFirstName:
		u.FirstName = v
	case domain.PartLastName:
		u.LastName = v
	case domain.PartEmail:
		u.Email = v
	case domain.PartPhone:
		u.Phone = v
	case domain.PartAdmin:
		u.Admin = v == domain.On
	case domain.PartEnabled:
		u.Disabled = v != domain.On
	}
}

// part is what a document of the account holds.
func (c *Customer) part(doc domain.Document) workspace.Part {
	p := workspace.Part{Values: domain.Values{}}
	for f, v := range c.Values {
		if f.Document() == doc {
			p.Values[f] = v
		}
	}
	switch doc {
	case domain.DocAccount:
		p.Values[domain.FieldName], p.Values[domain.FieldRealm] = c.Name, c.Realm
		p.Values[domain.FieldTimezone] = c.Timezone
		p.Values[domain.FieldEnabled] = domain.Switch(!c.Disabled())
		p.Values[domain.FieldIsReseller] = domain.Switch(c.Reseller)
	case domain.DocUsers, domain.DocUser:
		p.Users = slices.Clone(c.Users)
		for name := range c.Admins {
			p.Users = append(p.Users, domain.User{ID: "user-" + name, UserName: name, Email: name, Admin: true})
		}
		slices.SortFunc(p.Users, func(a, b domain.User) int { return strings.Compare(a.ID, b.ID) })
	case domain.DocCredit:
		p.Balance = c.Balance().String()
		for i, e := range slices.Backward(c.Credits) {
			p.Ledger = append(p.Ledger, domain.LedgerEntry{ID: fmt.Sprint("credit-", i), At: e.Start, Service: "adjustments", SourceID: e.OpID, Amount: e.Amount})
		}
	case domain.DocLimits, domain.DocApps, domain.DocCallflow, domain.DocPlans, domain.DocSecurity:
	}
	return p
}

// edit carries an edit out: compare, then change.
func (c *Customer) edit(t workspace.Task) error {
	intent := t.Step.Intent.Edit
	doc := intent.Document
	send, conflicts := intent.Edits.Merge(c.values(intent.Edits))
	if len(conflicts) > 0 {
		return &domain.ConflictError{Conflicts: conflicts}
	}
	for _, e := range send {
		c.set(e.Field, e.After)
	}
	if t.Read != nil && doc != domain.DocUser {
		t.Read(doc, c.part(doc))
	}
	return nil
}

// values are what the fields of these edits hold now.
func (c *Customer) values(es domain.Edits) domain.Values {
	out := domain.Values{}
	for _, e := range es {
		doc := e.Field.Document()
		if doc == domain.DocUser {
			doc = domain.DocUsers
		}
		out[e.Field] = c.part(doc).Value(e.Field)
	}
	return out
}

// act carries out what is done to an account as a whole, or to a user.
func (s *Server) act(c *Customer, intent provisioning.Intent) error {
	switch {
	case intent.RemoveUser != nil:
		c.Users = slices.DeleteFunc(c.Users, func(u domain.User) bool { return u.ID == intent.RemoveUser.ID })
	case intent.Reseller != nil:
		c.Reseller = intent.Reseller.Promote
	case intent.Move != nil:
		c.ParentID = intent.Move.To.ID
	case intent.Delete != nil:
		for _, other := range s.accounts {
			if other.ParentID == c.ID {
				return &domain.RefusedError{Status: 500, Code: "account_has_descendants"}
			}
		}
		delete(s.accounts, c.ID)
	}
	return nil
}

// acted tells whether it is so already.
func acted(c *Customer, intent provisioning.Intent) bool {
	switch {
	case intent.Edit != nil:
		return len(intent.Edit.Edits.Missing(c.values(intent.Edit.Edits))) == 0
	case intent.RemoveUser != nil:
		return !slices.ContainsFunc(c.Users, func(u domain.User) bool { return u.ID == intent.RemoveUser.ID })
	case intent.Reseller != nil:
		return c.Reseller == intent.Reseller.Promote
	case intent.Move != nil:
		return c.ParentID == intent.Move.To.ID
	}
	return false
}

func (b *backend) ReadPart(ctx context.Context, accountID string, doc domain.Document) (p workspace.Part, err error) {
	found := false
	err = b.read(ctx, "ReadPart", accountID, func(s *Server) {
		if c := s.accounts[accountID]; c != nil {
			found, p = true, c.part(doc)
		}
	})
	if err == nil && !found {
		err = fmt.Errorf("read account %s: %w", accountID, domain.ErrNotFound)
	}
	return p, err
}

func (b *backend) ReadUser(ctx context.Context, accountID, userID string) (u domain.User, err error) {
	found := false
	err = b.read(ctx, "ReadUser", accountID, func(s *Server) {
		for _, known := range s.accounts[accountID].part(domain.DocUsers).Users {
			if known.ID == userID {
				u, found = known, true
			}
		}
	})
	if err == nil && !found {
		err = fmt.Errorf("read user %s: %w", userID, domain.ErrNotFound)
	}
	u.Whole = true
	return u, err
}

func (b *backend) Ledger(ctx context.Context, accountID string, before time.Time) (list []domain.LedgerEntry, err error) {
	err = b.read(ctx, "Ledger", accountID, func(s *Server) {
		for _, e := range s.accounts[accountID].part(domain.DocCredit).Ledger {
			if e.At.Before(before) {
				list = append(list, e)
			}
		}
	})
	return list, err
}

func (b *backend) Quote(ctx context.Context, accountID string, plans []string) (list []domain.Charge, err error) {
	err = b.read(ctx, "Quote", accountID, func(*Server) {
		for _, id := range plans {
			list = append(list, domain.Charge{Category: "plans", Item: id, Name: id, Quantity: 1, Rate: decimal.NewFromInt(5), Total: decimal.NewFromInt(5)})
		}
	})
	return list, err
}

func (b *backend) Belongings(ctx context.Context, accountID, userID string) (list []domain.Belonging, err error) {
	err = b.read(ctx, "Belongings", accountID, func(*Server) {
		list = []domain.Belonging{{Kind: "device", ID: "of-" + userID, Name: "Desk phone"}}
	})
	return list, err
}

func (b *backend) APIKey(ctx context.Context, accountID string) (key domain.Secret, err error) {
	err = b.read(ctx, "APIKey", accountID, func(*Server) { key = domain.NewSecret("key of " + accountID) })
	return key, err
}
