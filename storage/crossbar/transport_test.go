package crossbar

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// between is a proxy that notes whom it was asked for.
type between struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string
	status int
}

func newBetween(t *testing.T, config *tls.Config) *between {
	t.Helper()
	b := &between{status: http.StatusOK}
	b.Server = httptest.NewUnstartedServer(http.HandlerFunc(b.connect))
	b.Config.ErrorLog = discard()
	if config != nil {
		b.TLS = config
		b.StartTLS()
	} else {
		b.Start()
	}
	t.Cleanup(b.Close)
	return b
}

func (b *between) connect(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	b.asked = append(b.asked, r.Method+" "+r.Host)
	status := b.status
	b.mu.Unlock()
	if status != http.StatusOK || r.Method != http.MethodConnect {
		w.WriteHeader(status)
		return
	}
	far, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	near, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		_ = far.Close()
		return
	}
	_, _ = io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
	join(near, far)
}

// join carries what either side says to the other until one of them leaves.
func join(a, b net.Conn) {
	leave := func() { _ = a.Close(); _ = b.Close() }
	go func() { _, _ = io.Copy(a, b); leave() }()
	go func() { _, _ = io.Copy(b, a); leave() }()
}

func (b *between) requests() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.asked...)
}

func TestThroughAProxy(t *testing.T) {
	maker := newAuthority(t, "Northwind CA")
	own := maker.server(tomorrow())
	s := newSecureStub(t, own, nil)
	c := connector(t)
	target := s.server.Listener.Addr().String()
	plain := newBetween(t, nil)
	// A proxy with a certificate of its own, which is not the server's pinned one.
	secure := newBetween(t, &tls.Config{Certificates: []tls.Certificate{maker.server(tomorrow())}})
	for name, tt := range map[string]struct {
		proxy *between
		trust domain.Trust
	}{
		"http, own authority":  {plain, domain.Trust{Authorities: maker.pem()}},
		"http, pinned":         {plain, domain.Trust{Pin: describe(own.Leaf).Fingerprint}},
		"https, own authority": {secure, domain.Trust{Authorities: maker.pem()}},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(tt.proxy.requests())
			require.NoError(t, signInBy(t, c, s.address(), domain.Route{Proxy: domain.Proxy(tt.proxy.URL), Trust: tt.trust}))
			require.Contains(t, tt.proxy.requests()[before:], "CONNECT "+target)
		})
	}
	t.Run("a proxy that nobody vouches for is no server", func(t *testing.T) {
		seen := len(secure.requests())
		err := signInBy(t, c, s.address(), domain.Route{Proxy: domain.Proxy(secure.URL), Trust: domain.Trust{Pin: describe(own.Leaf).Fingerprint}})
		require.ErrorIs(t, err, domain.ErrProxy)
		require.NotErrorIs(t, err, domain.ErrCertificate, "its certificate is never offered as the server's")
		require.Len(t, secure.requests(), seen)
	})
	t.Run("the server's certificate is checked behind it", func(t *testing.T) {
		_ = requireFault(t, signInBy(t, c, s.address(), domain.Route{Proxy: domain.Proxy(plain.URL)}), domain.CertificateUnknown)
	})
	t.Run("one that refuses", func(t *testing.T) {
		plain.status = http.StatusProxyAuthRequired
		err := signInBy(t, c, s.address(), domain.Route{Proxy: domain.Proxy(plain.URL)})
		require.ErrorIs(t, err, domain.ErrProxy)
		require.ErrorIs(t, err, domain.ErrOffline)
		require.ErrorContains(t, err, "407")
	})
	t.Run("one that is none", func(t *testing.T) {
		address := listen(t, func(conn net.Conn) {
			readRequest(conn)
			_, _ = io.WriteString(conn, "SSH-2.0-OpenSSH_9.9\r\n")
		})
		err := signInBy(t, c, s.address(), domain.Route{Proxy: domain.Proxy("http://" + address)})
		require.ErrorIs(t, err, domain.ErrProxy)
		require.NotErrorIs(t, err, domain.ErrNotCrossbar, "it is not the server that answered")
	})
	t.Run("one that is not there", func(t *testing.T) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, listener.Close())
		for _, scheme := range []string{"http://", "https://", "socks5://"} {
			err = signInBy(t, c, s.address(), domain.Route{Proxy: domain.Proxy(scheme + listener.Addr().String())})
			require.ErrorIs(t, err, domain.ErrProxy, scheme)
		}
	})
}

// The certificate that is pinned is the server's: a proxy that speaks TLS has another,
// and is checked by authorities.
func TestAPinIsNoMatterOfTheProxy(t *testing.T) {
	maker := newAuthority(t, "Northwind CA")
	own := maker.server(tomorrow())
	s := newSecureStub(t, own, nil)
	secure := newBetween(t, &tls.Config{Certificates: []tls.Certificate{maker.server(tomorrow())}})
	route := domain.Route{Proxy: domain.Proxy(secure.URL), Trust: domain.Trust{Pin: describe(own.Leaf).Fingerprint}}
	p, err := newProxy(route)
	require.NoError(t, err)
	p.trust.RootCAs = x509.NewCertPool() // as the system would have it
	p.trust.RootCAs.AddCert(maker.cert)
	trust, err := trusting(route.Trust, time.Now)
	require.NoError(t, err)
	transport := &http.Transport{Proxy: p.find, DialContext: p.dial, TLSClientConfig: trust}
	defer transport.CloseIdleConnections()
	c := New(Options{Transport: transport})
	require.NoError(t, signInBy(t, c, s.address(), domain.Route{}))
	require.Contains(t, secure.requests(), "CONNECT "+s.server.Listener.Addr().String())
}

