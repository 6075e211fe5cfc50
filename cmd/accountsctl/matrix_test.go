package main

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/storage/keyring"
	"accountsmanager/storage/sandbox"
	"accountsmanager/storage/sqlite"
)

// matrixPace makes the waits of minutes into a second or two. A request that is
// never answered is given up after 0.3 s, and what it may have done is looked for
// during 1.5 s.
const matrixPace = "0.01"

// calmPace is for signing in beforehand. With the pace above, a machine that is busy
// with other packages' tests may give up reading what a draft is checked against,
// and the order would then have problems that no case is about.
const calmPace = "1"

// faultKinds are what goes wrong with a request.
var faultKinds = map[string]sandbox.Fault{
	"cut-before":   {Kind: sandbox.FaultCutBefore},
	"cut-after":    {Kind: sandbox.FaultCutAfter},
	"500":          {Kind: sandbox.FaultStatus, Status: 500},
	"500 after":    {Kind: sandbox.FaultStatus, Status: 500, After: true},
	"503":          {Kind: sandbox.FaultStatus, Status: 503},
	"429":          {Kind: sandbox.FaultStatus, Status: 429},
	"hang":         {Kind: sandbox.FaultHang},
	"hang after":   {Kind: sandbox.FaultHang, After: true},
	"truncate":     {Kind: sandbox.FaultTruncate},
	"garbage":      {Kind: sandbox.FaultGarbage},
	"expire-token": {Kind: sandbox.FaultExpireToken},
}

