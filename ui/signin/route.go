package signin

import (
	"context"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/ui/connection"
	"accountsmanager/ui/run"
)

// wayTo is the way to a server that was chosen on this screen; nil where none was, and
// it is gone as it was last. What was trusted was trusted for the server that it was
// shown for: another address goes back to the system's authorities.
func (v *View) wayTo(server string) *domain.Route {
	if v.route == nil {
		return nil
	}
	route := *v.route
	if v.routeServer != "" && v.routeServer != server {
		route.Trust = domain.Trust{}
	}
	return &route
}

func (v *View) choose(route domain.Route, server string) {
	v.route, v.routeServer = &route, server
}

// showConnection opens the panel for the way to the server whose address is typed.
func (v *View) showConnection() {
	server := strings.TrimSpace(v.form.server.Text)
	connection.Open(connection.Options{
		Workspace: v.options.Workspace, Runner: v.options.Runner, Canvas: v.options.Canvas,
		Server: server, Route: v.wayTo(server), Found: v.found, Choose: v.options.ChooseFile,
		Save: func(r domain.Route) {
			v.choose(r, server)
			v.found = nil
			v.form.tell(nil)
			v.focusFirst()
		},
		Failed: v.form.tell,
	})
}

// showCertificate shows the certificate that stood in the way. Where a person trusts
// it, the rest of the way stays as it was, and signing in is tried again.
func (v *View) showCertificate() {
	server, ws, chosen := strings.TrimSpace(v.form.server.Text), v.options.Workspace, v.route
	connection.ShowCertificate(v.options.Canvas, v.found, func(f domain.Fingerprint) {
		run.Go(v.options.Runner, func(ctx context.Context) (domain.Route, error) {
			if chosen != nil {
				return *chosen, nil
			}
			return ws.RouteTo(ctx, server)
		}, func(route domain.Route, err error) {
			if err != nil {
				v.form.tell(err)
				return
			}
			route.Trust = domain.Trust{Pin: f}
			v.choose(route, server)
			v.submit()
		})
	})
}
