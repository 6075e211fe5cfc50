package sandbox

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBrowsersMayCallFromAnywhere(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := stranger(t, w.s).send("OPTIONS", w.master.path(w.master.id), nil, "Origin", "http://127.0.0.1:3000",
			"Access-Control-Request-Method", "PATCH", "Access-Control-Request-Headers", "x-auth-token, content-type").is(200)
		require.Equal(t, "*", g.header.Get("Access-Control-Allow-Origin"))
		require.Contains(t, g.header.Get("Access-Control-Allow-Methods"), "PATCH")
		for _, name := range []string{"X-Auth-Token", "Content-Type", "If-Match", "X-Request-ID"} {
			require.Contains(t, g.header.Get("Access-Control-Allow-Headers"), name)
		}
		require.Empty(t, g.raw)

		ok := w.master.do("GET", w.master.path(w.master.id), nil, "Origin", "http://127.0.0.1:3000").is(200)
		require.Equal(t, "*", ok.header.Get("Access-Control-Allow-Origin"))
		require.Contains(t, ok.header.Get("Access-Control-Expose-Headers"), "ETag")
		require.Empty(t, w.master.do("GET", w.master.path(w.master.id), nil).header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, "*", stranger(t, w.s).do("GET", w.master.path(w.master.id), nil).is(401).header.Get("Access-Control-Allow-Origin"))
	})
}

// TestWebAppEndpoints asks for what today's web app asks for and this project
// does not.
func TestWebAppEndpoints(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		a := w.direct.path(w.direct.id)
		for _, rule := range []struct {
			method, path string
			body         any
			status       int
			data         string
		}{
			{"GET", a + "/external_numbers?_=1", nil, 200, `[]`},
			{"GET", a + "/alerts?_=1", nil, 200, `[]`},
			{"GET", a + "/devices?paginate=false&filter_owner_id=x&_=1", nil, 200, `[]`},
			{"GET", a + "/vmboxes?paginate=false", nil, 200, `[]`},
			{"GET", a + "/conferences?paginate=false", nil, 200, `[]`},
			{"GET", a + "/telexsmsboxes?paginate=false", nil, 200, `[]`},
			{"GET", a + `/phone_numbers?filter_state=%5B%22in_service%22%5D`, nil, 200, `{"numbers":{}}`},
			{"GET", a + "/service_plans?paginate=false&_=1", nil, 200, `[]`},
			{"GET", a + "/security", nil, 200, `{"account":{"auth_modules":{}},"inherited_config":{"auth_modules":{}}}`},
			{"GET", a + "/braintree/customer", nil, 200, ""},
			{"GET", a + "/multi_factor", nil, 200, ""},
			{"GET", "/v2/whitelabel/127.0.0.1", nil, 404, ""},
			{"GET", "/v2/whitelabel/127.0.0.1/logo", nil, 404, ""},
			{"GET", "/v2/whitelabel/127.0.0.1/icon", nil, 404, ""},
			{"GET", a + "/callflows?paginate=false&filter_owner_id=x", nil, 200, `[]`},
			{"GET", a + "/about", nil, 200, ""},
			{"GET", a + "/token_restrictions", nil, 404, ""},
			{"GET", "/v2/services/editable", nil, 200, ""},
			{"POST", a + "/services/", document{"add": []any{}}, 403, ""},
		} {
			g := w.direct.do(rule.method, rule.path, rule.body)
			require.Equal(t, rule.status, g.status, "%s %s: %s", rule.method, rule.path, g.raw)
			if rule.data != "" {
				g.isJSON(rule.data)
			}
		}
	})
}

// TestWebAppRequests sends what was recorded of that web app, where the
// recordings lie beside the project: it shall find nothing broken or missing.
func TestWebAppRequests(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "exchanges", "monster-ui", "*.json"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Log("no recordings of the web app beside the project; TestWebAppEndpoints stands for them")
	}
	ids := regexp.MustCompile(`[0-9a-f]{32}|[0-9a-f]{31}\b|nomatch\d+`)
	s := newServer(t, Options{})
	master := signedInAs(t, s, "Kestrel Networks", "admin", masterPassword)
	reseller := owner(t, s)
	customer := master.do("GET", "/v2/search?t=account&q=name&v=contoso", nil).is(200).names("id")[0]
	for _, file := range files {
		var session struct {
			Requests []struct {
				Method, Path string
				Body         json.RawMessage
				Status       int
			}
		}
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(raw, &session))
		for _, r := range session.Requests {
			if r.Method != "GET" || ids.MatchString(strings.TrimPrefix(ids.ReplaceAllLiteralString(r.Path, "*"), "/v2/accounts/*")) ||
				strings.Count(ids.ReplaceAllLiteralString(r.Path, "*"), "*") > 1 {
				continue // about one document of theirs
			}
			if strings.Contains(r.Path, "start_key=NTA") {
				continue // a page key of theirs
			}
			path := strings.ReplaceAll(r.Path, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0", reseller.id)
			path = ids.ReplaceAllLiteralString(path, "*")
			path = strings.Replace(path, "*", customer, 1)
			g := master.do(r.Method, path, nil)
			require.Equal(t, r.Status, g.status, "%s: %s %s: %s", filepath.Base(file), r.Method, path, g.raw)
		}
	}
}
