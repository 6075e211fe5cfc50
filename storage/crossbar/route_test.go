package crossbar

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestARouteIsTidied(t *testing.T) {
	c := connector(t)
	maker := newAuthority(t, "Northwind CA")
	key := "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5LWtleQ==\n-----END PRIVATE KEY-----\n"
	r, told, err := c.CheckRoute(domain.Route{Trust: domain.Trust{Authorities: "# of the house\n" + key + maker.pem()}})
	require.NoError(t, err)
	require.Equal(t, maker.pem(), r.Trust.Authorities, "certificates and nothing else are kept: no private key")
	require.Equal(t, []domain.Certificate{describe(maker.cert)}, told)
	_, told, err = c.CheckRoute(domain.Route{Trust: domain.Trust{Authorities: string(maker.cert.Raw)}})
	require.NoError(t, err, "DER is read too")
	require.Len(t, told, 1)

	for _, bad := range []string{"no certificate", key, strings.Replace(maker.pem(), "M", "A", 1), strings.Repeat(maker.pem(), 4000)} {
		_, _, err = c.CheckRoute(domain.Route{Trust: domain.Trust{Authorities: bad}})
		require.ErrorIs(t, err, domain.ErrNoAuthority)
	}
	_, _, err = c.CheckRoute(domain.Route{Proxy: "http://ada:canary-password@proxy"})
	require.ErrorIs(t, err, domain.ErrProxyPassword)
	require.NotContains(t, err.Error(), "canary")
	_, _, err = c.CheckRoute(domain.Route{Trust: domain.Trust{Pin: "12:34"}})
	require.ErrorIs(t, err, domain.ErrBadFingerprint)
	r, _, err = c.CheckRoute(domain.Route{Proxy: "Proxy.Example:3128", Trust: domain.Trust{Pin: domain.Fingerprint("AA:" + strings.Repeat("bb", 31))}})
	require.NoError(t, err)
	require.Equal(t, domain.Route{Proxy: "http://proxy.example:3128", Trust: domain.Trust{Pin: domain.Fingerprint("aa" + strings.Repeat("bb", 31))}}, r)
}
