package domain_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestTypedTrunksParse(t *testing.T) {
	for text, want := range map[string]struct {
		n       int
		problem *domain.Problem
	}{
		"":                            {0, nil},
		"  ":                          {0, nil},
		"0":                           {0, nil},
		" 7 ":                         {7, nil},
		"+7":                          {7, nil},
		"1000000":                     {domain.MaxTrunks, nil},
		"1000001":                     {0, &domain.Problem{Code: domain.TooHigh, Limit: domain.MaxTrunks}},
		strings.Repeat("9", 30):       {0, &domain.Problem{Code: domain.TooHigh, Limit: domain.MaxTrunks}},
		"-1":                          {0, &domain.Problem{Code: domain.TooLow}},
		"-" + strings.Repeat("9", 30): {0, &domain.Problem{Code: domain.TooLow}},
		"2.5":                         {0, &domain.Problem{Code: domain.NotWhole}},
		"2,000":                       {0, &domain.Problem{Code: domain.NotWhole}},
		"two":                         {0, &domain.Problem{Code: domain.NotWhole}},
		"1 0":                         {0, &domain.Problem{Code: domain.NotWhole}},
		"0x10":                        {0, &domain.Problem{Code: domain.NotWhole}},
		"1e2":                         {0, &domain.Problem{Code: domain.NotWhole}},
		"٣":                           {0, &domain.Problem{Code: domain.NotWhole}},
	} {
		for _, kind := range domain.TrunkKinds() {
			typed := domain.TypedTrunks{}
			typed.Set(kind, text)
			got, problems := typed.Parse()
			var others domain.Trunks
			switch kind {
			case domain.TwoWay:
				others.TwoWay = want.n
			case domain.Inbound:
				others.Inbound = want.n
			case domain.Outbound:
				others.Outbound = want.n
			}
			require.Equal(t, others, got, "%s %q", kind, text)
			if want.problem == nil {
				require.Empty(t, problems, text)
				continue
			}
			problem := *want.problem
			problem.Field = kind.Field()
			require.Equal(t, domain.Problems{problem}, problems, text)
		}
	}
}

func TestTrunkKindsAreKeptApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var typed domain.TypedTrunks
		want := map[domain.TrunkKind]int{}
		for _, kind := range domain.TrunkKinds() {
			want[kind] = rapid.IntRange(0, domain.MaxTrunks).Draw(t, string(kind))
			typed.Set(kind, strconv.Itoa(want[kind]))
		}
		trunks, problems := typed.Parse()
		require.Empty(t, problems)
		for _, kind := range domain.TrunkKinds() {
			require.Equal(t, strconv.Itoa(want[kind]), typed.Of(kind))
			require.Equal(t, want[kind], trunks.Of(kind))
		}
	})
	require.Equal(t, []domain.Field{domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound},
		[]domain.Field{domain.TwoWay.Field(), domain.Inbound.Field(), domain.Outbound.Field()})
}

func TestTypedTrunksTakesAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := domain.TypedTrunks{TwoWay: rapid.String().Draw(t, "text")}
		trunks, problems := typed.Parse()
		require.LessOrEqual(t, len(problems), 1)
		require.GreaterOrEqual(t, trunks.TwoWay, 0)
		require.LessOrEqual(t, trunks.TwoWay, domain.MaxTrunks)
	})
}

func TestTrunkPool(t *testing.T) {
	n := func(n int) *int { return &n }
	catalogue := domain.Catalogue{
		Own:  domain.TrunkTotals{TwoWay: n(100), Inbound: n(10)},
		Sold: domain.Trunks{TwoWay: 90, Inbound: 10, Outbound: 5},
	}
	for _, c := range []struct {
		kind   domain.TrunkKind
		wanted int
		left   int
		has    bool
	}{
		{domain.TwoWay, 0, 10, true},
		{domain.TwoWay, 10, 0, true},
		{domain.TwoWay, 13, -3, true},
		{domain.Inbound, 1, -1, true},
		{domain.Outbound, 1, -6, false},
	} {
		pool := catalogue.Pool(c.kind, c.wanted)
		require.Equal(t, c.kind, pool.Kind)
		require.Equal(t, c.left, pool.Left(), "%s %d", c.kind, c.wanted)
		require.Equal(t, c.has, pool.HasTotal)
	}
}
