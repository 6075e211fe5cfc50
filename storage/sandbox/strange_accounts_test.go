package sandbox

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What section 17 of the reference says of accounts, row by row, then what it
// says of both releases.

func TestRefusedUpdateIsStoredByKazoo5(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, verb := range []string{"PATCH", "POST"} {
			for key, taken := range map[string]string{"name": "Reseller One", "realm": "reseller1.test.local"} {
				before := w.account(w.direct.id)
				body := document{key: taken}
				if verb == "POST" {
					body = document{"name": before["name"], "realm": before["realm"], "timezone": before["timezone"], key: taken}
				}
				requireField(t, w.master.do(verb, w.master.path(w.direct.id), body).is(400), key, "unique")
				require.Equal(t, pick5(w, any(taken), before[key]), w.account(w.direct.id)[key], verb)
				w.master.do("PATCH", w.master.path(w.direct.id), document{key: before[key]}).is(200)
			}
		}
	})
}

func TestSchemaErrorIsNeverStored(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		before := w.account(w.direct.id)
		requireField(t, w.master.do("PATCH", w.master.path(w.direct.id), document{"timezone": 5, "note": "x"}).is(400), "timezone", "type")
		require.Equal(t, before, w.account(w.direct.id))
	})
}

func TestWrongIfMatchStoresOnKazoo5(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, verb := range []string{"PATCH", "POST"} {
			body := document{"name": "Direct Client", "realm": "direct.test.local", "timezone": "Etc/UTC", "note": verb}
			g := w.master.do(verb, w.master.path(w.direct.id), body, "If-Match", `"1-00000000000000000000000000000000"`).is(412)
			require.Empty(t, g.raw)
			require.Equal(t, pick5[any](w, verb, nil), w.account(w.direct.id)["note"])
		}
	})
}

func TestCurrentIfMatchWorksOnPatchAndNotOnPost(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.direct.id)
		tag := func() string { return w.master.do("GET", path, nil).is(200).header.Get("ETag") }
		w.master.do("PATCH", path, document{"note": "patched"}, "If-Match", tag()).is(200)
		body := document{"name": "Direct Client", "realm": "direct.test.local", "timezone": "Etc/UTC", "note": "posted"}
		w.master.do("POST", path, body, "If-Match", tag()).is(412)
		require.Equal(t, pick5[any](w, "posted", "patched"), w.account(w.direct.id)["note"])
		w.master.do("PATCH", path, document{"note": "star"}, "If-Match", "*").is(200)
	})
}

func TestUnquotedIfMatchKillsTheRequest(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.do("PATCH", w.master.path(w.direct.id), document{"note": "unquoted"}, "If-Match", "5-abc")
		g.is(pick5(w, 500, 400))
		require.Empty(t, g.raw)
		require.Empty(t, g.header.Get("X-Request-ID"))
		require.Equal(t, pick5[any](w, "unquoted", nil), w.account(w.direct.id)["note"])
	})
}

func TestPostAccountMergesOrReplaces(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.direct.id)
		w.master.do("PATCH", path, document{
			"note": "keep me?", "x_app": document{"a": 1, "b": 2},
			"call_restriction": document{"did_us": document{"action": "deny"}},
		}).is(200)
		w.master.do("POST", path, document{
			"name": "Direct Client", "realm": "direct.test.local", "timezone": "Etc/UTC",
			"x_app": document{"a": nil},
		}).is(200)
		after := w.account(w.direct.id)
		require.Equal(t, pick5[any](w, "keep me?", nil), after["note"])
		require.Equal(t, document{}, after["call_restriction"], "what has a default is reset when it is left out")
		require.Equal(t, pick5[any](w, document{"b": whole(2)}, document{}), after["x_app"], "null removes what has no type")
	})
}

