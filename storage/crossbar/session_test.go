package crossbar

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// expire makes the stub refuse all tokens but that of its nth login.
func (s *stub) onlyToken(token string, call string, status int, body string) {
	s.on(call, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Auth-Token") != token {
			says(401, failure(401, "invalid credentials", `{}`))(w, r)
			return
		}
		says(status, body)(w, r)
	})
}

func limitsTask() workspace.Task {
	return workspace.Task{
		Account: domain.AccountRef{ID: customer},
		Step: provisioning.Step{
			ID: "limits", OpID: "op", Kind: provisioning.KindLimits,
			Intent: provisioning.Intent{Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 4}}},
		},
	}
}

func TestAnExpiredTokenIsReplacedOnceForEverybody(t *testing.T) {
	s := newStub(t)
	session := s.signIn(t)
	s.onlyToken("TOKEN-2", "GET /accounts/"+customer, 200, success(`{"id":"`+customer+`","name":"C"}`))
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			_, err := session.account(context.Background(), customer)
			require.NoError(t, err)
		})
	}
	group.Wait()
	require.Len(t, s.requests("PUT /user_auth"), 2, "one sign-in at the start, one for all")
}

func TestAWriteIsRepeatedAfterA401Alone(t *testing.T) {
	s := newStub(t)
	session := s.signIn(t)
	path := "POST /accounts/" + customer + "/services"
	s.onlyToken("TOKEN-2", path, 200, success(`{}`))
	ref, err := session.Perform(context.Background(), plansTask())
	require.NoError(t, err)
	require.NotEmpty(t, ref)
	requests := s.requests(path)
	require.Len(t, requests, 2)
	require.Equal(t, requests[0].body, requests[1].body)
}

func TestATokenThatIsNeverGoodEnough(t *testing.T) {
	s := newStub(t)
	session := s.signIn(t)
	s.say("GET /accounts/"+customer, 401, failure(401, "invalid_credentials", `{}`))
	_, err := session.account(context.Background(), customer)
	require.ErrorIs(t, err, domain.ErrSignedOut)
	require.Len(t, s.requests("GET /accounts/"+customer), 2)
}

func TestWhatSigningInAgainCanComeTo(t *testing.T) {
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		want   []error
		dead   bool
		judged provisioning.Verdict
	}{
		"the password changed": {
			says(401, failure(401, "invalid_credentials", `{}`)),
			[]error{domain.ErrSignedOut, domain.ErrWrongCredentials},
			true, provisioning.VerdictNotSent,
		},
		"the account was disabled": {
			says(400, failure(400, "validation error", `{"account":{"disabled":{"message":"x"}}}`)),
			[]error{domain.ErrSignedOut, domain.ErrAccountDisabled},
			true, provisioning.VerdictNotSent,
		},
		"forbidden": {
			says(403, failure(403, "forbidden", `{}`)),
			[]error{domain.ErrSignedOut},
			true, provisioning.VerdictNotSent,
		},
		"another account": {
			says(201, `{"auth_token":"X","status":"success","data":{"account_id":"other"}}`),
			[]error{domain.ErrSignedOut},
			true, provisioning.VerdictNotSent,
		},
		"busy":   {says(429, failure(429, "too_many_requests", `{}`)), nil, false, provisioning.VerdictNotSent},
		"cut":    {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, []error{domain.ErrOffline}, false, provisioning.VerdictNotSent},
		"a page": {says(200, "<html>"), []error{domain.ErrNotCrossbar}, false, provisioning.VerdictNotSent},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStub(t)
			session := s.signIn(t)
			path := "POST /accounts/" + customer + "/services"
			s.onlyToken("TOKEN-9", path, 200, success(`{}`))
			s.on("PUT /user_auth", tt.answer)
			for range 2 {
				_, err := session.Perform(context.Background(), plansTask())
				require.Error(t, err)
				for _, want := range tt.want {
					require.ErrorIs(t, err, want)
				}
				require.Equal(t, tt.judged, provisioning.Judge("", err).Verdict, "%v", err)
			}
			logins := len(s.requests("PUT /user_auth")) - 1
			if tt.dead {
				require.Equal(t, 1, logins, "a no is not asked for twice")
				require.Len(t, s.requests(path), 1, "and nothing is sent any more")
			} else {
				require.Equal(t, 2, logins)
			}
		})
	}
}

func TestAClosedSession(t *testing.T) {
	s := newStub(t)
	session := s.signIn(t)
	session.Close()
	session.Close()
	_, err := session.account(context.Background(), customer)
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, domain.ErrSignedOut, "nothing is wrong with the credentials")
	require.Empty(t, s.requests("GET /accounts/"+customer))
}

func TestTheTokenGoesNowhereElse(t *testing.T) {
	elsewhere := newStub(t)
	s := newStub(t)
	session := s.signIn(t)
	for _, call := range []string{"GET /accounts/" + customer, "POST /accounts/" + customer + "/services"} {
		s.on(call, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.address()+"/accounts/"+customer, http.StatusPermanentRedirect)
		})
	}
	_, err := session.account(context.Background(), customer)
	require.ErrorIs(t, err, domain.ErrNotCrossbar)
	_, err = session.Perform(context.Background(), plansTask())
	require.ErrorIs(t, err, domain.ErrNotCrossbar)
	require.Empty(t, elsewhere.seen)
}

func plansTask() workspace.Task {
	return workspace.Task{
		Account: domain.AccountRef{ID: customer},
		Step: provisioning.Step{
			ID: "service_plan", OpID: "op", Kind: provisioning.KindPlans,
			Intent: provisioning.Intent{Plans: &provisioning.PlansIntent{Plans: []domain.ServicePlan{{ID: "gold"}}}},
		},
	}
}