// sortedFaults are the names of faultKinds, in one order.
func sortedFaults() []string {
	names := make([]string, 0, len(faultKinds))
	for name := range faultKinds {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// matrixCase is one thing that goes wrong while an order is sent.
type matrixCase struct {
	name  string
	fault *sandbox.Fault
	crash string // where the process kills itself
}

// found is what a case came to.
type found struct {
	matrixCase
	flavour sandbox.Flavour
	tally
	person []string // steps that need a person, with the reason
}

// bench is where cases are tried one after the other: a server on one address, and
// a data directory with an order that was imported and not sent.
type bench struct {
	t       *testing.T
	flavour sandbox.Flavour
	dir     string
	address string
	order   order
	draft   string
	login   sandbox.Credentials
	keyring map[string]domain.Secret // what the draft left in the keyring
	cases   int
}

func newMatrixBench(t *testing.T, flavour sandbox.Flavour) *bench {
	t.Helper()
	b := &bench{t: t, flavour: flavour, dir: t.TempDir(), address: freeAddress(t), order: abcOrder()}
	server := b.serve()
	b.prepare(server)
	require.NoError(t, server.Close())
	return b
}

// prepare signs in and imports the order.
func (b *bench) prepare(server *sandbox.Server) {
	b.t.Helper()
	b.login = server.Credentials()
	b.signIn()
	r := process(b.t, orderColumns+b.order.row(), b.data(), matrixPace, "import", "-", "--json")
	require.Zero(b.t, r.status, r.err+r.out)
	drafts := process(b.t, "", b.data(), matrixPace, "drafts", "--json")
	b.draft = regexp.MustCompile(`"id": *"([0-9a-f-]{36})"`).FindStringSubmatch(drafts.out)[1]
	b.keyring = b.typedPasswords()
}

func (b *bench) signIn() {
	b.t.Helper()
	r := process(b.t, b.login.Password+"\n", b.data(), calmPace, "sign-in", "--server", "http://"+b.address+"/v2",
		"--user", b.login.Username, "--account", b.login.AccountName, "--password-stdin")
	require.Zero(b.t, r.status, r.err)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

func (b *bench) data() string { return filepath.Join(b.dir, "data") }

// serve starts a new server, the same each time.
func (b *bench) serve() *sandbox.Server {
	b.t.Helper()
	server, err := sandbox.New(sandbox.Options{Flavour: b.flavour, CreateTime: -1})
	require.NoError(b.t, err)
	_, err = server.Listen(b.address)
	require.NoError(b.t, err)
	return server
}

// typedPasswords reads what the draft keeps in the keyring, to put it back before
// each case: sending forgets it.
func (b *bench) typedPasswords() map[string]domain.Secret {
	b.t.Helper()
	out := map[string]domain.Secret{}
	system := keyring.NewSystem()
	for _, admin := range b.adminIDs() {
		key := "draft/" + b.draft + "/" + admin
		if secret, err := system.Get(b.t.Context(), key); err == nil {
			out[key] = secret
		}
	}
	require.Len(b.t, out, 1, "the order has one typed password")
	return out
}

// adminIDs are the ids of the draft's administrators.
func (b *bench) adminIDs() (ids []string) {
	b.t.Helper()
	store, err := sqlite.Open(b.t.Context(), sqlite.Options{Path: filepath.Join(b.data(), "accounts.db")})
	require.NoError(b.t, err)
	defer func() { require.NoError(b.t, store.Close()) }()
	d, err := store.Draft(b.t.Context(), b.draft)
	require.NoError(b.t, err)
	for _, a := range d.Administrators {
		ids = append(ids, a.ID)
	}
	return ids
}

// try tries one case: a run in which it goes wrong, and a run in which all is well.
func (b *bench) try(c matrixCase) found {
	b.t.Helper()
	b.cases++
	data := filepath.Join(b.dir, fmt.Sprint("case", b.cases))
	copyDir(b.t, b.data(), data)
	for key, secret := range b.keyring {
		require.NoError(b.t, keyring.NewSystem().Set(context.Background(), key, secret))
	}
	server := b.serve()
	defer func() { require.NoError(b.t, server.Close()) }()
	args := []string{"submit", "--all", "--wait"}
	if c.fault != nil {
		require.NoError(b.t, server.SetFaults(*c.fault))
	} else {
		args = append(args, "--crash-at", c.crash)
	}
	first := process(b.t, "", data, matrixPace, args...)
	if c.crash != "" {
		require.True(b.t, first.killed(), "%s: it was to be killed, and ended with %d\n%s", c.name, first.status, first.err)
	}
	require.NoError(b.t, server.SetFaults())
	again := process(b.t, "", data, matrixPace, "submit", "--all", "--wait", "--json")
	out := found{matrixCase: c, flavour: b.flavour}
	for _, a := range again.work(b.t).Accounts {
		for _, s := range a.Steps {
			if s.State != provisioning.Done && s.State != provisioning.LeftOut {
				out.person = append(out.person, fmt.Sprintf("%s: %s %s: %s", s.ID, s.State, s.Why, s.Message))
			}
		}
	}
	remote := remote{base: "http://" + b.address}
	out.tally = b.order.counted(b.t, remote.state(b.t).named(b.t))
	b.countRequests(remote, &out.tally)
	return out
}

// countRequests counts by the log what was made: the state cannot show what was
// made twice over itself.
func (b *bench) countRequests(remote remote, out *tally) {
	made := map[string]int{}
	for _, e := range remote.effects(b.t) {
		if e.Effect == "created" {
			made[e.Method+" "+wild(e.Path)]++
		}
	}
	for request, want := range map[string]int{
		"PUT /v2/accounts/*": 1, "PUT /v2/accounts/*/users": 2, "PUT /v2/accounts/*/ledgers/credit": 1, "PUT /v2/accounts/*/callflows": 1,
	} {
		out.expect(request+" that created", want, made[request])
	}
}

var serverID = regexp.MustCompile(`[0-9a-f]{32}`)

func wild(path string) string { return serverID.ReplaceAllString(path, "*") }

// requests are what the program sends where all goes well, as faults that meet one
// of them each.
func (b *bench) requests() []matrixCase {
	b.t.Helper()
	data := filepath.Join(b.dir, "well")
	copyDir(b.t, b.data(), data)
	server := b.serve()
	defer func() { require.NoError(b.t, server.Close()) }()
	r := process(b.t, "", data, matrixPace, "submit", "--all", "--wait")
	require.Zero(b.t, r.status, "%s\n%s", r.out, r.err)
	remote := remote{base: "http://" + b.address}
	require.Equal(b.t, tally{}, b.order.counted(b.t, remote.state(b.t).named(b.t)), "all went well")
	var out []matrixCase
	seen := map[string]int{}
	for _, e := range remote.log(b.t) {
		name := e.Method + " " + wild(e.Path)
		seen[name]++
		path := "^" + strings.ReplaceAll(regexp.QuoteMeta(wild(e.Path)), `\*`, "[0-9a-f]{32}") + `(\?|$)`
		out = append(out, matrixCase{
			name:  fmt.Sprintf("%s (%d)", name, seen[name]),
			fault: &sandbox.Fault{Method: e.Method, Path: path, Nth: seen[name]},
		})
	}
	slices.SortStableFunc(out, func(a, b matrixCase) int { return strings.Compare(a.name, b.name) }) // they race
	return out
}

// crashes are all places at which a run can be killed.
func crashes() []matrixCase {
	var out []matrixCase
	for _, kind := range provisioning.NewAccountKinds() {
		times := []string{string(kind)}
		if kind == provisioning.KindAdministrator {
			times = []string{string(kind), string(kind) + ":2"}
		}
		for _, step := range times {
			for _, point := range crashPoints {
				out = append(out, matrixCase{name: "kill -9 " + step + " " + point, crash: step + "/" + point})
			}
		}
	}
	return out
}

// matrix lists every case, or a sample in which each request, each fault, each step
// and each place to be killed at comes up.
func (b *bench) matrix(whole bool, offset int) []matrixCase {
	var out []matrixCase
	faults := sortedFaults()
	for i, request := range b.requests() {
		for j, name := range faults {
			if !whole && (i+offset)%len(faults) != j {
				continue
			}
			fault := faultKinds[name]
			fault.Method, fault.Path, fault.Nth = request.fault.Method, request.fault.Path, request.fault.Nth
			out = append(out, matrixCase{name: name + " at " + request.name, fault: &fault})
		}
	}
	for i, c := range crashes() {
		if whole || (i/len(crashPoints)+i%len(crashPoints)+offset)%3 == 0 {
			out = append(out, c)
		}
	}
	return out
}

// TestCrashMatrix: whatever goes wrong with whatever request, and wherever the
// program is killed, the next run ends it as if nothing had happened.
func TestCrashMatrix(t *testing.T) {
	needKeyring(t)
	var mu sync.Mutex
	var all []found
	t.Run("cases", func(t *testing.T) {
		for i, flavour := range []sandbox.Flavour{sandbox.Kazoo5, sandbox.Kazoo43} {
			t.Run(string(flavour), func(t *testing.T) {
				t.Parallel()
				b := newMatrixBench(t, flavour)
				for _, c := range b.matrix(wholeRun(), 4*i) {
					f := b.try(c)
					mu.Lock()
					all = append(all, f)
					mu.Unlock()
				}
			})
		}
	})
	report(t, all)
}

// report prints the table of the matrix, and fails where something is lost or
// doubled, or needs a person without need.
func report(t *testing.T, all []found) {
	t.Helper()
	lost, doubled, person := 0, 0, 0
	var details []string
	for _, f := range all {
		at := fmt.Sprintf("%s, %s", f.flavour, f.name)
		if len(f.lost) > 0 {
			lost++
			details = append(details, at+": lost: "+strings.Join(f.lost, "; "))
		}
		if len(f.doubled) > 0 {
			doubled++
			details = append(details, at+": doubled: "+strings.Join(f.doubled, "; "))
		}
		if len(f.person) > 0 {
			person++
			details = append(details, at+": needs a person: "+strings.Join(f.person, "; "))
		}
	}
	t.Logf("crash matrix: %d cases tried, lost %d, doubled %d, needing a person %d\n%s",
		len(all), lost, doubled, person, strings.Join(details, "\n"))
	require.NotEmpty(t, all)
	require.Zero(t, lost+doubled+person, "nothing may be lost or doubled, and none of these cases needs a person")
}
