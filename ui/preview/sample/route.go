package sample

import (
	"context"
	"strings"
	"time"

	"accountsmanager/domain"
)

// Stranger is a certificate that nobody vouches for.
func Stranger() domain.Certificate {
	return domain.Certificate{
		Fingerprint: domain.Fingerprint(strings.Repeat("5e1f", 16)), Subject: "api.northwind.example", Issuer: "Northwind house CA",
		Names: []string{"api.northwind.example", "10.20.0.7"}, NotBefore: Noon.AddDate(0, -1, 0), NotAfter: Noon.AddDate(1, 0, 0),
	}
}

// RouteTo is the way of the profile that was at this server last.
func (w *Workspace) RouteTo(_ context.Context, server string) (domain.Route, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range w.profiles {
		if p.Server == server {
			return p.Route, w.failures["RouteTo"]
		}
	}
	return domain.Route{}, w.failures["RouteTo"]
}

// CheckRoute takes any text with the word in it for a certificate.
func (w *Workspace) CheckRoute(_ context.Context, r domain.Route) (domain.Route, []domain.Certificate, error) {
	switch {
	case r.Trust.Authorities == "":
		return r, nil, nil
	case !strings.Contains(r.Trust.Authorities, "CERTIFICATE"):
		return domain.Route{}, nil, domain.ErrNoAuthority
	}
	authority := Stranger()
	authority.Subject, authority.Names, authority.NotAfter = "Northwind house CA", nil, Noon.Add(10*365*24*time.Hour)
	return r, []domain.Certificate{authority}, nil
}

// SetRoute changes the way of the open profile.
func (w *Workspace) SetRoute(_ context.Context, r domain.Route) error {
	if err := w.note("SetRoute", r.Proxy, r.Trust.Pin, len(r.Trust.Authorities)); err != nil {
		return err
	}
	p := w.Status().Profile
	p.Route = r
	w.open(p, w.Status().Connection)
	return nil
}
