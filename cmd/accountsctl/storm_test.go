package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/storage/sandbox"
)

// storm is how hard it blows.
type storm struct {
	drafts, restarts int
	shortest, most   time.Duration // until a process is killed
}

func stormSize() storm {
	if wholeRun() {
		return storm{drafts: 200, restarts: 20, shortest: time.Second, most: 4 * time.Second}
	}
	return storm{drafts: 24, restarts: 4, shortest: 300 * time.Millisecond, most: 1200 * time.Millisecond}
}

// badWeather makes one request in five suffer, each kind of fault as often as the
// others.
func badWeather() (list []sandbox.Fault) {
	names := sortedFaults()
	for _, name := range names {
		f := faultKinds[name]
		f.Times, f.Chance = -1, 0.2/float64(len(names))
		list = append(list, f)
	}
	return list
}

func stormOrders(n int) (orders []order) {
	for i := range n {
		o := abcOrder()
		o.name, o.label, o.password = fmt.Sprintf("Storm %03d", i), fmt.Sprintf("storm%03d", i), ""
		o.twoway = i % 7
		o.credit, o.creditUnits = fmt.Sprintf("%d.%02d", 10+i, i%100), (10+i)*10000+i%100*100
		orders = append(orders, o)
	}
	return orders
}

// TestStorm: many accounts at once, one request in five goes wrong, and the program
// is killed again and again: each account is there once in the end, with what it
// should hold, to the cent.
func TestStorm(t *testing.T) {
	needKeyring(t)
	const seed = 20261126
	size := stormSize()
	server, err := sandbox.New(sandbox.Options{CreateTime: -1, Seed: seed})
	require.NoError(t, err)
	defer func() { require.NoError(t, server.Close()) }()
	listening, err := server.Listen("127.0.0.1:0")
	require.NoError(t, err)
	login, data := server.Credentials(), t.TempDir()
	r := process(t, login.Password+"\n", data, calmPace, "sign-in", "--server", listening.URL, "--user", login.Username,
		"--account", login.AccountName, "--password-stdin")
	require.Zero(t, r.status, r.err)
	orders := stormOrders(size.drafts)
	rows := orderColumns
	for _, o := range orders {
		rows += o.row()
	}
	r = process(t, rows, data, matrixPace, "import", "-")
	require.Zero(t, r.status, r.err)

	require.NoError(t, server.SetFaults(badWeather()...))
	random := rand.New(rand.NewPCG(seed, 2))
	killed := 0
	for range size.restarts {
		wait := start(t, "", data, matrixPace, "submit", "--all", "--wait")
		if r := wait(size.shortest + time.Duration(random.Int64N(int64(size.most-size.shortest)))); r.killed() {
			killed++
		}
	}
	suffered := remoteOf(login).suffered(t)
	require.NoError(t, server.SetFaults())
	r = process(t, "", data, matrixPace, "submit", "--all", "--wait", "--json")
	require.Zero(t, r.status, "%s\n%s", r.out, r.err)

	accounts := remoteOf(login).state(t).named(t)
	exact, cents, want := 0, 0, 0
	var wrong []string
	for _, o := range orders {
		counts := o.counted(t, accounts)
		want += o.creditUnits
		if len(counts.lost)+len(counts.doubled) > 0 {
			wrong = append(wrong, fmt.Sprint(o.name, ": ", counts.lost, counts.doubled))
			continue
		}
		exact++
		cents += o.creditUnits
	}
	t.Logf("storm (seed %d): %d drafts, %d requests suffered, %d starts of which %d were killed: %d accounts right, balances %d.%02d of %d.%02d\n%s",
		seed, size.drafts, suffered, size.restarts, killed, exact, cents/10000, cents/100%100, want/10000, want/100%100, strings.Join(wrong, "\n"))
	require.Positive(t, suffered)
	require.Equal(t, size.drafts, exact, strings.Join(wrong, "\n"))
}
