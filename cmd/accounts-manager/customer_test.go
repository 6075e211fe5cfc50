package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
)

// gregorianEpoch is the Unix epoch in Crossbar's seconds.
const gregorianEpoch = 62167219200

// checkCustomer reads everything that the walk brought about, as another client
// would, under the keys that today's web app uses.
func (d *desk) checkCustomer(c *drive.Client, customer walk.Customer) {
	d.t.Helper()
	t := d.t
	id := d.waitForCustomer(c, customer)
	require.Len(t, d.customers(c, customer.Name), 1, "one account, not two")
	require.Eventually(t, func() bool { return d.balance(c, id) == 25.5 }, 30*time.Second, 50*time.Millisecond, "the credit arrives")
	require.Eventually(t, func() bool { return len(d.users(c, id)) == len(customer.Administrators) }, 30*time.Second, 50*time.Millisecond)

	account := d.get(c, "/accounts/"+id).(map[string]any)
	require.Equal(t, "America/Chicago", account["timezone"])
	require.Equal(t, true, account["enabled"])
	restriction := account["call_restriction"].(map[string]any)
	for _, kind := range []string{"tollfree_us", "toll_us", "emergency", "caribbean", "did_us", "international", "unknown"} {
		want := "inherit"
		if kind == "international" || kind == "caribbean" {
			want = "deny"
		}
		require.Equal(t, map[string]any{"action": want}, restriction[kind], kind)
	}
	shown := func(keys ...string) map[string]any {
		out := map[string]any{}
		for _, k := range keys {
			out[k] = true
		}
		return out
	}
	off := map[string]any{"show_tab": false}
	require.Equal(t, map[string]any{
		"user": shown("show_tab"), "account": shown("show_tab"), "billing": shown("show_tab"),
		"balance":      map[string]any{"show_tab": true, "show_credit": true, "show_minutes": false},
		"service_plan": shown("show_tab"), "transactions": shown("show_tab"), "errorTracker": shown("show_tab"),
		"inbound": off, "outbound": off, "twoway": off,
	}, account["ui_restrictions"].(map[string]any)["myaccount"])

	limits := d.get(c, "/accounts/"+id+"/limits").(map[string]any)
	require.EqualValues(t, 2, limits["inbound_trunks"])
	require.EqualValues(t, 3, limits["outbound_trunks"])
	require.EqualValues(t, 4, limits["twoway_trunks"])
	require.Equal(t, true, limits["allow_prepay"])

	d.checkAdministrators(c, id, customer)
	d.checkApps(c, id, customer)
	flows := d.get(c, "/accounts/"+id+"/callflows?filter_numbers=no_match").([]any)
	require.Len(t, flows, 1)
	flow := d.get(c, "/accounts/"+id+"/callflows/"+flows[0].(map[string]any)["id"].(string)).(map[string]any)
	require.Equal(t, []any{"no_match"}, flow["numbers"])
	root := flow["flow"].(map[string]any)
	require.Equal(t, "offnet", root["module"])
	require.Equal(t, map[string]any{}, root["children"])
	require.NotContains(t, root["data"], "hunt_account_id", "blended: nobody's own resources (servers fill in the rest of data)")

	// Without created_to the server leaves out what it took in the current second.
	now := time.Now().Unix() + gregorianEpoch
	credits := d.get(c, fmt.Sprintf("/accounts/%s/ledgers/adjustments?is_chunked=false&created_from=%d&created_to=%d", id, now-3600, now+60)).([]any)
	require.Len(t, credits, 1, "the credit once")
}

func (d *desk) balance(c *drive.Client, id string) float64 {
	total, _ := d.get(c, "/accounts/"+id+"/ledgers/total").(map[string]any)
	amount, _ := total["amount"].(float64)
	return amount
}

func (d *desk) users(c *drive.Client, id string) []any {
	return d.get(c, "/accounts/"+id+"/users?paginate=false").([]any)
}

