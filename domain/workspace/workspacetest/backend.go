package workspacetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// connector reaches the server for one process.
type connector struct {
	server  *Server
	process *Process
}

// CheckServer takes https addresses, and others on this computer.
func (c *connector) CheckServer(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	switch {
	case typed == "":
		return "", fmt.Errorf("read %q: %w", typed, domain.ErrBadServerURL)
	case strings.HasPrefix(typed, "http://") && !strings.HasPrefix(typed, "http://127.0.0.1"):
		return "", fmt.Errorf("read %q: %w", typed, domain.ErrInsecureServer)
	}
	return strings.TrimSuffix(typed, "/"), nil
}

// CheckRoute takes every way as it is.
func (c *connector) CheckRoute(r domain.Route) (domain.Route, []domain.Certificate, error) {
	return r, nil, nil
}

// Conceal makes a hash that a reader of a failing test can recognise.
func (c *connector) Conceal(userName string, password domain.Secret) domain.Secret {
	return domain.NewSecret("hash of " + strings.ToLower(userName) + ":" + reversed(password.Reveal()))
}

func reversed(text string) string {
	runes := []rune(text)
	slices.Reverse(runes)
	return string(runes)
}

// APIKey signs in without a password.
const APIKey = "schluesselblume-9003" //nolint:gosec // of a server that is not there

