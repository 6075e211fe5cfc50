package domain_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestProxiesAsTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]domain.Proxy{
		"proxy.example.com:3128":         "http://proxy.example.com:3128",
		" HTTP://Proxy.Example.com/ ":    "http://proxy.example.com",
		"https://proxy.example.com:8443": "https://proxy.example.com:8443",
		"socks5://127.0.0.1:1080":        "socks5://127.0.0.1:1080",
		"[::1]:3128":                     "http://[::1]:3128",
	} {
		got, err := domain.ParseProxy(typed)
		require.NoError(t, err, typed)
		require.Equal(t, want, got)
		again, err := domain.ParseProxy(string(got))
		require.NoError(t, err)
		require.Equal(t, got, again)
	}
	for _, typed := range []string{"", "  ", "ftp://proxy:21", "socks4://p:1", "http://", "http://p:0", "http://p:99999", "http://p:", "p/path", "p?q", "http://p#f", "none", "http://a b"} {
		if typed == "none" { // a host may be called that
			continue
		}
		_, err := domain.ParseProxy(typed)
		require.ErrorIs(t, err, domain.ErrBadProxy, "%q", typed)
	}
}

// A password in a proxy's address is refused, and not repeated.
func TestNoPasswordIsInAProxy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.SampledFrom([]string{"", "http://", "https://", "socks5://", "x://"}).Draw(t, "scheme") +
			rapid.StringN(0, 10, -1).Draw(t, "user") + ":canary-3141@" + rapid.StringN(0, 10, -1).Draw(t, "host")
		p, err := domain.ParseProxy(typed)
		require.ErrorIs(t, err, domain.ErrProxyPassword)
		require.NotContains(t, err.Error(), "canary")
		require.Empty(t, p)
	})
}

func TestFingerprintsAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[0-9a-f]{64}`).Draw(t, "digits")
		f, err := domain.ParseFingerprint(digits)
		require.NoError(t, err)
		require.Equal(t, domain.Fingerprint(digits), f)
		for _, text := range []string{f.String(), "sha256 Fingerprint=" + f.String(), strings.ReplaceAll(f.String(), ":", " "), " " + strings.ToUpper(digits) + "\n"} {
			again, err := domain.ParseFingerprint(text)
			require.NoError(t, err, text)
			require.Equal(t, f, again)
		}
		for _, bad := range []string{digits[1:], digits + "0", "x" + digits[1:], ""} {
			_, err := domain.ParseFingerprint(bad)
			require.ErrorIs(t, err, domain.ErrBadFingerprint)
		}
	})
}

func TestOnlyAStrangersCertificateIsOffered(t *testing.T) {
	for fault, want := range map[domain.CertificateFault]bool{
		domain.CertificateUnknown: true, domain.CertificateOtherName: true,
		domain.CertificateOutdated: false, domain.CertificateChanged: false, domain.CertificateUnfit: false,
	} {
		err := &domain.CertificateError{Fault: fault}
		require.Equal(t, want, err.Offered(), fault)
		require.ErrorIs(t, err, domain.ErrCertificate)
	}
}
