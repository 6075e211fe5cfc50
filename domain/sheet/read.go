package sheet

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
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
)

// Terms are what Read needs besides the file.
type Terms struct {
	Reseller    domain.Identity  // whose habits new drafts have
	Catalogue   domain.Catalogue // turns names of classifiers, plans and apps into ids
	RealmSuffix string           // is taken off realms that are written in full
	NewID       func() string
}

// Sheet is what a file says.
type Sheet struct {
	Delimiter rune
	Encoding  Encoding
	Columns   []string // as the file names them
	Rows      []Row
	Blank     int      // lines without any cell filled
	Remarks   []Remark // by line
}

// Row is one line of a file as a draft.
type Row struct {
	Line      int // in the file, from 1
	Draft     domain.Draft
	Passwords map[string]domain.Secret // that were typed, by administrator's id
}

// Read makes drafts of a file. The delimiter (comma, semicolon, tab or bar) and
// the encoding (UTF-8, UTF-16 or Windows-1252) are found out. Errors: ErrEmpty,
// ErrNoColumns, ErrNotCSV with the line.
func Read(data []byte, t Terms) (Sheet, error) {
	content, encoding := decode(data)
	content, delimiter, skipped := delimit(content)
	s := Sheet{Delimiter: delimiter, Encoding: encoding}
	records := csv.NewReader(strings.NewReader(content))
	records.Comma = delimiter
	records.FieldsPerRecord = -1
	header, err := records.Read()
	if errors.Is(err, io.EOF) {
		return Sheet{}, ErrEmpty
	}
	if err != nil {
		return Sheet{}, malformed(err, skipped)
	}
	s.Columns = header
	plan, err := planColumns(header)
	if err != nil {
		return Sheet{}, err
	}
	for {
		cells, err := records.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Sheet{}, malformed(err, skipped)
		}
		line, _ := records.FieldPos(0)
		s.add(plan, cells, line+skipped, t)
	}
	s.Remarks = append(plan.remarks(), s.Remarks...)
	return s, nil
}

func malformed(err error, skipped int) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("line %d: %w: %w", parse.Line+skipped, ErrNotCSV, parse.Err)
	}
	return fmt.Errorf("%w: %w", ErrNotCSV, err)
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

func planColumns(header []string) (*plan, error) {
	known := vocabulary()
	p := &plan{strange: map[int]*Remark{}, width: len(header)}
	seen := map[string]bool{}
	for i, name := range header {
		c, ok := known[normalize(unguard(name))]
		switch {
		case ok && seen[c.name]:
			p.strange[i] = &Remark{Line: 1, Code: TwiceColumn, Column: name}
		case ok:
			seen[c.name] = true
			p.columns = append(p.columns, planned{c, i})
		default:
			p.strange[i] = &Remark{Line: 1, Code: UnknownColumn, Column: strings.TrimSpace(name)}
		}
	}
	if len(p.columns) == 0 {
		return nil, ErrNoColumns
	}
	// In the order of our own columns, so that nothing depends on theirs.
	order := columnOrder()
	slices.SortStableFunc(p.columns, func(a, b planned) int { return cmp.Compare(order[a.name], order[b.name]) })
	return p, nil
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

// delimiters are those that a file may be parted by, likeliest first.
var delimiters = []rune{',', ';', '\t', '|'}

// delimit finds out what parts the cells: what the first line says ("sep=;", as
// spreadsheets write it), else what makes the most known columns of it. Lines
// that are no part of the table are skipped and counted.
func delimit(content string) (rest string, delimiter rune, skipped int) {
	first, after, _ := strings.Cut(content, "\n")
	if said, ok := strings.CutPrefix(strings.TrimRight(strings.ToLower(first), "\r"), "sep="); ok {
		if r := []rune(said); len(r) == 1 && slices.Contains(delimiters, r[0]) {
			return after, r[0], 1
		}
	}
	known := vocabulary()
	best, most := delimiters[0], -1
	for _, candidate := range delimiters {
		records := csv.NewReader(strings.NewReader(content))
		records.Comma, records.FieldsPerRecord, records.LazyQuotes = candidate, -1, true
		header, err := records.Read()
		if err != nil {
			continue
		}
		count := 0
		for _, name := range header {
			if _, ok := known[normalize(unguard(name))]; ok {
				count++
			}
		}
		if count > most {
			best, most = candidate, count
		}
	}
	return content, best, 0
}

// withoutMark takes the byte order mark off.
func withoutMark(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) }
