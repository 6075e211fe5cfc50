package sandbox

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// credit is a credit with a fixed beginning of its period.
func credit(id string, dollars any) document {
	return document{
		"amount": dollars, "source": document{"service": "adjustments", "id": id},
		"usage":  document{"type": "credit", "quantity": 0, "unit": "USD"},
		"period": document{"start": 63962000000},
	}
}

func TestLimitsNeverSet(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.reseller.do("GET", w.reseller.path(w.customer.id, "limits"), nil).is(200)
		g.isJSON(pick5(w, `{"allow_prepay":true,"authz_resource_types":[],"id":"limits"}`,
			`{"allow_postpay":false,"allow_prepay":true,"authz_resource_types":[],"burst_trunks":0,"enabled":true,"inbound_trunks":0,
			"max_postpay_ammount":0,"outbound_trunks":0,"reserve_ammount":0,"soft_limit_inbound":false,"soft_limit_outbound":false,
			"twoway_trunks":0,"id":"limits"}`))
		require.NotContains(t, g.env, "revision")
	})
}

func TestNegativeTrunksAreUnlimitedOn43(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.reseller.path(w.customer.id, "limits")
		w.reseller.do("POST", path, document{"twoway_trunks": -1}).is(pick5(w, 400, 200))
		requireField(t, w.reseller.do("POST", path, document{"twoway_trunks": -2}).is(400), "twoway_trunks", "minimum")
		requireField(t, w.reseller.do("POST", path, document{"calls": -1}).is(400), "calls", "minimum")
	})
}

func TestLimitsAreReplacedAndRepaired(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.reseller.path(w.customer.id, "limits")
		post := func(d document) got { return w.reseller.do("POST", path, d) }
		post(document{"twoway_trunks": 5, "calls": 7, "zork": 1}).is(200)
		after := post(document{"inbound_trunks": 4}).is(200).data().(document)
		require.NotContains(t, after, "calls")
		require.NotContains(t, after, "zork")
		require.Equal(t, whole(5), post(document{"twoway_trunks": "5"}).is(200).at("twoway_trunks"))
		require.Equal(t, whole(3), post(document{"twoway_trunks": 2.5}).is(200).at("twoway_trunks"))
		requireField(t, post(document{"twoway_trunks": "five"}).is(400), "twoway_trunks", "type")
		requireField(t, post(document{"twoway_trunks": nil}).is(400), "twoway_trunks", "type")
		require.NotEqual(t, true, post(document{"allow_postpay": true}).is(200).at("allow_postpay"))
		w.reseller.do("PATCH", path, document{"calls": 1}).is(405)
		w.reseller.do("PUT", path, document{"calls": 1}).is(405)

		tag := w.reseller.do("GET", path, nil).is(200).header.Get("ETag")
		w.reseller.do("POST", path, document{"twoway_trunks": 9}, "If-Match", `"1-nope"`).is(412)
		require.NotEqual(t, whole(9), w.reseller.do("GET", path, nil).at("twoway_trunks"), "here a 412 means not written")
		w.reseller.do("POST", path, document{"twoway_trunks": 9}, "If-Match", tag).is(200)
	})
}

func TestAmountAsTextIsCastByKazoo5(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		path := w.reseller.path(w.customer.id, "ledgers", "credit")
		g := w.reseller.do("PUT", path, credit("n1", "12.5")).is(pick5(w, 201, 400))
		if w.b.flavour == Kazoo43 {
			requireField(t, g, "amount", "type")
		}
		requireField(t, w.reseller.do("PUT", path, credit("n2", "x")).is(400), "amount", "type")
		requireField(t, w.reseller.do("PUT", path, credit("n3", 0.5)).is(400), "amount", "minimum")
	})
}

func TestLedgerErrorsKeepTheirDots(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		g := w.reseller.do("PUT", w.reseller.path(w.customer.id, "ledgers", "credit"), document{"amount": 0.5, "source": document{"id": "x"}}).is(400)
		requireField(t, g, "source.service", "required")
		requireField(t, g, "usage", "required")
		requireField(t, g, "amount", "minimum")
	})
}

