package account

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

func (v *View) overview() []fyne.CanvasObject {
	account := domain.DocAccount
	status := v.said(domain.FieldEnabled)
	if created, err := time.Parse(time.RFC3339, v.value(domain.FieldCreated)); err == nil {
		status = lang.L("{{.Status}} · created {{.Date}}", map[string]any{"Status": status, "Date": words.Date(created)})
	}
	name, realm := v.said(domain.FieldName), v.said(domain.FieldRealm)
	if !v.has(account) {
		name, realm = v.known.sheet.Account.Name, v.known.sheet.Account.Realm
	}
	fixed := v.fixedRows()
	id := widgets.NewKVRow(lang.L("Account ID"), grouped(v.id), func() { v.copy(lang.L("Account ID"), v.id) })
	id.SetActionText(lang.L("Copy"))
	list := rows(append([]fyne.CanvasObject{
		v.row(lang.L("Status"), status, account, v.toggleEnabled),
		v.row(lang.L("Account name"), name, account, v.edit(lang.L("Account name"), "", domain.FieldName)),
		v.row(lang.L("Realm"), realm, account, v.edit(lang.L("Realm"),
			lang.L("Phones register with the realm: when it changes, they are disconnected until each is set up anew."), domain.FieldRealm)),
		id,
		v.row(lang.L("Time zone and language"), join(" · ", v.said(domain.FieldTimezone), v.said(domain.FieldLanguage)), account,
			v.edit(lang.L("Time zone and language"), "", domain.FieldTimezone, domain.FieldLanguage)),
		widgets.NewKVRow(v.adminsTitle(), v.adminNames(), func() { v.open(4) }),
		v.row(lang.L("Technical contact"), v.contact(domain.FieldTechnical), account,
			v.edit(lang.L("Technical contact"), "", contactFields(domain.FieldTechnical, false)...)),
		v.row(lang.L("Billing contact"), v.contact(domain.FieldBilling), account,
			v.edit(lang.L("Billing contact"), "", contactFields(domain.FieldBilling, true)...)),
		v.row(lang.L("Sales representative"), join(" · ", v.said(domain.FieldSales), v.contractEnd()), account,
			v.edit(lang.L("Sales representative"), "", domain.FieldSales, domain.FieldContract)),
		v.row(lang.L("Service plan"), v.planNames(), domain.DocPlans, v.editPlans),
	}, fixed...)...)
	return []fyne.CanvasObject{list, widgets.Columns(2, 20, 14, v.trunksCard(), v.creditCard())}
}

// fixedRows are what is not edited like the rest: the accounts below, whether it is a
// reseller, and its key.
func (v *View) fixedRows() (list []fyne.CanvasObject) {
	add := func(title, value, action string, do func()) {
		row := widgets.NewKVRow(title, value, do)
		row.SetActionText(action)
		list = append(list, row)
	}
	if account := v.known.sheet.Account; account.Descendants > 0 {
		add(lang.L("Accounts below"), words.Count(account.Descendants), lang.L("Show"), func() { v.options.Actions.Drill(account.AccountRef) })
	}
	if trail := v.known.trail; len(trail) > 1 {
		add(lang.L("Below"), trail[len(trail)-2].Name, lang.L("Move…"), v.askMove)
	}
	if v.has(domain.DocAccount) && v.options.Workspace.Identity().IsMaster {
		add(lang.L("Reseller"), v.said(domain.FieldIsReseller), lang.L("Change"), v.askReseller)
	}
	add(lang.L("API key"), lang.L("Shown only when you ask for it"), lang.L("Show"), v.showKey)
	return list
}

var addressParts = []string{domain.PartStreet, domain.PartStreet2, domain.PartCity, domain.PartRegion, domain.PartPostal, domain.PartCountry}

func contactFields(f domain.Field, address bool) []domain.Field {
	fields := []domain.Field{f.Part(domain.PartName), f.Part(domain.PartEmail), f.Part(domain.PartPhone)}
	if address {
		for _, part := range addressParts {
			fields = append(fields, f.Part(part))
		}
	}
	return fields
}

func (v *View) contractEnd() string {
	if end := v.value(domain.FieldContract); end != "" {
		return lang.L("contract until {{.Date}}", map[string]any{"Date": end})
	}
	return ""
}

func (v *View) contact(f domain.Field) string {
	part := func(part string) string { return strings.TrimSpace(v.value(f.Part(part))) }
	joined := func(separator string, parts ...string) string {
		return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), separator)
	}
	city := joined(" ", part(domain.PartCity), part(domain.PartRegion), part(domain.PartPostal))
	address := joined(", ", part(domain.PartStreet), part(domain.PartStreet2), city, part(domain.PartCountry))
	return join(" · ", part(domain.PartName), part(domain.PartEmail), part(domain.PartPhone), address)
}

