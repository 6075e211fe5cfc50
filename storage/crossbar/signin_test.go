package crossbar

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestSignInTellsWhoItIs(t *testing.T) {
	s := newStub(t)
	backend, identity, err := connector(t).SignIn(context.Background(), s.address(), byPassword("Reseller"))
	require.NoError(t, err)
	defer backend.Close()
	require.Equal(t, domain.Identity{
		AccountID: reseller, AccountName: "Reseller", Realm: "reseller.example.com", Timezone: "Europe/Madrid", Language: "es-ES",
		Country: "ES", OwnerID: "u1", ResellerID: "m0", IsReseller: true, Version: "5.0.0",
	}, identity)
	require.Equal(t, identity, backend.Identity())

	login := s.requests("PUT /user_auth")[0]
	require.Empty(t, login.header.Get("X-Auth-Token"))
	require.Equal(t, "AccountsManager/test", login.header.Get("User-Agent"))
	require.Equal(t, "TOKEN-1", s.requests("GET /accounts/" + reseller)[0].header.Get("X-Auth-Token"))
}

func TestAUserWhoMayNotReadTheAccountIsSignedInAllTheSame(t *testing.T) {
	s := newStub(t)
	s.say("GET /accounts/"+reseller, 403, failure(403, "forbidden", `{"message":"forbidden"}`))
	_, identity, err := connector(t).SignIn(context.Background(), s.address(), byPassword("Reseller"))
	require.NoError(t, err)
	require.Equal(t, "Reseller", identity.AccountName)
}

func TestTheAccountIsTriedAsWhatItLooksLike(t *testing.T) {
	for account, want := range map[string][]string{
		"Acme":            {"account_name"},
		"  Acme & Co.  ":  {"account_name"},
		"acme.example":    {"account_realm", "account_name"},
		"+1 (415) 555-01": {"phone_number", "account_name"},
		"14155550100":     {"phone_number", "account_name"},
		"415.555.0100":    {"phone_number", "account_realm", "account_name"},
		"42":              {"account_name"},
		"":                {"account_name"},
	} {
		s := newStub(t)
		s.say("PUT /user_auth", 401, failure(401, "invalid_credentials", `{"message":"invalid credentials"}`))
		_, _, err := connector(t).SignIn(context.Background(), s.address(), byPassword(account))
		require.ErrorIs(t, err, domain.ErrWrongCredentials)
		var tried []string
		for _, r := range s.requests("PUT /user_auth") {
			data := parse(t, r.body).(map[string]any)["data"].(map[string]any)
			require.Equal(t, "md5", data["method"])
			for _, key := range []string{"phone_number", "account_realm", "account_name"} {
				if value, ok := data[key]; ok {
					if key == "phone_number" {
						require.Regexp(t, `^\+?[0-9]+$`, value)
					}
					tried = append(tried, key)
				}
			}
		}
		if account == "" { // an empty name is left out, and nothing is left to try
			require.Empty(t, tried)
			continue
		}
		require.Equal(t, want, tried, account)
	}
}

func TestTheWayThatWorkedIsRemembered(t *testing.T) {
	s := newStub(t)
	deny := says(401, failure(401, "invalid_credentials", `{}`))
	grant := says(201, `{"auth_token":"T","data":{"account_id":"`+reseller+`"},"status":"success"}`)
	s.on("PUT /user_auth", deny, grant)
	s.on("GET /accounts/"+reseller, says(200, resellerDoc), deny, says(200, resellerDoc))
	backend, _, err := connector(t).SignIn(context.Background(), s.address(), byPassword("acme.inc"))
	require.NoError(t, err)
	defer backend.Close()
	_, err = backend.ReadPart(context.Background(), reseller, domain.DocAccount)
	require.NoError(t, err)
	logins := s.requests("PUT /user_auth")
	require.Len(t, logins, 3)
	require.Equal(t, logins[1].body, logins[2].body)
	require.Contains(t, logins[2].body, "account_name")
}