func TestSameCreditTwice(t *testing.T) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
		w := newWorld(t, flavour, func(o *Options) { o.Clock = func() time.Time { return now } })
		ledgers := w.reseller.path(w.customer.id, "ledgers")
		put := func(kind string, d document) got {
			now = now.Add(2 * time.Second)
			return w.reseller.do("PUT", ledgers+"/"+kind, d)
		}
		balance := func() string { return string(encode(w.reseller.do("GET", ledgers+"/total", nil).is(200).at("amount"))) }

		// Without a beginning it is another credit each time.
		loose := credit("loose", 10)
		delete(loose, "period")
		put("credit", loose).is(201)
		put("credit", loose).is(201)
		require.Equal(t, "20.0", balance())

		// With one it is the same, whatever the amount and whether it adds or takes.
		put("credit", credit("fixed", 5)).is(201)
		require.Equal(t, "datastore_conflict", put("credit", credit("fixed", 5)).is(409).env["message"])
		put("credit", credit("fixed", 7)).is(409)
		put("debit", credit("fixed", 5)).is(409)
		require.Equal(t, "25.0", balance())

		// The name of the account is part of what it is.
		w.reseller.do("PATCH", w.reseller.path(w.customer.id), document{"name": "Customer Renamed"}).is(200)
		put("credit", credit("fixed", 5)).is(201)
		require.Equal(t, "30.0", balance())

		// And so is the month.
		now = now.AddDate(0, 1, 0)
		w.reseller = w.again("rita", "Reseller One")
		w.reseller.do("PUT", ledgers+"/credit", credit("fixed", 5)).is(201)

		list := w.reseller.do("GET", fmt.Sprintf("%s/adjustments?filter_source.id=fixed&created_from=%d&created_to=%d&is_chunked=false",
			ledgers, gregorian(now)-600, gregorian(now)+60), nil).is(200)
		require.Len(t, list.rows(), 1)
		require.Empty(t, w.reseller.do("GET", fmt.Sprintf("%s/adjustments?created_from=%d&created_to=%[2]d", ledgers, gregorian(now)), nil).is(200).rows(),
			"what was written in the last second is not listed")
	}
}

// again signs somebody in anew, as tokens grow old.
func (w *world) again(username, account string) *client {
	return signedInAs(w.master.t, w.s, account, username, "Secret-1")
}

func TestDebitMayOverdraw(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		ledgers := w.reseller.path(w.customer.id, "ledgers")
		g := w.reseller.do("PUT", ledgers+"/debit", credit("d", 1000)).is(201)
		require.Equal(t, "-1000.0", string(encode(g.at("amount"))))
		require.Equal(t, "-1000.0", string(encode(w.reseller.do("GET", ledgers+"/total", nil).is(200).at("amount"))))
		w.reseller.do("GET", ledgers+"/adjustments/"+g.text("id"), nil).is(404)
		require.Empty(t, w.reseller.do("GET", ledgers+"/nonsense", nil).is(200).rows())
		w.reseller.do("GET", ledgers+"/summary/2026-11", nil).is(404)
		w.reseller.do("GET", w.reseller.path(w.customer.id, "transactions", "current_balance"), nil).is(500)
		requireField(t, w.reseller.do("GET", ledgers+"/adjustments?created_from=63962000000&created_to=63972000000", nil).is(400), "created_from", "date_range")
	})
}

func TestImpactResellerWritesTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		body := encode(document{"data": credit("imp", 10), "impact_reseller": true})
		g := w.reseller.send("PUT", w.reseller.path(w.customer.id, "ledgers", "credit"), body).is(201)
		require.Equal(t, "10.0", string(encode(g.at(w.reseller.id, "available_dollars"))))
		require.Equal(t, true, g.at(w.reseller.id, "is_reseller"))
	})
}

// sell gives a customer of the master account a plan of it.
func (w *world) sell(t *testing.T, to *client) {
	t.Helper()
	if err := w.s.Seed().AddPlan(w.master.id, "plan", document{"name": "Plan", "plan": document{
		"limits": document{"twoway_trunks": document{"name": "Two-way trunk", "rate": 10, "activation_charge": 1}},
		"users":  document{"_all": document{"name": "Seat", "rate": 5, "as": "user"}},
	}}); err != nil {
		require.ErrorContains(t, err, "datastore_conflict")
	}
	w.master.do("POST", w.master.path(to.id, "services"), document{"add": []any{"plan"}}).is(200)
}

