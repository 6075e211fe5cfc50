package sheet

import (
	"slices"
	"strconv"
	"strings"

	"accountsmanager/domain"
)

// maxAdministrators is how many administrators the columns of a file can name.
const maxAdministrators = 99

// column is one thing that a file can say of a draft.
type column struct {
	name string
	get  func(*domain.Draft) string
	// set takes a cell that is not empty; what it cannot keep it tells.
	set func(*reading, string) *Remark
	// whenEmpty is called for an empty cell of a column that is there.
	whenEmpty func(*reading)
	// verbatim cells have no mark of ours to take off: they are never written.
	verbatim bool
}

// text is a column that is kept to the letter.
func text(name string, field func(*domain.Draft) *string) column {
	return column{
		name: name,
		get:  func(d *domain.Draft) string { return *field(d) },
		set:  func(r *reading, cell string) *Remark { *field(&r.row.Draft) = cell; return nil },
	}
}

// yesNo is a column of yes or no; blank tells whether there is nothing to say.
func yesNo(name string, field func(*domain.Draft) *bool, blank func(domain.Draft) bool) column {
	return column{
		name: name,
		get: func(d *domain.Draft) string {
			if blank(*d) {
				return ""
			}
			return formatBool(*field(d))
		},
		set: func(r *reading, cell string) *Remark {
			value, ok := parseBool(cell)
			if !ok {
				return &Remark{Code: NotYesNo, Column: name, Cells: 1}
			}
			*field(&r.row.Draft) = value
			return nil
		},
	}
}

// required are the columns that every written file has, in their order.
func required() []column {
	columns := []column{
		text("name", func(d *domain.Draft) *string { return &d.Name }),
		realmColumn(),
		text("timezone", func(d *domain.Draft) *string { return &d.Timezone }),
		languageColumn(),
	}
	columns = append(columns, administrator(1)...)
	return append(columns,
		text("twoway_trunks", func(d *domain.Draft) *string { return &d.Trunks.TwoWay }),
		text("inbound_trunks", func(d *domain.Draft) *string { return &d.Trunks.Inbound }),
		text("outbound_trunks", func(d *domain.Draft) *string { return &d.Trunks.Outbound }),
		yesNo("allow_prepay", func(d *domain.Draft) *bool { return &d.Prepay }, func(d domain.Draft) bool { return !d.Prepay }),
		text("credit", func(d *domain.Draft) *string { return &d.Credit }),
		denyColumn(),
		hideColumn(),
	)
}

// optional are the columns that a written file has where they say something.
func optional(administrators int) []column {
	columns := []column{welcome(1)}
	for n := 2; n <= administrators; n++ {
		columns = append(append(columns, administrator(n)...), welcome(n))
	}
	columns = append(columns, contact("technical_", func(d *domain.Draft) *domain.Contact { return &d.Technical })...)
	columns = append(columns, contact("billing_", func(d *domain.Draft) *domain.Contact { return &d.Billing })...)
	columns = append(columns, address("billing_", func(d *domain.Draft) *domain.Address { return &d.Billing.Address })...)
	return append(columns,
		text("sales_name", func(d *domain.Draft) *string { return &d.Representative.Name }),
		text("sales_account_id", func(d *domain.Draft) *string { return &d.Representative.AccountID }),
		text("sales_user_id", func(d *domain.Draft) *string { return &d.Representative.UserID }),
		text("contract_end", func(d *domain.Draft) *string { return &d.ContractEnd }),
		plansColumn(), appsColumn(),
		yesNo("apps_restricted", func(d *domain.Draft) *bool { return &d.Apps.Restricted },
			func(d domain.Draft) bool { return d.Apps.Restricted == (len(d.Apps.Allowed) > 0) }),
		parentColumn("parent_id", func(p *domain.AccountRef) *string { return &p.ID }),
		parentColumn("parent_name", func(p *domain.AccountRef) *string { return &p.Name }),
		parentColumn("parent_realm", func(p *domain.AccountRef) *string { return &p.Realm }),
	)
}

// told are the columns that files are written with for people to read.
var told = []string{"status", "id"}

// adminPrefix is what the columns of the nth administrator start with.
func adminPrefix(n int) string {
	if n == 1 {
		return "admin_"
	}
	return "admin" + strconv.Itoa(n) + "_"
}

