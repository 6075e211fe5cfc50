package crossbar

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// newClient follows no redirect: the token would go to wherever the answer says.
func newClient(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// newTransport is how the network is reached. HTTP/1.1 only: one request a
// connection means that a connection that breaks leaves one request in doubt,
// not all of them. Go's transport repeats a PUT or POST only where nothing of it
// was written.
func newTransport() *http.Transport {
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         dialer.DialContext,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout: 10 * time.Second,
		Protocols:           &protocols,
		// The steps of eight accounts at once keep their connections.
		MaxIdleConns:        64,
		MaxIdleConnsPerHost: 64,
		// Below the server's own 120 s (Kazoo: crossbar_init), so that it is not
		// the server who hangs up first.
		IdleConnTimeout:        60 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}
}