func (d *desk) checkAdministrators(c *drive.Client, id string, customer walk.Customer) {
	d.t.Helper()
	users := d.users(c, id)
	require.Len(d.t, users, len(customer.Administrators), "each administrator once")
	for _, want := range customer.Administrators {
		i := slices.IndexFunc(users, func(u any) bool { return u.(map[string]any)["username"] == want.Email })
		require.GreaterOrEqual(d.t, i, 0, "%s is a user", want.Email)
		user := d.get(c, fmt.Sprintf("/accounts/%s/users/%s", id, users[i].(map[string]any)["id"])).(map[string]any)
		require.Equal(d.t, want.FirstName, user["first_name"])
		require.Equal(d.t, want.LastName, user["last_name"])
		require.Equal(d.t, want.Email, user["email"])
		require.Equal(d.t, "admin", user["priv_level"])
		if want.Phone != "" {
			require.Equal(d.t, "+14155550123", user["number"])
		}
	}
}

// checkApps finds that all apps but the chosen ones are on the blacklist.
func (d *desk) checkApps(c *drive.Client, id string, customer walk.Customer) {
	d.t.Helper()
	var blocked []any
	for _, a := range d.get(c, "/accounts/"+c.AccountID+"/apps_store").([]any) {
		app := a.(map[string]any)
		label := app["i18n"].(map[string]any)["en-US"].(map[string]any)["label"]
		if !slices.Contains(customer.Apps, fmt.Sprint(label)) {
			blocked = append(blocked, app["id"])
		}
	}
	list := d.get(c, "/accounts/"+id+"/apps_store/blacklist").(map[string]any)["blacklist"]
	require.ElementsMatch(d.t, blocked, list)
}

func TestMainJob(t *testing.T) {
	d := newDesk(t)
	server := d.server()
	p := d.program("--server", server.URL)
	w := walk.New(p, nil)
	customer := walk.ABC()
	require.NoError(t, w.SignIn(server.UserName, server.Password, server.Account))
	require.NoError(t, w.Wizard(&customer))
	require.NoError(t, w.Create(customer))
	d.checkCustomer(d.client(server), customer)
	require.NoError(t, w.InSidebar(customer.Name))
	require.NoError(t, p.Quit())
}

// queued submits a customer while the server is gone.
func (d *desk) queued() (*drive.Program, *drive.Server, walk.Customer) {
	d.t.Helper()
	server := d.server()
	p := d.program("--server", server.URL)
	w := walk.New(p, nil)
	customer := walk.ABC()
	require.NoError(d.t, w.SignIn(server.UserName, server.Password, server.Account))
	require.NoError(d.t, w.Wizard(&customer))
	require.NoError(d.t, server.Stop())
	require.NoError(d.t, w.Queue(customer))
	return p, server, customer
}

func TestQueuedWorkSurvivesAKill(t *testing.T) {
	d := newDesk(t)
	p, server, customer := d.queued()
	require.NoError(t, p.Kill())

	again := d.program()
	require.NoError(t, walk.New(again, nil).InSidebar(customer.Name))
	server = d.serverAgain(server)
	d.checkCustomer(d.client(server), customer)
}

func (d *desk) limits(c *drive.Client, id string) map[string]any {
	return d.get(c, "/accounts/"+id+"/limits").(map[string]any)
}

func TestAChangeMadeOfflineSurvivesAKill(t *testing.T) {
	d := newDesk(t)
	server := d.server()
	const name = "Coho Winery"
	client := d.client(server)
	id := fmt.Sprint(d.customers(client, name)[0]["id"])
	before := d.limits(client, id)
	p := d.program("--server", server.URL)
	w := walk.New(p, nil)
	require.NoError(t, w.SignIn(server.UserName, server.Password, server.Account))
	require.NoError(t, w.Look(name))
	require.NoError(t, server.Stop())
	require.NoError(t, w.Change("23"))
	require.NoError(t, w.Pending())
	require.NoError(t, p.Kill())

	again := d.program()
	w = walk.New(again, nil)
	require.NoError(t, w.InSidebar("1 change"))
	server = d.serverAgain(server)
	require.NoError(t, w.Sent())
	after := d.limits(d.client(server), id)
	require.EqualValues(t, 23, after["inbound_trunks"])
	for key, value := range before {
		if key != "inbound_trunks" && !strings.HasPrefix(key, "_") && key != "ui_metadata" {
			require.Equal(t, value, after[key], "%s was not touched", key)
		}
	}
}
