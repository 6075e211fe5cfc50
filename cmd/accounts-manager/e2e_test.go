package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
)

// These tests start the built programs and work them from outside: a real
// window, real HTTP, a real SQLite file, a real keyring.

var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "accounts-manager-e2e")
	if err != nil {
		return "", err
	}
	for _, name := range []string{"accounts-manager", "crossbar-sandbox"} {
		out, err := exec.Command("go", "build", "-tags", "gles,no_animations", "-buildvcs=false", "-pgo=off", "-o", filepath.Join(dir, name), "accountsmanager/cmd/"+name).CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("build %s: %w\n%s", name, err, out)
		}
	}
	return dir, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := built(); err == nil && dir != "" {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// desk is what an end-to-end test works with.
type desk struct {
	t        *testing.T
	programs string // where the executables are
	data     string // the program's data directory
	state    string // the server's file
	shots    string
	output   strings.Builder // of every program that was started
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		if os.Getenv("AM_REAL_KEYRING") != "" {
			t.Fatal("there is no display, though this runs on a desktop of its own")
		}
		t.Skip("there is no display: `make test` brings one")
	}
	programs, err := built()
	require.NoError(t, err)
	dir := t.TempDir()
	return &desk{t: t, programs: programs, data: filepath.Join(dir, "data"), state: filepath.Join(dir, "server.db"), shots: filepath.Join(dir, "shots")}
}

// needOwnKeyring skips a test that must not look into a person's keyring.
func needOwnKeyring(t *testing.T) {
	t.Helper()
	if os.Getenv("AM_REAL_KEYRING") == "" {
		t.Skip("there is no keyring of the test's own: `make test` brings one")
	}
}

// server starts the sandbox on a free port; its state outlives it.
func (d *desk) server() *drive.Server { return d.serverOn("127.0.0.1:0") }

// serverAgain starts the sandbox where it was, as it was.
func (d *desk) serverAgain(before *drive.Server) *drive.Server {
	d.t.Helper()
	address, err := url.Parse(before.URL)
	require.NoError(d.t, err)
	return d.serverOn(address.Host)
}

func (d *desk) serverOn(address string) *drive.Server {
	d.t.Helper()
	s, err := drive.StartServer(context.Background(), filepath.Join(d.programs, "crossbar-sandbox"), "-listen", address, "-data", d.state)
	require.NoError(d.t, err)
	d.t.Cleanup(func() { require.NoError(d.t, s.Stop()) })
	return s
}

func (d *desk) program(args ...string) *drive.Program {
	d.t.Helper()
	p, err := drive.Start(context.Background(), filepath.Join(d.programs, "accounts-manager"),
		append([]string{"--data", d.data, "--log-level", "debug", "--pace", "0.02"}, args...)...)
	require.NoError(d.t, err)
	d.t.Cleanup(func() {
		if d.t.Failed() {
			d.keepEvidence(p)
		}
		d.output.WriteString(p.Output())
		_ = p.Kill() // it may have ended by itself
	})
	return p
}

// lookingAt signs in to a sandbox and opens one of its accounts.
func (d *desk) lookingAt(account string) (*drive.Server, *drive.Program) {
	server := d.server()
	p := d.program("--server", server.URL)
	w := walk.New(p, nil)
	require.NoError(d.t, w.SignIn(server.UserName, server.Password, server.Account))
	require.NoError(d.t, w.Look(account))
	return server, p
}

// keepEvidence leaves a picture and the log of a failed test under build/.
func (d *desk) keepEvidence(p *drive.Program) {
	dir := filepath.Join("..", "..", "build", "failed", d.t.Name())
	if err := p.Shot(filepath.Join(dir, "screen.png")); err != nil {
		d.t.Log(err)
	}
	log, err := os.ReadFile(filepath.Join(d.data, "log", "accounts-manager.log"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "log.txt"), log, 0o600)
	}
	if err != nil {
		d.t.Log(err)
	}
	d.t.Logf("see %s", dir)
}

func (d *desk) client(s *drive.Server) *drive.Client {
	d.t.Helper()
	c, err := s.SignIn(context.Background())
	require.NoError(d.t, err)
	return c
}

// get reads the server's data of a path; the words are what to look up in it.
func (d *desk) get(c *drive.Client, path string) any {
	d.t.Helper()
	data, err := c.Get(context.Background(), path)
	require.NoError(d.t, err)
	return data
}

// customers finds the accounts with this name right below the reseller.
func (d *desk) customers(c *drive.Client, name string) []map[string]any {
	d.t.Helper()
	var out []map[string]any
	for _, row := range d.get(c, "/accounts/"+c.AccountID+"/children?paginate=false").([]any) {
		if account := row.(map[string]any); account["name"] == name {
			out = append(out, account)
		}
	}
	return out
}

// waitForCustomer waits until the server has the account with everything on it.
func (d *desk) waitForCustomer(c *drive.Client, customer walk.Customer) string {
	d.t.Helper()
	var id string
	require.Eventually(d.t, func() bool {
		found := d.customers(c, customer.Name)
		if len(found) == 0 {
			return false
		}
		id = found[0]["id"].(string)
		flows, err := c.Get(context.Background(), "/accounts/"+id+"/callflows?filter_numbers=no_match")
		return err == nil && len(flows.([]any)) == 1
	}, 60*time.Second, 100*time.Millisecond, "the customer appears on the server")
	return id
}
