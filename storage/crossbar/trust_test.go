package crossbar

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// authority makes certificates.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	n    int64
}

func newAuthority(t *testing.T, name string) *authority {
	t.Helper()
	a := &authority{t: t}
	a.key, a.cert = a.make(&x509.Certificate{
		Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	})
	return a
}

// make signs a certificate: with its own key as long as there is no authority.
func (a *authority) make(about *x509.Certificate) (*ecdsa.PrivateKey, *x509.Certificate) {
	a.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(a.t, err)
	a.n++
	about.SerialNumber = big.NewInt(a.n)
	parent, signer := a.cert, a.key
	if parent == nil {
		parent, signer = about, key
	}
	der, err := x509.CreateCertificate(rand.Reader, about, parent, key.Public(), signer)
	require.NoError(a.t, err)
	made, err := x509.ParseCertificate(der)
	require.NoError(a.t, err)
	return key, made
}

// server certificate for this computer, good until then.
func (a *authority) server(until time.Time, names ...string) tls.Certificate {
	a.t.Helper()
	about := &x509.Certificate{
		Subject: pkix.Name{CommonName: "server"}, NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: until, DNSNames: names,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if len(names) == 0 {
		about.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	}
	key, made := a.make(about)
	return tls.Certificate{Certificate: [][]byte{made.Raw}, PrivateKey: key, Leaf: made}
}

func (a *authority) pem() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.cert.Raw}))
}

// secureStub is a stub over TLS. Its certificate can be changed while it serves.
type secureStub struct {
	*stub
	server *httptest.Server
	mu     sync.Mutex
	own    tls.Certificate
}

func newSecureStub(t *testing.T, own tls.Certificate, config *tls.Config) *secureStub {
	t.Helper()
	s := &secureStub{stub: newStub(t), own: own}
	s.server = httptest.NewUnstartedServer(s.stub)
	s.server.Config.ErrorLog = discard()
	if config == nil {
		config = &tls.Config{}
	}
	// httptest has a certificate of its own, which would come before GetCertificate.
	s.server.TLS = &tls.Config{MinVersion: tls.VersionTLS10, GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		shown := config.Clone()
		shown.Certificates = []tls.Certificate{s.own}
		return shown, nil
	}}
	s.server.StartTLS()
	t.Cleanup(s.server.Close)
	return s
}

func (s *secureStub) show(c tls.Certificate) {
	s.mu.Lock()
	s.own = c
	s.mu.Unlock()
	s.server.CloseClientConnections()
}

func (s *secureStub) address() string { return s.server.URL + "/v2" }

func going(r domain.Route) workspace.Credentials {
	by := byPassword("Reseller")
	by.Route = r
	return by
}

// signInBy signs in by a way and tells what came of it.
func signInBy(t *testing.T, c *Connector, address string, r domain.Route) error {
	t.Helper()
	backend, _, err := c.SignIn(context.Background(), address, going(r))
	if err == nil {
		backend.Close()
	}
	return err
}

func requireFault(t *testing.T, err error, want domain.CertificateFault) *domain.CertificateError {
	t.Helper()
	var wrong *domain.CertificateError
	require.ErrorAs(t, err, &wrong)
	require.ErrorIs(t, err, domain.ErrCertificate)
	require.NotErrorIs(t, err, domain.ErrOffline)
	require.Equal(t, want, wrong.Fault)
	return wrong
}

func tomorrow() time.Time { return time.Now().Add(24 * time.Hour) }

