package sqlite

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestSearchRanks(t *testing.T) {
	s := newStore(t)
	with := func(id, name, realm string) domain.Account {
		return domain.Account{AccountRef: domain.AccountRef{ID: id, Name: name, Realm: realm}, ParentID: "any"}
	}
	put(t, s, 0,
		with("01", "Pacmen", "p1.sip.example.com"),
		with("02", "Blue-Acme", "p2.sip.example.com"),
		with("03", "Old Acme Dental", "p3.sip.example.com"),
		with("04", "acme", "p4.sip.example.com"),
		with("05", "Acme Zwei", "p5.sip.example.com"),
		with("06", "ÄCME One", "p6.sip.example.com"),
		with("07", "Zebra", "acme.sip.example.com"),
		with("08", "Yellow", "x.acme.example.com"),
		with("acme", "Xylophone", "p9.sip.example.com"),
		with("10", "Macme acme", "p10.sip.example.com"),
		with("11", "Nothing", "p11.sip.example.com"),
	)
	all := []string{
		"acme", "Xylophone", // the whole of name or id
		"ÄCME One", "Acme Zwei", "Zebra", // the beginning of name or realm
		"Blue-Acme", "Macme acme", "Old Acme Dental", // a word of the name
		"Pacmen", "Yellow", // anywhere
	}
	require.Equal(t, all, names(t, s, workspace.AccountQuery{Search: "acme"}))
	require.Equal(t, all, names(t, s, workspace.AccountQuery{Search: "  ACMÉ ", ParentID: "ignored"}))
	require.Equal(t, all[:3], names(t, s, workspace.AccountQuery{Search: "acme", Limit: 3}))
	require.Equal(t, all[2:6], names(t, s, workspace.AccountQuery{Search: "acme", Limit: 4, Offset: 2}))
	require.Equal(t, all[7:], names(t, s, workspace.AccountQuery{Search: "acme", Offset: 7}))
	require.Empty(t, names(t, s, workspace.AccountQuery{Search: "acme", Limit: 5, Offset: 50}))
	require.Equal(t, []string{"Pacmen"}, names(t, s, workspace.AccountQuery{Search: "p1.sip.example.com"}))
	require.Equal(t, []string{"Old Acme Dental"}, names(t, s, workspace.AccountQuery{Search: "old acme dental"}))
	require.Empty(t, names(t, s, workspace.AccountQuery{Search: "acme%"}))
	require.Empty(t, names(t, s, workspace.AccountQuery{Search: `"`}))
}

func TestSearchPassesOverCaseAndDiacritics(t *testing.T) {
	s := newStore(t)
	for i, tt := range []struct {
		name     string
		searches []string
	}{
		{"Zürich Hôtel", []string{"zurich", "ZÜRICH", "hotel", "Zu\u0308rich", "h hot"}},
		{"Groß Straße", []string{"gross", "STRASSE", "straße"}},
		{"ΟΔΥΣΣΕΥΣ", []string{"οδυσσευς", "Οδυσσεύς"}},
		{"Việt Nam", []string{"viet", "VIỆT"}},
		{"東京テレコム", []string{"東京", "テレコム"}},
		{"Кафе", []string{"кафе", "КАФЕ"}},
		{"line\nbreak\ttab", []string{"line break tab"}},
	} {
		put(t, s, i, account(fmt.Sprint(i), tt.name))
		for _, search := range tt.searches {
			require.Equal(t, []string{tt.name}, names(t, s, workspace.AccountQuery{Search: search}), search)
		}
	}
	realm := account("9", "Some Name")
	realm.Realm = "realm.example.com"
	put(t, s, 9, realm)
	for _, search := range []string{"name realm", "name\nrealm", "namerealm", "com9"} {
		require.Empty(t, names(t, s, workspace.AccountQuery{Search: search}), "not across the end of a name")
	}
}

