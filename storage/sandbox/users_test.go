package sandbox

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestUserTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		users := w.reseller.path(w.customer.id, "users")
		body := document{"first_name": "Ada", "last_name": "M", "username": "Ada@Abc.example", "password": "Secret-2", "email": "ada@abc.example"}
		g := w.reseller.do("PUT", users, body).is(201)
		require.Equal(t, "ada@abc.example", g.text("username"))
		require.NotContains(t, g.data(), "password")
		require.Equal(t, users+"/"+g.text("id"), g.header.Get("Location"))
		requireField(t, w.reseller.do("PUT", users, body).is(400), "username", "unique")
		// In another account the name is free.
		w.master.do("PUT", w.master.path(w.direct.id, "users"), body).is(201)
	})
}

func TestUserCredentials(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		users := w.master.path(w.direct.id, "users")
		put := func(d document) got {
			d["first_name"], d["last_name"] = "A", "B"
			return w.master.do("PUT", users, d)
		}
		requireField(t, put(document{"username": "nopw"}).is(400), "password", "required")
		require.Regexp(t, `^user_[0-9a-f]{16}$`, put(document{"password": "x"}).is(201).text("username"))
		require.Empty(t, put(document{}).is(201).text("username"))
		requireField(t, put(document{"username": "a b", "password": "x"}).is(400), "username", "pattern")
		requireField(t, put(document{"email": "nowhere"}).is(400), "email", "wrong_format")

		id := put(document{"username": "kept", "password": "Secret-3", "email": "a@b.example"}).is(201).text("id")
		loud, _ := credentialHashes("KEPT", "Secret-3")
		stranger(t, w.s).do("PUT", "/v2/user_auth", document{"credentials": loud, "account_name": "Direct Client"}).is(401)
		w.master.do("PATCH", users+"/"+id, document{"first_name": "C"}).is(200)
		requireField(t, w.master.do("PATCH", users+"/"+id, document{"username": "other"}).is(400), "password", "required")
		require.NotContains(t, w.master.do("PATCH", users+"/"+id, document{"email": nil}).is(200).data(), "email")
		// A POST with the same name keeps the password.
		w.master.do("POST", users+"/"+id, document{"first_name": "C", "last_name": "D", "username": "kept"}).is(200)
		signedInAs(t, w.s, "Direct Client", "kept", "Secret-3")
	})
}

func TestNewPasswordEndsOldTokens(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.master.do("PATCH", w.master.path(w.direct.id, "users", w.direct.owner), document{"password": "Secret-4"}).is(200)
		w.direct.do("GET", w.direct.path(w.direct.id), nil).is(401)
		signedInAs(t, w.s, "Direct Client", "dora", "Secret-4")
	})
}

func TestIfMatchOfUsers(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.direct.id, "users", w.direct.owner)
		tag := w.master.do("GET", path, nil).is(200).header.Get("ETag")
		w.master.do("PATCH", path, document{"first_name": "X"}, "If-Match", `"1-nope"`).is(412)
		w.master.do("PATCH", path, document{"first_name": "Y"}, "If-Match", tag).is(200)
		tag = w.master.do("GET", path, nil).is(200).header.Get("ETag")
		w.master.do("POST", path, document{"first_name": "Z", "last_name": "B"}, "If-Match", tag).is(412)
		require.Equal(t, "Y", w.master.do("GET", path, nil).text("first_name"), "and here nothing is written")
	})
}

func TestDeletedUser(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.direct.id, "users", w.direct.owner)
		g := w.master.do("DELETE", path, nil).is(200)
		require.Equal(t, document{"deleted": true}, g.at("_read_only"))
		w.master.do("GET", path, nil).is(404)
		w.master.do("DELETE", path, nil).is(404)
		w.direct.do("GET", w.direct.path(w.direct.id), nil).is(401)
	})
}

func TestDisabledUserCannotSignIn(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.master.do("PATCH", w.master.path(w.direct.id, "users", w.direct.owner), document{"enabled": false}).is(200)
		md5Hex, shaHex := credentialHashes("dora", "Secret-1")
		for method, hash := range map[string]string{"md5": md5Hex, "sha": shaHex} {
			g := stranger(t, w.s).do("PUT", "/v2/user_auth", document{"credentials": hash, "method": method, "account_realm": "direct.test.local"}).is(401)
			require.Equal(t, whole(0), g.env["page_size"])
		}
		require.Empty(t, w.master.do("GET", w.master.path(w.direct.id, "users")+"?filter_enabled=true", nil).is(200).rows())
	})
}

func TestSecondFactor(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.master.do("POST", w.master.path(w.direct.id, "security"), document{"auth_modules": document{"cb_user_auth": document{
			"multi_factor": document{"enabled": true},
		}}}).is(200)
		md5Hex, _ := credentialHashes("dora", "Secret-1")
		login := document{"credentials": md5Hex, "account_name": "Direct Client"}
		g := stranger(t, w.s).do("PUT", "/v2/user_auth", login).is(401)
		require.Equal(t, "duo", g.text("multi_factor_request", "provider_name"))
		login["multi_factor_response"] = "AUTH"
		stranger(t, w.s).do("PUT", "/v2/user_auth", login).is(201)
		// The account's key needs no second factor.
		key := w.master.do("GET", w.master.path(w.direct.id, "api_key"), nil).is(200).text("api_key")
		stranger(t, w.s).do("PUT", "/v2/api_auth", document{"api_key": key}).is(201)
	})
}

func TestAPIKey(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.direct.id, "api_key")
		key := w.master.do("GET", path, nil).is(200).text("api_key")
		require.Len(t, key, 64)
		g := stranger(t, w.s).do("PUT", "/v2/api_auth", document{"api_key": key}).is(201)
		require.Nil(t, g.at("owner_id"))
		byKey := &client{t: t, s: w.s, token: text(g.env, "auth_token"), id: w.direct.id}
		byKey.do("GET", byKey.path(byKey.id), nil).is(200)
		byKey.do("PUT", path, document{}).is(403) // only a person may

		w.master.do("PUT", path, document{}).is(201)
		gone := stranger(t, w.s).do("PUT", "/v2/api_auth", document{"api_key": key}).is(404)
		gone.isJSON(`["` + key + `"]`)
		requireField(t, stranger(t, w.s).do("PUT", "/v2/api_auth", document{"api_key": "short"}).is(400), "api_key", "minLength")
		requireField(t, stranger(t, w.s).do("PUT", "/v2/api_auth", document{"api_key": key, "x": 1}).is(400), "x", "additionalProperties")
	})
}

func TestTokenTellsWhoseItIs(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		require.Equal(t, w.direct.owner, w.direct.do("GET", "/v2/token_auth", nil).is(200).text("owner_id"))
		w.direct.do("GET", w.direct.path(w.direct.id, "user_auth", w.direct.token), nil).is(200)
		w.direct.do("GET", w.direct.path(w.direct.id, "user_auth", "other"), nil).is(403)
		g := stranger(t, w.s).do("POST", "/v2/auth/tokeninfo", document{"token": w.direct.token}).is(200)
		require.Equal(t, w.direct.id, g.text("account_id"))
		stranger(t, w.s).do("POST", "/v2/auth/tokeninfo", document{"token": "stub.JWT"}).is(401)
	})
}
