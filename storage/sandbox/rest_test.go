package sandbox

import (
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTrialEnds(t *testing.T) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
		w := newWorld(t, flavour, func(o *Options) { o.Clock = func() time.Time { return now } })
		id := w.master.create(document{"name": "On Trial", "is_trial_account": true})
		w.admin(t, id, "On Trial", "tess")
		require.Equal(t, whole(14*day), w.account(id)["trial_time_left"])
		now = now.AddDate(0, 0, 15)
		md5Hex, _ := credentialHashes("tess", "Secret-1")
		g := stranger(t, w.s).do("PUT", "/v2/user_auth", document{"credentials": md5Hex, "account_name": "On Trial"}).is(400)
		requireField(t, g, "account", "expired")
	}
}

func TestTimeZoneMayBeInherited(t *testing.T) {
	w := newWorld(t, Kazoo5)
	w.master.do("PATCH", w.master.path(w.reseller.id), document{"timezone": "Europe/Berlin"}).is(200)
	require.Equal(t, "Europe/Berlin", w.account(w.reseller.create(document{"name": "Heir", "timezone": "inherit"}))["timezone"])
}

func TestClassifiers(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		all := w.direct.do("GET", w.direct.path(w.direct.id, "phone_numbers", "classifiers"), nil).is(200)
		require.Len(t, all.data(), 7)
		require.Equal(t, w.b.emergencyNumbers, all.text("emergency", "regex"))
		for number, name := range map[string]string{
			"%2B14158867900": "did_us", "911": "emergency", "%2B18005550100": "tollfree_us",
			"%2B19005550100": "toll_us", "%2B12425550100": "caribbean", "%2B442071838750": "international", "x": "unknown", "988": pick5(w, "unknown", "emergency"),
		} {
			g := w.direct.do("GET", w.direct.path(w.direct.id, "phone_numbers", "classifiers", number), nil).is(200)
			require.Equal(t, name, g.text("name"), number)
		}
		require.Equal(t, "+14158867900", w.direct.do("GET", "/v2/phone_numbers/classifiers/4158867900", nil).is(200).text("e164"))
	})
}

func TestLedgerPages(t *testing.T) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
		w := newWorld(t, flavour, func(o *Options) { o.Clock = func() time.Time { return now } })
		ledgers := w.reseller.path(w.customer.id, "ledgers")
		for i := range 5 {
			now = now.Add(time.Second)
			w.reseller.do("PUT", ledgers+"/credit", credit(fmt.Sprint("c", i), 5)).is(201)
		}
		now = now.Add(time.Second)
		page := func(query string) ([]string, string) {
			g := w.reseller.do("GET", ledgers+"/adjustments?is_chunked=false&page_size=2"+query, nil).is(200)
			var ids []string
			for _, row := range g.rows() {
				ids = append(ids, text(row, "source", "id"))
			}
			return ids, text(g.env, "next_start_key")
		}
		ids, next := page("")
		require.Equal(t, []string{"c4", "c3"}, ids, "newest first")
		ids, next = page("&start_key=" + next)
		require.Equal(t, []string{"c2", "c1"}, ids)
		ids, next = page("&start_key=" + next)
		require.Equal(t, []string{"c0"}, ids)
		require.Empty(t, next)
		ids, _ = page("&ascending=true")
		require.Equal(t, []string{"c0", "c1"}, ids)
		w.reseller.do("GET", ledgers+"/adjustments?start_key=garbage", nil).is(500)

		sums := w.reseller.do("GET", ledgers, nil).is(200)
		require.Equal(t, "25.0", string(encode(sums.at("adjustments", "amount"))))
		month := w.reseller.do("GET", ledgers+"/summary/202611", nil).is(200)
		require.Equal(t, "25.0", string(encode(month.at("breakdown").([]any)[0].(document)["total"])))
		require.Equal(t, 4, len(w.reseller.do("GET", ledgers+"/available", nil).is(200).rows()))
		require.Empty(t, w.reseller.do("GET", w.reseller.path(w.customer.id, "transactions"), nil).is(200).rows())
	}
}

