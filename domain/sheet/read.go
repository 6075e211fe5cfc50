package sheet

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"

	"accountsmanager/domain"
)

// Errors of a file that cannot be read as a whole. Nothing of it was taken then.
var (
	// ErrEmpty: there is not even a line that names the columns.
	ErrEmpty = errors.New("the file is empty")
	// ErrNoColumns: the first line names no column that is known.
	ErrNoColumns = errors.New("the first line names no known column")
	// ErrNotCSV: a quotation mark stands where it cannot.
	ErrNotCSV = errors.New("not a CSV file")
	// ErrTooMuch: more lines, cells or text than is taken of a file.
	ErrTooMuch = errors.New("too much for one file")
)

// Terms are what Read needs besides the file.
type Terms struct {
	Reseller    domain.Identity  // whose habits new drafts have
	Catalogue   domain.Catalogue // turns names of classifiers, plans and apps into ids
	RealmSuffix string           // is taken off realms that are written in full
	NewID       func() string
}

// Row is one line of a file as a draft.
type Row struct {
	Line      int // in the file, from 1
	Draft     domain.Draft
	Passwords map[string]domain.Secret // that were typed, by administrator's id
}

// Read makes drafts of a file whose first line names our columns. The delimiter
// (comma, semicolon, tab or bar) and the encoding (UTF-8, UTF-16 or Windows-1252) are
// found out. Errors: ErrEmpty, ErrNoColumns, ErrNotCSV and ErrTooMuch with the
// line.
func Read(data []byte, t Terms) (Sheet, error) {
	table, err := Parse(data)
	if err != nil {
		return Sheet{}, err
	}
	if !table.Named { // the line was taken for data: there is no name that we know
		return Sheet{}, ErrNoColumns
	}
	mapping := table.Exact()
	if mapping.empty() {
		return Sheet{}, ErrNoColumns
	}
	return table.Sheet(mapping, t), nil
}

// plan says what each cell of a line is.
type plan struct {
	columns []planned       // those that are known, in the order in which they are set
	strange map[int]*Remark // by position: unknown columns and those that stand twice
	width   int
}

type planned struct {
	column
	at int
}

// planColumns says what each column of the file is. Those that the mapping leaves out
// are told as unknown, or as standing twice, where they have a name of ours.
func planColumns(header []string, m Mapping) *plan {
	known := knownColumns()
	p := &plan{strange: map[int]*Remark{}, width: len(header)}
	for i := range p.width {
		column, name := m.at(i), ""
		if i < len(header) {
			name = header[i]
		}
		c, ok := known[column]
		_, ours := known[normalize(unguard(name))]
		switch {
		case ok:
			p.columns = append(p.columns, planned{c, i})
		case ours && m.has(normalize(unguard(name))):
			p.strange[i] = &Remark{Line: 1, Code: TwiceColumn, Column: name}
		default:
			p.strange[i] = &Remark{Line: 1, Code: UnknownColumn, Column: strings.TrimSpace(name)}
		}
	}
	// In the order of our own columns, so that nothing depends on theirs.
	order := columnOrder()
	slices.SortStableFunc(p.columns, func(a, b planned) int { return cmp.Compare(order[a.name], order[b.name]) })
	return p
}

func columnOrder() map[string]int {
	order := map[string]int{}
	for i, c := range append(required(), optional(maxAdministrators)...) {
		order[c.name] = i
	}
	return order
}

// remarks are those about whole columns, from left to right. A column without a
// name that has nothing in it is none.
func (p *plan) remarks() []Remark {
	var out []Remark
	for i := range p.width {
		if r := p.strange[i]; r != nil && (r.Column != "" || r.Cells > 0) {
			out = append(out, *r)
		}
	}
	return out
}

// reading is one line on its way to a draft.
type reading struct {
	terms    Terms
	row      Row
	parent   domain.AccountRef
	admins   map[int]int // position in the draft, by number in the columns
	welcomes map[int]bool
}

func (s *Sheet) add(p *plan, cells []string, line int, t Terms) {
	if count(cells) == 0 {
		s.Blank++
		return
	}
	r := &reading{terms: t, admins: map[int]int{}}
	r.row = Row{Line: line, Draft: domain.NewDraft(t.NewID(), t.Reseller.Account(), t.Reseller)}
	for _, c := range p.columns {
		s.remark(line, r.fill(c, cells))
	}
	s.remark(line, r.finish())
	for i, cell := range cells[:min(len(cells), p.width)] {
		if strange := p.strange[i]; strange != nil && filled(cell) {
			strange.Cells++
		}
	}
	if past := count(cells[min(len(cells), p.width):]); past > 0 {
		s.remark(line, &Remark{Code: TooManyCells, Cells: past})
	}
	s.Rows = append(s.Rows, r.row)
}

// filled tells whether something stands in a cell: spaces are nothing.
func filled(cell string) bool { return strings.TrimSpace(cell) != "" }

func count(cells []string) (n int) {
	for _, cell := range cells {
		if filled(cell) {
			n++
		}
	}
	return n
}

func (s *Sheet) remark(line int, r *Remark) {
	if r != nil {
		r.Line = line
		s.Remarks = append(s.Remarks, *r)
	}
}

func (r *reading) fill(c planned, cells []string) *Remark {
	cell := ""
	if c.at < len(cells) {
		cell = cells[c.at]
	}
	if !c.verbatim {
		cell = unguard(cell)
	}
	switch {
	case filled(cell):
		return c.set(r, cell)
	case c.whenEmpty != nil:
		c.whenEmpty(r)
	}
	return nil
}

// admin is the nth administrator of the columns, made where there is none yet.
func (r *reading) admin(n int) *domain.Administrator {
	d := &r.row.Draft
	at, ok := r.admins[n]
	if !ok {
		at = len(d.Administrators)
		r.admins[n] = at
		d.Administrators = append(d.Administrators, domain.Administrator{ID: r.terms.NewID(), Welcome: true})
	}
	return &d.Administrators[at]
}

func (r *reading) finish() *Remark {
	d := &r.row.Draft
	for n, welcome := range r.welcomes {
		if at, ok := r.admins[n]; ok {
			d.Administrators[at].Welcome = welcome
		}
	}
	if r.parent.IsZero() && r.parent != (domain.AccountRef{}) {
		// Whoever names a parent does not mean the reseller's own account: without
		// an id the draft goes nowhere.
		d.Parent = r.parent
		return &Remark{Code: NoParentID, Column: "parent_id", Cells: 1}
	}
	if !r.parent.IsZero() {
		d.Parent = r.parent
	}
	return nil
}

// withoutMark takes the byte order mark off.
func withoutMark(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) }
