// Preview shows the wizard with a workspace in memory, to look at while working on
// it. It is no part of the program.
//
// Usage: preview [-dark] [-full] [-plans] [-offline] [-tab general] [-field admin/a1/email] [-w 1280] [-h 800]
package main

import (
	"context"
	"flag"
	"log"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/wizard"
	"accountsmanager/ui/wizard/fake"
)

func main() {
	dark := flag.Bool("dark", false, "dark appearance")
	full := flag.Bool("full", false, "a draft with something in every field")
	offline := flag.Bool("offline", false, "nothing was ever read from the server")
	plans := flag.Bool("plans", false, "the reseller has service plans")
	tab := flag.String("tab", "general", "the tab to open")
	field := flag.String("field", "", "the field to open at")
	width := flag.Float64("w", 1280, "width of the window")
	height := flag.Float64("h", 800, "height of the window")
	flag.Parse()

	a := app.NewWithID("example.accountsmanager.wizard")
	appearance := theme.Light
	if *dark {
		appearance = theme.Dark
	}
	a.Settings().SetTheme(theme.New(appearance))
	w := a.NewWindow("Wizard")
	w.SetPadded(false)
	toasts, content := widgets.NewToastHost(widgets.VBox(0, widgets.NewText("The main window")))
	w.SetContent(content)
	w.Resize(fyne.NewSize(float32(*width), float32(*height)))

	ws := fake.New()
	d := ws.Draft("0190d3c0-draft")
	if *plans {
		ws.Offer.Plans = fake.Plans()
	}
	if *full {
		d = fullDraft(d)
	}
	if *offline {
		ws.Offer, ws.Suffix, ws.Connection = domain.Catalogue{}, "", workspace.Offline
	}
	d.Visit(domain.Tab(*tab))
	runner := run.New(context.Background(), run.Fyne{})
	wz := wizard.New(wizard.Deps{
		Workspace: ws, Run: runner, Window: w, Toasts: toasts,
		Now:         time.Now, //nolint:forbidigo // nothing here is tested by the clock
		FocusField:  domain.Field(*field),
		OnSubmitted: func(id string) { log.Println("submitted", id) },
	})
	a.Lifecycle().SetOnStarted(func() { wz.Show(d) })
	w.ShowAndRun()
}

func fullDraft(d domain.Draft) domain.Draft {
	d.Name, d.RealmLabel, d.Language = "ABC Company", "abccompany", "en-US"
	d.Administrators = []domain.Administrator{
		{ID: "a1", FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example", Phone: "+1 415 555 0123", Welcome: true},
		{ID: "a2", FirstName: "Lee", LastName: "Park", Email: "lee@abc.example"},
	}
	d.Technical = domain.Contact{Name: "Lee Park", Email: "lee@abc.example", Phone: "+1 415 555 0134"}
	d.Billing = domain.Contact{
		Name: "Ruth Sato", Email: "ruth@abc.example", Phone: "+1 415 555 0145",
		Address: domain.Address{Street: "100 Main St", Street2: "Suite 4", City: "Austin", Region: "TX", Postal: "78701", Country: "US"},
	}
	d.Representative = domain.Representative{AccountID: "own", UserID: "u1", Name: "Dana Fox"}
	d.ContractEnd = "2029-03-31"
	d.Trunks = domain.TypedTrunks{TwoWay: "4", Inbound: "4", Outbound: "3"}
	d.Denied = []string{"caribbean", "international"}
	d.Credit, d.Prepay = "25,5", true
	for _, g := range domain.PermissionGroups() {
		if g.ID == "trunking" {
			d.Permissions.TickGroup(g, false)
		}
	}
	d.Permissions.Untick(domain.SeeMinutes)
	d.Apps = domain.AppAccess{Restricted: true, Allowed: []string{"app-voip", "app-numbers"}}
	return d
}
