package account

import (
	"strings"

	"fyne.io/fyne/v2/lang"
	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/words"
)

// values names the values in a sentence.
type values = map[string]any

// pair is a row of the overview: what, and its value as it is read. What people
// need in other programs can be copied, as it is.
type pair struct {
	key, value string
	copied     func(a domain.Account) string
}

// none is what stands where an account has no value.
const none = "—"

// brief is what the cache knows.
func brief(a domain.Account) []pair {
	return []pair{
		{key: lang.L("Status"), value: statusWords(a)},
		{key: lang.L("Account name"), value: or(a.Name)},
		{key: lang.L("Realm"), value: or(a.Realm), copied: func(a domain.Account) string { return a.Realm }},
		{key: lang.L("Account ID"), value: grouped(a.ID), copied: func(a domain.Account) string { return a.ID }},
	}
}

// full is what the server knows.
func full(d workspace.AccountDetails, c domain.Catalogue) []pair {
	status := statusWords(d.Account)
	if !d.Created.IsZero() {
		status = lang.L("{{.Status}} · created {{.Date}}", values{"Status": status, "Date": words.Date(d.Created)})
	}
	rows := brief(d.Account)
	rows[0].value = status
	return append(rows,
		pair{key: lang.L("Time zone and language"), value: join(" · ", d.Timezone, d.Language)},
		pair{key: administratorsTitle(len(d.Admins)), value: administrators(d.Admins)},
		pair{key: lang.L("Technical contact"), value: contact(d.Technical)},
		pair{key: lang.L("Billing contact"), value: contact(d.Billing)},
		pair{key: lang.L("May not call"), value: denied(d.Denied, c)},
		pair{key: lang.L("Hidden from the customer"), value: hidden(d.Hidden)},
	)
}

func statusWords(a domain.Account) string {
	switch {
	case a.Enabled == nil:
		return lang.L("Not known yet")
	case a.Disabled():
		return lang.L("Disabled")
	}
	return lang.L("Active")
}

// grouped writes an id in groups of four, as people read it out.
func grouped(id string) string {
	var groups []string
	for ; len(id) > 4; id = id[4:] {
		groups = append(groups, id[:4])
	}
	return strings.Join(append(groups, id), " ")
}

func administratorsTitle(n int) string {
	if n == 0 {
		return lang.L("Administrators")
	}
	return lang.L("Administrators ({{.Count}})", values{"Count": words.Count(n)})
}

func administrators(admins []domain.Administrator) string {
	var lines []string
	for _, a := range admins {
		lines = append(lines, join(" · ", a.FullName(), a.Email))
	}
	return or(strings.Join(lines, "\n"))
}

func contact(c domain.Contact) string {
	a := c.Address
	city := joined(" ", a.City, a.Region, a.Postal)
	return join(" · ", c.Name, c.Email, c.Phone, joined(", ", a.Street, a.Street2, city, a.Country))
}

func denied(ids []string, c domain.Catalogue) string {
	classifiers, fromServer := c.KnownClassifiers()
	var names []string
	for _, id := range ids {
		name := id
		for _, known := range classifiers {
			if known.ID == id {
				name = words.Classifier(known, fromServer)
			}
		}
		names = append(names, name)
	}
	return or(strings.Join(names, ", "))
}

func hidden(permissions []domain.Permission) string {
	var names []string
	for _, p := range permissions {
		names = append(names, words.Permission(p))
	}
	return or(strings.Join(names, ", "))
}

// or is the text, or a dash where there is none.
func or(text string) string {
	if strings.TrimSpace(text) == "" {
		return none
	}
	return text
}

// join puts what there is together, or a dash where there is nothing.
func join(separator string, parts ...string) string { return or(joined(separator, parts...)) }

// joined puts what there is together.
func joined(separator string, parts ...string) string {
	var given []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			given = append(given, strings.TrimSpace(p))
		}
	}
	return strings.Join(given, separator)
}

// share is how the trunks of an account divide a bar: each kind in its part of
// their sum.
func share(t domain.Trunks) (twoWay, inbound, outbound float32) {
	sum := t.TwoWay + t.Inbound + t.Outbound
	if sum <= 0 {
		return 0, 0, 0
	}
	part := func(n int) float32 { return float32(max(n, 0)) / float32(sum) }
	return part(t.TwoWay), part(t.Inbound), part(t.Outbound)
}

// trunkWords words the trunks; a kind below zero has no limit on the server.
func trunkWords(t domain.Trunks) string {
	one := func(n int, name string) string {
		if n < 0 {
			return lang.L("unlimited {{.Kind}}", values{"Kind": name})
		}
		return lang.L("{{.Count}} {{.Kind}}", values{"Count": words.Count(n), "Kind": name})
	}
	return strings.Join([]string{
		one(t.TwoWay, lang.L("two-way")), one(t.Inbound, lang.L("inbound")), one(t.Outbound, lang.L("outbound")),
	}, " · ")
}

// balance words a balance as the server gave it.
func balance(text string) string {
	amount, err := decimal.NewFromString(text)
	if err != nil {
		return none
	}
	return words.Money(amount)
}

func prepay(on bool) string {
	if on {
		return lang.L("Per-minute balance, may go over its trunks")
	}
	return lang.L("Per-minute balance, may not go over its trunks")
}
