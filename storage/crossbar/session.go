package crossbar

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

var _ workspace.Backend = (*session)(nil)

// errClosed ends what is still asked of a session that was closed.
var errClosed = fmt.Errorf("the session was closed: %w", context.Canceled)

// session is one signed-in user of one server: address, credentials and token
// belong together for its whole life. It is safe for concurrent use.
type session struct {
	connector *Connector
	base      string // such as https://api.example:8443/v2
	way       wayIn
	identity  domain.Identity // not changed after SignIn

	life   context.Context //nolint:containedctx // ends with Close; signing in again outlives the request that asked for it
	end    context.CancelFunc
	again  singleflight.Group
	ahead  ahead
	skewed atomic.Int64 // the server's clock less ours, as last seen; a time.Duration
	dated  atomic.Bool  // an answer told the time

	mu    sync.Mutex
	token domain.Secret
	dead  error // why no request is of use any more
}

func newSession(c *Connector, base string, way wayIn, granted grant) *session {
	s := &session{connector: c, base: base, way: way, identity: granted.identity, token: granted.token}
	s.skewed.Store(int64(granted.skew))
	s.dated.Store(granted.dated)
	s.life, s.end = context.WithCancel(context.Background())
	return s
}

// Identity is who signed in.
func (s *session) Identity() domain.Identity { return s.identity }

// Close forgets the token. Requests that are out come back first, new ones end
// with context.Canceled.
func (s *session) Close() {
	s.mu.Lock()
	s.token, s.dead = domain.Secret{}, errClosed
	s.mu.Unlock()
	s.end()
	s.connector.client.CloseIdleConnections()
}

// do makes a request. A 401 comes before a request is carried out (Kazoo:
// api_resource authenticates before it validates), so signing in again and
// repeating it once is safe even for a write.
func (s *session) do(ctx context.Context, q call) (answer, error) {
	token, err := s.current()
	if err != nil {
		return answer{}, fmt.Errorf("%s: %w", q.name(), err)
	}
	a, err := s.send(ctx, token, q)
	if err != nil {
		return answer{}, err
	}
	if a.code() == http.StatusUnauthorized {
		if token, err = s.renew(ctx, q, token); err != nil {
			return answer{}, fmt.Errorf("sign in again: %w", err)
		}
		if a, err = s.send(ctx, token, q); err != nil {
			return answer{}, err
		}
		if a.code() == http.StatusUnauthorized {
			return answer{}, fmt.Errorf("%s: %w: a new token is not accepted either", q.name(), domain.ErrSignedOut)
		}
	}
	q.secrets = slices.Concat(q.secrets, s.way.call.secrets, []domain.Secret{token})
	a.requestID = q.scrub(a.requestID)
	return a, q.judge(a)
}

func (s *session) send(ctx context.Context, token domain.Secret, q call) (answer, error) {
	a, err := s.connector.exchange(ctx, s.base, token, q)
	if err == nil && a.dated {
		s.skewed.Store(int64(a.skew))
		s.dated.Store(true)
	}
	return a, err
}

func (s *session) current() (domain.Secret, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token, s.dead
}

// renew gets a token to use in place of one that was refused. However many
// requests ask, one sign-in goes out. Where the server does not take the
// credentials any more the session is dead: asking on would only cost.
func (s *session) renew(ctx context.Context, q call, refused domain.Secret) (domain.Secret, error) {
	done := s.again.DoChan("", func() (any, error) {
		if token, err := s.current(); err != nil || !token.Equal(refused) {
			return token, err
		}
		return s.signInAgain()
	})
	select {
	case r := <-done:
		if r.Err != nil {
			return domain.Secret{}, r.Err
		}
		return r.Val.(domain.Secret), nil //nolint:errcheck // what the function above returns
	case <-ctx.Done():
		return domain.Secret{}, q.lost(ctx, ctx.Err(), false)
	}
}

func (s *session) signInAgain() (domain.Secret, error) {
	granted, err := s.connector.authenticate(s.life, s.base, s.way)
	if err == nil && granted.identity.AccountID != s.identity.AccountID {
		err = fmt.Errorf("%w: the credentials belong to another account now", domain.ErrWrongCredentials)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.dead != nil:
		return domain.Secret{}, s.dead
	case err != nil:
		err, s.dead = signedOut(err)
		return domain.Secret{}, err
	}
	s.token = granted.token
	return s.token, nil
}

// signedOut tells what a failed sign-in means for the request that needed it,
// and whether it is the end of the session: an outage passes, a no stays.
func signedOut(err error) (why, dead error) {
	var refused *domain.RefusedError
	for _, reason := range []error{domain.ErrWrongCredentials, domain.ErrUnknownKey, domain.ErrAccountDisabled, domain.ErrMultiFactor} {
		if errors.Is(err, reason) {
			why = fmt.Errorf("%w: %w", domain.ErrSignedOut, err)
			return why, why
		}
	}
	if errors.As(err, &refused) {
		// Not wrapped: it is the sign-in that was refused, not the request.
		why = fmt.Errorf("%w: %v", domain.ErrSignedOut, err)
		return why, why
	}
	return err, nil
}

// meet reads the account that signed in. A user who may not read it is signed in
// all the same.
func (s *session) meet(ctx context.Context) error {
	doc, err := s.account(ctx, s.identity.AccountID)
	if errors.Is(err, domain.ErrForbidden) || errors.Is(err, domain.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	id := &s.identity
	if doc.Name != "" {
		id.AccountName = string(doc.Name)
	}
	if doc.Language != "" {
		id.Language = string(doc.Language)
	}
	id.Realm, id.Timezone, id.Country = string(doc.Realm), string(doc.Timezone), string(doc.Contact.Billing.Country)
	return nil
}

// skew is the server's clock less this computer's, as the last answer told.
func (s *session) skew() time.Duration { return time.Duration(s.skewed.Load()) }

// ClockSkew is skew, and whether any answer told it.
func (s *session) ClockSkew() (time.Duration, bool) { return s.skew(), s.dated.Load() }
