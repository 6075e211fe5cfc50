package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// started runs the command and returns what it printed. It is stopped with the
// test.
func started(t *testing.T, args ...string) map[string]string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, args, in, io.Discard)
		ended <- err
		in.CloseWithError(io.EOF)
	}()
	lines := bufio.NewScanner(out)
	t.Cleanup(func() {
		stop()
		require.False(t, lines.Scan(), "one line and no more: %s", lines.Text())
		require.NoError(t, <-ended)
	})
	require.True(t, lines.Scan())
	var line map[string]string
	require.NoError(t, json.Unmarshal(lines.Bytes(), &line))
	return line
}

func TestPrintsHowToSignIn(t *testing.T) {
	line := started(t, "-listen", "127.0.0.1:0")
	require.Len(t, line, 5)
	require.Regexp(t, `^http://127\.0\.0\.1:[1-9]\d*/v2$`, line["url"])
	require.Equal(t, "Northwind Telecom", line["account_name"])
	for _, key := range []string{"realm", "username", "password"} {
		require.NotEmpty(t, line[key])
	}
	resp, err := http.Get(line["url"] + "/schemas/accounts")
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusOK, resp.StatusCode)
}

func TestServesTLSWithACertificateThatNobodyVouchesFor(t *testing.T) {
	line := started(t, "-listen", "127.0.0.1:0", "-tls")
	require.Regexp(t, `^https://127\.0\.0\.1:[1-9]\d*/v2$`, line["url"])
	_, err := http.Get(line["url"] + "/schemas/accounts")
	var unknown x509.UnknownAuthorityError
	require.ErrorAs(t, err, &unknown)
	sum := sha256.Sum256(unknown.Cert.Raw)
	require.Equal(t, hex.EncodeToString(sum[:]), line["fingerprint"])

	pool := x509.NewCertPool()
	pool.AddCert(unknown.Cert)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}}
	defer client.CloseIdleConnections()
	resp, err := client.Get(line["url"] + "/schemas/accounts")
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusOK, resp.StatusCode)
}

func TestFlags(t *testing.T) {
	line := started(t, "-listen", "127.0.0.1:0", "-accounts", "0", "-flavour", "kazoo43", "-create-time", "0",
		"-data", filepath.Join(t.TempDir(), "state.db"), "-fault", `{"path":"/schemas$","kind":"status","status":503}`)
	require.Equal(t, "Master Account", line["account_name"])
	resp, err := http.Get(line["url"] + "/schemas")
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusServiceUnavailable, resp.StatusCode)
	resp, err = http.Get(line["url"] + "/schemas/nope")
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Contains(t, string(body), `"version":"4.3.0"`)
}

func TestNonsenseIsRefused(t *testing.T) {
	for _, args := range [][]string{
		{"-flavour", "kazoo6"}, {"-listen", "nowhere"}, {"-fault", "{"}, {"-fault", `{"kind":"x"}`}, {"-nonsense"}, {"word"},
	} {
		require.Error(t, run(t.Context(), append([]string{"-listen", "127.0.0.1:0"}, args...), io.Discard, io.Discard), strings.Join(args, " "))
	}
}
