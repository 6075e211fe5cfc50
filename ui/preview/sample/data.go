package sample

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Noon is when everything here happens.
var Noon = time.Date(2026, 11, 23, 12, 4, 31, 0, time.UTC)

const resellerID = "5c0ffee0000000000000000000000001"

// Northwind is the profile of the reseller of the mock-ups.
func Northwind() workspace.Profile {
	return workspace.Profile{
		ID: "p1", Server: "https://api.northwind.example:8443/v2", Account: "northwind", UserName: "dana@northwind.example",
		Method: workspace.WithPassword,
		Identity: domain.Identity{
			AccountID: resellerID, AccountName: "Northwind Telecom", Realm: "sip.northwind.example", Timezone: "America/Los_Angeles",
			Language: "en-US", Country: "US", IsReseller: true, Version: "5.0",
		},
	}
}

// Full is the workspace of the mock-ups: signed in, with drafts, queued work and
// so many accounts in all.
func Full(accounts int) *Workspace {
	w := Empty()
	w.profiles = []workspace.Profile{Northwind()}
	w.status = workspace.Status{Profile: Northwind(), Connection: workspace.Online, SyncedAt: Noon}
	w.work = Work()
	w.accounts = Accounts(accounts)
	w.trunks = Trunks(w.accounts, 12)
	w.provisionings["d3"] = Litware()
	w.drafts["d1"] = domain.Draft{
		ID: "d1", Parent: Northwind().Identity.Account(), Name: "Fabrikam Dental", Timezone: "America/Chicago", Language: "en-US",
		Tab: domain.TabRestrictions, Visited: []domain.Tab{domain.TabGeneral, domain.TabContacts, domain.TabRestrictions},
	}
	w.catalogue = domain.Catalogue{Classifiers: domain.DefaultClassifiers(), Apps: []domain.App{{ID: "a1", Name: "voip", Label: "Smart PBX"}, {ID: "a2", Name: "numbers", Label: "Number Manager"}}, RealmSuffix: "sip.northwind.example"}
	return w
}

// Work is the drafts and queued work of the mock-ups.
func Work() []workspace.WorkRow {
	return []workspace.WorkRow{
		{ID: "d3", Name: "Litware Clinics", UpdatedAt: Noon, Submitted: true, Summary: provisioning.SummaryNeedsYou, Why: provisioning.ReasonRefused, Step: provisioning.KindLimits, Status: 403},
		{ID: "d2", Name: "Blue Yonder", UpdatedAt: Noon, Submitted: true, Summary: provisioning.SummaryQueued, Why: provisioning.ReasonOffline},
		{ID: "d1", Name: "Fabrikam Dental", UpdatedAt: Noon.Add(-2 * time.Minute), Tab: domain.TabRestrictions, Visited: 3},
	}
}

// Accounts makes the accounts of the mock-ups, and others up to so many. The
// third has twelve children.
func Accounts(count int) []domain.Account {
	var out []domain.Account
	add := func(parent, id, name, label string, descendants int, enabled bool) {
		out = append(out, domain.Account{
			AccountRef: domain.AccountRef{ID: id, Name: name, Realm: label + ".sip.northwind.example"},
			ParentID:   parent, Descendants: descendants, Enabled: &enabled,
		})
	}
	add(resellerID, "9f1c3a775b0e4d528e0261aac0d477f1", "ABC Company", "abccompany", 0, true)
	add(resellerID, "adad0000000000000000000000000002", "Adatum Holdings", "k3v9tq", 12, true)
	for i := range 12 {
		add("adad0000000000000000000000000002", fmt.Sprintf("adad00000000000000000000000001%02d", i), fmt.Sprintf("Adatum Branch %02d", i+1), fmt.Sprintf("branch%02d", i+1), 0, true)
	}
	add(resellerID, "a1a10000000000000000000000000003", "Alpine Ski House", "alpine", 0, false)
	add(resellerID, "c0c00000000000000000000000000004", "Contoso Legal", "contoso", 0, true)
	add(resellerID, "c0c00000000000000000000000000005", "Coho Winery", "w8xk2p", 0, true)
	for i := len(out); i < count; i++ {
		add(resellerID, fmt.Sprintf("%032x", i+0xd00000), fmt.Sprintf("Customer %05d", i), fmt.Sprintf("c%05d", i), 0, true)
	}
	return out
}

// Litware is the submitted draft of the mock-up: all done but the limits.
func Litware() provisioning.Provisioning {
	done := func(id string, kind provisioning.Kind, took time.Duration, ref string, intent provisioning.Intent) provisioning.Step {
		return provisioning.Step{
			ID: id, OpID: "op-" + id, Kind: kind, Intent: intent, State: provisioning.Done, Ref: ref,
			FirstSent: Noon, LastSent: Noon, DoneAt: Noon.Add(took),
		}
	}
	return provisioning.Provisioning{
		ID: "d3", Name: "Litware Clinics", Parent: Northwind().Identity.Account(), CreatedAt: Noon,
		Account: domain.AccountRef{ID: "11f0000000000000000000000000000a", Name: "Litware Clinics", Realm: "lw4k2m.sip.northwind.example"},
		Steps: []provisioning.Step{
			done("account", provisioning.KindAccount, 400*time.Millisecond, "11f0", provisioning.Intent{Account: &provisioning.AccountIntent{Name: "Litware Clinics"}}),
			done("administrator/1", provisioning.KindAdministrator, 200*time.Millisecond, "u1", provisioning.Intent{
				Admin: &provisioning.AdminIntent{DraftID: "d3", Admin: domain.Administrator{ID: "1", FirstName: "Ruth", LastName: "Sato", Email: "ruth@litware.example"}},
			}),
			{
				ID: "limits", OpID: "op-limits", Kind: provisioning.KindLimits, State: provisioning.Refused, Why: provisioning.ReasonRefused,
				Status: 403, Code: "forbidden", RequestID: "5e11ab", FirstSent: Noon, LastSent: Noon,
				Intent:   provisioning.Intent{Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 20}}},
				Problems: domain.Problems{{Code: domain.ServerSays, Detail: "only the reseller may set limits"}},
			},
			done("credit", provisioning.KindCredit, 100*time.Millisecond, "5b7e0011aa", provisioning.Intent{Credit: &provisioning.CreditIntent{Amount: decimal.NewFromInt(100)}}),
			done("callflow", provisioning.KindCallflow, 100*time.Millisecond, "c1", provisioning.Intent{Callflow: &provisioning.CallflowIntent{Carrier: provisioning.CarrierBlended}}),
		},
	}
}
