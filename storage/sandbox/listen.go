package sandbox

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"time"
)

// Listening is a server on an address.
type Listening struct {
	// URL is where the API begins, for example http://127.0.0.1:8000/v2.
	URL string
	// Fingerprint is the SHA-256 of the certificate, in hexadecimal digits; empty
	// without TLS.
	Fingerprint string

	server *http.Server
	ended  chan error
}

// The timeouts of the real server (crossbar_init).
const (
	headerTimeout   = 10 * time.Second
	idleTimeout     = 120 * time.Second
	shutdownTimeout = 2 * time.Second
)

// Listen begins to answer at an address such as "127.0.0.1:8000". Port 0 takes a
// free one; the URL tells which. Only the endpoints below /sandbox insist on
// clients of this machine: an address that others reach is the caller's wish.
func (s *Server) Listen(addr string) (*Listening, error) { return s.listen(addr, nil, "") }

// ListenTLS is Listen over TLS, with a new certificate that nobody vouches for, as
// servers within a company have them.
func (s *Server) ListenTLS(addr string) (*Listening, error) {
	own, err := selfSigned(s.now())
	if err != nil {
		return nil, fmt.Errorf("making a certificate for the sandbox: %w", err)
	}
	sum := sha256.Sum256(own.Certificate[0])
	return s.listen(addr, &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{own}}, hex.EncodeToString(sum[:]))
}

func (s *Server) listen(addr string, secure *tls.Config, fingerprint string) (*Listening, error) {
	ln, err := net.Listen("tcp", addr) //nolint:noctx // it does not wait
	if err != nil {
		return nil, fmt.Errorf("listening for the sandbox: %w", err)
	}
	scheme := "http"
	if secure != nil {
		scheme, ln = "https", tls.NewListener(ln, secure)
	}
	l := &Listening{
		URL: scheme + "://" + reachable(ln.Addr()) + "/v2", Fingerprint: fingerprint,
		server: &http.Server{
			Handler: s, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout,
			ErrorLog: slog.NewLogLogger(s.logger.Handler(), slog.LevelInfo), // of clients that do not trust the certificate
		},
		ended: make(chan error, 1),
	}
	s.mu.Lock()
	s.serving = append(s.serving, l)
	s.mu.Unlock()
	go func() { l.ended <- l.server.Serve(ln) }()
	return l, nil
}

// reachable is how this machine reaches an address; one that stands for all is
// reached at the loopback.
func reachable(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", port)
}

// Wait returns when the server stops, with why if nobody wished it.
func (l *Listening) Wait() error {
	err := <-l.ended
	l.ended <- err
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// Close lets requests end, for a few seconds, and closes all connections.
func (l *Listening) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	err := l.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = l.server.Close()
	}
	return errors.Join(err, l.Wait())
}

// selfSigned makes a certificate for this machine.
func selfSigned(now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return tls.Certificate{}, err
	}
	about := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "Crossbar sandbox"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}