func (c *connector) SignIn(ctx context.Context, _ string, as workspace.Credentials) (workspace.Backend, domain.Identity, error) {
	s := c.server
	if err := s.receive(ctx, c.process, 0, Call{Method: "SignIn", Account: as.Account, Route: as.Route}); err != nil {
		return nil, domain.Identity{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	want := c.Conceal(User().UserName, User().Secret)
	identity := s.identity
	switch {
	case s.signIn != nil:
		return nil, domain.Identity{}, s.signIn
	case as.Method == workspace.WithAPIKey && as.Secret.Reveal() != APIKey:
		return nil, domain.Identity{}, domain.ErrUnknownKey
	case as.Method == workspace.WithPassword && !as.Secret.Equal(want):
		return nil, domain.Identity{}, domain.ErrWrongCredentials
	case as.Method == workspace.WithAPIKey:
		identity.OwnerID = ""
	}
	s.sessions++
	return &backend{server: s, process: c.process, session: s.sessions, identity: identity}, identity, nil
}

// Preview names the steps.
func (c *connector) Preview(p provisioning.Provisioning) []workspace.Request {
	var out []workspace.Request
	for _, step := range p.Steps {
		out = append(out, workspace.Request{StepID: step.ID, Method: "PUT", Path: "/v2/" + string(step.Kind)})
	}
	return out
}

// receive is the part of a request that all have in common.
func (s *Server) receive(ctx context.Context, p *Process, session int, call Call) error {
	if err := p.alive(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	s.calls = append(s.calls, call)
	s.mu.Unlock()
	if err := s.wait(ctx, call); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.down:
		s.atDown++
		return fmt.Errorf("%s: %w", call.Method, domain.ErrOffline)
	case session > 0 && session <= s.revoked:
		return fmt.Errorf("%s: %w", call.Method, domain.ErrSignedOut)
	case s.reads[call.Method] != nil:
		return s.reads[call.Method]
	}
	s.arrive()
	return nil
}

// wait is where requests are held.
func (s *Server) wait(ctx context.Context, call Call) error {
	s.mu.Lock()
	gate := s.gates[call.Method]
	if gate == nil {
		s.mu.Unlock()
		return nil
	}
	s.held = append(s.held, call)
	s.mu.Unlock()
	var err error
	select {
	case <-gate:
	case <-ctx.Done():
		err = fmt.Errorf("held: %w", domain.ErrUnanswered)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.held, call)
	s.held = slices.Delete(s.held, i, i+1)
	return err
}

// backend is one session.
type backend struct {
	server   *Server
	process  *Process
	session  int
	identity domain.Identity
}

func (b *backend) Identity() domain.Identity { return b.identity }
func (b *backend) Close()                    {}

func (b *backend) read(ctx context.Context, method, accountID string, do func(*Server)) error {
	if err := b.server.receive(ctx, b.process, b.session, Call{Method: method, Account: accountID}); err != nil {
		return err
	}
	b.server.mu.Lock()
	do(b.server)
	b.server.mu.Unlock()
	return b.server.wait(ctx, Call{Method: Answer(method), Account: accountID})
}

func (b *backend) Children(ctx context.Context, parentID, start string, size int) (page workspace.Page, err error) {
	err = b.read(ctx, "Children", parentID, func(s *Server) {
		for _, c := range s.accounts {
			if c.ParentID == parentID {
				a := c.Account
				a.Enabled = nil // rows of a listing do not tell
				page.Accounts = append(page.Accounts, a)
			}
		}
		page = pageOf(page.Accounts, start, size)
	})
	return page, err
}

// sortByName orders accounts as servers list them: by name, ties by id.
func sortByName(accounts []domain.Account) {
	slices.SortFunc(accounts, func(a, b domain.Account) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
}

// pageOf is the page of accounts, by name, that begins at start.
func pageOf(accounts []domain.Account, start string, size int) (page workspace.Page) {
	sortByName(accounts)
	from, _ := strconv.Atoi(start) // our own number, or empty
	page.Accounts = accounts[min(from, len(accounts)):]
	if len(page.Accounts) > size {
		page.Accounts, page.Next = page.Accounts[:size], strconv.Itoa(from+size)
	}
	return page
}

func (b *backend) Descendants(ctx context.Context, id, start string, size int, since time.Time) (page workspace.Page, err error) {
	err = b.read(ctx, "Descendants", id, func(s *Server) {
		s.noteChanges()
		for _, c := range s.accounts {
			if s.isBelow(c.Account, id) && !s.changes[c.ID].at.Before(since) {
				a := c.Account
				a.Enabled, a.Descendants = nil, workspace.UnknownCount
				page.Accounts = append(page.Accounts, a)
			}
		}
		page = pageOf(page.Accounts, start, size)
	})
	return page, err
}

func (b *backend) DisabledBelow(ctx context.Context, id string, since time.Time) (ids []string, err error) {
	err = b.read(ctx, "DisabledBelow", id, func(s *Server) {
		s.noteChanges()
		for _, c := range s.accounts {
			if s.isBelow(c.Account, id) && c.Disabled() && !s.changes[c.ID].at.Before(since) {
				ids = append(ids, c.ID)
			}
		}
	})
	return ids, err
}

// isBelow tells whether an account is below one, at any depth.
func (s *Server) isBelow(a domain.Account, id string) bool {
	for a.ParentID != id {
		parent, ok := s.accounts[a.ParentID]
		if !ok {
			return false
		}
		a = parent.Account
	}
	return true
}

// noteChanges notes the accounts whose rows are not as they were when it looked last.
func (s *Server) noteChanges() {
	for id, c := range s.accounts {
		row := fmt.Sprint(c.Name, c.Realm, c.ParentID, c.Disabled())
		if s.changes[id].row != row {
			s.changes[id] = change{row: row, at: s.clock.Now()}
		}
	}
}

// change is when an account changed, and to what.
type change struct {
	row string
	at  time.Time
}

func (b *backend) Search(ctx context.Context, by workspace.SearchBy, text string) (found []domain.Account, err error) {
	err = b.read(ctx, "Search", "", func(s *Server) {
		for _, c := range s.accounts {
			field := c.Name
			if by == workspace.SearchByRealm {
				field = c.Realm
			}
			if strings.HasPrefix(domain.NormalizeName(field), domain.NormalizeName(text)) {
				found = append(found, c.Account)
			}
		}
		sortByName(found)
	})
	return found, err
}

func (b *backend) ClockSkew() (time.Duration, bool) {
	b.server.mu.Lock()
	defer b.server.mu.Unlock()
	if b.server.skew == nil {
		return 0, false
	}
	return *b.server.skew, true
}

func (b *backend) Disabled(ctx context.Context, parentID string) (ids []string, err error) {
	err = b.read(ctx, "Disabled", parentID, func(s *Server) {
		for _, c := range s.accounts {
			if c.ParentID == parentID && c.Disabled() {
				ids = append(ids, c.ID)
			}
		}
	})
	return ids, err
}

func (b *backend) Classifiers(ctx context.Context, id string) (list []domain.Classifier, err error) {
	err = b.read(ctx, "Classifiers", id, func(s *Server) { list = s.catalogue.Classifiers })
	return list, err
}

func (b *backend) ServicePlans(ctx context.Context, id string) (list []domain.ServicePlan, err error) {
	err = b.read(ctx, "ServicePlans", id, func(s *Server) { list = s.catalogue.Plans })
	return list, err
}

func (b *backend) Apps(ctx context.Context, id string) (list []domain.App, err error) {
	err = b.read(ctx, "Apps", id, func(s *Server) { list = s.catalogue.Apps })
	return list, err
}

func (b *backend) Sellers(ctx context.Context, id string) (list []domain.Representative, err error) {
	err = b.read(ctx, "Sellers", id, func(s *Server) { list = s.catalogue.Sellers })
	return list, err
}

func (b *backend) OwnTrunks(ctx context.Context, id string) (own domain.TrunkTotals, err error) {
	err = b.read(ctx, "OwnTrunks", id, func(s *Server) { own = s.catalogue.Own })
	return own, err
}

func (b *backend) SoldTrunks(ctx context.Context, id string) (sold domain.Trunks, err error) {
	err = b.read(ctx, "SoldTrunks", id, func(s *Server) {
		sold = s.catalogue.Sold
		for _, c := range s.accounts {
			if c.Limits != nil {
				sold.TwoWay += c.Limits.Trunks.TwoWay
				sold.Inbound += c.Limits.Trunks.Inbound
				sold.Outbound += c.Limits.Trunks.Outbound
			}
		}
	})
	return sold, err
}
