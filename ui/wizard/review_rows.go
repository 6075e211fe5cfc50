package wizard

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/words"
)

// row is a line of Review: what it is about, its value in words, and the field
// where it is edited.
type row struct {
	field domain.Field
	label string
	value string
}

// section is a card of Review.
type section struct {
	title string
	tab   domain.Tab
	rows  []row
}

// terms are what Review needs besides the draft to put it into words.
type terms struct {
	catalogue domain.Catalogue
	suffix    string                   // of the realm, empty where it is not known
	country   func(code string) string // the name of a country
	plans     bool                     // whether there is a tab of service plans
}

// review puts the whole draft into words. Nothing that will be sent is left out.
func review(d domain.Draft, t terms) []section {
	sections := []section{
		{title: lang.L("Account"), tab: domain.TabGeneral, rows: accountRows(d, t)},
		{title: lang.L("Administrators"), tab: domain.TabGeneral, rows: administratorRows(d)},
		{title: lang.L("Contacts"), tab: domain.TabContacts, rows: contactRows(d, t)},
	}
	if t.plans {
		sections = append(sections, section{
			title: lang.L("Service Plan"), tab: domain.TabPlans,
			rows: []row{newRow(domain.FieldPlans, or(planNames(d, t.catalogue), lang.L("None")))},
		})
	}
	return append(sections,
		section{title: lang.L("Call Restrictions"), tab: domain.TabRestrictions, rows: restrictionRows(d, t)},
		section{title: lang.L("Permissions"), tab: domain.TabPermissions, rows: permissionRows(d, t)},
	)
}

func newRow(f domain.Field, value string) row {
	return row{field: f, label: words.Field(f), value: value}
}

// or returns text, or what stands for none.
func or(text, none string) string {
	if strings.TrimSpace(text) == "" {
		return none
	}
	return text
}

// listed joins what there is.
func listed(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" }), " · ")
}

func accountRows(d domain.Draft, t terms) []row {
	return []row{
		newRow(domain.FieldName, or(d.Name, missing())),
		{field: domain.FieldName, label: lang.L("Created under"), value: or(d.Parent.Name, d.Parent.ID)},
		newRow(domain.FieldRealm, realmInWords(d, t.suffix)),
		newRow(domain.FieldTimezone, or(d.Timezone, missing())),
		newRow(domain.FieldLanguage, or(words.LanguageName(d.Language), lang.L("The server's own"))),
	}
}

func missing() string { return lang.L("Missing") }

func realmInWords(d domain.Draft, suffix string) string {
	label, generated := d.Label()
	realm := domain.JoinRealm(label, suffix)
	switch {
	case realm == "" && generated:
		return lang.L("The server chooses")
	case realm == "":
		return label
	case generated:
		return lang.L("{{.Realm}} (generated)", data{"Realm": realm})
	}
	return realm
}

func administratorRows(d domain.Draft) []row {
	var rows []row
	for _, a := range d.Administrators {
		if a.IsBlank() {
			continue
		}
		password := lang.L("generated password")
		if a.Mode == domain.PasswordTyped {
			password = lang.L("typed password")
		}
		welcome := lang.L("no welcome e-mail")
		if a.Welcome {
			welcome = lang.L("welcome e-mail")
		}
		rows = append(rows, row{
			field: domain.AdminField(a.ID, domain.PartFirstName), label: lang.L("Administrator"),
			value: lines(or(a.FullName(), missing()), listed(or(a.Email, missing()), a.Phone), listed(password, welcome)),
		})
	}
	if rows == nil {
		return []row{{field: addAdministrator, label: lang.L("Administrator"), value: lang.L("None yet: can be added later")}}
	}
	return rows
}

// lines sets what there is one below the other.
func lines(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" }), "\n")
}

func contactRows(d domain.Draft, t terms) []row {
	a := d.Billing.Address
	address := lines(
		a.Street, a.Street2,
		strings.TrimSpace(strings.TrimSpace(a.City+" "+a.Region)+" "+a.Postal),
		t.country(a.Country),
	)
	contact := func(c domain.Contact) string { return or(lines(c.Name, listed(c.Email, c.Phone)), notGiven()) }
	end := d.ContractEnd
	if day, err := domain.ParseDate(end); err == nil {
		end = words.Date(day)
	}
	return []row{
		newRow(domain.FieldTechnical, contact(d.Technical)),
		newRow(domain.FieldBilling, contact(d.Billing)),
		{field: domain.FieldBilling.Part(domain.PartStreet), label: lang.L("Service address"), value: or(address, notGiven())},
		newRow(domain.FieldSales, or(d.Representative.Name, notGiven())),
		newRow(domain.FieldContract, or(end, notGiven())),
	}
}

