package crossbar

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// stub is a server of canned answers, for what a well-behaved one never says. It
// signs anybody in and knows the account that did, unless told otherwise.
type stub struct {
	*httptest.Server
	mu      sync.Mutex
	answers map[string][]http.HandlerFunc // by "GET /accounts/x"; the last one stays
	seen    []seen
	logins  int
}

type seen struct {
	call   string
	query  string
	header http.Header
	body   string
}

const (
	reseller    = "a0000000000000000000000000000000"
	customer    = "c0000000000000000000000000000000"
	okAuth      = `{"auth_token":"TOKEN-%d","data":{"account_id":"` + reseller + `","owner_id":"u1","account_name":"Reseller","is_reseller":true,"language":"en-US","reseller_id":"m0"},"status":"success","version":"5.0.0"}`
	resellerDoc = `{"data":{"id":"` + reseller + `","name":"Reseller","realm":"reseller.example.com","timezone":"Europe/Madrid","language":"es-ES","created":63934444800,"contact":{"billing":{"country":"ES"}}},"status":"success","version":"5.0.0"}`
)

func newStub(t *testing.T) *stub {
	t.Helper()
	s := &stub{answers: map[string][]http.HandlerFunc{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	s.on("PUT /user_auth", func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		s.logins++
		n := s.logins
		s.mu.Unlock()
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, okAuth, n)
	})
	s.say("GET /accounts/"+reseller, 200, resellerDoc)
	return s
}

// on queues a handler for a call; the last one of a call answers for ever.
func (s *stub) on(call string, h ...http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[call] = h
}

// say answers a call with a status and a body.
func (s *stub) say(call string, status int, body string) { s.on(call, says(status, body)) }

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func success(data string) string { return `{"data":` + data + `,"status":"success","version":"5.0.0"}` }

func failure(code int, message, data string) string {
	return fmt.Sprintf(`{"data":%s,"error":"%d","message":%q,"status":"error","request_id":"REQ"}`, data, code, message)
}

func (s *stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	call := r.Method + " " + r.URL.Path[len("/v2"):]
	s.mu.Lock()
	s.seen = append(s.seen, seen{call: call, query: r.URL.RawQuery, header: r.Header.Clone(), body: string(body)})
	queue := s.answers[call]
	if len(queue) > 1 {
		s.answers[call] = queue[1:]
	}
	s.mu.Unlock()
	if len(queue) == 0 {
		says(404, failure(404, "not_found", `{"message":"not found"}`))(w, r)
		return
	}
	queue[0](w, r)
}

func (s *stub) requests(call string) []seen {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []seen
	for _, r := range s.seen {
		if r.call == call {
			out = append(out, r)
		}
	}
	return out
}

func (s *stub) address() string { return s.URL + "/v2" }

// connector has short waits, for tests in which nobody answers.
func connector(t *testing.T) *Connector {
	t.Helper()
	c := New(Options{Version: "test", Timeouts: Timeouts{Create: 2 * time.Second, Write: 2 * time.Second, Read: 2 * time.Second}})
	t.Cleanup(c.client.CloseIdleConnections)
	return c
}

func (s *stub) signIn(t *testing.T) *session {
	t.Helper()
	backend, _, err := connector(t).SignIn(context.Background(), s.address(), byPassword("Reseller"))
	require.NoError(t, err)
	t.Cleanup(backend.Close)
	return backend.(*session)
}

func byPassword(account string) workspace.Credentials {
	hash := New(Options{}).Conceal("Ada", domain.NewSecret("canary-password"))
	return workspace.Credentials{Method: workspace.WithPassword, UserName: "Ada", Account: account, Secret: hash}
}

func byKey(key string) workspace.Credentials {
	return workspace.Credentials{Method: workspace.WithAPIKey, Secret: domain.NewSecret(key)}
}

func parse(t *testing.T, text string) any {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal([]byte(text), &v), text)
	return v
}
