package sandbox

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestPermissions is who may do what to whom.
func TestPermissions(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		plain := w.reseller.do("PUT", w.reseller.path(w.reseller.id, "users"), document{
			"first_name": "Pat", "last_name": "Plain",
			"username": "pat", "password": "Secret-1", "priv_level": "user",
		}).is(201)
		require.NotEmpty(t, plain.text("id"))
		who := map[string]*client{
			"master": w.master, "reseller": w.reseller, "plain": signedInAs(t, w.s, "Reseller One", "pat", "Secret-1"),
			"customer": w.customer, "direct": w.direct, "stranger": stranger(t, w.s),
		}
		path := func(id string, rest ...string) string { return w.master.path(append([]string{id}, rest...)...) }
		limits, money := document{"twoway_trunks": 1}, func(id string) document { return credit(id, 5) }
		for _, rule := range []struct {
			who, method, path string
			body              any
			status            int
		}{
			// Reading goes down the tree and never up.
			{"customer", "GET", path(w.customer.id), nil, 200},
			{"customer", "GET", path(w.reseller.id), nil, 403},
			{"direct", "GET", path(w.customer.id), nil, 403},
			{"plain", "GET", path(w.customer.id), nil, 200},
			{"plain", "GET", path(w.reseller.id, "children"), nil, 200},
			{"stranger", "GET", path(w.customer.id), nil, 401},
			{"reseller", "GET", path(w.master.id), nil, 403},
			{"customer", "GET", path(w.customer.id, "siblings"), nil, 403},
			{"reseller", "GET", path(w.customer.id, "siblings"), nil, 200},

			// A plain user may do nearly all that an administrator may.
			{"plain", "PATCH", path(w.reseller.id), document{"note": "by plain user"}, 200},
			{"plain", "PUT", path(w.reseller.id), document{"name": "By Plain User"}, 201},
			{"plain", "PUT", path(w.reseller.id, "users"), document{"first_name": "Esc", "last_name": "Alate", "priv_level": "admin"}, 201},
			{"plain", "PUT", path(w.reseller.id, "api_key"), document{}, 403},

			// Limits: the reseller, or below the master account anybody above and the account itself.
			{"customer", "POST", path(w.customer.id, "limits"), limits, 403},
			{"reseller", "POST", path(w.customer.id, "limits"), limits, 200},
			{"master", "POST", path(w.customer.id, "limits"), limits, 200},
			{"direct", "POST", path(w.direct.id, "limits"), limits, 200},
			{"reseller", "POST", path(w.reseller.id, "limits"), limits, 200},

			// Credit: the reseller alone, never for itself.
			{"customer", "PUT", path(w.customer.id, "ledgers", "credit"), money("a"), 403},
			{"reseller", "PUT", path(w.customer.id, "ledgers", "credit"), money("b"), 201},
			{"reseller", "PUT", path(w.reseller.id, "ledgers", "credit"), money("c"), 403},
			{"direct", "PUT", path(w.direct.id, "ledgers", "debit"), money("d"), 403},
			{"customer", "GET", path(w.customer.id, "ledgers", "total"), nil, 200},

			// Plans: the reseller alone.
			{"customer", "POST", path(w.customer.id, "services"), document{"add": []any{}}, 403},
			{"reseller", "POST", path(w.customer.id, "services"), document{"add": []any{}}, 200},
			{"direct", "POST", path(w.direct.id, "services"), document{"add": []any{}}, 403},
			{"customer", "POST", path(w.customer.id, "services", "quote"), document{"plans": []any{}}, 200},

			// Apps may be hidden by those above.
			{"customer", "GET", path(w.customer.id, "apps_store", "blacklist"), nil, 403},
			{"customer", "POST", path(w.customer.id, "apps_store", "blacklist"), document{"blacklist": []any{}}, 403},
			{"reseller", "POST", path(w.customer.id, "apps_store", "blacklist"), document{"blacklist": []any{"x"}}, 200},

			// The platform alone.
			{"reseller", "PUT", path(w.customer.id, "reseller"), document{}, 403},
			{"reseller", "POST", path(w.customer.id, "move"), document{"to": w.reseller.id}, 403},
			{"master", "PUT", path(w.master.id, "reseller"), document{}, 403},
			{"customer", "GET", "/v2/about", nil, 403},
			{"customer", "GET", path(w.customer.id, "about"), nil, 200},

			// Without an account in the path.
			{"customer", "GET", "/v2/phone_numbers/classifiers", nil, 200},
			{"customer", "GET", "/v2/users", nil, 403},
			{"master", "GET", "/v2/users", nil, 404},
			{"customer", "PUT", "/v2/accounts", document{"name": "Below Customer"}, 201},
		} {
			g := who[rule.who].do(rule.method, rule.path, rule.body)
			require.Equal(t, rule.status, g.status, "%s %s %s: %s", rule.who, rule.method, rule.path, g.raw)
			if rule.status == 403 {
				require.Equal(t, document{"message": "forbidden"}, g.data())
			}
		}
	})
}

