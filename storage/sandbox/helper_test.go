package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// noTime makes accounts in no time.
const noTime = time.Duration(-1)

// newServer makes a server that is closed with the test.
func newServer(t testing.TB, o Options) *Server {
	t.Helper()
	if o.CreateTime == 0 {
		o.CreateTime = noTime
	}
	s, err := New(o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// client calls a server as somebody.
type client struct {
	t     testing.TB
	s     http.Handler
	token string
	id    string // of the account signed in
	owner string
}

// got is an answer.
type got struct {
	t      testing.TB
	status int
	header http.Header
	raw    []byte
	env    document
}

// stranger has no token.
func stranger(t testing.TB, s *Server) *client { return &client{t: t, s: s} }

// signedInAs signs in to an account by name.
func signedInAs(t testing.TB, s *Server, account, username, password string) *client {
	t.Helper()
	c := stranger(t, s)
	md5Hex, _ := credentialHashes(username, password)
	answer := c.do("PUT", "/v2/user_auth", document{"credentials": md5Hex, "account_name": account}).is(201)
	c.token, c.id, c.owner = text(answer.env, "auth_token"), answer.text("account_id"), answer.text("owner_id")
	return c
}

// owner signs in with the credentials that a server tells.
func owner(t testing.TB, s *Server) *client {
	t.Helper()
	c := s.Credentials()
	return signedInAs(t, s, c.AccountName, c.Username, c.Password)
}

// do sends data in an envelope; nil is no body.
func (c *client) do(method, path string, data any, headers ...string) got {
	c.t.Helper()
	if data == nil {
		return c.send(method, path, nil, headers...)
	}
	return c.send(method, path, encode(document{"data": data}), headers...)
}

// send sends a body as it is. headers are names and values in turn.
func (c *client) send(method, path string, body []byte, headers ...string) got {
	c.t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	r.RemoteAddr = "127.0.0.1:40000"
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("X-Auth-Token", c.token)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.s.ServeHTTP(w, r)
	g := got{t: c.t, status: w.Code, header: w.Header(), raw: w.Body.Bytes()}
	if d, err := decodeDocument(g.raw); err == nil {
		g.env = d
	}
	return g
}

// is checks the status.
func (g got) is(status int) got {
	g.t.Helper()
	require.Equal(g.t, status, g.status, "%s", g.raw)
	return g
}

func (g got) data() any               { return g.env["data"] }
func (g got) text(p ...string) string { return text(g.data(), p...) }
func (g got) at(p ...string) any {
	v, _ := lookup(g.data(), p...)
	return v
}

func (g got) rows() []any {
	g.t.Helper()
	rows, ok := g.data().([]any)
	require.True(g.t, ok, "%s", g.raw)
	return rows
}

// names are the values of one key of all rows.
func (g got) names(key string) []string {
	g.t.Helper()
	out := []string{}
	for _, row := range g.rows() {
		out = append(out, text(row, key))
	}
	return out
}

// isJSON compares data with a JSON text.
func (g got) isJSON(want string) got {
	g.t.Helper()
	require.JSONEq(g.t, want, string(encode(g.data())))
	return g
}

// create makes an account below the caller's and returns its id.
func (c *client) create(data document) string {
	c.t.Helper()
	return c.do("PUT", "/v2/accounts/"+c.id, data).is(201).text("id")
}

func (c *client) path(parts ...string) string {
	p := "/v2/accounts"
	for _, part := range parts {
		p += "/" + part
	}
	return p
}

// logOf reads the log.
func logOf(t testing.TB, s *Server) []logged {
	t.Helper()
	var out []logged
	require.NoError(t, json.Unmarshal(stranger(t, s).send("GET", "/sandbox/log", nil).raw, &out))
	return out
}
