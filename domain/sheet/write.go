package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"unicode/utf8"

	"accountsmanager/domain"
)

// Record is one line to write: a draft, or an account in the form of one.
type Record struct {
	Status string // for people: what it is, such as "draft" or "account"
	ID     string // of the draft or of the account
	Draft  domain.Draft
}

// FromAccount makes a line of what is known of an account.
func FromAccount(status string, a domain.Account, parent domain.AccountRef) Record {
	return Record{Status: status, ID: a.ID, Draft: domain.Draft{Name: a.Name, RealmLabel: a.Realm, Parent: parent}}
}

// Write makes a file of the records: comma-separated UTF-8, with a byte order
// mark where a letter needs it to be read right. The columns of doc.go's first
// list are always there, the others where they say something. Own is the
// reseller's account: a parent is told where it is another.
//
// No cell can be taken for a formula, and Read gives the same drafts back, but
// for ids, passwords and administrators about whom nothing was typed. Line breaks
// inside a cell come back as "\n".
func Write(records []Record, own domain.AccountRef) ([]byte, error) {
	drafts := make([]domain.Draft, len(records))
	administrators := 0
	for i, r := range records {
		drafts[i] = forWriting(r.Draft, own)
		administrators = max(administrators, len(drafts[i].Administrators))
	}
	if administrators > maxAdministrators {
		return nil, fmt.Errorf("write the drafts: more than %d administrators in one", maxAdministrators)
	}
	columns := required()
	for _, c := range optional(administrators) {
		for i := range drafts {
			if c.get(&drafts[i]) != "" {
				columns = append(columns, c)
				break
			}
		}
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	line := make([]string, 0, len(columns)+len(told))
	for _, c := range columns {
		line = append(line, c.name)
	}
	if err := w.Write(append(line, told...)); err != nil {
		return nil, fmt.Errorf("write the columns: %w", err)
	}
	for i := range drafts {
		line = line[:0]
		for _, c := range columns {
			line = append(line, guard(c.get(&drafts[i])))
		}
		if err := w.Write(append(line, guard(records[i].Status), guard(records[i].ID))); err != nil {
			return nil, fmt.Errorf("write draft %s: %w", records[i].ID, err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write the drafts: %w", err)
	}
	return marked(out.Bytes()), nil
}

// WriteTable makes a file of lines that are no drafts, such as a report. No cell can be
// taken for a formula.
func WriteTable(header []string, lines [][]string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, line := range append([][]string{header}, lines...) {
		guarded := make([]string, len(line))
		for i, cell := range line {
			guarded[i] = guard(cell)
		}
		if err := w.Write(guarded); err != nil {
			return nil, fmt.Errorf("write the table: %w", err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write the table: %w", err)
	}
	return marked(out.Bytes()), nil
}

// forWriting leaves out what a file says by saying nothing.
func forWriting(d domain.Draft, own domain.AccountRef) domain.Draft {
	d = d.Clone()
	if d.Parent.ID == own.ID {
		d.Parent = domain.AccountRef{}
	}
	var persons []domain.Administrator
	for _, a := range d.Administrators {
		if !a.IsBlank() {
			persons = append(persons, a)
		}
	}
	d.Administrators = persons
	return d
}

// marked puts a byte order mark before content that is not plain ASCII: without
// one, spreadsheets on Windows read other letters than were written.
func marked(content []byte) []byte {
	for _, b := range content {
		if b >= utf8.RuneSelf {
			return append([]byte("\xef\xbb\xbf"), content...)
		}
	}
	return content
}
