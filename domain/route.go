package domain

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Route is the way to one server: what stands in between, and what its certificate
// is checked by. The zero Route is the usual one: the system's proxy, the system's
// authorities. There is none without a check.
type Route struct {
	Proxy Proxy `json:"proxy,omitempty"`
	Trust Trust `json:"trust,omitzero"`
}

// Proxy is what requests go through: SystemProxy, NoProxy, or the address of one as
// ParseProxy gives it. No password is ever in it.
type Proxy string

// The proxies that are no address.
const (
	SystemProxy Proxy = ""     // what the system or HTTPS_PROXY says
	NoProxy     Proxy = "none" // straight to the server
)

// Address is where the proxy is; empty for SystemProxy and NoProxy.
func (p Proxy) Address() string {
	if p == NoProxy {
		return ""
	}
	return string(p)
}

// Errors of a route that was typed. Their texts never repeat it.
var (
	// ErrBadProxy: not the address of an http, https or socks5 proxy.
	ErrBadProxy = errors.New("not the address of a proxy")
	// ErrProxyPassword: a user name or a password is in the address of a proxy, which
	// is kept in the database and shown.
	ErrProxyPassword = errors.New("a password is in the address of the proxy")
	// ErrBadFingerprint: not the SHA-256 fingerprint of a certificate.
	ErrBadFingerprint = errors.New("not a SHA-256 fingerprint")
	// ErrNoAuthority: there is no certificate in what should hold some.
	ErrNoAuthority = errors.New("no certificate of an authority")
)

// ParseProxy reads the address of a proxy as it was typed: http where no scheme is
// given. Errors: ErrBadProxy, ErrProxyPassword.
func ParseProxy(typed string) (Proxy, error) {
	text := strings.TrimSpace(typed)
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	switch {
	case strings.Contains(text, "@"): // also where the rest cannot be read
		return "", ErrProxyPassword
	case err != nil, u.Hostname() == "", u.Path != "" && u.Path != "/", u.RawQuery != "" || u.Fragment != "":
		return "", ErrBadProxy
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5":
		return "", ErrBadProxy
	}
	if port, err := strconv.Atoi(u.Port()); u.Port() != "" && (err != nil || port < 1 || port > 65535) || strings.HasSuffix(u.Host, ":") {
		return "", ErrBadProxy
	}
	return Proxy(u.Scheme + "://" + strings.ToLower(u.Host)), nil
}

// Trust is what makes a server's certificate good. The zero Trust is the system's
// authorities. At most one field is set.
type Trust struct {
	// Authorities are the certificates, in PEM, of those who alone may vouch for the
	// server.
	Authorities string `json:"authorities,omitempty"`
	// Pin is the fingerprint of the one certificate that is good, whoever made it.
	Pin Fingerprint `json:"pin,omitempty"`
}

// Fingerprint is the SHA-256 of a whole certificate, as 64 hexadecimal digits in
// lower case.
type Fingerprint string

// ParseFingerprint reads a fingerprint as people and programs write it: in either
// case, with colons, spaces or line breaks, and with a name and "=" before it. Error:
// ErrBadFingerprint.
func ParseFingerprint(typed string) (Fingerprint, error) {
	if at := strings.LastIndexByte(typed, '='); at >= 0 {
		typed = typed[at+1:]
	}
	digits := strings.ToLower(strings.Join(strings.FieldsFunc(typed, func(r rune) bool {
		return r == ':' || r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '-'
	}), ""))
	if raw, err := hex.DecodeString(digits); err != nil || len(raw) != 32 {
		return "", ErrBadFingerprint
	}
	return Fingerprint(digits), nil
}

// String writes it as other programs do, to be compared: AB:CD:…
func (f Fingerprint) String() string {
	var b strings.Builder
	for i := 0; i < len(f); i += 2 {
		if i > 0 {
			b.WriteByte(':')
		}
		b.WriteString(strings.ToUpper(string(f[i:min(i+2, len(f))])))
	}
	return b.String()
}

// Certificate is what there is to tell people of one. All but the fingerprint was
// written by whoever made it: it is text, and proves nothing.
type Certificate struct {
	Fingerprint         Fingerprint
	Subject, Issuer     string
	Names               []string // of servers, at most a few
	NotBefore, NotAfter time.Time
}

// CertificateFault is what is wrong with a server's certificate.
type CertificateFault string

// The faults.
const (
	CertificateUnknown   CertificateFault = "unknown"    // nobody who is trusted vouches for it
	CertificateOtherName CertificateFault = "other_name" // it is for another server
	CertificateOutdated  CertificateFault = "outdated"   // its time has not come or is over
	CertificateChanged   CertificateFault = "changed"    // it is not the one that is pinned
	CertificateUnfit     CertificateFault = "unfit"      // it breaks the rules of certificates in another way
)

// CertificateError says that the certificate which a server showed is not to be
// trusted. Nothing was sent. It is an ErrCertificate.
type CertificateError struct {
	Server string // whom the request was for, with the port where there is one
	Fault  CertificateFault
	Found  Certificate
}

func (e *CertificateError) Error() string {
	return fmt.Sprintf("%v: %s: %s, SHA-256 %s", ErrCertificate, e.Server, e.Fault, e.Found.Fingerprint)
}

// Is makes it an ErrCertificate.
func (e *CertificateError) Is(target error) bool { return target == ErrCertificate }

// Offered tells whether a person may be asked to trust this very certificate, after
// it was shown. Never one that stands where another one was pinned: that is what an
// attack looks like. Nor one that is outdated or unfit, which no pin mends.
func (e *CertificateError) Offered() bool {
	return e.Fault == CertificateUnknown || e.Fault == CertificateOtherName
}