func TestThroughASOCKSProxy(t *testing.T) {
	maker := newAuthority(t, "Northwind CA")
	s := newSecureStub(t, maker.server(tomorrow()), nil)
	asked := make(chan string, 10)
	address := listen(t, func(conn net.Conn) { socks(conn, asked) })
	route := domain.Route{Proxy: domain.Proxy("socks5://" + address), Trust: domain.Trust{Authorities: maker.pem()}}
	require.NoError(t, signInBy(t, connector(t), s.address(), route))
	require.Equal(t, s.server.Listener.Addr().String(), <-asked)
}

// socks is the least of RFC 1928 that there is: no password, IPv4.
func socks(conn net.Conn, asked chan<- string) {
	in := bufio.NewReader(conn)
	head := make([]byte, 2)
	if _, err := io.ReadFull(in, head); err != nil {
		return
	}
	_, _ = in.Discard(int(head[1]))
	_, _ = conn.Write([]byte{5, 0})
	request := make([]byte, 10)
	if _, err := io.ReadFull(in, request); err != nil {
		return
	}
	target := net.TCPAddr{IP: net.IP(request[4:8]), Port: int(request[8])<<8 | int(request[9])}
	far, err := net.Dial("tcp", target.String())
	if err != nil {
		return
	}
	asked <- target.String()
	_, _ = conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	done := make(chan struct{})
	go func() { _, _ = io.Copy(conn, far); _ = conn.Close(); close(done) }()
	_, _ = io.Copy(far, in)
	_ = far.Close()
	<-done
}

// Plain HTTP is for this computer alone: a proxy would carry the token elsewhere.
func TestPlainHTTPGoesThroughNoProxy(t *testing.T) {
	s, b := newStub(t), newBetween(t, nil)
	require.NoError(t, signInBy(t, connector(t), s.address(), domain.Route{Proxy: domain.Proxy(b.URL)}))
	require.Empty(t, b.requests())
	require.NotEmpty(t, s.seen)
}

func TestNoProxyIsNone(t *testing.T) {
	for proxy, want := range map[domain.Proxy]bool{domain.SystemProxy: true, domain.NoProxy: false, "http://p.example:3128": false} {
		p, err := newProxy(domain.Route{Proxy: proxy})
		require.NoError(t, err)
		require.Equal(t, want, p.system != nil, "%q", proxy)
	}
}

// What the system says of a proxy can have a password in it.
func TestTheSystemsProxyIsNotRepeated(t *testing.T) {
	const canary = "canary-proxy"
	p, err := newProxy(domain.Route{})
	require.NoError(t, err)
	_, parse := http.NewRequest(http.MethodGet, "http://u:"+canary+"@ proxy", nil) // it cannot be made
	require.ErrorContains(t, parse, canary)
	p.system = func(*http.Request) (*url.URL, error) { return nil, parse }
	r := httptest.NewRequest(http.MethodGet, "https://api.example/v2", nil)
	_, err = p.find(r)
	require.True(t, isProxy(err))
	require.NotContains(t, err.Error(), canary)

	// No connection was asked for, so nothing can have been sent, and it is the proxy.
	transport := &http.Transport{Proxy: p.find}
	c := New(Options{Transport: transport})
	err = signInBy(t, c, "https://api.example/v2", domain.Route{})
	require.ErrorIs(t, err, domain.ErrProxy)
	require.ErrorIs(t, err, domain.ErrOffline)
	require.NotContains(t, err.Error(), canary)
	_, err = c.exchange(t.Context(), "https://api.example/v2", domain.Secret{}, call{method: http.MethodPut, path: "/accounts/a", effect: true, timeout: time.Minute})
	require.ErrorIs(t, err, domain.ErrOffline)
	require.NotErrorIs(t, err, domain.ErrUnanswered)
}

// Go dials such a host by another name, and would say the proxy's password to it before
// anything is encrypted.
func TestAProxyThatSpeaksTLSIsNeverSpokenToWithout(t *testing.T) {
	p, err := newProxy(domain.Route{})
	require.NoError(t, err)
	p.system = func(*http.Request) (*url.URL, error) { return url.Parse("https://ada:secret@b\u00fccher.example:3128") }
	_, err = p.find(httptest.NewRequest(http.MethodGet, "https://api.example/v2", nil))
	require.True(t, isProxy(err))
	p.system = func(*http.Request) (*url.URL, error) {
		return url.Parse("https://ada:secret@xn--bcher-kva.example:3128")
	}
	_, err = p.find(httptest.NewRequest(http.MethodGet, "https://api.example/v2", nil))
	require.NoError(t, err)
	name, secure := p.secure.Load("xn--bcher-kva.example:3128")
	require.True(t, secure)
	require.Equal(t, "xn--bcher-kva.example", name)
}
