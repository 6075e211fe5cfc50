package sqlite

import (
	"context"
	"strings"
	"sync/atomic"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// details is what searching looks through besides names: contacts, users and notes of
// the accounts whose own documents were read. Listings do not carry them, and those
// that were read are few: they are looked through one by one.
type details struct {
	generation *atomic.Uint64 // grows with each document that is kept
	known      *atomic.Pointer[detailIndex]
}

func newDetails() details {
	return details{generation: new(atomic.Uint64), known: new(atomic.Pointer[detailIndex])}
}

type detailIndex struct {
	profile    string
	generation uint64
	accounts   []detail
}

// detail is one account: what is told of it, folded, and what the name index has of it.
type detail struct {
	row         int64
	named, text string
}

// searchedParts are the documents that can be searched, of accounts that are known.
const searchedParts = ` FROM account_parts p JOIN accounts a ON a.profile = p.profile AND a.id = p.account
	WHERE p.profile = (SELECT row FROM profiles WHERE id = ?) AND p.document IN (?, ?)`

// detailIndex returns the profile's index, made anew where something was read since.
func (s *Store) detailIndex(ctx context.Context, profileID string) (*detailIndex, error) {
	generation := s.details.generation.Load() + s.finder.generation.Load() // before reading, see finder
	if ix := s.details.known.Load(); ix != nil && ix.profile == profileID && ix.generation == generation {
		return ix, nil
	}
	ix := &detailIndex{profile: profileID, generation: generation}
	var last int64
	err := each(ctx, s.readers, func(r scanner) error {
		var row int64
		var named, text string
		if err := r.Scan(&row, &named, &text); err != nil {
			return err
		}
		var part workspace.Part
		if err := decode(text, &part); err != nil {
			s.log.Warn("a document that was read cannot be searched", "error", err) // it can be read again
			return nil
		}
		if row != last {
			ix.accounts = append(ix.accounts, detail{row: row, named: named})
			last = row
		}
		ix.accounts[len(ix.accounts)-1].text += foldPart(part)
		return nil
	}, `SELECT a.row, a.folded, p.json`+searchedParts+` ORDER BY a.sort_key, a.row`, profileID, string(domain.DocAccount), string(domain.DocUsers))
	if err != nil {
		return nil, err
	}
	s.details.known.Store(ix)
	return ix, nil
}

// foldPart joins what can be searched for in a document. Nothing is found across two
// lines of it.
func foldPart(p workspace.Part) string {
	var text strings.Builder
	add := func(value string) {
		if value != "" {
			text.WriteString(foldLine(value) + "\n")
		}
	}
	for _, contact := range []domain.Field{domain.FieldTechnical, domain.FieldBilling} {
		for _, part := range contactParts {
			add(p.Values[contact.Part(part)])
		}
	}
	for line := range strings.Lines(p.Values[domain.FieldNotes]) {
		add(line)
	}
	for _, u := range p.Users {
		add(u.FirstName + " " + u.LastName)
		add(u.Email)
		add(u.UserName)
	}
	return text.String()
}

// contactParts are what people look for in a contact; a country is in too many.
var contactParts = []string{
	domain.PartName, domain.PartEmail, domain.PartPhone, domain.PartStreet, domain.PartStreet2, domain.PartCity, domain.PartPostal,
}

// find returns the rows of the accounts that have the needle in their details, and not
// in what the name index looks at.
func (ix *detailIndex) find(needle string) (rows []int64) {
	for _, d := range ix.accounts {
		if strings.Contains(d.text, needle) && !strings.Contains(d.named, needle) {
			rows = append(rows, d.row)
		}
	}
	return rows
}

// CountRead counts the accounts whose contacts, users or notes can be searched for.
func (s *Store) CountRead(ctx context.Context, profileID string) (int, error) {
	var n int
	err := s.readers.QueryRowContext(ctx, `SELECT count(DISTINCT p.account)`+searchedParts,
		profileID, string(domain.DocAccount), string(domain.DocUsers)).Scan(&n)
	return n, s.failed("count the accounts that were read", err)
}
