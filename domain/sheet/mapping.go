package sheet

import (
	"fmt"
	"maps"
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"accountsmanager/domain"
)

// Mapping says what each column of a file is, from left to right: the name of one of
// our columns, or empty for one that is left out. No name stands twice.
type Mapping []string

func (m Mapping) at(i int) string {
	if i < len(m) {
		return m[i]
	}
	return ""
}

func (m Mapping) has(column string) bool { return slices.Contains(m, column) }

func (m Mapping) empty() bool { return !slices.ContainsFunc(m, func(c string) bool { return c != "" }) }

// Find is the position of the file's column that is taken for one of ours; -1 for none.
func (m Mapping) Find(column string) int { return slices.Index(m, column) }

// With is the mapping with one of our columns read from another position of the file,
// or from none (-1). What that position was before, it is no more.
func (m Mapping) With(column string, at int) Mapping {
	out := slices.Clone(m)
	for i, c := range out {
		if c == column || i == at {
			out[i] = ""
		}
	}
	if at >= 0 && at < len(out) {
		out[at] = column
	}
	return out
}

// Choosable are the columns of ours that a person is asked for, in the wizard's order.
// Others are found by their names alone.
func Choosable() []string {
	return []string{
		"name", "timezone", "twoway_trunks", "admin_email",
		"realm", "admin_first_name", "admin_last_name", "admin_phone",
		"inbound_trunks", "outbound_trunks", "credit", "language",
	}
}

// fields are those that a column of ours fills by itself.
var fields = map[string]domain.Field{
	"name": domain.FieldName, "realm": domain.FieldRealm, "timezone": domain.FieldTimezone, "language": domain.FieldLanguage,
	"twoway_trunks": domain.FieldTwoWay, "inbound_trunks": domain.FieldInbound, "outbound_trunks": domain.FieldOutbound,
	"credit": domain.FieldCredit,
}

// FieldOf is the field of a draft that one of our columns fills, so that its problems
// can be shown at the cell; empty where a column has no field of its own.
func FieldOf(column string, d domain.Draft) domain.Field {
	if f, ok := fields[column]; ok {
		return f
	}
	if part, ok := strings.CutPrefix(column, adminPrefix(1)); ok && len(d.Administrators) > 0 {
		return domain.AdminField(d.Administrators[0].ID, part)
	}
	return ""
}

// Value is what a draft says in one of our columns, as a file would.
func Value(column string, d *domain.Draft) string {
	if c, ok := knownColumns()[column]; ok && c.get != nil {
		return c.get(d)
	}
	return ""
}

// Exact takes for our columns those that have their very names; the first of two.
func (t Table) Exact() Mapping {
	known := knownColumns()
	m := make(Mapping, t.Width)
	for i, name := range t.Columns {
		if c := normalize(unguard(name)); known[c].name != "" && !m.has(c) {
			m[i] = c
		}
	}
	return m
}

// Guess finds out what the columns are: first by what a person chose for columns of
// these names before (remembered, by the file's name of a column), then by their names
// and what people also call them, then by what stands in them. Suffix is that of the
// reseller's realms.
func (t Table) Guess(remembered map[string]string, suffix string) Mapping {
	m := make(Mapping, t.Width)
	take := func(i int, column string) {
		if column != "" && m[i] == "" && !m.has(column) {
			m[i] = column
		}
	}
	known, decided := knownColumns(), map[int]bool{}
	for i, key := range t.keys() {
		if column, ok := remembered[key]; ok && (column == "" || known[column].name != "") {
			take(i, column)
			decided[i] = true // that it is left out is a choice too
		}
	}
	for i, name := range t.Columns {
		if c := normalize(unguard(name)); !decided[i] && known[c].name != "" {
			take(i, c)
		}
	}
	for i, name := range t.Columns {
		if !decided[i] {
			take(i, columnNamed(name))
		}
	}
	for i := range t.Width {
		if !decided[i] && m[i] == "" {
			take(i, columnHolding(t.sample(i), suffix))
		}
	}
	if !m.has("name") {
		if i := t.likeliestName(m, decided); i >= 0 {
			m[i] = "name"
		}
	}
	return m
}

