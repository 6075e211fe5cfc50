package domain_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

var seed = domain.NewSecret(strings.Repeat("5eed", 16))

func generate(t require.TestingT, seed domain.Secret, draftID, adminID string, round int) string {
	password, err := domain.GeneratePassword(seed, draftID, domain.Administrator{ID: adminID, Round: round})
	require.NoError(t, err)
	return password.Reveal()
}

func TestGeneratedPasswordsStayTheSame(t *testing.T) {
	// What an earlier version has shown to a reseller must come out again.
	require.Equal(t, "t99z-3kuk-29a2-jufg", generate(t, seed, "draft", "admin", 0))
	rapid.Check(t, func(t *rapid.T) {
		s := domain.NewSecret(rapid.StringN(16, 64, -1).Draw(t, "seed"))
		draftID, adminID := rapid.String().Draw(t, "draft"), rapid.String().Draw(t, "admin")
		round := rapid.IntRange(0, 1000).Draw(t, "round")
		password := generate(t, s, draftID, adminID, round)
		require.Regexp(t, `^([abcdefghjkmnpqrstuvwxyz23456789]{4}-){3}[abcdefghjkmnpqrstuvwxyz23456789]{4}$`, password)
		require.Equal(t, password, generate(t, s, draftID, adminID, round))
		same, err := domain.GeneratePassword(s, draftID, domain.Administrator{ID: adminID, Round: round, FirstName: "Ada", Email: "a@b.example"})
		require.NoError(t, err)
		require.Equal(t, password, same.Reveal(), "mending a name changes no password")
	})
}

func TestGeneratedPasswordsDiffer(t *testing.T) {
	seen := map[string]string{}
	for s := range 3 {
		for draft := range 20 {
			for admin := range 5 {
				for round := range 5 {
					what := fmt.Sprint(s, draft, admin, round)
					p := generate(t, domain.NewSecret(fmt.Sprint(s, seed.Reveal())), fmt.Sprint("d", draft), fmt.Sprint("a", admin), round)
					require.NotContains(t, seen, p, "%s and %s", what, seen[p])
					seen[p] = what
				}
			}
		}
	}
}

func TestGeneratedPasswordsAreEven(t *testing.T) {
	counts := map[rune]int{}
	total := 0
	for i := range 3000 {
		for _, r := range strings.ReplaceAll(generate(t, seed, fmt.Sprint("draft", i), "admin", 0), "-", "") {
			counts[r]++
			total++
		}
	}
	require.Len(t, counts, 31)
	expected := float64(total) / 31
	chi := 0.0
	for _, n := range counts {
		chi += math.Pow(float64(n)-expected, 2) / expected
	}
	// 30 degrees of freedom: a fair source stays below 60 in 999 of 1000 cases,
	// and these are always the same 3000. Without throwing bytes away it is past 100.
	require.Less(t, chi, 60.0)
}

func TestGeneratePasswordNeedsASeed(t *testing.T) {
	for _, s := range []string{"", "x", strings.Repeat("x", 15)} {
		password, err := domain.GeneratePassword(domain.NewSecret(s), "draft", domain.Administrator{ID: "1"})
		require.ErrorIs(t, err, domain.ErrNoSeed)
		require.True(t, password.IsZero())
	}
}

func TestPasswordStrength(t *testing.T) {
	strength := func(p string) float64 { return domain.PasswordStrength(domain.NewSecret(p)) }
	require.Zero(t, strength(""))
	require.Equal(t, 1.0, strength(generate(t, seed, "draft", "admin", 0)), "a generated one is the measure")
	require.Less(t, strength("aaaaaaaaaaaaaaaaaaaa"), strength("kqzvjwpx"))
	require.Less(t, strength("12345678"), 0.3)
	require.Less(t, strength("kqzvjwpx"), strength("kqzvjwpx-7"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ -~]{0,24}`).Draw(t, "text")
		more := rapid.StringMatching(`[ -~]{1,4}`).Draw(t, "more")
		s := strength(text)
		require.GreaterOrEqual(t, s, 0.0)
		require.LessOrEqual(t, s, 1.0)
		require.GreaterOrEqual(t, strength(text+more), s, "typing on makes no password weaker")
	})
}
