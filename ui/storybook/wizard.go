package storybook

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/wizard/fake"
)

// desk is a workspace whose reseller has a bit of everything to offer.
func desk() *sample.Workspace {
	ws := sample.Full(many)
	ws.SetCatalogue(offer())
	return ws
}

func offer() domain.Catalogue {
	f := fake.New()
	c := f.Offer
	c.Plans, c.RealmSuffix = fake.Plans(), "sip.northwind.example"
	return c
}

// wizard opens a draft in it at a tab, over a workspace.
func wizard(ws *sample.Workspace, d domain.Draft, tab domain.Tab) func(*Stage) {
	return func(s *Stage) {
		d.ID, d.Parent = "d1", sample.Northwind().Identity.Account()
		d.Visit(tab)
		if err := ws.SaveDraft(s.ctx(), d); err != nil {
			s.lack("draft")
		}
		s.open(ws)
		s.choose("draft/d1")
	}
}

func wizardStories() group {
	g := group{screen: "Wizard", packages: []string{"wizard"}}
	add := func(name string, show func(*Stage)) { g.states = append(g.states, state{name, show}) }
	for i, tab := range domain.Tabs(true) {
		name := string(tab)
		add(name+", empty", func(s *Stage) { wizard(desk(), emptyDraft(), tab)(s) })
		add(name+", filled", func(s *Stage) { wizard(desk(), fullDraft(), tab)(s) })
		add(name+", with problems", func(s *Stage) {
			wizard(desk(), wrongDraft(), tab)(s)
			s.step(len(domain.Tabs(true)) - 1) // what is wrong on a tab is said once it was left
			s.step(i)
		})
		add(name+", long texts", func(s *Stage) { wizard(desk(), longDraft(), tab)(s) })
	}
	add("a new account", func(s *Stage) {
		s.open(desk())
		s.do(lang.L("File"), lang.L("Add New Account"))
	})
	add("nothing was ever read", func(s *Stage) {
		ws := sample.Full(many)
		ws.SetCatalogue(domain.Catalogue{})
		wizard(standing(ws, func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline }), emptyDraft(), domain.TabRestrictions)(s)
	})
	add("keyring locked", func(s *Stage) {
		ws := standing(desk(), func(s *workspace.Status) { s.Keyring = domain.ErrKeyringLocked })
		wizard(ws, fullDraft(), domain.TabGeneral)(s)
	})
	add("suffix not known", func(s *Stage) { wizard(suffixless(), emptyDraft(), domain.TabGeneral)(s) })
	add("setting the suffix", func(s *Stage) {
		wizard(suffixless(), emptyDraft(), domain.TabGeneral)(s)
		s.press(lang.L("Set the suffix…"))
		s.press(lang.L("Set the suffix"))
	})
	add("under another account", func(s *Stage) {
		ws := desk()
		s.open(ws)
		s.choose("account/" + adatum)
		s.do(lang.L("Account"), lang.L("Add an account below this one"))
	})
	add("choosing another account", func(s *Stage) {
		wizard(desk(), emptyDraft(), domain.TabGeneral)(s)
		s.press(lang.L("Another account…"))
	})
	add("an explanation", func(s *Stage) {
		wizard(desk(), emptyDraft(), domain.TabRestrictions)(s)
		s.press("?")
	})
	add("the account exists already", func(s *Stage) { again(submitted())(s) })
	add("the realm is taken", func(s *Stage) {
		p := submitted()
		all(provisioning.Waiting, "")(&p)
		reset(&p.Steps[0], provisioning.Refused, provisioning.ReasonTaken)
		p.Steps[0].Problems = domain.Problems{{Field: domain.FieldRealm, Code: domain.TakenOnServer}}
		again(p)(s)
		s.step(1) // what is wrong on a tab is said once it was left
		s.step(0)
	})
	add("not submitted", func(s *Stage) {
		ws := desk()
		ws.Fail("Submit", domain.ErrDiskFull)
		wizard(ws, goodDraft(), domain.TabReview)(s)
		s.press(lang.L("Create Account"))
	})
	add("not saved", func(s *Stage) {
		ws := desk()
		wizard(ws, fullDraft(), domain.TabGeneral)(s)
		ws.Fail("SaveDraft", domain.ErrDiskFull)
		s.write("Another name")
	})
	return g
}

// suffixless does not know what realms end with.
func suffixless() *sample.Workspace {
	ws, c := desk(), offer()
	c.RealmSuffix = ""
	ws.SetCatalogue(c)
	return ws
}