func TestAServerOfAnOwnAuthority(t *testing.T) {
	ours, others := newAuthority(t, "Northwind\u202e CA"), newAuthority(t, "Others CA")
	s := newSecureStub(t, ours.server(tomorrow()), nil)
	c := connector(t)

	wrong := requireFault(t, signInBy(t, c, s.address(), domain.Route{}), domain.CertificateUnknown)
	require.True(t, wrong.Offered())
	require.Equal(t, describe(s.own.Leaf), wrong.Found)
	require.Equal(t, []string{"127.0.0.1"}, wrong.Found.Names)
	require.Equal(t, "Northwind� CA", wrong.Found.Issuer, "what turns text around is not shown")
	require.Equal(t, s.server.Listener.Addr().String(), wrong.Server)
	require.Empty(t, s.seen, "nothing was sent")

	route := func(pem string) domain.Route {
		r, told, err := c.CheckRoute(domain.Route{Trust: domain.Trust{Authorities: pem}})
		require.NoError(t, err)
		require.NotEmpty(t, told)
		return r
	}
	_ = requireFault(t, signInBy(t, c, s.address(), route(others.pem())), domain.CertificateUnknown)
	require.Empty(t, s.seen)
	require.NoError(t, signInBy(t, c, s.address(), route(ours.pem())))
	require.NoError(t, signInBy(t, c, s.address(), route(others.pem()+ours.pem())))

	s.show(ours.server(tomorrow(), "elsewhere.example"))
	_ = requireFault(t, signInBy(t, c, s.address(), route(ours.pem())), domain.CertificateOtherName)
	s.show(ours.server(time.Now().Add(-time.Hour)))
	require.False(t, requireFault(t, signInBy(t, c, s.address(), route(ours.pem())), domain.CertificateOutdated).Offered())
}

func TestAPinnedCertificate(t *testing.T) {
	maker := newAuthority(t, "Anybody")
	s := newSecureStub(t, maker.server(tomorrow(), "other.example"), nil)
	c := connector(t)
	fault := domain.CertificateOtherName
	if runtime.GOOS == "windows" { // which looks first at who made it
		fault = domain.CertificateUnknown
	}
	wrong := requireFault(t, signInBy(t, c, s.address(), domain.Route{}), fault)
	pinned := domain.Route{Trust: domain.Trust{Pin: wrong.Found.Fingerprint}}
	backend, _, err := c.SignIn(context.Background(), s.address(), going(pinned))
	require.NoError(t, err, "whoever made it, and whatever names are in it")
	defer backend.Close()
	_ = requireFault(t, signInBy(t, c, s.address(), domain.Route{}), fault)

	// The server shows another one, in the middle of a session.
	s.show(maker.server(tomorrow()))
	seen := len(s.seen)
	_, err = backend.ReadPart(context.Background(), customer, domain.DocAccount)
	changed := requireFault(t, err, domain.CertificateChanged)
	require.False(t, changed.Offered(), "what an attack looks like is not offered to be trusted")
	require.Equal(t, describe(s.own.Leaf).Fingerprint, changed.Found.Fingerprint)
	require.False(t, requireFault(t, signInBy(t, c, s.address(), pinned), domain.CertificateChanged).Offered())
	require.Len(t, s.seen, seen, "it heard nothing, least of all a token")

	// Even one of an authority that would be trusted without the pin.
	both := pinned
	both.Trust.Authorities = maker.pem()
	_ = requireFault(t, signInBy(t, c, s.address(), both), domain.CertificateChanged)

	old := maker.server(time.Now().Add(-time.Minute))
	s.show(old)
	outdated := domain.Route{Trust: domain.Trust{Pin: describe(old.Leaf).Fingerprint}}
	require.False(t, requireFault(t, signInBy(t, c, s.address(), outdated), domain.CertificateOutdated).Offered())
	require.Len(t, s.seen, seen)
}

// Whatever the way, nothing is sent over what was broken long ago.
func TestTLSBefore12IsNotSpoken(t *testing.T) {
	maker := newAuthority(t, "Northwind CA")
	own := maker.server(tomorrow())
	old := newSecureStub(t, own, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11})
	today := newSecureStub(t, own, &tls.Config{MinVersion: tls.VersionTLS12, MaxVersion: tls.VersionTLS12})
	for _, trust := range []domain.Trust{{Authorities: maker.pem()}, {Pin: describe(own.Leaf).Fingerprint}} {
		require.Error(t, signInBy(t, connector(t), old.address(), domain.Route{Trust: trust}))
		require.NoError(t, signInBy(t, connector(t), today.address(), domain.Route{Trust: trust}))
	}
	require.Error(t, signInBy(t, connector(t), old.address(), domain.Route{}))
	require.Empty(t, old.seen)
}
