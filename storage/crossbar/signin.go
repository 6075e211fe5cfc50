package crossbar

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// SignIn opens a session, and reads the account once to know who it is.
//
// What was typed as the account can be its name, realm or phone number: what it
// looks like most is tried first, three times at most, for each sign-in costs of
// the server's patience.
func (c *Connector) SignIn(ctx context.Context, server string, by workspace.Credentials) (workspace.Backend, domain.Identity, error) {
	base, err := c.CheckServer(server)
	if err != nil {
		return nil, domain.Identity{}, err
	}
	c, err = c.by(by.Route)
	if err != nil {
		return nil, domain.Identity{}, err
	}
	for _, way := range c.waysIn(by) {
		var granted grant
		if granted, err = c.authenticate(ctx, base, way); err == nil {
			return c.open(ctx, base, way, granted)
		}
		if !errors.Is(err, domain.ErrWrongCredentials) {
			break
		}
	}
	c.client.CloseIdleConnections()
	return nil, domain.Identity{}, err
}

func (c *Connector) open(ctx context.Context, base string, way wayIn, granted grant) (workspace.Backend, domain.Identity, error) {
	s := newSession(c, base, way, granted)
	if err := s.meet(ctx); err != nil {
		s.Close()
		return nil, domain.Identity{}, fmt.Errorf("read the account that signed in: %w", err)
	}
	return s, s.Identity(), nil
}

// wayIn is one request that may sign in.
type wayIn struct {
	call  call
	byKey bool
}

type userAuth struct {
	Credentials  sealed `json:"credentials"`
	Method       string `json:"method"`
	AccountName  string `json:"account_name,omitempty"`
	AccountRealm string `json:"account_realm,omitempty"`
	PhoneNumber  string `json:"phone_number,omitempty"`
}

type apiAuth struct {
	APIKey sealed `json:"api_key"`
}

// waysIn lists what to try, likeliest first; never nothing.
func (c *Connector) waysIn(by workspace.Credentials) []wayIn {
	auth := func(path string, data any) call {
		return call{
			method: http.MethodPut, path: path, body: writing{Data: data},
			timeout: c.timeouts.Read, secrets: []domain.Secret{by.Secret},
		}
	}
	if by.Method == workspace.WithAPIKey {
		return []wayIn{{call: auth("/api_auth", apiAuth{APIKey: sealed{by.Secret}}), byKey: true}}
	}
	account := strings.TrimSpace(by.Account)
	base := userAuth{Credentials: sealed{by.Secret}, Method: "md5"}
	var ways []wayIn
	try := func(set func(*userAuth)) {
		data := base
		set(&data)
		ways = append(ways, wayIn{call: auth("/user_auth", data)})
	}
	if number, ok := phoneNumber(account); ok {
		try(func(u *userAuth) { u.PhoneNumber = number })
	}
	if strings.Contains(account, ".") && !strings.ContainsAny(account, " \t") {
		try(func(u *userAuth) { u.AccountRealm = account })
	}
	try(func(u *userAuth) { u.AccountName = account })
	return ways
}

// phoneNumber reads a phone number: at least seven digits, and nothing that
// numbers are not written with.
func phoneNumber(s string) (digits string, ok bool) {
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9', r == '+' && i == 0:
			digits += string(r)
		case !strings.ContainsRune(" ()-./", r):
			return "", false
		}
	}
	return digits, len(strings.TrimPrefix(digits, "+")) >= 7
}

// grant is what a sign-in yields.
type grant struct {
	token    domain.Secret
	identity domain.Identity
	skew     time.Duration
	dated    bool
}

type authData struct {
	AccountID   text `json:"account_id"`
	AccountName text `json:"account_name"`
	OwnerID     text `json:"owner_id"`
	ResellerID  text `json:"reseller_id"`
	IsReseller  bool `json:"is_reseller"`
	IsMaster    bool `json:"is_master_account"`
	Language    text `json:"language"`
}

// authenticate signs in once. Nothing is lost with its answer but a token, so
// its errors are those of a read.
func (c *Connector) authenticate(ctx context.Context, base string, way wayIn) (grant, error) {
	a, err := c.exchange(ctx, base, domain.Secret{}, way.call)
	if err != nil {
		return grant{}, err
	}
	if err := way.judge(a); err != nil {
		return grant{}, err
	}
	token := string(a.envelope.AuthToken)
	var data authData
	if err := decodeObject(a.envelope.Data, &data); err != nil || data.AccountID == "" || !validToken(token) {
		return grant{}, fmt.Errorf("%s: %w: signed in without a token or an account", way.call.name(), domain.ErrNotCrossbar)
	}
	return grant{
		token: domain.NewSecret(token),
		skew:  a.skew, dated: a.dated,
		identity: domain.Identity{
			AccountID: string(data.AccountID), AccountName: string(data.AccountName), OwnerID: string(data.OwnerID),
			ResellerID: string(data.ResellerID), IsReseller: data.IsReseller, IsMaster: data.IsMaster,
			Language: string(data.Language), Version: string(a.envelope.Version),
		},
	}, nil
}

// validToken tells whether a text can be sent back in a header.
func validToken(token string) bool {
	return token != "" && token != "undefined" && strings.IndexFunc(token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) < 0
}

// judge reads the answer to a sign-in, where the statuses mean other things than
// elsewhere.
func (w wayIn) judge(a answer) error {
	named := func(kind error) error { return fmt.Errorf("%s: %w", w.call.name(), kind) }
	code := a.code()
	switch {
	case code >= 500 || code == http.StatusTooManyRequests || code == http.StatusRequestTimeout:
		return w.call.judge(a)
	case a.unreadable != nil:
		// Anything may answer at an address that was typed.
		return fmt.Errorf("%s: %w: %d, %v", w.call.name(), domain.ErrNotCrossbar, code, a.unreadable)
	case code/100 == 2:
		return nil
	case code == http.StatusUnauthorized && asksSecondFactor(a):
		return named(domain.ErrMultiFactor)
	case code == http.StatusUnauthorized && !w.byKey:
		return named(domain.ErrWrongCredentials)
	case w.byKey && (code == http.StatusUnauthorized || code == http.StatusNotFound || complainsOf(a, "api_key")):
		return named(domain.ErrUnknownKey)
	case code == http.StatusLocked, complainsOf(a, "account"):
		return named(domain.ErrAccountDisabled)
	case code == http.StatusNotFound, code == http.StatusGone, code == http.StatusMethodNotAllowed, code/100 == 3:
		// A Crossbar, or something like one, but no sign-in at this path.
		return fmt.Errorf("%s: %w: %d %s", w.call.name(), domain.ErrNotCrossbar, code, w.call.scrub(a.said()))
	}
	return w.call.refused(a)
}

// asksSecondFactor: the first attempt of a sign-in with two factors is a 401 with
// the provider's challenge in it (Kazoo: crossbar_auth).
func asksSecondFactor(a answer) bool {
	var data map[string]any
	return decodeObject(a.envelope.Data, &data) == nil && data["multi_factor_request"] != nil
}

// complainsOf tells whether the validation tree names this key. For an account
// that is "disabled" or "expired" (Kazoo: cb_user_auth).
func complainsOf(a answer, key string) bool {
	for _, c := range complaintsIn(a.envelope.Data) {
		if c.path == key {
			return true
		}
	}
	return false
}
