package workspacetest

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Server is what is really so on the other side: accounts and what belongs to
// them, by the rules that Crossbar has where it has any. Its fields may be set
// before it is used; after that, ask.
type Server struct {
	clock *Clock

	mu       sync.Mutex
	identity domain.Identity
	accounts map[string]*Customer // by id
	changes  map[string]change
	made     int
	sent     map[string]int // sends by op id
	pending  []late
	fates    map[string][]Fate // by step id
	looks    map[string][]error
	hidden   map[string]bool // steps whose looks cannot tell
	reads    map[string]error
	down     bool
	revoked  int // sessions up to this number are signed out
	sessions int
	skew     *time.Duration
	signIn   error
	calls    []Call
	atDown   int // calls while it was down

	gates     map[string]chan struct{} // by method: where requests are held
	held      []Call
	catalogue domain.Catalogue
}

// Customer is an account on the server.
type Customer struct {
	domain.Account
	OpID      string
	Timezone  string
	Admins    map[string]Admin // by user name
	Limits    *provisioning.LimitsIntent
	Credits   []Credit
	Plans     []string
	Blacklist []string
	Callflows int
	// Values are its fields as they were edited, other than its name, realm and
	// state; Users are those that were not made by a step of a new account.
	Values   domain.Values
	Users    []domain.User
	Reseller bool
}

// Admin is a user of a customer.
type Admin struct {
	OpID         string
	Password     string
	PasswordOpID string // of the step that reset the password last
}

// Credit is a ledger entry.
type Credit struct {
	OpID   string
	Start  time.Time
	Amount decimal.Decimal
}

// Balance is the sum of the credits.
func (c Customer) Balance() decimal.Decimal {
	sum := decimal.Zero
	for _, credit := range c.Credits {
		sum = sum.Add(credit.Amount)
	}
	return sum
}

// Call is a request as it came in.
type Call struct {
	Method  string // of workspace.Backend or Connector, such as "Perform"
	Account string // id or, for a new one, name
	StepID  string // of Perform and Find
	OpID    string
	Route   domain.Route // of SignIn
}

// late is an effect that is still under way.
type late struct {
	at     time.Time
	effect func()
}

// NewServer makes a server with one reseller, who has no customers.
func NewServer(clock *Clock) *Server {
	return &Server{
		clock: clock,
		identity: domain.Identity{
			AccountID: "reseller", AccountName: "Reseller", Realm: "reseller.sip.example.com", Timezone: "America/Chicago",
			Language: "en-US", Country: "US", OwnerID: "rita", IsReseller: true, Version: "5.0",
		},
		accounts: map[string]*Customer{}, sent: map[string]int{}, fates: map[string][]Fate{}, looks: map[string][]error{}, reads: map[string]error{}, gates: map[string]chan struct{}{}, changes: map[string]change{},
	}
}

// Offer sets what the server has in its catalogue.
func (s *Server) Offer(c domain.Catalogue) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catalogue = c
}

// SetClockSkew sets how far its clock is from this computer's; before that its answers
// do not tell the time.
func (s *Server) SetClockSkew(skew time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew = &skew
}

// AddCustomer puts an account right below parent, as if somebody else had
// created it.
func (s *Server) AddCustomer(parentID, name, realm string) domain.AccountRef {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.create(parentID, name, realm, "").AccountRef
}

// RemoveCustomer deletes an account.
func (s *Server) RemoveCustomer(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.accounts, id)
}

// Disable disables an account.
func (s *Server) Disable(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	disabled := false
	s.accounts[id].Enabled = &disabled
}

func (s *Server) create(parentID, name, realm, opID string) *Customer {
	s.made++
	enabled := true
	c := &Customer{OpID: opID, Admins: map[string]Admin{}}
	c.ID, c.Name, c.Realm, c.ParentID, c.Enabled = fmt.Sprintf("account-%d", s.made), name, realm, parentID, &enabled
	if realm == "" {
		c.Realm = fmt.Sprintf("%06x.sip.example.com", s.made)
	}
	s.accounts[c.ID] = c
	return c
}

// Customers lists the accounts by name, as they are now.
func (s *Server) Customers() []Customer {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.arrive()
	var out []Customer
	for _, c := range s.accounts {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Customer) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return out
}

// Sent tells how often the steps with this op id were sent.
func (s *Server) Sent(opID string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent[opID]
}

// Calls lists the requests so far, those that failed included.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// arrive carries out what was under way and is due.
func (s *Server) arrive() {
	now := s.clock.Now()
	s.pending = slices.DeleteFunc(s.pending, func(l late) bool {
		if l.at.After(now) {
			return false
		}
		l.effect()
		return true
	})
}
