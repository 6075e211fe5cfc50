package main

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// order is a customer with everything, as a row of a file names it, and how the
// server has to hold it in the end.
type order struct {
	name, label    string
	admins         []string // e-mail addresses
	password       string   // typed, of the first one
	twoway         int
	credit         string
	creditUnits    int // in 1/10000 of a currency unit, as servers keep it
	plan, callflow string
	denied         []string
	allowedApps    int
}

func abcOrder() order {
	return order{
		name: "ABC Company", label: "abccompany", admins: []string{"ada@abc.example", "lee@abc.example"}, password: "correct horse",
		twoway: 4, credit: "25.50", creditUnits: 255000, plan: "hosted_pbx_standard", callflow: "offnet",
		denied: []string{"caribbean", "international"}, allowedApps: 1,
	}
}

const orderColumns = "name,realm,timezone,language,admin_first_name,admin_last_name,admin_email,admin_phone,admin_password," +
	"admin2_first_name,admin2_last_name,admin2_email,twoway_trunks,inbound_trunks,outbound_trunks,allow_prepay,credit,deny,hide,plans,apps\n"

func (o order) row() string {
	return fmt.Sprintf("%s,%s,America/Chicago,en-US,Ada,Moreno,%s,+14155550123,%s,Lee,Park,%s,%d,2,1,yes,%s,%s,trunking;minutes,%s,SmartPBX\n",
		o.name, o.label, o.admins[0], o.password, o.admins[1], o.twoway, o.credit, strings.Join(o.denied, ";"), o.plan)
}

// tally is what a server holds of an order that it should not, or not so often.
type tally struct{ lost, doubled []string }

func (t *tally) expect(what string, want, have int) {
	switch {
	case have < want:
		t.lost = append(t.lost, fmt.Sprintf("%s: %d of %d", what, have, want))
	case have > want:
		t.doubled = append(t.doubled, fmt.Sprintf("%s: %d instead of %d", what, have, want))
	}
}

func (t *tally) same(what string, want, have any) {
	if fmt.Sprint(want) != fmt.Sprint(have) {
		t.lost = append(t.lost, fmt.Sprintf("%s: %v instead of %v", what, have, want))
	}
}

// named has the accounts of a server by their name.
type named map[string][]map[string]json.RawMessage

func (s serverState) named(t *testing.T) named {
	t.Helper()
	out := named{}
	for _, documents := range s.Accounts {
		name := text(kind(t, documents, "account")["name"])
		out[name] = append(out[name], documents)
	}
	return out
}

// counted counts what the server holds of an order.
func (o order) counted(t *testing.T, accounts named) (out tally) {
	t.Helper()
	out.expect("account", 1, len(accounts[o.name]))
	for _, documents := range accounts[o.name] {
		o.countedIn(t, documents, &out)
	}
	return out
}

func (o order) countedIn(t *testing.T, documents map[string]json.RawMessage, out *tally) {
	t.Helper()
	account := kind(t, documents, "account")
	out.same("realm", o.label+".sip.northwind.example", account["realm"])
	var denied []string
	for id, c := range account["call_restriction"].(map[string]any) {
		if c.(map[string]any)["action"] == "deny" {
			denied = append(denied, id)
		}
	}
	slices.Sort(denied)
	out.same("call restrictions", o.denied, denied)
	my := account["ui_restrictions"].(map[string]any)["myaccount"].(map[string]any)
	out.same("permissions", false, my["balance"].(map[string]any)["show_minutes"])

	users := map[string]int{}
	for _, u := range kind(t, documents, "user") {
		users[text(u.(map[string]any)["username"])]++
		if text(u.(map[string]any)["username"]) == o.admins[0] && o.password != "" {
			sum := md5.Sum([]byte(o.admins[0] + ":" + o.password))
			out.same("typed password", hex.EncodeToString(sum[:]), u.(map[string]any)["pvt_md5_auth"])
		}
	}
	for _, admin := range o.admins {
		out.expect("administrator "+admin, 1, users[admin])
		delete(users, admin)
	}
	out.expect("other users", 0, len(users))

	ledger := kind(t, documents, "ledger")
	out.expect("credit entries", 1, len(ledger))
	sum := 0.0
	for _, entry := range ledger {
		amount, _ := entry.(map[string]any)["pvt_amount"].(float64) // a whole number
		sum += amount
	}
	out.same("credit", o.creditUnits, int(sum))

	limits, _ := kind(t, documents, "limits")["limits"].(map[string]any)
	out.same("limits", []any{o.twoway, 2, 1, true},
		[]any{limits["twoway_trunks"], limits["inbound_trunks"], limits["outbound_trunks"], limits["allow_prepay"]})
	services, _ := kind(t, documents, "services")["services"].(map[string]any)
	plans, _ := services["plans"].(map[string]any)
	out.same("plans", []string{o.plan}, slices.Sorted(maps.Keys(plans)))
	apps, _ := kind(t, documents, "apps_store")["apps_store"].(map[string]any)
	blacklist, _ := apps["blacklist"].([]any)
	out.same("blacklist", sampleApps-o.allowedApps, len(blacklist))
	callflows := kind(t, documents, "callflow")
	out.expect("callflow", 1, len(callflows))
	for _, c := range callflows {
		out.same("callflow", o.callflow, c.(map[string]any)["flow"].(map[string]any)["module"])
	}
}

// sampleApps is how many apps the sandbox's reseller has.
const sampleApps = 8

func kind(t *testing.T, documents map[string]json.RawMessage, name string) doc {
	t.Helper()
	var out doc
	if raw, ok := documents[name]; ok {
		require.NoError(t, json.Unmarshal(raw, &out))
	}
	return out
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