func TestSearchPages(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for i := range 3 {
			w.master.create(document{"name": fmt.Sprint("Found ", i)})
		}
		first := w.master.do("GET", "/v2/search?t=account&q=name&v=found&ascending=true&page_size=2", nil).is(200)
		require.Equal(t, []string{"Found 0", "Found 1"}, first.names("name"))
		second := w.master.do("GET", "/v2/search?t=account&q=name&v=found&ascending=true&start_key="+text(first.env, "next_start_key"), nil).is(200)
		require.Equal(t, []string{"Found 2"}, second.names("name"))
		require.Equal(t, []string{"Found 2", "Found 1", "Found 0"}, w.master.do("GET", "/v2/search?t=account&q=name&v=found", nil).is(200).names("name"))
		w.master.do("GET", "/v2/search?t=account&q=name&v=found&start_key=garbage", nil).is(500)
		require.Empty(t, w.master.do("GET", "/v2/search?t=user&q=name&v=found", nil).is(200).rows())
	})
}

func TestServiceSettings(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		services := w.reseller.path(w.customer.id, "services")
		w.reseller.do("POST", services+"/manual", document{"limits": document{"a": 1}}).is(200)
		w.reseller.do("GET", services+"/manual", nil).is(200).isJSON(`{"limits":{"a":1}}`)
		w.customer.do("GET", services+"/manual", nil).is(403)
		w.customer.do("GET", services+"/overrides", nil).is(200).isJSON(`{}`)
		w.reseller.do("POST", services+"/reconciliation", document{}).is(200)
		w.customer.do("POST", services+"/synchronization", document{}).is(403)
		requireField(t, w.reseller.do("POST", services+"/topup", document{}).is(400), "amount", "required")
		w.reseller.do("POST", services+"/topup", document{"amount": 5}).is(500)
		require.Empty(t, w.reseller.do("GET", services+"/audit", nil).is(200).rows())
	})
}

func TestItemsThatCascadeCountForTheResellerToo(t *testing.T) {
	w := newWorld(t, Kazoo5)
	require.NoError(t, w.s.Seed().AddPlan(w.master.id, "wide", document{"name": "Wide", "plan": document{"limits": document{
		"twoway_trunks": document{"name": "Trunk", "rate": 1, "cascade": true},
	}}}))
	w.master.do("POST", w.master.path(w.reseller.id, "services"), document{"add": []any{"wide"}}).is(200)
	w.reseller.do("POST", w.reseller.path(w.customer.id, "limits"), document{"twoway_trunks": 1}).is(402)
}

func TestAppIsShown(t *testing.T) {
	s := newServer(t, Options{})
	dana := owner(t, s)
	id := dana.do("GET", dana.path(dana.id, "apps_store"), nil).is(200).names("id")[0]
	require.Equal(t, id, dana.do("GET", dana.path(dana.id, "apps_store", id), nil).is(200).text("id"))
}

func TestAddressThatStandsForAll(t *testing.T) {
	all := &net.TCPAddr{IP: net.IPv6unspecified, Port: 8000}
	require.Equal(t, "127.0.0.1:8000", reachable(all))
	require.Equal(t, "192.0.2.1:80", reachable(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80}))
}

func TestSeederRefusesNonsense(t *testing.T) {
	s := newServer(t, Options{})
	seed := s.Seed()
	_, err := seed.AddAccount("nope", document{"name": "x"})
	require.ErrorIs(t, err, errNoAccount)
	_, err = seed.AddUser(seed.MasterID(), document{"first_name": "x"})
	require.ErrorContains(t, err, "last_name")
	_, err = seed.AddUser(seed.MasterID(), 5)
	require.Error(t, err)
	require.Error(t, seed.Exhaust("nobody", 0))
	require.ErrorContains(t, seed.AddPlan(seed.MasterID(), "p", []any{}), "got []interface")
}
