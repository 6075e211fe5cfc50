package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestUsersAreListedByNameOrByID(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, name := range []string{"Zoe Adams", "Al Young", "Bo Miller"} {
			first, last, _ := strings.Cut(name, " ")
			w.master.do("PUT", w.master.path(w.direct.id, "users"), document{"first_name": first, "last_name": last}).is(201)
		}
		g := w.master.do("GET", w.master.path(w.direct.id, "users"), nil).is(200)
		if w.b.flavour == Kazoo5 {
			require.Equal(t, []string{"Young", "Miller", "Admin", "Adams"}, g.names("last_name"), "descending by last name")
			up := w.master.do("GET", w.master.path(w.direct.id, "users")+"?ascending=true&page_size=2", nil).is(200)
			require.Equal(t, []string{"Adams", "Admin"}, up.names("last_name"))
			next := text(up.env, "next_start_key")
			require.Equal(t, []string{"Miller", "Young"}, w.master.do("GET",
				w.master.path(w.direct.id, "users")+"?ascending=true&start_key="+next, nil).is(200).names("last_name"))
			return
		}
		require.True(t, slices.IsSorted(g.names("id")), "ascending by id")
		require.Equal(t, g.names("id"), w.master.do("GET", w.master.path(w.direct.id, "users")+"?descending=true", nil).is(200).names("id"))
	})
}

func TestChildListsAreOrderedByName(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, name := range []string{"beta", "Alpha", "Éclair", "!!!", "10 Downing"} {
			w.master.create(document{"name": name})
		}
		ascending := []string{"!!!", "10 Downing", "Alpha", "beta", "Direct Client", "Éclair", "Reseller One"}
		descending := slices.Clone(ascending)
		slices.Reverse(descending)
		for path, whole := range map[string]string{
			w.master.path(w.master.id, "children"): "", w.master.path(w.direct.id, "siblings"): "",
			w.master.path(w.master.id, "descendants"): "Customer A",
		} {
			list := func(query string) []string {
				names := w.master.do("GET", path+query, nil).is(200).names("name")
				return slices.DeleteFunc(names, func(n string) bool { return n == whole })
			}
			require.Equal(t, pick5(w, descending, ascending), list(""), path)
			require.Equal(t, ascending, list("?ascending=true"), path)
			require.Equal(t, pick5(w, descending, ascending), list("?descending=true"), path)
			require.Equal(t, pick5(w, descending, ascending), list("?descending=false"), path)
		}
	})
}

func TestNonsensePagingIsRefusedByKazoo5(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for query, status := range map[string]int{"page_size=0": 404, "page_size=abc": 404, "page_size=-1": 404, "start_key=garbage": 500} {
			g := w.master.do("GET", w.master.path(w.master.id, "children")+"?"+query, nil)
			g.is(pick5(w, status, 200))
			if status == 404 && w.b.flavour == Kazoo5 {
				require.Equal(t, "faulty_request", g.env["message"])
			}
		}
	})
}

func TestPagesCoverEveryChildOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for i := range 7 {
			w.master.create(document{"name": fmt.Sprintf("Filler %d", i)})
		}
		for _, order := range []string{"", "&ascending=true"} {
			var seen []string
			key := ""
			for range 10 {
				g := w.master.do("GET", w.master.path(w.master.id, "children")+"?page_size=2"+order+key, nil).is(200)
				seen = append(seen, g.names("name")...)
				require.LessOrEqual(t, len(g.rows()), 2)
				next := text(g.env, "next_start_key")
				if next == "" {
					break
				}
				key = "&start_key=" + next
			}
			all := w.master.do("GET", w.master.path(w.master.id, "children")+"?paginate=false"+order, nil).is(200)
			require.Equal(t, all.names("name"), seen)
			for _, k := range []string{"page_size", "start_key", "next_start_key"} {
				require.NotContains(t, all.env, k)
			}
		}
	})
}

func TestEqualNamesMayComeTwiceAtThePageEdge(t *testing.T) {
	w := newWorld(t, Kazoo5)
	for range 3 {
		_, err := w.s.Seed().AddAccount(w.direct.id, document{"name": "Same"})
		require.NoError(t, err)
	}
	path := w.master.path(w.direct.id, "children") + "?ascending=true&page_size=2"
	first := w.master.do("GET", path, nil).is(200)
	second := w.master.do("GET", path+"&start_key="+text(first.env, "next_start_key"), nil).is(200)
	require.Equal(t, first.names("id"), second.names("id"), "a page key is only the name")
}

func TestMarkersAreFoundAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		id := w.reseller.do("PUT", w.reseller.path(w.reseller.id), document{
			"name":               "Marked",
			"x_accounts_manager": document{"op_id": "a-1"},
		}, "X-Request-ID", "request-7").is(201).text("id")
		user := w.reseller.do("PUT", w.reseller.path(id, "users"), document{
			"first_name": "A", "last_name": "B", "number": "+14155550123",
			"x_accounts_manager": document{"op_id": "a-2"},
		}).is(201)
		require.Equal(t, "+14155550123", user.text("number"))
		for _, query := range []string{
			"filter_x_accounts_manager.op_id=a-1&paginate=false", "filter_pvt_request_id=request-7",
			`filter_x_accounts_manager.op_id=["zz","a-1"]`,
		} {
			for _, kind := range []string{"children", "descendants"} {
				require.Equal(t, []string{id}, w.reseller.do("GET", w.reseller.path(w.reseller.id, kind)+"?"+query, nil).is(200).names("id"), query)
			}
		}
		require.Empty(t, w.reseller.do("GET", w.reseller.path(w.reseller.id, "children")+"?filter_x_accounts_manager.op_id=a-2", nil).is(200).rows())
		require.Equal(t, []string{user.text("id")},
			w.reseller.do("GET", w.reseller.path(id, "users")+"?filter_x_accounts_manager.op_id=a-2", nil).is(200).names("id"))
		require.Equal(t, []string{id}, w.reseller.do("GET", w.reseller.path(w.reseller.id, "children")+"?has_key=x_accounts_manager", nil).is(200).names("id"))
		require.NotContains(t, w.reseller.do("GET", w.reseller.path(w.reseller.id, "children")+"?key_missing=x_accounts_manager", nil).is(200).names("id"), id)
		require.NotContains(t, w.reseller.do("GET", w.reseller.path(w.reseller.id, "children")+"?filter_not_name=Marked", nil).is(200).names("id"), id)
	})
}

