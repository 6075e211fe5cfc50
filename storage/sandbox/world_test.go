package sandbox

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// world is a small platform: a master account, a reseller with one customer, and
// a customer of the master account itself. Each has an administrator.
type world struct {
	s                                  *Server
	b                                  *behaviour
	master, reseller, customer, direct *client
}

func newWorld(t *testing.T, f Flavour, change ...func(*Options)) *world {
	t.Helper()
	o := Options{Flavour: f, Empty: true}
	for _, c := range change {
		c(&o)
	}
	s := newServer(t, o)
	w := &world{s: s, b: s.b, master: owner(t, s)}
	w.direct = w.admin(t, w.master.create(document{"name": "Direct Client", "realm": "direct.test.local"}), "Direct Client", "dora")
	reseller := w.master.create(document{"name": "Reseller One", "realm": "reseller1.test.local"})
	customer := w.master.do("PUT", w.master.path(reseller), document{"name": "Customer A", "realm": "cust-a.test.local"}).is(201).text("id")
	w.master.do("PUT", w.master.path(reseller, "reseller"), document{}).is(201)
	w.reseller = w.admin(t, reseller, "Reseller One", "rita")
	w.customer = w.admin(t, customer, "Customer A", "carl")
	return w
}

// admin gives an account an administrator and signs in.
func (w *world) admin(t *testing.T, id, name, username string) *client {
	t.Helper()
	w.master.do("PUT", w.master.path(id, "users"), document{
		"first_name": username, "last_name": "Admin",
		"username": username, "password": "Secret-1", "priv_level": "admin",
	}).is(201)
	return signedInAs(t, w.s, name, username, "Secret-1")
}

// account reads an account as the master.
func (w *world) account(id string) document {
	return w.master.do("GET", w.master.path(id), nil).is(200).data().(document)
}

// onBoth runs a test on a fresh world of each release.
func onBoth(t *testing.T, f func(t *testing.T, w *world)) {
	for _, flavour := range []Flavour{Kazoo5, Kazoo43} {
		t.Run(string(flavour), func(t *testing.T) {
			t.Parallel()
			f(t, newWorld(t, flavour))
		})
	}
}

// pick5 is what Kazoo 5 does, or else what 4.3 does.
func pick5[T any](w *world, five, four T) T {
	if w.b.flavour == Kazoo5 {
		return five
	}
	return four
}

func requireField(t *testing.T, g got, field, check string) {
	t.Helper()
	require.Equal(t, "validation error", g.env["message"], "%s", g.raw)
	_, ok := lookup(g.data(), field, check)
	require.True(t, ok, "%s %s: %s", field, check, g.raw)
}