func notGiven() string { return lang.L("Not given") }

func planNames(d domain.Draft, c domain.Catalogue) string {
	names := make([]string, len(d.Plans))
	for i, id := range d.Plans {
		names[i] = id
		for _, p := range c.Plans {
			if p.ID == id {
				names[i] = p.Name
			}
		}
	}
	return strings.Join(names, ", ")
}

func restrictionRows(d domain.Draft, t terms) []row {
	trunks := lang.L("{{.TwoWay}} two-way · {{.Inbound}} in · {{.Outbound}} out", data{
		"TwoWay": or(d.Trunks.TwoWay, "0"), "Inbound": or(d.Trunks.Inbound, "0"), "Outbound": or(d.Trunks.Outbound, "0"),
	})
	bypass := lang.L("Not allowed")
	if d.Prepay {
		bypass = lang.L("Allowed, billed per minute")
	}
	return []row{
		{field: domain.FieldTwoWay, label: lang.L("Trunks"), value: trunks},
		{field: domain.FieldRestricted, label: lang.L("May not call"), value: or(strings.Join(deniedNames(d, t.catalogue), ", "), lang.L("No restriction"))},
		newRow(domain.FieldCredit, creditInWords(d.Credit)),
		newRow(domain.FieldPrepay, bypass),
	}
}

// creditInWords is the amount as it was understood, or as it was typed where it
// was not.
func creditInWords(typed string) string {
	amount, problem := domain.ParseCredit(typed)
	switch {
	case problem != nil:
		return typed
	case amount.IsZero():
		return lang.L("None")
	}
	return words.Money(amount)
}

// deniedNames are the kinds of number that may not be called, those that this
// server has no name for at the end.
func deniedNames(d domain.Draft, c domain.Catalogue) []string {
	var names []string
	known, fromServer := c.KnownClassifiers()
	rest := slices.Clone(d.Denied)
	for _, k := range known {
		if slices.Contains(d.Denied, k.ID) {
			names = append(names, words.Classifier(k, fromServer))
			rest = slices.DeleteFunc(rest, func(id string) bool { return id == k.ID })
		}
	}
	for _, id := range rest {
		names = append(names, lang.L("{{.Name}} (not on this server)", data{"Name": words.Classifier(domain.Classifier{ID: id}, false)}))
	}
	return names
}

func permissionRows(d domain.Draft, t terms) []row {
	apps := lang.L("All apps")
	if d.Apps.Restricted {
		apps = or(strings.Join(appNames(d, t.catalogue), ", "), lang.L("None"))
	}
	return []row{
		{field: domain.FieldHidden, label: lang.L("Hidden"), value: or(strings.Join(hiddenNames(d.Permissions), ", "), lang.L("Nothing"))},
		newRow(domain.FieldApps, apps),
	}
}

// hiddenNames names whole groups where all of a group is hidden, and leaves out
// what hangs on something that is hidden itself.
func hiddenNames(ps domain.Permissions) []string {
	var names []string
	for _, g := range domain.PermissionGroups() {
		some, _ := ps.GroupTicked(g)
		if !some {
			names = append(names, words.PermissionGroup(g.ID))
			continue
		}
		for _, n := range g.Nodes {
			if !ps.Ticked(n.Permission) {
				names = append(names, words.Permission(n.Permission))
				continue
			}
			for _, child := range n.Children {
				if !ps.Ticked(child) {
					names = append(names, words.Permission(child))
				}
			}
		}
	}
	return names
}

func appNames(d domain.Draft, c domain.Catalogue) []string {
	var names []string
	rest := slices.Clone(d.Apps.Allowed)
	for _, app := range c.Apps {
		if slices.Contains(rest, app.ID) {
			names = append(names, appName(app))
			rest = slices.DeleteFunc(rest, func(id string) bool { return id == app.ID })
		}
	}
	return append(names, rest...)
}

func appName(app domain.App) string {
	return or(app.Label, or(app.Name, app.ID))
}
