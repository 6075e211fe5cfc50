package crossbar

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"
	"unicode"

	"accountsmanager/domain"
)

// trusting is how a server's certificate is checked. There is no way without a check.
func trusting(trust domain.Trust, now func() time.Time) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	switch {
	case trust.Pin != "":
		// Neither names nor authorities count: it is this certificate or none. Go asks
		// VerifyConnection on every connection, resumed ones too, before anything of a
		// request is written.
		config.InsecureSkipVerify = true
		config.VerifyConnection = func(s tls.ConnectionState) error { return checkPin(s, trust.Pin, now()) }
	case trust.Authorities != "":
		certificates, err := authorities(trust.Authorities)
		if err != nil {
			return nil, err
		}
		config.RootCAs = x509.NewCertPool()
		for _, c := range certificates {
			config.RootCAs.AddCert(c)
		}
	}
	return config, nil
}

// checkPin compares the certificate that a server proved to have with the one that is
// pinned.
func checkPin(s tls.ConnectionState, pin domain.Fingerprint, now time.Time) error {
	if len(s.PeerCertificates) == 0 {
		return domain.ErrCertificate
	}
	shown := s.PeerCertificates[0]
	wrong := &domain.CertificateError{Found: describe(shown)}
	switch {
	case wrong.Found.Fingerprint != pin:
		wrong.Fault = domain.CertificateChanged
	case now.Before(shown.NotBefore), now.After(shown.NotAfter):
		wrong.Fault = domain.CertificateOutdated
	default:
		return nil
	}
	return wrong
}

// everybody are the system's authorities and a person's own: for proxies.
func everybody(trust domain.Trust) (*x509.CertPool, error) {
	if trust.Authorities == "" {
		return nil, nil //nolint:nilnil // nil is what crypto/tls takes for the system's
	}
	own, err := authorities(trust.Authorities)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // fewer are trusted, not more
	}
	for _, c := range own {
		pool.AddCert(c)
	}
	return pool, nil
}

// The most that is read of a file of authorities: more than all that a system has.
const (
	maxAuthorityBytes = 1 << 20
	maxAuthorities    = 500
)

// authorities reads certificates in PEM, or a single one in DER. Error:
// domain.ErrNoAuthority.
func authorities(text string) ([]*x509.Certificate, error) {
	if len(text) > maxAuthorityBytes {
		return nil, fmt.Errorf("%w: more than %d bytes", domain.ErrNoAuthority, maxAuthorityBytes)
	}
	var list []*x509.Certificate
	rest := []byte(text)
	for block := (*pem.Block)(nil); len(list) <= maxAuthorities; {
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", domain.ErrNoAuthority, err)
		}
		list = append(list, c)
	}
	if len(list) == 0 {
		c, err := x509.ParseCertificate([]byte(text))
		if err != nil {
			return nil, domain.ErrNoAuthority
		}
		list = append(list, c)
	}
	if len(list) > maxAuthorities {
		return nil, fmt.Errorf("%w: more than %d certificates", domain.ErrNoAuthority, maxAuthorities)
	}
	return list, nil
}

// inPEM writes certificates and nothing else: a file may hold a private key as well.
func inPEM(certificates []*x509.Certificate) string {
	var b strings.Builder
	for _, c := range certificates {
		b.Write(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}))
	}
	return b.String()
}

// describe tells people of a certificate.
func describe(c *x509.Certificate) domain.Certificate {
	sum := sha256.Sum256(c.Raw)
	d := domain.Certificate{
		Fingerprint: domain.Fingerprint(hex.EncodeToString(sum[:])),
		Subject:     called(c.Subject.CommonName, c.Subject.Organization, c.Subject.String()),
		Issuer:      called(c.Issuer.CommonName, c.Issuer.Organization, c.Issuer.String()),
		NotBefore:   c.NotBefore, NotAfter: c.NotAfter,
	}
	names := append([]string(nil), c.DNSNames...)
	for _, ip := range c.IPAddresses {
		names = append(names, ip.String())
	}
	for _, name := range names[:min(len(names), 8)] {
		d.Names = append(d.Names, printable(name))
	}
	return d
}

// called is what somebody in a certificate is called.
func called(common string, organizations []string, whole string) string {
	for _, name := range append([]string{common}, organizations...) {
		if strings.TrimSpace(name) != "" {
			return printable(name)
		}
	}
	return printable(whole)
}

// printable is text of a stranger as it can be shown in a line: no control characters,
// none that turn the direction of others, and not long.
func printable(s string) string {
	const most = 100
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '�'
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// certificateError is what is wrong with the certificate of a server, which was asked
// for by its host; nil where something else is what went wrong.
func certificateError(err error, host string) *domain.CertificateError {
	var (
		pinned       *domain.CertificateError
		verification *tls.CertificateVerificationError
	)
	if errors.As(err, &pinned) {
		return &domain.CertificateError{Server: host, Fault: pinned.Fault, Found: pinned.Found}
	}
	if !errors.As(err, &verification) {
		return nil
	}
	wrong := &domain.CertificateError{Server: host, Fault: faultOf(verification.Err)}
	if len(verification.UnverifiedCertificates) > 0 {
		wrong.Found = describe(verification.UnverifiedCertificates[0])
	}
	return wrong
}

func faultOf(err error) domain.CertificateFault {
	var (
		authority x509.UnknownAuthorityError
		roots     x509.SystemRootsError
		hostname  x509.HostnameError
		invalid   x509.CertificateInvalidError
	)
	switch {
	case errors.As(err, &authority), errors.As(err, &roots):
		return domain.CertificateUnknown
	case errors.As(err, &hostname):
		return domain.CertificateOtherName
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return domain.CertificateOutdated
	}
	return domain.CertificateUnfit
}

// isProxy tells whether the request got no further than what is in between.
func isProxy(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && (op.Op == "proxyconnect" || op.Op == "socks connect")
}

// speaksNoHTTP tells whether something other than a web server answered. Go has
// no type for it.
func speaksNoHTTP(err error) bool { return strings.Contains(err.Error(), "malformed HTTP") }
