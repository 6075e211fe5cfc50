package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// manyAccounts are as a big reseller has them: realms with one suffix, names of
// a few common words, each with something of its own.
func manyAccounts(n int) []domain.Account {
	first := []string{"Northwind", "Acme", "Blue River", "Café Central", "Łódź", "Green Valley", "Harbor", "Summit", "Old Town", "Pacific"}
	second := []string{"Dental", "Logistics", "Law", "Plumbing", "Motors", "Telecom", "Bakery", "Clinic", "Hotel", "Systems", "Farm"}
	third := []string{"Company", "Inc", "LLC", "Group", "GmbH", "& Sons", "Partners"}
	list := make([]domain.Account, n)
	for i := range list {
		list[i] = domain.Account{
			AccountRef: domain.AccountRef{
				ID:    fmt.Sprintf("%032x", (uint64(i)+1)*0x9e3779b97f4a7c15),
				Name:  fmt.Sprintf("%s %s %s %d", first[i%len(first)], second[i/7%len(second)], third[i/3%len(third)], i),
				Realm: fmt.Sprintf("c%05x.sip.example.com", i),
			},
			ParentID: "parent", Descendants: i % 4,
		}
	}
	return list
}

const many = 100_000

// bigStore is a closed database with many accounts.
func bigStore(b *testing.B) (path string) {
	b.Helper()
	ctx := context.Background()
	path = filepath.Join(b.TempDir(), "store.db")
	s, err := Open(ctx, Options{Path: path})
	require.NoError(b, err)
	require.NoError(b, s.SaveProfile(ctx, workspace.Profile{ID: "p"}))
	require.NoError(b, stored(s.PutAccounts(ctx, "p", manyAccounts(many), time.Now())))
	require.NoError(b, s.Close())
	return path
}

func openBig(b *testing.B) *Store {
	b.Helper()
	s, err := Open(context.Background(), Options{Path: bigStore(b)})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, s.Close()) })
	return s
}

func BenchmarkOpen(b *testing.B) {
	path := bigStore(b)
	for _, clean := range []bool{true, false} {
		b.Run(fmt.Sprintf("clean=%t", clean), func(b *testing.B) {
			for b.Loop() {
				s, err := Open(context.Background(), Options{Path: path})
				require.NoError(b, err)
				b.StopTimer()
				s.damaged.Store(!clean) // leaves no mark, so that the next opening checks
				require.NoError(b, s.Close())
				b.StartTimer()
			}
		})
	}
}

func BenchmarkPutAccounts(b *testing.B) {
	ctx := context.Background()
	for _, kind := range []string{"new", "known"} {
		b.Run(kind+" 500", func(b *testing.B) {
			s := openBig(b)
			batch := manyAccounts(500)
			n := 0
			for b.Loop() {
				if kind == "new" {
					for i := range batch {
						batch[i].ID = fmt.Sprintf("%08d%024x", n, i)
					}
				}
				require.NoError(b, stored(s.PutAccounts(ctx, "p", batch, time.UnixMilli(int64(n)))))
				n++
			}
		})
	}
}

func BenchmarkAccounts(b *testing.B) {
	ctx := context.Background()
	s := openBig(b)
	for _, offset := range []int{0, many / 2, many - 50} {
		b.Run(fmt.Sprintf("50 from %d", offset), func(b *testing.B) {
			for b.Loop() {
				list, err := s.Accounts(ctx, "p", workspace.AccountQuery{ParentID: "parent", Limit: 50, Offset: offset})
				require.NoError(b, err)
				require.Len(b, list, 50)
			}
		})
	}
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			_, err := s.CountAccounts(ctx, "p", "")
			require.NoError(b, err)
		}
	})
}

// The texts that are searched for, from the most common to none at all.
var needles = []string{"c", "sip", "example.com", "company", "dental", "a cafe", "99999", "no such thing"}

func BenchmarkSearch(b *testing.B) {
	ctx := context.Background()
	s := openBig(b)
	b.Run("building the index", func(b *testing.B) {
		for b.Loop() {
			s.finder.outdated()
			_, err := s.nameIndex(ctx, "p")
			require.NoError(b, err)
		}
	})
	for _, needle := range needles {
		b.Run(needle, func(b *testing.B) {
			for b.Loop() {
				_, err := s.Accounts(ctx, "p", workspace.AccountQuery{Search: needle, Limit: 50})
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkSearchFullText is the way that was not taken: SQLite's trigram index
// for three characters and more, and LIKE for fewer.
func BenchmarkSearchFullText(b *testing.B) {
	ctx := context.Background()
	s := openBig(b)
	_, err := s.ordinary.ExecContext(ctx, `
		CREATE VIRTUAL TABLE accounts_text USING fts5 (folded, content='accounts', content_rowid='row', tokenize='trigram case_sensitive 1');
		INSERT INTO accounts_text (accounts_text) VALUES ('rebuild')`)
	require.NoError(b, err)
	for _, needle := range needles {
		b.Run(needle, func(b *testing.B) {
			query := `SELECT a.row FROM accounts_text t JOIN accounts a ON a.row = t.rowid WHERE accounts_text MATCH ?2`
			arg := `"` + strings.ReplaceAll(needle, `"`, `""`) + `"`
			if len(needle) < 3 {
				query = `SELECT a.row FROM accounts a WHERE a.folded LIKE ?2`
				arg = "%" + needle + "%"
			}
			query += `
				ORDER BY CASE
					WHEN char(10) || a.folded || char(10) LIKE '%' || char(10) || ?1 || char(10) || '%' THEN 0
					WHEN char(10) || a.folded LIKE '%' || char(10) || ?1 || '%' THEN 1
					WHEN a.folded LIKE '% ' || ?1 || '%' THEN 2
					ELSE 3 END, a.sort_key LIMIT 50`
			for b.Loop() {
				_, err := collect(ctx, s.readers, func(row scanner) (n int64, err error) { return n, row.Scan(&n) }, query, needle, arg)
				require.NoError(b, err)
			}
		})
	}
}

func BenchmarkCountBelow(b *testing.B) {
	s := openBig(b)
	for b.Loop() {
		require.NoError(b, s.CountBelow(context.Background(), "p"))
	}
}
