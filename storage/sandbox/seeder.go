package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
)

// Seeder arranges what no client may, at any time: it is how a test brings about
// what happened before. Documents are anything that encodes as a JSON object.
type Seeder struct{ s *Server }

// Seed arranges things in a running server.
func (s *Server) Seed() Seeder { return Seeder{s: s} }

// seedDocument makes a document of what a caller gave.
func seedDocument(given any) (document, error) {
	d, err := decodeDocument(encode(given))
	if err != nil {
		return nil, fmt.Errorf("seeding: %w", err)
	}
	return d, nil
}

// call is a request that nobody sent, by the master account.
func (s Seeder) call(accountID string) (*call, error) {
	ctx := context.Background()
	master, err := s.s.store.account(ctx, s.s.masterID)
	if err != nil {
		return nil, fmt.Errorf("seeding: %w", err)
	}
	c := &call{
		s: s.s, b: s.s.b, ctx: ctx, id: s.s.randomHex(16), now: gregorian(s.s.now()),
		session: &session{account: master}, envelope: document{"accept_charges": true},
	}
	if c.account, err = s.s.store.account(ctx, accountID); err != nil {
		return nil, fmt.Errorf("seeding %s: %w", accountID, err)
	}
	return c, nil
}

// AddAccount makes an account below another and returns its id. pvt_ keys are
// kept, so that it may be a reseller or disabled. Names are not checked.
func (s Seeder) AddAccount(parentID string, given any) (id string, err error) {
	c, err := s.call(parentID)
	if err != nil {
		return "", err
	}
	d, err := seedDocument(given)
	if err != nil {
		return "", err
	}
	checked, _, err := c.checkAccount(d, "")
	if err != nil {
		return "", err
	}
	doc := c.newAccountDoc(c.account, draft{doc: checked})
	merge(doc, privateKeys(d))
	a, err := s.s.store.addAccount(c.ctx, s.s.randomHex(16), doc, c.now)
	if err != nil {
		return "", err
	}
	return a.id, c.countDescendants(parentID)
}

// AddUser makes a user of an account and returns its id; a password makes it one
// that can sign in.
func (s Seeder) AddUser(accountID string, given any) (id string, err error) {
	c, err := s.call(accountID)
	if err != nil {
		return "", err
	}
	d, err := seedDocument(given)
	if err != nil {
		return "", err
	}
	if err := c.checkUser(publicKeys(d), nil); err != nil {
		return "", err
	}
	if c.errs.any() {
		return "", fmt.Errorf("seeding user: %s", encode(c.errs.tree))
	}
	r, err := addUserDocument(c)
	if err != nil {
		return "", err
	}
	return r.id, nil
}

// AddPlan makes a service plan that an account sells: name, category,
// description, and under "plan" what each item costs.
func (s Seeder) AddPlan(accountID, planID string, given any) error {
	return s.add(accountID, kindPlan, planID, given)
}

// AddApp makes an app of the platform.
func (s Seeder) AddApp(appID string, given any) error {
	return s.add(s.s.masterID, kindApp, appID, given)
}

func (s Seeder) add(accountID, kind, id string, given any) error {
	c, err := s.call(accountID)
	if err != nil {
		return err
	}
	d, err := seedDocument(given)
	if err != nil {
		return err
	}
	_, err = c.addDocument(kind, id, d)
	return err
}

// MasterID is the id of the master account.
func (s Seeder) MasterID() string { return s.s.masterID }

// ExpiredToken makes a token of an account that was good until now.
func (s Seeder) ExpiredToken(accountID string) (string, error) {
	c, err := s.call(accountID)
	if err != nil {
		return "", err
	}
	token, _ := c.newToken(c.account, "", text(c.account.doc, "pvt_signature_secret"), "cb_api_auth")
	s.s.tokens.expire(token)
	return token, nil
}

// Exhaust leaves so many tokens in the rate bucket of a client address for
// requests without an account, such as sign-ins.
func (s Seeder) Exhaust(clientIP string, left int) error {
	if net.ParseIP(clientIP) == nil {
		return errors.New("seeding: not an address: " + clientIP)
	}
	s.s.buckets.drain(clientIP+"/no_account", left, s.s.now())
	return nil
}
