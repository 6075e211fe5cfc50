package storybook

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
)

// connection opens the way to the server of somebody who went it before.
func connection(route domain.Route) func(*Stage) {
	return func(s *Stage) {
		ws, p := signedOut(), sample.Northwind()
		p.Route = route
		ws.SetProfiles(p)
		s.open(ws)
		s.press(lang.L("Connection…"))
	}
}

// The options of the panel of a connection.
const (
	proxies, ownProxy        = 0, 2
	authorities, oneByItself = 1, 2
)

// connectionStories are the way to a server, as the sign-in screen and the settings open it.
func connectionStories() group {
	return group{"Connection", []string{"connection"}, []state{
		{"nothing set", func(s *Stage) { s.open(sample.Empty()); s.press(lang.L("Connection…")) }},
		{"known user", connection(domain.Route{})},
		{"through a proxy", connection(domain.Route{Proxy: "http://proxy.northwind.example:3128"})},
		{"by an authority of its own", connection(domain.Route{Trust: domain.Trust{Authorities: "CERTIFICATE"}})},
		{"by one certificate", connection(domain.Route{Trust: domain.Trust{Pin: sample.Stranger().Fingerprint}})},
		{"no proxy given", func(s *Stage) {
			connection(domain.Route{})(s)
			s.option(proxies, ownProxy)
			s.press(lang.L("Save"))
		}},
		{"no authority given", func(s *Stage) {
			connection(domain.Route{})(s)
			s.option(authorities, 1)
			s.press(lang.L("Save"))
		}},
		{"no fingerprint given", func(s *Stage) {
			connection(domain.Route{})(s)
			s.option(authorities, oneByItself)
			s.press(lang.L("Save"))
		}},
		{"a certificate is in the way", func(s *Stage) {
			s.open(standing(sample.Full(many), func(s *workspace.Status) {
				s.Connection, s.Reason = workspace.Offline, stranger(domain.CertificateOtherName)
			}))
			s.press(lang.L("Connection…"))
		}},
		{"cannot be read", func(s *Stage) {
			ws := signedOut()
			ws.Fail("RouteTo", domain.ErrDiskFull)
			s.open(ws)
			s.press(lang.L("Connection…"))
		}},
	}}
}