// Remember is what Guess is to be given for the next file with columns of these names.
func (t Table) Remember(m Mapping, remembered map[string]string) map[string]string {
	out := map[string]string{}
	maps.Copy(out, remembered)
	for i, key := range t.keys() {
		if key != "" {
			out[key] = m.at(i)
		}
	}
	return out
}

// keys are what columns are remembered by: their names, of those with the same name the
// second one's with its number, and so on; empty without a name.
func (t Table) keys() []string {
	keys, times := make([]string, len(t.Columns)), map[string]int{}
	for i, name := range t.Columns {
		n := normalize(name)
		times[n]++
		if keys[i] = n; n != "" && times[n] > 1 {
			keys[i] = fmt.Sprintf("%s #%d", n, times[n])
		}
	}
	return keys
}

// sampled is how many lines are looked at to find out what a column holds.
const sampled = 200

// sample are the first cells of a column that have something in them.
func (t Table) sample(at int) []string {
	var out []string
	for _, line := range t.Lines[:min(len(t.Lines), sampled)] {
		if at < len(line.Cells) && filled(line.Cells[at]) {
			out = append(out, strings.TrimSpace(unguard(line.Cells[at])))
		}
	}
	return out
}

// columnHolding tells by what stands in a column which of ours it is: nine of ten of
// its cells are alike. Numbers could be anything.
func columnHolding(cells []string, suffix string) string {
	if len(cells) == 0 {
		return ""
	}
	mostly := func(is func(string) bool) bool {
		n := 0
		for _, cell := range cells {
			if is(cell) {
				n++
			}
		}
		return n*10 >= len(cells)*9
	}
	switch {
	case mostly(isEmail):
		return "admin_email"
	case mostly(isZone):
		return "timezone"
	case mostly(isPhone):
		return "admin_phone"
	case suffix != "" && mostly(func(cell string) bool { return Label(cell, suffix) != cell }):
		return "realm"
	}
	return ""
}

// likeliestName is the first column of words that hardly repeat.
func (t Table) likeliestName(m Mapping, decided map[int]bool) int {
	for i := range t.Width {
		if m[i] != "" || decided[i] {
			continue
		}
		cells := t.sample(i)
		different := map[string]bool{}
		words := 0
		for _, cell := range cells {
			different[cell] = true
			if strings.ContainsFunc(cell, unicode.IsLetter) && !looksLikeValue(cell) {
				words++
			}
		}
		if len(cells) > 0 && words*10 >= len(cells)*8 && len(different)*10 >= len(cells)*7 {
			return i
		}
	}
	return -1
}

func isEmail(cell string) bool {
	a, err := mail.ParseAddress(cell)
	return err == nil && a.Address == cell && strings.Contains(cell[strings.LastIndex(cell, "@"):], ".")
}

func isWhole(cell string) bool {
	_, err := strconv.ParseUint(cell, 10, 32)
	return err == nil
}

// isPhone: a number with its country or its area, as people write it.
func isPhone(cell string) bool {
	digits := 0
	for _, r := range cell {
		switch {
		case unicode.IsDigit(r):
			digits++
		case !strings.ContainsRune("+-() ./", r):
			return false
		}
	}
	return digits >= 7 && digits <= 15 && (strings.HasPrefix(cell, "+") || strings.HasPrefix(cell, "0") || strings.ContainsAny(cell, "-() "))
}

// isZone: Area/Place, as in the tz database.
func isZone(cell string) bool {
	area, place, ok := strings.Cut(cell, "/")
	return ok && place != "" && slices.Contains(
		[]string{"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "US", "Canada", "Etc"}, area)
}
