package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Table is a file as it stands, before it is known what its columns are.
type Table struct {
	Delimiter rune
	Encoding  Encoding
	// Named tells whether the first line names the columns. Where it does not, all
	// lines are data and Columns is empty.
	Named   bool
	Columns []string // as the file names them
	Lines   []Line
	Blank   int // lines without any cell filled
	Width   int // the most cells of a line
}

// Line is one line of a file.
type Line struct {
	Number int // in the file, from 1
	Cells  []string
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

// The most that is taken of a file: far more than a person looks through, and far less
// than what fills the memory.
const (
	MaxLines = 200_000
	MaxWidth = 2_000   // cells of a line
	MaxCell  = 1 << 20 // bytes
	maxCells = 4_000_000
)

// Parse reads the lines of a file, and finds out its delimiter, its encoding and
// whether its first line names the columns. Errors: ErrEmpty, ErrNotCSV
// and ErrTooMuch with the line.
func Parse(data []byte) (Table, error) {
	content, encoding := decode(data)
	content, delimiter, skipped := delimit(content)
	t := Table{Delimiter: delimiter, Encoding: encoding}
	records := csv.NewReader(strings.NewReader(content))
	records.Comma = delimiter
	records.FieldsPerRecord = -1
	first, all := true, 0
	for {
		cells, err := records.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Table{}, malformed(err, skipped)
		}
		if line, _ := records.FieldPos(0); tooMuch(cells) || len(t.Lines) == MaxLines || all+len(cells) > maxCells {
			return Table{}, fmt.Errorf("line %d: %w", line+skipped, ErrTooMuch)
		}
		all += len(cells)
		if first {
			first = false
			t.Width = len(cells)
			if t.Named = namesColumns(cells); t.Named {
				t.Columns = cells
				continue
			}
		}
		t.Width = max(t.Width, len(cells))
		if count(cells) == 0 {
			t.Blank++
			continue
		}
		line, _ := records.FieldPos(0)
		t.Lines = append(t.Lines, Line{line + skipped, cells})
	}
	if first {
		return Table{}, ErrEmpty
	}
	return t, nil
}

func tooMuch(cells []string) bool {
	return len(cells) > MaxWidth || slices.ContainsFunc(cells, func(cell string) bool { return len(cell) > MaxCell })
}

func malformed(err error, skipped int) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("line %d: %w: %w", parse.Line+skipped, ErrNotCSV, parse.Err)
	}
	return fmt.Errorf("%w: %w", ErrNotCSV, err)
}

// namesColumns tells a line of names from one of data: it has a name that we know, or
// nothing in it looks like a value.
func namesColumns(cells []string) bool {
	for _, cell := range cells {
		if columnNamed(cell) != "" {
			return true
		}
	}
	return !slices.ContainsFunc(cells, looksLikeValue)
}

// looksLikeValue: nobody calls a column that.
func looksLikeValue(cell string) bool {
	cell = strings.TrimSpace(unguard(cell))
	return isEmail(cell) || isPhone(cell) || isWhole(cell) || isZone(cell)
}

// Sheet makes drafts of the lines, with what the columns are said to be.
func (t Table) Sheet(m Mapping, terms Terms) Sheet {
	s := Sheet{Delimiter: t.Delimiter, Encoding: t.Encoding, Columns: t.Columns, Blank: t.Blank}
	header := t.Columns
	if !t.Named {
		header = make([]string, t.Width)
	}
	plan := planColumns(header, m)
	s.Rows = make([]Row, 0, len(t.Lines))
	for _, line := range t.Lines {
		s.add(plan, line.Cells, line.Number, terms)
	}
	s.Remarks = append(plan.remarks(), s.Remarks...)
	return s
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
	best, most := delimiters[0], -1
	for _, candidate := range delimiters {
		records := csv.NewReader(strings.NewReader(content))
		records.Comma, records.FieldsPerRecord, records.LazyQuotes = candidate, -1, true
		header, err := records.Read()
		if err != nil {
			continue
		}
		// Names that are known count most; among files that have none, what makes
		// the most columns of the first line.
		score := len(header)
		for _, name := range header {
			if columnNamed(name) != "" {
				score += 1000
			}
		}
		if score > most {
			best, most = candidate, score
		}
	}
	return content, best, 0
}
