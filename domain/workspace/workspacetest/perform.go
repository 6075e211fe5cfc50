package workspacetest

import (
	"context"
	"fmt"
	"slices"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Perform carries a step out, as its fate has it.
func (b *backend) Perform(ctx context.Context, t workspace.Task) (string, error) {
	s := b.server
	call := callOf("Perform", t)
	if err := s.receive(ctx, b.process, b.session, call); err != nil {
		return "", err
	}
	tell := tellAfterwards(&t)
	defer tell()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent[t.Step.OpID]++
	fate := s.fate(t.Step.ID)
	err := fate.err
	if fate.charges && t.Step.Accepted {
		err = nil
	}
	if !fate.happens || (fate.charges && err != nil) {
		return "taken back", s.answer(b.process, err)
	}
	ref := ""
	effect := func() error {
		made, refusal := s.carryOut(t)
		ref = made
		return refusal
	}
	if fate.after > 0 {
		s.pending = append(s.pending, late{at: s.clock.Now().Add(fate.after), effect: func() {
			_ = effect() // nobody waits for the answer
		}})
		return "", s.answer(b.process, err)
	}
	refusal := b.process.act("server: "+t.Step.ID, effect)
	if refusal != nil {
		return "", refusal
	}
	return ref, s.answer(b.process, err)
}

// tellAfterwards keeps what a task is told was read until nothing is held any more:
// who hears it writes it down.
func tellAfterwards(t *workspace.Task) (tell func()) {
	var told []func()
	if read := t.Read; read != nil {
		t.Read = func(doc domain.Document, p workspace.Part) { told = append(told, func() { read(doc, p) }) }
	}
	return func() {
		for _, f := range told {
			f()
		}
	}
}

// answer is what a process gets to hear: nothing, if it is dead.
func (s *Server) answer(p *Process, err error) error {
	if dead := p.alive(); dead != nil {
		return dead
	}
	return err
}

func callOf(method string, t workspace.Task) Call {
	c := Call{Method: method, Account: t.Account.ID, StepID: t.Step.ID, OpID: t.Step.OpID}
	if intent := t.Step.Intent.Account; intent != nil {
		c.Account = intent.Name
	}
	return c
}

// carryOut is the effect of a step, or why there is none.
func (s *Server) carryOut(t workspace.Task) (ref string, err error) {
	intent := t.Step.Intent
	if intent.Account != nil {
		return s.carryOutAccount(t.Step.OpID, *intent.Account)
	}
	c := s.accounts[t.Account.ID]
	if c == nil {
		return "", &domain.RefusedError{Status: 404, Code: "bad identifier"}
	}
	switch {
	case intent.Edit != nil:
		return "", c.edit(t)
	case intent.RemoveUser != nil, intent.Reseller != nil, intent.Move != nil, intent.Delete != nil:
		return "", s.act(c, intent)
	case intent.Admin != nil:
		name := intent.Admin.Admin.UserName()
		if _, taken := c.Admins[name]; taken {
			field := domain.AdminField(intent.Admin.Admin.ID, domain.PartEmail)
			return "", taken400(field)
		}
		c.Admins[name] = Admin{OpID: t.Step.OpID, Password: t.Password.Reveal()}
		return "user-" + name, nil
	case intent.Password != nil:
		name := intent.Password.Admin.UserName()
		admin, there := c.Admins[name]
		if !there {
			return "", &domain.RefusedError{Status: 404, Code: "bad identifier"}
		}
		admin.Password, admin.PasswordOpID = t.Password.Reveal(), t.Step.OpID
		c.Admins[name] = admin
		return "user-" + name, nil
	case intent.Limits != nil:
		limits := *intent.Limits
		c.Limits = &limits
	case intent.Credit != nil:
		entry := Credit{OpID: t.Step.OpID, Start: intent.Credit.PeriodStart, Amount: intent.Credit.Amount}
		if intent.Credit.Debit {
			entry.Amount = entry.Amount.Neg()
		}
		for _, known := range c.Credits {
			if known.OpID == entry.OpID && known.Start.Equal(entry.Start) {
				return "", &domain.RefusedError{Status: 409, Code: "datastore_conflict"}
			}
		}
		c.Credits = append(c.Credits, entry)
		return "credit-" + entry.OpID, nil
	case intent.Plans != nil:
		c.Plans = nil
		for _, plan := range intent.Plans.Plans {
			c.Plans = append(c.Plans, plan.ID)
		}
	case intent.Apps != nil:
		c.Blacklist = slices.Clone(intent.Apps.Blacklist)
	case intent.Callflow != nil:
		if c.Callflows > 0 {
			return "", &domain.RefusedError{Status: 409, Code: "numbers in use"}
		}
		c.Callflows++
	}
	return "", nil
}

func (s *Server) carryOutAccount(opID string, intent provisioning.AccountIntent) (string, error) {
	for _, c := range s.accounts {
		switch {
		case intent.Realm != "" && c.Realm == intent.Realm:
			return "", taken400(domain.FieldRealm)
		case domain.NormalizeName(c.Name) == domain.NormalizeName(intent.Name):
			return "", taken400(domain.FieldName)
		}
	}
	c := s.create(intent.Parent.ID, intent.Name, intent.Realm, opID)
	c.Timezone = intent.Timezone
	return c.ID, nil
}

func taken400(field domain.Field) error {
	return &domain.RefusedError{
		Status: 400, Code: "validation error", Problems: domain.Problems{{Field: field, Code: domain.TakenOnServer}},
	}
}

// Find looks for the step's effect by its op id, or compares.
func (b *backend) Find(ctx context.Context, t workspace.Task) provisioning.Finding {
	s := b.server
	if err := s.receive(ctx, b.process, b.session, callOf("Find", t)); err != nil {
		return provisioning.LookFailed(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if errs := s.looks[t.Step.ID]; len(errs) > 0 {
		s.looks[t.Step.ID] = errs[1:]
		return provisioning.LookFailed(errs[0])
	}
	if s.hidden[t.Step.ID] {
		return provisioning.Unclear()
	}
	if ref, ok := s.find(t); ok {
		return provisioning.Found(ref)
	}
	return provisioning.Absent()
}

func (s *Server) find(t workspace.Task) (ref string, ok bool) {
	intent := t.Step.Intent
	if intent.Account != nil {
		for _, c := range s.accounts {
			if c.OpID == t.Step.OpID {
				return c.ID, true
			}
		}
		return "", false
	}
	c := s.accounts[t.Account.ID]
	if c == nil {
		return "", intent.Delete != nil
	}
	switch {
	case intent.Edit != nil, intent.RemoveUser != nil, intent.Reseller != nil, intent.Move != nil, intent.Delete != nil:
		return "", acted(c, intent)
	case intent.Admin != nil:
		admin, found := c.Admins[intent.Admin.Admin.UserName()]
		return "user-" + intent.Admin.Admin.UserName(), found && admin.OpID == t.Step.OpID
	case intent.Password != nil:
		admin := c.Admins[intent.Password.Admin.UserName()]
		return "user-" + intent.Password.Admin.UserName(), admin.PasswordOpID == t.Step.OpID
	case intent.Limits != nil:
		return "", c.Limits != nil && *c.Limits == *intent.Limits
	case intent.Credit != nil:
		i := slices.IndexFunc(c.Credits, func(e Credit) bool { return e.OpID == t.Step.OpID })
		return "credit-" + t.Step.OpID, i >= 0
	case intent.Plans != nil:
		return "", len(c.Plans) == len(intent.Plans.Plans)
	case intent.Apps != nil:
		return "", slices.Equal(c.Blacklist, intent.Apps.Blacklist)
	}
	return "", c.Callflows > 0
}

// Confirm reads an account back.
func (b *backend) Confirm(ctx context.Context, id, opID string) (ref domain.AccountRef, err error) {
	err = b.read(ctx, "Confirm", id, func(s *Server) {
		if c := s.accounts[id]; c != nil && c.OpID == opID {
			ref = c.AccountRef
		}
	})
	if err == nil && ref.IsZero() {
		err = fmt.Errorf("read account %s: %w", id, domain.ErrNotFound)
	}
	return ref, err
}
