package crossbar

import (
	"fmt"

	"accountsmanager/domain"
)

// CheckRoute tidies a way to a server, and tells which authorities are in it. Errors:
// domain.ErrBadProxy, ErrProxyPassword, ErrBadFingerprint, ErrNoAuthority.
func (c *Connector) CheckRoute(r domain.Route) (domain.Route, []domain.Certificate, error) {
	var err error
	if r.Proxy.Address() != "" {
		if r.Proxy, err = domain.ParseProxy(string(r.Proxy)); err != nil {
			return domain.Route{}, nil, fmt.Errorf("read the proxy: %w", err)
		}
	}
	if r.Trust.Pin != "" {
		if r.Trust.Pin, err = domain.ParseFingerprint(string(r.Trust.Pin)); err != nil {
			return domain.Route{}, nil, fmt.Errorf("read the fingerprint: %w", err)
		}
		r.Trust.Authorities = "" // they would have no say
	}
	if r.Trust.Authorities == "" {
		return r, nil, nil
	}
	certificates, err := authorities(r.Trust.Authorities)
	if err != nil {
		return domain.Route{}, nil, fmt.Errorf("read the authorities: %w", err)
	}
	r.Trust.Authorities = inPEM(certificates)
	var told []domain.Certificate
	for _, a := range certificates {
		told = append(told, describe(a))
	}
	return r, told, nil
}

// by is the connector that goes this way: itself for the usual one, else another with
// connections of its own, for they must not be shared with a way that trusts others.
func (c *Connector) by(r domain.Route) (*Connector, error) {
	if r == (domain.Route{}) {
		return c, nil
	}
	transport, err := newTransport(r, c.now)
	if err != nil {
		return nil, fmt.Errorf("go the way to the server: %w", err)
	}
	other := *c
	other.client = newClient(transport)
	return &other, nil
}