// administrator are the columns of the nth administrator, counted from 1. The
// password's is there to be read: it is empty in every file that is written.
func administrator(n int) []column {
	part := func(name string, field func(*domain.Administrator) *string) column {
		return column{
			name: adminPrefix(n) + name,
			get: func(d *domain.Draft) string {
				if n > len(d.Administrators) {
					return ""
				}
				return *field(&d.Administrators[n-1])
			},
			set: func(r *reading, cell string) *Remark { *field(r.admin(n)) = cell; return nil },
		}
	}
	return []column{
		part(domain.PartFirstName, func(a *domain.Administrator) *string { return &a.FirstName }),
		part(domain.PartLastName, func(a *domain.Administrator) *string { return &a.LastName }),
		part(domain.PartEmail, func(a *domain.Administrator) *string { return &a.Email }),
		part(domain.PartPhone, func(a *domain.Administrator) *string { return &a.Phone }),
		{
			name:     adminPrefix(n) + domain.PartPassword,
			verbatim: true,
			get:      func(*domain.Draft) string { return "" },
			set: func(r *reading, cell string) *Remark {
				a := r.admin(n)
				a.Mode = domain.PasswordTyped
				if r.row.Passwords == nil {
					r.row.Passwords = map[string]domain.Secret{}
				}
				r.row.Passwords[a.ID] = domain.NewSecret(cell)
				return nil
			},
		},
	}
}

// welcome is the column that says whether the nth administrator gets a welcome
// e-mail. It makes nobody an administrator.
func welcome(n int) column {
	name := adminPrefix(n) + "welcome"
	return column{
		name: name,
		get: func(d *domain.Draft) string {
			if n > len(d.Administrators) || d.Administrators[n-1].Welcome {
				return ""
			}
			return formatBool(false)
		},
		set: func(r *reading, cell string) *Remark {
			value, ok := parseBool(cell)
			if !ok {
				return &Remark{Code: NotYesNo, Column: name, Cells: 1}
			}
			if r.welcomes == nil {
				r.welcomes = map[int]bool{}
			}
			r.welcomes[n] = value
			return nil
		},
	}
}

func contact(prefix string, of func(*domain.Draft) *domain.Contact) []column {
	return []column{
		text(prefix+domain.PartName, func(d *domain.Draft) *string { return &of(d).Name }),
		text(prefix+domain.PartEmail, func(d *domain.Draft) *string { return &of(d).Email }),
		text(prefix+domain.PartPhone, func(d *domain.Draft) *string { return &of(d).Phone }),
	}
}

func address(prefix string, of func(*domain.Draft) *domain.Address) []column {
	return []column{
		text(prefix+domain.PartStreet, func(d *domain.Draft) *string { return &of(d).Street }),
		text(prefix+domain.PartStreet2, func(d *domain.Draft) *string { return &of(d).Street2 }),
		text(prefix+domain.PartCity, func(d *domain.Draft) *string { return &of(d).City }),
		text(prefix+domain.PartRegion, func(d *domain.Draft) *string { return &of(d).Region }),
		text(prefix+domain.PartPostal, func(d *domain.Draft) *string { return &of(d).Postal }),
		text(prefix+domain.PartCountry, func(d *domain.Draft) *string { return &of(d).Country }),
	}
}

// realmColumn takes a whole realm for its label where it ends in the reseller's
// own suffix.
func realmColumn() column {
	return column{
		name: "realm",
		get:  func(d *domain.Draft) string { return d.RealmLabel },
		set: func(r *reading, cell string) *Remark {
			r.row.Draft.RealmLabel = Label(cell, r.terms.RealmSuffix)
			return nil
		},
	}
}

// Label is a realm without the reseller's suffix, which is the part that a draft
// keeps. A realm that does not end in it is its own label.
func Label(realm, suffix string) string {
	at := len(realm) - len(suffix) - 1
	if suffix == "" || at <= 0 || !strings.EqualFold(realm[at:], "."+suffix) {
		return realm
	}
	return realm[:at]
}

// languageColumn: an empty cell means no language, which is a choice like others.
func languageColumn() column {
	c := text("language", func(d *domain.Draft) *string { return &d.Language })
	c.whenEmpty = func(r *reading) { r.row.Draft.Language = "" }
	return c
}

// parentColumn tells the account that a draft is created under, where it is not
// the reseller's own.
func parentColumn(name string, part func(*domain.AccountRef) *string) column {
	return column{
		name: name,
		get:  func(d *domain.Draft) string { return *part(&d.Parent) },
		set:  func(r *reading, cell string) *Remark { *part(&r.parent) = cell; return nil },
	}
}

