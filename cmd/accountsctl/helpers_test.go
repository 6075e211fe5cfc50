package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain/workspace"
	"accountsmanager/storage/crossbar"
	"accountsmanager/storage/keyring"
	"accountsmanager/storage/sandbox"
)

// world is what runs of the program share: a data directory, a keyring and a
// server.
type world struct {
	t       *testing.T
	dir     string
	data    string
	server  *sandbox.Server
	login   sandbox.Credentials
	remote  remote
	env     map[string]string
	secrets workspace.Secrets
	// change is made to the parts of the next runs.
	change func(*workspace.Options)
	pace   string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	server, err := sandbox.New(sandbox.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	_, err = server.Listen("127.0.0.1:0")
	require.NoError(t, err)
	dir := t.TempDir()
	login := server.Credentials()
	return &world{
		t: t, dir: dir, data: filepath.Join(dir, "data"), server: server, login: login, remote: remoteOf(login),
		env: map[string]string{}, secrets: keyring.NewMemory(), pace: "0.02",
	}
}

// result is what a run came to.
type result struct {
	t        *testing.T
	status   int
	out, err string
}

// run runs the program with a data directory of this world.
func (w *world) run(args ...string) result { return w.runWith(w.t.Context(), "", args...) }

func (w *world) runWith(ctx context.Context, stdin string, args ...string) result {
	w.t.Helper()
	var out, errs bytes.Buffer
	status := run(ctx, append([]string{"--data", w.data, "--pace", w.pace}, args...), surroundings{
		timeouts: crossbar.DefaultTimeouts().Scale(0.2), // a busy machine may take seconds
		stdin:    strings.NewReader(stdin), stdout: &out, stderr: &errs,
		getenv: func(name string) string { return w.env[name] },
		decorate: func(parts *workspace.Options) {
			parts.Secrets = w.secrets
			if w.change != nil {
				w.change(parts)
			}
		},
	})
	return result{w.t, status, out.String(), errs.String()}
}

// exits requires an exit status.
func (r result) exits(status int) result {
	r.t.Helper()
	require.Equal(r.t, status, r.status, "standard output:\n%s\nstandard error:\n%s", r.out, r.err)
	return r
}

// says requires texts on standard output, and shows them.
func (r result) says(texts ...string) result {
	r.t.Helper()
	for _, text := range texts {
		require.Contains(r.t, r.out, text)
	}
	return r
}

// tells requires texts on standard error.
func (r result) tells(texts ...string) result {
	r.t.Helper()
	for _, text := range texts {
		require.Contains(r.t, r.err, text)
	}
	return r
}

// into reads the JSON that was printed.
func (r result) into(document any) {
	r.t.Helper()
	decoder := json.NewDecoder(strings.NewReader(r.out))
	decoder.DisallowUnknownFields()
	require.NoError(r.t, decoder.Decode(document), r.out)
	require.False(r.t, decoder.More(), "one document")
}

// signIn signs the sandbox's reseller in.
func (w *world) signIn(args ...string) result {
	w.t.Helper()
	return w.runWith(w.t.Context(), w.login.Password+"\n", append(args, "sign-in", "--server", w.login.URL, "--user", w.login.Username,
		"--account", w.login.AccountName, "--password-stdin")...)
}

// file writes a file to import.
func (w *world) file(name, content string) string {
	w.t.Helper()
	path := filepath.Join(w.dir, name)
	require.NoError(w.t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// customers are two customers, one of whom has everything.
const customers = "name,realm,timezone,language,admin_first_name,admin_last_name,admin_email,admin_phone,admin_password," +
	"twoway_trunks,inbound_trunks,outbound_trunks,allow_prepay,credit,deny,hide\n" +
	"ABC Company,abccompany,America/Chicago,en-US,Ada,Moreno,ada@abc.example,+1 415 555 0123,,4,2,1,yes,25.50,international;caribbean,trunking;minutes\n" +
	"Plain,,,,,,,,,,,,,,,\n"