func TestSearchSeesEachChangeOnceItIsMade(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	find := func(profile string) int {
		t.Helper()
		list, err := s.Accounts(ctx, profile, workspace.AccountQuery{Search: "dental"})
		require.NoError(t, err)
		return len(list)
	}
	require.Zero(t, find("p"))
	for i := range 20 {
		put(t, s, i, account(fmt.Sprint(i), fmt.Sprintf("Dental %d", i)))
		require.Equal(t, i+1, find("p"))
		require.Zero(t, find("q"))
	}
	before := s.finder.generation.Load()
	put(t, s, 30, account("3", "Dental 3"))
	require.Equal(t, before, s.finder.generation.Load(), "what is known already needs no new index")
	n, err := s.ForgetUnseen(ctx, "p", "parent", at(15))
	require.NoError(t, err)
	require.Equal(t, 20-n, find("p"))
}

func TestSearchingWhileAccountsCome(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	var work sync.WaitGroup
	for i := range 4 {
		work.Go(func() {
			for j := range 10 {
				own := fmt.Sprintf("mine%d-%d", i, j)
				if _, err := s.PutAccounts(ctx, "p", []domain.Account{account(own, "Account "+own)}, at(0)); err != nil {
					t.Error(err)
				}
				list, err := s.Accounts(ctx, "p", workspace.AccountQuery{Search: own})
				if err != nil || len(list) == 0 {
					t.Errorf("search %s: %v %v", own, list, err)
				}
			}
		})
	}
	work.Wait()
}

// The index finds what looking at each account finds, in the same order.
func TestTheIndexAgreesWithAPlainSearch(t *testing.T) {
	text := rapid.StringOf(rapid.SampledFrom([]rune("aabbÀé ß-.1ΣıŁ日")))
	rapid.Check(t, func(t *rapid.T) {
		var b indexBuilder
		n := rapid.IntRange(0, 30).Draw(t, "accounts")
		list := make([]domain.Account, n)
		for i := range list {
			list[i].Name, list[i].Realm, list[i].ID = text.Draw(t, "name"), text.Draw(t, "realm"), fmt.Sprint(i)
			b.add(int64(i), sortKey(list[i].Name), []byte(foldAccount(list[i])))
		}
		needle := foldLine(rapid.StringOfN(rapid.SampledFrom([]rune("abÀ s-1")), 1, 3, -1).Draw(t, "needle"))
		if needle == "" {
			return
		}
		ix := b.build()
		var want []int64
		for r := range ranks {
			for _, e := range ix.entries { // in the order of names
				if plainRank(list[e.row], needle) == r {
					want = append(want, e.row)
				}
			}
		}
		limit, offset := rapid.IntRange(-1, 10).Draw(t, "limit"), rapid.IntRange(0, 5).Draw(t, "offset")
		want = want[min(offset, len(want)):]
		if limit >= 0 {
			want = want[:min(limit, len(want))]
		}
		got := ix.find(needle, limit, offset)
		require.Equal(t, len(want), len(got))
		for i := range want {
			require.Equal(t, want[i], got[i])
		}
	})
}

// plainRank ranks an account by the rules as they are written, or gives ranks
// where it does not match.
func plainRank(a domain.Account, needle string) rank {
	name, realm, id := foldLine(a.Name), foldLine(a.Realm), foldLine(a.ID)
	fields := []string{name, realm, id}
	for _, f := range fields {
		if f == needle {
			return exact
		}
	}
	for _, f := range fields {
		if strings.HasPrefix(f, needle) {
			return prefix
		}
	}
	for at := range name {
		if at > 0 && strings.HasPrefix(name[at:], needle) && !inWord(name[:at]) {
			return word
		}
	}
	if strings.Contains(strings.Join(fields, "\n"), needle) {
		return inside
	}
	return ranks
}

// inWord tells whether a text ends in the middle of a word.
func inWord(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(last) || unicode.IsNumber(last)
}