func TestPatchAccountWithNullKeepsOrRemoves(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.direct.id)
		w.master.do("PATCH", path, document{"zork": document{"a": 1}}).is(200)
		w.master.do("PATCH", path, document{"zork": nil}).is(200)
		_, there := w.account(w.direct.id)["zork"]
		require.Equal(t, pick5(w, true, false), there)
	})
}

func TestCreateDisabledIsIgnoredByKazoo5(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		id := w.master.create(document{"name": "Born Disabled", "enabled": false})
		require.Equal(t, pick5(w, true, false), w.account(id)["enabled"])
	})
}

func TestFirstSubAccountOfAnEmptyResellerIsUndoneByKazoo5(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		id := w.master.create(document{"name": "Fresh Reseller"})
		w.master.do("PUT", w.master.path(id, "reseller"), document{}).is(201)
		g := w.master.do("PUT", w.master.path(id), document{"name": "Lost"}).is(201)
		lost := g.text("id")
		require.NotEmpty(t, lost)
		require.NotEmpty(t, g.env["revision"])
		require.Equal(t, w.b.flavour == Kazoo43, g.at("created") != nil, "what tells them apart")
		w.master.do("GET", w.master.path(lost), nil).is(pick5(w, 404, 200))

		// With an account made before the promotion nothing is lost.
		w.master.do("DELETE", w.master.path(id, "reseller"), nil).is(200)
		w.master.do("PUT", w.master.path(id), document{"name": "Seed"}).is(201)
		w.master.do("PUT", w.master.path(id, "reseller"), document{}).is(201)
		kept := w.master.do("PUT", w.master.path(id), document{"name": "Kept"}).is(201).text("id")
		w.master.do("GET", w.master.path(kept), nil).is(200)
	})
}

func TestUndoneAccountHasNoEffectInTheLog(t *testing.T) {
	w := newWorld(t, Kazoo5)
	id := w.master.create(document{"name": "Fresh Reseller"})
	w.master.do("PUT", w.master.path(id, "reseller"), document{}).is(201)
	w.master.do("PUT", w.master.path(id), document{"name": "Lost"}).is(201)
	entries := logOf(t, w.s)
	require.Equal(t, "nothing", entries[len(entries)-1].Effect)
	require.Equal(t, 201, entries[len(entries)-1].Status)
}

func TestCreateTellsLocationAndRevisionOnlyOn43(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.do("PUT", w.master.path(w.master.id), document{"name": "Located"}).is(201)
		require.Equal(t, pick5(w, "", w.master.path(w.master.id, g.text("id"))), g.header.Get("Location"))
		require.Equal(t, w.b.flavour == Kazoo43, g.env["revision"] != nil)
		require.NotNil(t, g.at("created"))
	})
}

func TestTreeRowsAreWideOn43(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.reseller.do("GET", w.reseller.path(w.customer.id, "tree"), nil).is(200)
		require.Len(t, g.rows(), 1, "from the caller's account to the parent")
		row := g.rows()[0].(document)
		require.Equal(t, "Reseller One", row["name"])
		require.Equal(t, pick5(w, []string{"id", "name"}, []string{"flags", "id", "name", "realm"}), sortedKeys(row))
		require.Len(t, w.master.do("GET", w.master.path(w.customer.id, "tree"), nil).is(200).rows(), 2)
	})
}

func TestPostWithoutRealmMakesANewRealm(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.master.do("PATCH", w.master.path(w.direct.id), document{"timezone": "Europe/Madrid"}).is(200)
		require.Equal(t, "direct.test.local", w.account(w.direct.id)["realm"], "a PATCH keeps it")
		w.master.do("POST", w.master.path(w.direct.id), document{"name": "Direct Client"}).is(200)
		after := w.account(w.direct.id)
		require.Regexp(t, `^[0-9a-f]{6}\.sip\.2600hz\.com$`, after["realm"])
		require.Equal(t, "America/Los_Angeles", after["timezone"])
	})
}