func (v *View) adminNames() string {
	var lines []string
	for _, u := range v.known.sheet.Parts[domain.DocUsers].Users {
		if v.value(domain.UserField(u.ID, domain.PartAdmin)) == domain.On {
			lines = append(lines, join(" · ", u.FullName(), u.Email))
		}
	}
	return or(strings.Join(lines, "\n"))
}

func (v *View) adminsTitle() string {
	if !v.has(domain.DocUsers) {
		return lang.L("Administrators")
	}
	n := 0
	for _, u := range v.known.sheet.Parts[domain.DocUsers].Users {
		if v.value(domain.UserField(u.ID, domain.PartAdmin)) == domain.On {
			n++
		}
	}
	return lang.L("Administrators ({{.Count}})", map[string]any{"Count": words.Count(n)})
}

func (v *View) planNames() string {
	if !v.has(domain.DocPlans) {
		return none
	}
	var names []string
	for f, value := range v.known.sheet.Pending.Over(v.known.sheet.Parts[domain.DocPlans].Values) {
		if f.Document() != domain.DocPlans || value != domain.On {
			continue
		}
		name := f.Rest()
		for _, p := range v.known.catalogue.Plans {
			if p.ID == name {
				name = p.Name
			}
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return or(strings.Join(names, ", "))
}

func (v *View) trunksCard() fyne.CanvasObject {
	values := map[domain.TrunkKind]float32{}
	sum := float32(0)
	var said []string
	for _, kind := range []struct {
		is   domain.TrunkKind
		name string
	}{{domain.TwoWay, lang.L("two-way")}, {domain.Inbound, lang.L("inbound")}, {domain.Outbound, lang.L("outbound")}} {
		n, err := strconv.Atoi(v.value(kind.is.Field()))
		switch {
		case err != nil:
			said = append(said, lang.L("{{.Count}} {{.Kind}}", map[string]any{"Count": or(v.value(kind.is.Field())), "Kind": kind.name}))
		case n < 0:
			said = append(said, lang.L("unlimited {{.Kind}}", map[string]any{"Kind": kind.name}))
		default:
			values[kind.is] = float32(n)
			sum += float32(n)
			said = append(said, lang.L("{{.Count}} {{.Kind}}", map[string]any{"Count": words.Count(n), "Kind": kind.name}))
		}
	}
	if !v.has(domain.DocLimits) {
		said = []string{none}
	}
	share := func(k domain.TrunkKind) float32 {
		if sum == 0 {
			return 0
		}
		return values[k] / sum
	}
	return widgets.NewCard(widgets.VBox(4,
		widgets.NewHeading(lang.L("Trunks")),
		widgets.NewCaption(lang.L("Concurrent calls this account may hold")),
		widgets.Pad(6, 0, 2, 0, widgets.NewBar(
			widgets.Segment{Fraction: share(domain.TwoWay), Color: fynetheme.ColorNamePrimary},
			widgets.Segment{Fraction: share(domain.Inbound), Color: theme.ColorNameOK},
			widgets.Segment{Fraction: share(domain.Outbound), Color: theme.ColorNameWarn},
		)),
		widgets.NewCaption(strings.Join(said, " · ")),
	))
}

func (v *View) creditCard() fyne.CanvasObject {
	may := lang.L("Per-minute balance, may not go over its trunks")
	if v.value(domain.FieldPrepay) == domain.On {
		may = lang.L("Per-minute balance, may go over its trunks")
	}
	if !v.has(domain.DocLimits) {
		may = none
	}
	return widgets.NewCard(widgets.VBox(4, widgets.NewHeading(lang.L("Credit")), widgets.NewCaption(may), widgets.NewDisplay(v.balance())))
}

func (v *View) balance() string {
	amount, err := decimal.NewFromString(v.known.sheet.Parts[domain.DocCredit].Balance)
	if err != nil {
		return none
	}
	return words.Money(amount)
}

// grouped writes an id in groups of four, as people read it out.
func grouped(id string) string {
	var groups []string
	for ; len(id) > 4; id = id[4:] {
		groups = append(groups, id[:4])
	}
	return strings.Join(append(groups, id), " ")
}

// or is the text, or a dash where there is none.
func or(text string) string {
	if strings.TrimSpace(text) == "" {
		return none
	}
	return text
}

// join puts what there is together, or a dash where there is nothing.
func join(separator string, parts ...string) string {
	var given []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" && p != none {
			given = append(given, p)
		}
	}
	return or(strings.Join(given, separator))
}

// open turns to another tab.
func (v *View) open(at int) {
	v.tabs.SetCurrent(at)
	v.turnTo(at)
}

// copy puts what people need in other programs onto the clipboard.
func (v *View) copy(what, text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	v.options.Actions.Copied(lang.L("{{.What}} copied.", map[string]any{"What": what}))
}
