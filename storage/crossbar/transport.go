package crossbar

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"

	"accountsmanager/domain"
)

// newClient follows no redirect: the token would go to wherever the answer says.
func newClient(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// handshake is how long TLS may take to begin.
const handshake = 10 * time.Second

// newTransport is how the network is reached by a way to a server. HTTP/1.1 only: one
// request a connection means that a connection that breaks leaves one request in
// doubt, not all of them. Go's transport repeats a PUT or POST only where nothing of
// it was written.
func newTransport(route domain.Route, now func() time.Time) (*http.Transport, error) {
	trust, err := trusting(route.Trust, now)
	if err != nil {
		return nil, err
	}
	between, err := newProxy(route)
	if err != nil {
		return nil, err
	}
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	return &http.Transport{
		Proxy:                  between.find,
		DialContext:            between.dial,
		OnProxyConnectResponse: between.answered,
		TLSClientConfig:        trust,
		TLSHandshakeTimeout:    handshake,
		Protocols:              &protocols,
		// The steps of eight accounts at once keep their connections.
		MaxIdleConns:        64,
		MaxIdleConnsPerHost: 64,
		// Below the server's own 120 s (Kazoo: crossbar_init), so that it is not
		// the server who hangs up first.
		IdleConnTimeout:        60 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}, nil
}

// proxy is what connections go through, where they do.
type proxy struct {
	fixed  *url.URL // nil: as system has it
	system func(*http.Request) (*url.URL, error)
	dialer *net.Dialer
	trust  *tls.Config // of a proxy that speaks TLS itself
	// secure are the addresses of proxies that are dialled with TLS. Go's transport
	// would check them by what the server is checked by, and a proxy does not have the
	// certificate that is pinned for the server.
	secure sync.Map
}

func newProxy(route domain.Route) (*proxy, error) {
	p := &proxy{dialer: &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}}
	pool, err := everybody(route.Trust)
	if err != nil {
		return nil, err
	}
	p.trust = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: pool}
	switch address := route.Proxy.Address(); {
	case address != "":
		if p.fixed, err = url.Parse(address); err != nil {
			return nil, domain.ErrBadProxy
		}
	case route.Proxy == domain.SystemProxy:
		p.system = http.ProxyFromEnvironment
	}
	return p, nil
}

// errUnreadable: what the system or a person says of a proxy is no address for us.
var errUnreadable = &net.OpError{Op: "proxyconnect", Net: "tcp", Err: domain.ErrBadProxy}

// find tells through what a request goes; nil is nothing. Plain HTTP stays on this
// computer: through a proxy, whoever is on the network could read the token.
func (p *proxy) find(r *http.Request) (through *url.URL, err error) {
	switch {
	case r.URL.Scheme != "https":
		return nil, nil
	case p.fixed != nil:
		through = p.fixed
	case p.system != nil:
		if through, err = p.system(r); err != nil {
			return nil, errUnreadable // its text has the whole address in it, with the password
		}
	}
	if through == nil || through.Scheme != "https" {
		return through, nil
	}
	if strings.IndexFunc(through.Host, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		// Go's transport dials it by another name (xn--…), by which it would not be
		// known that TLS is spoken there, and what asks for a password would be in the clear.
		return nil, errUnreadable
	}
	plain := *through
	plain.Scheme = "http"
	if plain.Port() == "" {
		plain.Host = net.JoinHostPort(plain.Hostname(), "443")
	}
	p.secure.Store(plain.Host, plain.Hostname())
	return &plain, nil
}

// dial opens a connection: to the server, or to what is in between.
func (p *proxy) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := p.dialer.DialContext(ctx, network, address)
	name, secure := p.secure.Load(address)
	if err != nil || !secure {
		return conn, err
	}
	config := p.trust.Clone()
	config.ServerName, _ = name.(string)
	spoken := tls.Client(conn, config)
	ctx, cancel := context.WithTimeout(ctx, handshake)
	defer cancel()
	if err := spoken.HandshakeContext(ctx); err != nil {
		_ = conn.Close() // the first error is the one that tells
		return nil, err
	}
	return spoken, nil
}

// answered looks at what a proxy says to being asked for a connection.
func (p *proxy) answered(_ context.Context, _ *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &net.OpError{Op: "proxyconnect", Net: "tcp", Err: fmt.Errorf("the proxy answered %d", answer.StatusCode)}
}