func TestChangedSinceIsOneRequest(t *testing.T) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
		w := newWorld(t, flavour, func(o *Options) { o.Clock = func() time.Time { return now } })
		later := gregorian(now.Add(time.Minute))
		now = now.Add(2 * time.Minute)
		w.master.do("PATCH", w.master.path(w.direct.id), document{"note": "changed"}).is(200)
		fresh := w.master.create(document{"name": "Fresh"})
		list := func(query string) []string {
			return w.master.do("GET", w.master.path(w.master.id, "children")+"?ascending=true&"+query, nil).is(200).names("id")
		}
		require.Equal(t, []string{w.direct.id, fresh}, list(fmt.Sprintf("modified_from=%d", later)))
		require.Equal(t, []string{fresh}, list(fmt.Sprintf("created_from=%d", later)))
		require.Equal(t, []string{w.direct.id, w.reseller.id}, list(fmt.Sprintf("created_to=%d", later)))
		require.Equal(t, []string{w.reseller.id}, list(fmt.Sprintf("modified_to=%d", later)))

		w.master.do("PATCH", w.master.path(w.direct.id), document{"enabled": false}).is(200)
		require.Equal(t, []string{w.direct.id}, list("filter_enabled=false"))
		require.NotContains(t, list("filter_enabled=true"), w.direct.id)
		require.Equal(t, list(""), list("full_docs=true&with_children=true&page_size=500"), "some wishes change nothing")
	}
}

func TestSearchMatchesTheBeginningOfTheReducedName(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		find := func(c *client, query string) []string {
			return c.do("GET", "/v2/search?t=account&"+query, nil).is(200).names("name")
		}
		require.Equal(t, []string{"Direct Client"}, find(w.master, "q=name&v=DIRECT-c"))
		require.Empty(t, find(w.master, "q=name&v=client"))
		require.Equal(t, []string{"Direct Client"}, find(w.master, "q=realm&v=direct.test"))
		require.Equal(t, []string{"Customer A"}, find(w.reseller, "q=name&v="), "only below the caller, and no text is every text")
		require.Equal(t, []string{"Customer A"}, find(w.master, "q=id&v="+w.customer.id[:10]))

		g := w.master.do("GET", "/v2/search/multi?t=account&by_name=cust&by_realm=direct&by_id=zz", nil).is(200)
		require.Len(t, g.at("name"), 1)
		require.Len(t, g.at("realm"), 1)
		require.Len(t, g.at("id"), 0)

		for query, want := range map[string][2]string{
			"": {"t", "required"}, "t=account": {"q", "required"}, "t=account&q=name": {"v", "required"}, "t=account&q=zork&v=a": {"q", "enum"},
		} {
			requireField(t, w.master.do("GET", "/v2/search?"+query, nil).is(400), want[0], want[1])
		}
		requireField(t, w.master.do("GET", "/v2/search/multi?t=account", nil).is(400), "multi", "enum")
	})
}

func TestListsInChunksHaveTextualNumbers(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.reseller.do("PUT", w.reseller.path(w.customer.id, "ledgers", "credit"), credit("one", 5)).is(201)
		list := w.reseller.path(w.customer.id, "ledgers", "adjustments") + fmt.Sprintf("?created_to=%d", gregorian(time.Now())+60)
		g := w.reseller.do("GET", list, nil).is(200)
		require.Equal(t, "1", g.env["page_size"])
		require.NotContains(t, g.env, "tokens")
		require.Equal(t, "success", g.env["status"])
		require.True(t, len(g.raw) > 8 && string(g.raw[:8]) == `{"data":`)

		plain := w.reseller.do("GET", list+"&is_chunked=false", nil).is(200)
		require.Equal(t, whole(1), plain.env["page_size"])
		require.Equal(t, g.data(), plain.data())

		children := w.master.do("GET", w.master.path(w.master.id, "children")+"?is_chunked=true", nil).is(200)
		require.Equal(t, "2", children.env["page_size"])
	})
}

func TestListETagNeverMatchesTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.master.path(w.master.id, "children")
		tag := w.master.do("GET", path, nil).is(200).header.Get("ETag")
		require.NotEmpty(t, tag)
		w.master.do("GET", path, nil, "If-None-Match", tag).is(200)

		one := w.master.path(w.direct.id)
		tag = w.master.do("GET", one, nil).is(200).header.Get("ETag")
		g := w.master.do("GET", one, nil, "If-None-Match", tag).is(304)
		require.Empty(t, g.raw)
		require.Equal(t, tag, g.header.Get("ETag"))
		require.Empty(t, w.master.do("GET", w.master.path(w.customer.id, "children"), nil).is(200).header.Get("ETag"), "an empty list has none")
	})
}
