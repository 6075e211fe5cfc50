package domain_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestGenerateRealmLabel(t *testing.T) {
	// What was shown, and perhaps sent, by an earlier version must come out again.
	require.Equal(t, domain.GenerateRealmLabel("draft-1"), domain.GenerateRealmLabel("draft-1"))
	require.Equal(t, "jvjd6x", domain.GenerateRealmLabel("018f4e0a-0000-7000-8000-000000000001"))
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.String().Draw(t, "id")
		label := domain.GenerateRealmLabel(id)
		require.Regexp(t, `^[a-hj-km-np-z][a-hj-km-np-z2-9]{5}$`, label)
		require.Equal(t, label, domain.GenerateRealmLabel(id))
	})
	seen := map[string]bool{}
	const drafts = 1000
	for i := range drafts {
		seen[domain.GenerateRealmLabel(fmt.Sprint("draft ", i))] = true
	}
	// 23·31^5 labels: two alike in a thousand happen once in a thousand runs,
	// and these ids are always the same.
	require.Len(t, seen, drafts)
}

func TestJoinRealm(t *testing.T) {
	for _, c := range []struct{ label, suffix, want string }{
		{"abc", "sip.example.com", "abc.sip.example.com"},
		{"abc", ".sip.example.com", "abc.sip.example.com"},
		{"abc", "  sip.example.com ", "abc.sip.example.com"},
		{"abc", "", ""},
		{"", "sip.example.com", ""},
		{"abc", ".", ""},
		{"", "", ""},
	} {
		require.Equal(t, c.want, domain.JoinRealm(c.label, c.suffix), "%q %q", c.label, c.suffix)
	}
}

func TestLearnSuffix(t *testing.T) {
	for _, c := range []struct {
		name   string
		realms []string
		want   string
		ok     bool
	}{
		{"nobody", nil, "", false},
		{"one is no majority", []string{"a.sip.example"}, "", false},
		{"two agree", []string{"a.sip.example", "B.SIP.EXAMPLE"}, "sip.example", true},
		{"most agree", []string{"a.sip.example", "b.sip.example", "other.net"}, "sip.example", true},
		{"half is not most", []string{"a.sip.example", "b.sip.example", "c.voice.test", "d.voice.test"}, "", false},
		{"own domains count against", []string{"a.sip.example", "b.sip.example", "x.com", "y.com", "z.com"}, "", false},
		{"a suffix has a dot", []string{"a.com", "b.com", "c.com"}, "", false},
		{"no dots at all", []string{"a", "b", ""}, "", false},
		{"longer labels are other suffixes", []string{"a.b.sip.example", "c.sip.example"}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			suffix, ok := domain.LearnSuffix(c.realms)
			require.Equal(t, c.ok, ok)
			require.Equal(t, c.want, suffix)
		})
	}
}

func TestLearnSuffixFollowsTheMajority(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		suffix := rapid.StringMatching(`[a-z]{1,8}\.[a-z]{1,8}`).Draw(t, "suffix")
		others := rapid.SliceOfN(rapid.StringMatching(`[a-z.]{0,20}`), 0, 20).Draw(t, "others")
		realms := append([]string{}, others...)
		for i := range len(others) + 2 {
			realms = append(realms, fmt.Sprintf("customer%d.%s", i, suffix))
		}
		realms = rapid.Permutation(realms).Draw(t, "realms")
		got, ok := domain.LearnSuffix(realms)
		require.True(t, ok)
		require.Equal(t, suffix, got)
		require.Nil(t, domain.CheckSuffix(got))
	})
}

func TestCheckSuffix(t *testing.T) {
	require.Nil(t, domain.CheckSuffix("sip.example.com"))
	require.Nil(t, domain.CheckSuffix(" .sip.example.com "))
	for text, want := range map[string]domain.Problem{
		"":                       {Field: domain.FieldRealm, Code: domain.Required},
		" . ":                    {Field: domain.FieldRealm, Code: domain.Required},
		"sip example":            {Field: domain.FieldRealm, Code: domain.BadRealm},
		"süß.example":            {Field: domain.FieldRealm, Code: domain.BadRealm},
		strings.Repeat("a", 252): {Field: domain.FieldRealm, Code: domain.TooLong, Limit: 251},
	} {
		require.Equal(t, &want, domain.CheckSuffix(text), text)
	}
	require.Nil(t, domain.CheckSuffix("SIP.Example.COM"), "people type names in capitals; they mean the same")
}
