package crossbar

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strings"
)

// isCertificate tells whether the server's certificate is what went wrong.
func isCertificate(err error) bool {
	var (
		verification *tls.CertificateVerificationError
		authority    x509.UnknownAuthorityError
		hostname     x509.HostnameError
		invalid      x509.CertificateInvalidError
		roots        x509.SystemRootsError
	)
	return errors.As(err, &verification) || errors.As(err, &authority) || errors.As(err, &hostname) ||
		errors.As(err, &invalid) || errors.As(err, &roots)
}

// speaksNoHTTP tells whether something other than a web server answered. Go has
// no type for it.
func speaksNoHTTP(err error) bool { return strings.Contains(err.Error(), "malformed HTTP") }
