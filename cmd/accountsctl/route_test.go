package main

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// secure makes the world's server one with a certificate that nobody vouches for.
func (w *world) secure() (fingerprint string) {
	w.t.Helper()
	l, err := w.server.ListenTLS("127.0.0.1:0")
	require.NoError(w.t, err)
	w.login.URL = l.URL
	return l.Fingerprint
}

func TestAPinnedCertificateIsTheProfiles(t *testing.T) {
	w := newWorld(t)
	pin := w.secure()
	w.signIn().exits(exitPerson).tells("The server's certificate is not known here", "--pin")
	w.signInBy("--pin", "ab").exits(exitUsage).tells("not a fingerprint")
	wrong := "00" + pin[2:]
	if wrong == pin {
		wrong = "01" + pin[2:]
	}
	w.signInBy("--pin", wrong).exits(exitPerson).tells("another certificate than the one that is trusted")
	w.signInBy("--pin", pin).exits(exitDone)
	w.run("accounts").exits(exitDone).says("Adatum Holdings") // by what the profile keeps
	w.signIn().exits(exitDone)
	w.signInBy("--pin", "system").exits(exitPerson).tells("not known here")
}

// signInBy is signIn with flags of the command.
func (w *world) signInBy(flags ...string) result {
	w.t.Helper()
	return w.runWith(w.t.Context(), w.login.Password+"\n", append([]string{
		"sign-in", "--server", w.login.URL, "--user", w.login.Username,
		"--account", w.login.AccountName, "--password-stdin",
	}, flags...)...)
}

func TestAProxyIsTheProfiles(t *testing.T) {
	w := newWorld(t)
	pin := w.secure()
	var asked atomic.Int64
	proxy := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		far, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", r.Host)
		if err != nil {
			rw.WriteHeader(http.StatusBadGateway)
			return
		}
		near, _, err := http.NewResponseController(rw).Hijack()
		if err != nil {
			_ = far.Close()
			return
		}
		_, _ = io.WriteString(near, "HTTP/1.1 200 OK\r\n\r\n")
		leave := func() { _ = near.Close(); _ = far.Close() }
		go func() { _, _ = io.Copy(near, far); leave() }()
		go func() { _, _ = io.Copy(far, near); leave() }()
	}))
	defer proxy.Close()
	w.signInBy("--pin", pin, "--proxy", "http://ada:canary-3141@proxy").exits(exitUsage).tells("A password is in the address of the proxy")
	w.signInBy("--pin", pin, "--proxy", proxy.URL).exits(exitDone)
	before := asked.Load()
	require.Positive(t, before)
	w.run("accounts").exits(exitDone)
	require.Greater(t, asked.Load(), before)
	proxy.Close()
	w.run("accounts").exits(exitWaiting).tells("The proxy does not let it through")
	w.signInBy("--proxy", "none").exits(exitDone) // the certificate stays trusted
	w.signInBy("--ca-file", w.file("letter.pem", "a letter")).exits(exitUsage).tells("There is no certificate")
	w.signInBy("--ca-file", "x", "--pin", pin).exits(exitUsage).tells("cannot both")
}