func TestChargesAreAskedOfThePlanOfTheCaller(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.sell(t, w.direct)
		path := w.direct.path(w.direct.id, "limits")
		g := w.direct.do("POST", path, document{"twoway_trunks": 3}).is(402)
		require.Equal(t, "accept charges", g.env["message"])
		invoice := g.rows()[0].(document)
		require.Equal(t, "3.0", string(encode(invoice["summary"].(document)["today"])))
		require.Equal(t, "35.0", string(encode(invoice["summary"].(document)["recurring"])))
		require.Equal(t, document{"type": "default", "vendor_id": w.master.id, "id": "default_bookkeeper"}, invoice["bookkeeper"])
		require.Empty(t, w.direct.do("GET", path, nil).is(200).env["revision"], "nothing was stored")

		w.direct.send("POST", path, encode(document{"data": document{"twoway_trunks": 3}, "accept_charges": true})).is(200)
		w.direct.do("POST", path, document{"twoway_trunks": 2}).is(200) // less is never asked for
		w.direct.do("PUT", w.direct.path(w.direct.id, "users"), document{"first_name": "A", "last_name": "B"}).is(402)
		w.direct.send("PUT", w.direct.path(w.direct.id, "users"),
			encode(document{"data": document{"first_name": "A", "last_name": "B"}, "accept_charges": "true"})).is(201)
		w.master.do("POST", path, document{"twoway_trunks": 20}).is(200) // the master has no plan
	})
}

func TestResellerIsNeverAskedForACustomer(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.sell(t, w.reseller)
		w.reseller.do("POST", w.reseller.path(w.customer.id, "limits"), document{"twoway_trunks": 20}).is(200)
		w.reseller.do("PUT", w.reseller.path(w.customer.id, "users"), document{"first_name": "A", "last_name": "B"}).is(201)
		w.reseller.do("POST", w.reseller.path(w.reseller.id, "limits"), document{"twoway_trunks": 1}).is(402)
	})
}

func TestSummaryShowsANewLimitOfACustomer(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		w.reseller.do("POST", w.reseller.path(w.customer.id, "limits"), document{"twoway_trunks": 4}).is(200)
		g := w.reseller.do("GET", w.reseller.path(w.reseller.id, "services", "summary"), nil).is(200)
		require.Equal(t, whole(4), g.at("quantities", "cascade", "limits", "twoway_trunks"))
		require.Equal(t, w.b.flavour == Kazoo5, g.at("quantities", "cascade", "accounts") != nil)
	})
}

func TestPlansAreAssignedByTheVendor(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		require.NoError(t, w.s.Seed().AddPlan(w.reseller.id, "gold", document{"name": "Gold", "category": "c", "description": "d", "plan": document{}}))
		services := w.reseller.path(w.customer.id, "services")
		w.reseller.do("GET", services+"/available", nil).is(200).isJSON(`[{"id":"gold","name":"Gold","category":"c","description":"d"}]`)
		require.Contains(t, w.reseller.do("GET", services+"/available?details=true", nil).is(200).rows()[0], "plan")
		w.reseller.do("POST", services, document{"add": []any{"nope"}}).is(404)
		g := w.reseller.do("POST", services+"/gold", document{"overrides": document{"limits": document{}}}).is(200)
		require.Equal(t, w.reseller.id, g.text("gold", "vendor_id"))
		require.Equal(t, document{"limits": document{}}, g.at("gold", "overrides"))
		w.customer.do("GET", services, nil).is(200).isJSON(string(encode(g.data())))
		w.reseller.do("POST", services+"/overrides", document{"limits": document{"a": 1}}).is(200)
		w.reseller.do("PATCH", services+"/overrides", document{"limits": document{"b": 2}}).is(200).isJSON(`{"limits":{"a":1,"b":2}}`)
		w.reseller.do("GET", services+"/summary", nil).is(200)
		w.reseller.do("POST", services+"/quote", document{"plans": []any{"gold"}}).is(200)
		w.reseller.do("DELETE", services+"/gold", nil).is(200).isJSON(`{}`)
		require.Equal(t, "plan_is_not_assigned", w.reseller.do("DELETE", services+"/gold", nil).is(500).env["message"])
	})
}