func TestWhatSigningInCanComeTo(t *testing.T) {
	bad := func(code int, message, data string) http.HandlerFunc { return says(code, failure(code, message, data)) }
	for name, tt := range map[string]struct {
		by     workspace.Credentials
		answer http.HandlerFunc
		want   error
	}{
		"wrong password": {byPassword("x"), bad(401, "invalid_credentials", `{"message":"invalid credentials"}`), domain.ErrWrongCredentials},
		"disabled":       {byPassword("x"), bad(400, "validation error", `{"account":{"disabled":{"message":"account disabled"}}}`), domain.ErrAccountDisabled},
		"expired":        {byPassword("x"), bad(400, "validation error", `{"account":{"expired":{"message":"account expired"}}}`), domain.ErrAccountDisabled},
		"locked":         {byPassword("x"), bad(423, "locked", `{}`), domain.ErrAccountDisabled},
		"second factor": {byPassword("x"), bad(401, "invalid_credentials",
			`{"message":"client needs to preform second-factor authentication","multi_factor_request":{"provider_name":"duo"}}`), domain.ErrMultiFactor},
		"unknown key":      {byKey("k"), bad(404, "bad identifier", `["k"]`), domain.ErrUnknownKey},
		"short key":        {byKey("k"), bad(400, "validation error", `{"api_key":{"minLength":{"message":"x","target":64}}}`), domain.ErrUnknownKey},
		"key refused":      {byKey("k"), bad(401, "invalid_credentials", `{}`), domain.ErrUnknownKey},
		"disabled, by key": {byKey("k"), bad(400, "validation error", `{"account":{"disabled":{"message":"x"}}}`), domain.ErrAccountDisabled},
		"plain text":       {byPassword("x"), says(200, "Welcome to Kazoo"), domain.ErrNotCrossbar},
		"a web page":       {byPassword("x"), says(200, "<html>hello</html>"), domain.ErrNotCrossbar},
		"no page":          {byPassword("x"), says(404, "<html>not found</html>"), domain.ErrNotCrossbar},
		"nothing":          {byPassword("x"), says(404, ""), domain.ErrNotCrossbar},
		"other JSON":       {byPassword("x"), says(200, `{"hello":"world"}`), domain.ErrNotCrossbar},
		"a JSON list":      {byPassword("x"), says(200, `[1,2]`), domain.ErrNotCrossbar},
		"cut off":          {byPassword("x"), says(201, `{"data":{"account_id":"a`), domain.ErrNotCrossbar},
		"an old path":      {byPassword("x"), bad(410, "gone", `"v1 is gone"`), domain.ErrNotCrossbar},
		"no such path":     {byPassword("x"), bad(404, "not_found", `{}`), domain.ErrNotCrossbar},
		"no token":         {byPassword("x"), says(201, success(`{"account_id":"a"}`)), domain.ErrNotCrossbar},
		"token undefined":  {byPassword("x"), says(201, `{"auth_token":"undefined","status":"success","data":{"account_id":"a"}}`), domain.ErrNotCrossbar},
		"a broken token":   {byPassword("x"), says(201, `{"auth_token":"a\nb","status":"success","data":{"account_id":"a"}}`), domain.ErrNotCrossbar},
		"no account":       {byPassword("x"), says(201, `{"auth_token":"t","status":"success","data":[]}`), domain.ErrNotCrossbar},
		"redirected": {byPassword("x"), func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://elsewhere.example.com/v2/user_auth", http.StatusTemporaryRedirect)
		}, domain.ErrNotCrossbar},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStub(t)
			s.on("PUT /user_auth", tt.answer)
			s.on("PUT /api_auth", tt.answer)
			_, _, err := connector(t).SignIn(context.Background(), s.address(), tt.by)
			require.ErrorIs(t, err, tt.want)
			require.Len(t, s.seen, 1, "one try was enough to know")
		})
	}
}

func TestABusySignInWaits(t *testing.T) {
	for status, body := range map[int]string{429: failure(429, "too_many_requests", `{}`), 503: "<html>busy</html>", 500: failure(500, "init failed", `{}`)} {
		s := newStub(t)
		s.say("PUT /user_auth", status, body)
		_, _, err := connector(t).SignIn(context.Background(), s.address(), byPassword("x"))
		var busy *domain.BusyError
		require.ErrorAs(t, err, &busy)
		require.Equal(t, status, busy.Status)
	}
}

func TestACertificateThatNobodyVouchesFor(t *testing.T) {
	server := httptest.NewUnstartedServer(says(200, "{}"))
	server.Config.ErrorLog = discard()
	server.StartTLS()
	defer server.Close()
	_, _, err := connector(t).SignIn(context.Background(), server.URL, byPassword("x"))
	require.ErrorIs(t, err, domain.ErrCertificate)
}

func TestHTTPWhereHTTPSIsExpected(t *testing.T) {
	s := newStub(t)
	_, _, err := connector(t).SignIn(context.Background(), "https://"+s.Listener.Addr().String(), byPassword("x"))
	require.ErrorIs(t, err, domain.ErrNotCrossbar)
}

func TestNobodyIsThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	_, _, err = connector(t).SignIn(context.Background(), "http://"+address, byPassword("x"))
	require.ErrorIs(t, err, domain.ErrOffline)

	_, _, err = connector(t).SignIn(context.Background(), "https://no-such-host.invalid", byPassword("x"))
	require.ErrorIs(t, err, domain.ErrOffline)
}

func TestSomethingElseIsThere(t *testing.T) {
	address := listen(t, func(conn net.Conn) { readRequest(conn); _, _ = conn.Write([]byte("ERR unknown command\r\n")) })
	_, _, err := connector(t).SignIn(context.Background(), "http://"+address, byPassword("x"))
	require.ErrorIs(t, err, domain.ErrNotCrossbar)
}

func TestOnlySafeServersAreSignedInTo(t *testing.T) {
	_, _, err := connector(t).SignIn(context.Background(), "http://api.example.com/v2", byPassword("x"))
	require.ErrorIs(t, err, domain.ErrInsecureServer)
}