func TestCreatedMayCarryNoData(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.do("PUT", w.master.path(w.master.id), document{"name": "Bad Id", "_id": "zzz"}).is(201)
		require.NotContains(t, g.env, "data")
		require.Empty(t, w.master.do("GET", w.master.path(w.master.id, "children")+"?filter_name=Bad%20Id", nil).is(200).rows())
	})
}

func TestTwoCreatesAtOnceBothSucceed(t *testing.T) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		w := newWorld(t, flavour, func(o *Options) { o.CreateTime = 50 * time.Millisecond })
		var answers [2]got
		var wg sync.WaitGroup
		for i := range answers {
			wg.Go(func() {
				answers[i] = w.master.do("PUT", w.master.path(w.master.id), document{"name": "Race Twin", "realm": "race.test.local"})
			})
		}
		wg.Wait()
		answers[0].is(201)
		answers[1].is(201)
		require.NotEqual(t, answers[0].text("id"), answers[1].text("id"))
		// Neither can be changed any more as long as both have the name.
		g := w.master.do("PATCH", w.master.path(answers[0].text("id")), document{"note": "x"}).is(400)
		requireField(t, g, "name", "unique")
		requireField(t, g, "realm", "unique")
		w.master.do("PUT", w.master.path(w.master.id), document{"name": "Race Twin", "realm": "race.test.local"}).is(400)
	}
}

func TestNewAccountHasTheTimeZoneOfTheSystem(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.master.do("PATCH", w.master.path(w.reseller.id), document{"timezone": "Europe/Berlin"}).is(200)
		id := w.reseller.create(document{"name": "Zoneless"})
		require.Equal(t, "America/Los_Angeles", w.account(id)["timezone"])
	})
}

func TestCustomerDeletesItself(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.customer.do("DELETE", w.customer.path(w.customer.id), nil).is(200)
		require.Equal(t, document{"deleted": true}, g.at("_read_only"))
		w.customer.do("GET", w.customer.path(w.customer.id), nil).is(404)
		w.master.do("DELETE", w.master.path(w.customer.id), nil).is(404)
		again := w.reseller.do("PUT", w.reseller.path(w.master.id), document{"name": "x"})
		again.is(403)
		w.master.create(document{"name": "Customer A", "realm": "cust-a.test.local"}) // name and realm are free again
	})
}

func TestPatchEnablesADisabledAccount(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.direct.id)
		w.master.do("PATCH", path, document{"enabled": false}).is(200)
		require.Equal(t, false, w.account(w.direct.id)["enabled"])
		w.master.do("PATCH", path, document{"timezone": "Etc/UTC"}).is(200)
		require.Equal(t, true, w.account(w.direct.id)["enabled"])
	})
}

func TestOwnAccountCannotBeDisabled(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.direct.do("PATCH", w.direct.path(w.direct.id), document{"enabled": false}).is(200)
		require.Equal(t, true, w.account(w.direct.id)["enabled"])
	})
}

func TestTokenOfADisabledAccountStillWorks(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.master.do("PATCH", w.master.path(w.direct.id), document{"enabled": false}).is(200)
		w.direct.do("GET", w.direct.path(w.direct.id), nil).is(200)
		md5Hex, _ := credentialHashes("dora", "Secret-1")
		g := stranger(t, w.s).do("PUT", "/v2/user_auth", document{"credentials": md5Hex, "account_name": "Direct Client"}).is(400)
		requireField(t, g, "account", "disabled")
	})
}

func TestChosenIDIsHonouredAndAnUsedOneDestroys(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		id := strings.Repeat("1", 32)
		require.Equal(t, id, w.master.create(document{"name": "Chosen Id", "id": id}))
		g := w.master.do("PUT", w.master.path(w.master.id), document{"name": "Second", "id": id}).is(201)
		require.Nil(t, g.at("created"))
		w.master.do("GET", w.master.path(id), nil).is(404)
	})
}