func TestBillingModeTellsWhoLooks(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		mode := func(c *client, id string) string { return c.do("GET", c.path(id), nil).is(200).text("billing_mode") }
		require.Equal(t, "limits_only", mode(w.reseller, w.customer.id))
		require.Equal(t, "manual", mode(w.master, w.customer.id))
		require.Equal(t, "manual", mode(w.customer, w.customer.id))
		require.Equal(t, "normal", mode(w.reseller, w.reseller.id))
		require.Equal(t, "limits_only", mode(w.master, w.direct.id))
	})
}

func TestBlacklistHidesApps(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, name := range []string{"callflows", "webhooks"} {
			require.NoError(t, w.s.Seed().AddApp("app_"+name, document{"name": name, "api_url": "http://x/v2/", "published": true}))
		}
		apps := w.reseller.path(w.customer.id, "apps_store")
		require.Equal(t, []string{"callflows", "webhooks"}, w.customer.do("GET", apps, nil).is(200).names("name"))
		w.reseller.do("GET", apps+"/blacklist", nil).is(200).isJSON(`{"blacklist":[]}`)
		w.reseller.do("POST", apps+"/blacklist", document{"blacklist": []any{"app_webhooks"}}).is(200).isJSON(`{"blacklist":["app_webhooks"]}`)
		require.Equal(t, []string{"callflows"}, w.customer.do("GET", apps, nil).is(200).names("name"))
		w.customer.do("PUT", apps+"/app_callflows", document{"allowed_users": "admins"}).is(201)
		w.customer.do("PUT", apps+"/app_callflows", document{}).is(400)
		require.Equal(t, "admins", w.customer.do("GET", apps, nil).rows()[0].(document)["allowed_users"])
		w.customer.do("DELETE", apps+"/app_callflows", nil).is(200)
		w.customer.do("PUT", apps+"/nope", document{}).is(404)
	})
}

func TestCallflows(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		flows := w.reseller.path(w.customer.id, "callflows")
		body := document{"numbers": []any{"no_match"}, "flow": document{"module": "offnet", "data": document{}, "children": document{}}}
		g := w.reseller.do("PUT", flows, body).is(201)
		id := g.text("id")
		require.Equal(t, true, g.at("flow", "data", "use_local_resources"), "a module's defaults are filled in")
		requireField(t, w.reseller.do("PUT", flows, body).is(400), "numbers", "unique")
		requireField(t, w.reseller.do("PUT", flows, document{"flow": body["flow"]}).is(400), "numbers", "required")
		require.Equal(t, []string{id}, w.reseller.do("GET", flows+"?filter_numbers=no_match", nil).is(200).names("id"))
		require.Equal(t, document{}, w.reseller.do("GET", flows+"/"+id, nil).is(200).at("metadata"))
		w.reseller.do("PATCH", flows+"/"+id, document{"flow": document{"module": "resources"}}).is(200)
		w.reseller.do("POST", flows+"/"+id, body, "If-Match", `"1-nope"`).is(412)
		w.reseller.do("DELETE", flows+"/"+id, nil).is(200)
		w.reseller.do("GET", flows+"/"+id, nil).is(404)
		body["id"] = "chosen"
		require.Equal(t, "chosen", w.reseller.do("PUT", flows, body).is(201).text("id"))
	})
}