// again opens the draft of what was submitted once more.
func again(p provisioning.Provisioning) func(*Stage) {
	return func(s *Stage) {
		ws := desk()
		p.ID = "d1"
		ws.SetProvisioning(p)
		wizard(ws, fullDraft(), domain.TabGeneral)(s)
	}
}

// goodDraft has nothing wrong with it.
func goodDraft() domain.Draft {
	d := fullDraft()
	d.Trunks = domain.TypedTrunks{TwoWay: "4"}
	d.Administrators, d.Technical.Phone, d.Billing.Phone = nil, "", ""
	return d
}

func emptyDraft() domain.Draft {
	return domain.NewDraft("", domain.AccountRef{}, sample.Northwind().Identity)
}

// seen lets a draft have been looked at whole, so that it shows all that is wrong.
func seen(d domain.Draft) domain.Draft {
	d.Visited = domain.Tabs(true)
	return d
}

// fullDraft has something in every field.
func fullDraft() domain.Draft {
	d := emptyDraft()
	d.Name, d.RealmLabel, d.Timezone, d.Language = "Wingtip Toys", "wingtip", "America/Chicago", "en-US"
	d.Administrators = []domain.Administrator{
		{ID: "a1", FirstName: "Ada", LastName: "Moreno", Email: "ada@wingtip.example", Phone: "+1 415 555 0123", Welcome: true},
		{ID: "a2", FirstName: "Lee", LastName: "Park", Email: "lee@wingtip.example"},
	}
	d.Technical = domain.Contact{Name: "Lee Park", Email: "lee@wingtip.example", Phone: "+1 415 555 0134"}
	d.Billing = domain.Contact{
		Name: "Ruth Sato", Email: "ruth@wingtip.example", Phone: "+1 415 555 0145",
		Address: domain.Address{Street: "100 Main St", Street2: "Suite 4", City: "Austin", Region: "TX", Postal: "78701", Country: "US"},
	}
	d.Representative = domain.Representative{AccountID: "own", UserID: "u1", Name: "Dana Fox"}
	d.ContractEnd = "2029-03-31"
	d.Plans = []string{"std", "fax"}
	d.Trunks = domain.TypedTrunks{TwoWay: "4", Inbound: "4", Outbound: "3"}
	d.Denied = []string{"caribbean", "international"}
	d.Credit, d.Prepay = "25.50", true
	for _, g := range domain.PermissionGroups() {
		if g.ID == "trunking" {
			d.Permissions.TickGroup(g, false)
		}
	}
	d.Permissions.Untick(domain.SeeMinutes)
	d.Apps = domain.AppAccess{Restricted: true, Allowed: []string{"app-voip", "app-numbers"}}
	return seen(d)
}

// wrongDraft has something wrong wherever something can be.
func wrongDraft() domain.Draft {
	d := emptyDraft()
	d.RealmLabel, d.Timezone = "not a label!", ""
	d.Administrators = []domain.Administrator{{ID: "a1", FirstName: "Ada", Email: "ada@wingtip", Phone: "12"}}
	d.Technical = domain.Contact{Email: "nobody"}
	d.Billing = domain.Contact{Phone: "x", Address: domain.Address{Street: "100 Main St"}}
	d.ContractEnd = "2020-02-30"
	d.Trunks = domain.TypedTrunks{TwoWay: "four", Inbound: "-1", Outbound: "30"}
	d.Credit = "0.2"
	d.Apps = domain.AppAccess{Restricted: true}
	return seen(d)
}

// longDraft has more in its fields than there is room for.
func longDraft() domain.Draft {
	d := fullDraft()
	long := strings.TrimSpace(strings.Repeat("Gesellschaft für Fernmeldewesen ", 4))
	d.Name, d.RealmLabel = long, strings.Repeat("fernmeldewesen-", 4)+"gmbh"
	for i := range d.Administrators {
		a := &d.Administrators[i]
		a.FirstName, a.LastName = "Maximiliane Friederike Charlotte", "von und zu Hohenlohe-Waldenburg-Schillingsfürst"
		a.Email = strings.Repeat("maximiliane.", 5) + string(rune('0'+i)) + "@" + strings.Repeat("wingtip.", 3) + "example"
	}
	d.Technical.Name, d.Billing.Name, d.Billing.Address.Street = long, long, long
	d.Billing.Address.City = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
	d.Trunks = domain.TypedTrunks{TwoWay: "100000", Inbound: "100000", Outbound: "100000"}
	d.Credit = "1234567.89"
	return d
}