func denyColumn() column {
	return column{
		name: "deny",
		get:  func(d *domain.Draft) string { return joinList(d.Denied) },
		set: func(r *reading, cell string) *Remark {
			known, _ := r.terms.Catalogue.KnownClassifiers()
			for _, item := range splitList(cell) {
				r.row.Draft.Deny(resolve(item, len(known), func(i int) []string { return []string{known[i].ID, known[i].Name} }), true)
			}
			return nil
		},
	}
}

// hideColumn takes permissions and groups of them. One that nobody knows is kept:
// the draft's check points at it.
func hideColumn() column {
	return column{
		name: "hide",
		get: func(d *domain.Draft) string {
			var out []string
			for _, p := range d.Permissions.Hidden {
				out = append(out, string(p))
			}
			return joinList(out)
		},
		set: func(r *reading, cell string) *Remark {
			permissions := &r.row.Draft.Permissions
			var unknown []domain.Permission
			for _, item := range splitList(cell) {
				if !hide(permissions, strings.ReplaceAll(strings.ToLower(item), " ", "_")) {
					unknown = append(unknown, domain.Permission(item))
				}
			}
			permissions.Hidden = append(permissions.Hidden, unknown...)
			return nil
		},
	}
}

func hide(permissions *domain.Permissions, name string) (known bool) {
	for _, g := range domain.PermissionGroups() {
		if g.ID == name {
			permissions.TickGroup(g, false)
			return true
		}
	}
	if !slices.Contains(domain.AllPermissions(), domain.Permission(name)) {
		return false
	}
	permissions.Untick(domain.Permission(name))
	return true
}

func plansColumn() column {
	return column{
		name: "plans",
		get:  func(d *domain.Draft) string { return joinList(d.Plans) },
		set: func(r *reading, cell string) *Remark {
			known := r.terms.Catalogue.Plans
			for _, item := range splitList(cell) {
				id := resolve(item, len(known), func(i int) []string { return []string{known[i].ID, known[i].Name} })
				if !slices.Contains(r.row.Draft.Plans, id) {
					r.row.Draft.Plans = append(r.row.Draft.Plans, id)
				}
			}
			return nil
		},
	}
}

func appsColumn() column {
	return column{
		name: "apps",
		get:  func(d *domain.Draft) string { return joinList(d.Apps.Allowed) },
		set: func(r *reading, cell string) *Remark {
			known := r.terms.Catalogue.Apps
			for _, item := range splitList(cell) {
				r.row.Draft.Apps.Allow(resolve(item, len(known), func(i int) []string {
					return []string{known[i].ID, known[i].Name, known[i].Label}
				}), true)
			}
			r.row.Draft.Apps.Restricted = true
			return nil
		},
	}
}

// resolve finds the id of what a person wrote, by id or by name; what nobody
// knows stays as it is. The first of each one's names is its id.
func resolve(item string, count int, names func(int) []string) string {
	for i := range count {
		if names(i)[0] == item {
			return item
		}
	}
	folded := domain.Fold(item)
	for i := range count {
		if slices.ContainsFunc(names(i), func(name string) bool { return domain.Fold(name) == folded }) {
			return names(i)[0]
		}
	}
	return item
}

// splitList reads a list that is parted by ";".
func splitList(cell string) []string {
	var out []string
	for item := range strings.SplitSeq(cell, ";") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}

func joinList(items []string) string { return strings.Join(items, ";") }

func formatBool(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// parseBool reads yes or no in the ways in which people and programs write them.
func parseBool(cell string) (value, ok bool) {
	switch strings.ToLower(strings.TrimSpace(cell)) {
	case "yes", "y", "true", "t", "1", "on", "x":
		return true, true
	case "no", "n", "false", "f", "0", "off":
		return false, true
	}
	return false, false
}

// normalize makes names of columns comparable: "Admin first name" is
// admin_first_name.
func normalize(name string) string {
	name = strings.ToLower(strings.Join(strings.Fields(name), " "))
	return strings.NewReplacer(" ", "_", "-", "_").Replace(name)
}

// vocabulary is every column that can be read, by name.
func vocabulary() map[string]column {
	byName := map[string]column{}
	for _, c := range append(required(), optional(maxAdministrators)...) {
		byName[c.name] = c
	}
	for _, name := range told {
		byName[name] = column{name: name, set: func(*reading, string) *Remark { return nil }}
	}
	return byName
}
