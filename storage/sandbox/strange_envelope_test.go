package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestEnvelopeOfEachRelease(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		known := w.master.do("GET", w.master.path(w.master.id), nil).is(200).env
		require.Equal(t, pick5(w, "5.0.0", "4.3.0"), known["version"])
		require.Equal(t, w.b.flavour == Kazoo5, known["tokens"] != nil)
		require.Equal(t, w.master.token, known["auth_token"])

		unknown := stranger(t, w.s).do("GET", w.master.path(w.master.id), nil).is(401).env
		require.Equal(t, pick5[any](w, nil, "undefined"), unknown["auth_token"])
		require.Equal(t, pick5[any](w, nil, "4.3.0"), unknown["version"])
		require.Equal(t, "401", unknown["error"])
		require.Equal(t, "invalid_credentials", unknown["message"])

		open := stranger(t, w.s).do("GET", "/v2/schemas", nil).is(200).env
		require.NotContains(t, open, "auth_token")
	})
}

func TestEarlyErrorsOfKazoo5HaveNoContentType(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := stranger(t, w.s).do("GET", w.master.path(w.master.id), nil).is(401)
		require.Equal(t, pick5(w, "", "application/json"), g.header.Get("Content-Type"))
		late := w.master.do("PUT", w.master.path(w.master.id), document{}).is(400)
		require.Equal(t, "application/json", late.header.Get("Content-Type"))
	})
}

func TestExpiredTokenIsToldByKazoo5(t *testing.T) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
		w := newWorld(t, flavour, func(o *Options) { o.Clock = func() time.Time { return now } })
		now = now.Add(59 * time.Minute)
		w.master.do("GET", w.master.path(w.master.id), nil).is(200)
		now = now.Add(2 * time.Minute)
		g := w.master.do("GET", w.master.path(w.master.id), nil).is(401)
		require.Equal(t, pick5(w, "invalid credentials", "invalid_credentials"), g.env["message"])
		require.Equal(t, pick5(w, document{}, document{"message": "invalid credentials"}), g.data())
	}
}

func TestOldVersionIsGoneFromKazoo5(t *testing.T) {
	onBoth(t, func(_ *testing.T, w *world) {
		w.master.do("GET", strings.Replace(w.master.path(w.master.id), "v2", "v1", 1), nil).is(pick5(w, 410, 200))
		w.master.do("GET", strings.Replace(w.master.path(w.master.id), "v2", "v9", 1), nil).is(200)
	})
}

func TestSomeAnswersHaveNoBody(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, g := range []got{
			w.master.do("GET", "/v2/nonsense", nil).is(404),
			w.master.do("GET", w.master.path(w.master.id), nil, "Accept", "text/xml").is(406),
			w.master.do("PUT", w.master.path(w.master.id), document{"name": "x"}, "If-Match", "*").is(412),
			w.master.do("HEAD", w.master.path(w.master.id), nil).is(405),
		} {
			require.Empty(t, g.raw)
		}
		require.Equal(t, "not_found", w.master.do("GET", w.master.path(w.master.id, "nonsense"), nil).is(404).env["message"])
	})
}

func TestWrongBaseURLIsPlainText(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, path := range []string{"/", "/api/user_auth", "/accounts/" + w.master.id} {
			g := w.master.do("GET", path, nil).is(200)
			require.Equal(t, "text/plain", g.header.Get("Content-Type"))
			require.Nil(t, g.env)
		}
	})
}

func TestBodiesThatAreNotAnEnvelope(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.master.id)
		for body, want := range map[string][2]string{
			`{"data":{"name":`:               {"json", "invalid"},
			`[1]`:                            {"json", "invalid"},
			"{\"data\":{\"name\":\"\xff\"}}": {"json", "invalid"},
			`{"name":"Zed"}`:                 {"data", "required"},
			`{"data":"x"}`:                   {"data", "type"},
			``:                               {"name", "required"},
			`{"DATA":{}}`:                    {"name", "required"},
		} {
			requireField(t, w.master.send("PUT", path, []byte(body)).is(400), want[0], want[1])
		}
		require.Equal(t, "init failed", w.master.send("PUT", path, []byte(`{"data":[1]}`)).is(500).env["message"])
		requireField(t, w.master.send("PUT", path, []byte("name=x"), "Content-Type", "application/x-www-form-urlencoded").is(400), "data", "required")
		requireField(t, w.master.send("PUT", path, []byte("<a/>"), "Content-Type", "text/xml").is(400), "name", "required")
		requireField(t, w.master.send("POST", path, []byte(`{"data":{},"verb":"PUT"}`)).is(400), "name", "required")
	})
}

func TestFlagsAreLookedForInTheDataFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.send("POST", w.master.path(w.master.id), encode(document{"data": document{"verb": "put", "name": "Tunnelled"}})).is(201)
		require.Equal(t, "put", g.text("verb"), "and it is stored as well")
		stranger(t, w.s).do("GET", w.master.path(w.master.id)+"?auth_token="+w.master.token, nil).is(200)
	})
}

func TestBearerIsNoJWT(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		stranger(t, w.s).do("GET", w.master.path(w.master.id), nil, "Authorization", "Bearer "+w.master.token).is(401)
		stranger(t, w.s).do("GET", w.master.path(w.master.id), nil, "Authorization", w.master.token).is(200)
		w.master.do("GET", w.master.path(w.master.id), nil, "X-Auth-Account-ID", w.direct.id).is(401)
		w.master.do("GET", w.master.path(w.master.id), nil, "X-Auth-Account-ID", w.master.id).is(200)
	})
}

func TestOfSeveralErrorsOfAFieldTheLastStays(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.do("PUT", w.master.path(w.master.id), document{
			"name": "", "realm": "!",
			"call_restriction": document{"did_us": document{"action": "allow"}},
		}).is(400)
		require.Equal(t, []string{"pattern"}, sortedKeys(g.at("realm").(document)), "and not minLength")
		require.Equal(t, []string{"minLength"}, sortedKeys(g.at("name").(document)))
		requireField(t, g, "call_restriction%2Edid_us%2Eaction", "enum")
	})
}

func TestUnknownAccountIsToldBeforeTheCaller(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		stranger(t, w.s).do("GET", w.master.path(strings.Repeat("0", 32)), nil).is(404)
		g := stranger(t, w.s).do("GET", w.master.path("nope"), nil).is(404)
		require.Equal(t, "invalid account_id 'nope'", g.text("message"))
	})
}

func TestRequestIDIsEchoedAndKept(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.do("PUT", w.master.path(w.master.id), document{"name": "Named Request"}, "X-Request-ID", "mine").is(201)
		require.Equal(t, "mine", g.header.Get("X-Request-ID"))
		require.Equal(t, "mine", g.env["request_id"])
	})
}

func TestTooManySignIns(t *testing.T) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		now := time.Now()
		w := newWorld(t, flavour, func(o *Options) { o.Clock = func() time.Time { return now } })
		refused := 0
		for range 60 {
			if g := stranger(t, w.s).do("PUT", "/v2/user_auth", document{"credentials": "x", "account_name": "Nobody"}); g.status == 429 {
				refused++
				require.Empty(t, g.header.Get("Retry-After"))
				require.Equal(t, "too_many_requests", g.env["message"])
			}
		}
		require.Positive(t, refused)
		w.master.do("GET", w.master.path(w.master.id), nil).is(200) // a token costs nothing
		now = now.Add(time.Minute)
		stranger(t, w.s).do("PUT", "/v2/user_auth", document{"credentials": "x", "account_name": "Nobody"}).is(401)
	}
}

func TestSchemaValidationIsOpenOn43(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		body := document{"twoway_trunks": 3}
		stranger(t, w.s).do("PUT", "/v2/schemas/limits/validation", body).is(pick5(w, 401, 201))
		w.customer.do("PUT", "/v2/schemas/limits/validation", body).is(pick5(w, 403, 201))
		require.Equal(t, true, w.customer.do("PUT", w.customer.path(w.customer.id, "schemas", "limits", "validation"), body).is(201).at("allow_prepay"))
		requireField(t, w.master.do("PUT", "/v2/schemas/limits/validation", document{"calls": "x"}).is(400), "calls", "type")
		stranger(t, w.s).do("GET", "/v2/schemas/nope", nil).is(404)
	})
}