func TestNamesAreComparedByLettersAndDigitsOnly(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.do("PUT", w.master.path(w.master.id), document{"name": "direct-CLIENT!", "realm": "REseller1.test.LOCAL"}).is(400)
		requireField(t, g, "name", "unique")
		requireField(t, g, "realm", "unique")
		require.Equal(t, "direct-CLIENT!", g.text("name", "unique", "cause"))
		w.master.create(document{"name": "東京"})
		requireField(t, w.master.do("PUT", w.master.path(w.master.id), document{"name": "Москва"}).is(400), "name", "unique")
		w.master.create(document{"name": "Zürich 東京"})
	})
}

func TestClientThatLeavesInTimeLeavesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.s.createTime = time.Hour
		ctx, leave := context.WithCancel(t.Context())
		r := httptest.NewRequestWithContext(ctx, "PUT", w.master.path(w.master.id), strings.NewReader(`{"data":{"name":"Half"}}`))
		r.Header.Set("X-Auth-Token", w.master.token)
		done := make(chan struct{})
		go func() {
			defer close(done)
			w.s.ServeHTTP(httptest.NewRecorder(), r)
		}()
		leave()
		<-done
		require.Empty(t, w.master.do("GET", w.master.path(w.master.id, "children")+"?filter_name=Half", nil).is(200).rows())

		// Whoever leaves later leaves a complete account, and no second one.
		w.s.createTime = noTime
		require.NoError(t, w.s.SetFaults(Fault{Method: "PUT", Kind: FaultCutAfter}))
		require.PanicsWithValue(t, http.ErrAbortHandler, func() {
			w.master.do("PUT", w.master.path(w.master.id), document{"name": "Half", "realm": "half.test.local"})
		})
		found := w.master.do("GET", w.master.path(w.master.id, "children")+"?filter_name=Half", nil).is(200).names("id")
		require.Len(t, found, 1)
		w.master.do("GET", w.master.path(found[0], "limits"), nil).is(200)
		w.master.do("GET", w.master.path(found[0], "users"), nil).is(200)
		g := w.master.do("PUT", w.master.path(w.master.id), document{"name": "Half", "realm": "half.test.local"}).is(400)
		requireField(t, g, "name", "unique")
		requireField(t, g, "realm", "unique")
	})
}

func TestDescendantsCountIsToldToTheParentOnly(t *testing.T) {
	w := newWorld(t, Kazoo5)
	// The master was last told when the reseller was made.
	require.Equal(t, whole(2), w.account(w.master.id)["descendants_count"])
	require.Equal(t, whole(1), w.account(w.reseller.id)["descendants_count"])
}

func TestDeletingAnAccountWithChildren(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.master.do("DELETE", w.master.path(w.reseller.id), nil).is(500)
		require.Equal(t, "account_has_descendants", g.env["message"])
		w.master.do("DELETE", w.master.path(w.master.id), nil).is(405)
	})
}

func TestMoveTakesDescendantsAlong(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		child := w.master.do("PUT", w.master.path(w.customer.id), document{"name": "Grandchild"}).is(201).text("id")
		requireField(t, w.master.do("POST", w.master.path(w.customer.id, "move"), document{}).is(400), "to", "required")
		w.master.do("POST", w.master.path(w.customer.id, "move"), document{"to": child}).is(403)
		w.master.do("POST", w.master.path(w.customer.id, "move"), document{"to": w.direct.id}).is(200)
		list := func(id string) []string {
			return w.master.do("GET", w.master.path(id, "descendants")+"?ascending=true", nil).is(200).names("name")
		}
		require.Empty(t, list(w.reseller.id))
		require.Equal(t, []string{"Customer A", "Grandchild"}, list(w.direct.id))
		require.Contains(t, list(w.master.id), "Grandchild")
		w.reseller.do("GET", w.reseller.path(child), nil).is(403)
		w.direct.do("GET", w.direct.path(child), nil).is(200)
	})
}
