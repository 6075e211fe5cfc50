package domain_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestParseCreditReads(t *testing.T) {
	for text, want := range map[string]string{
		"": "0", "   ": "0", "$": "0", "0": "0", "0.00": "0", "0,00": "0", "-0": "0", "0.000": "0",
		"1": "1", "1.00": "1", "25": "25", "25.5": "25.5", "25.50": "25.5", "25,5": "25.5", "25,50": "25.5", "25.": "25",
		"$25.50": "25.5", "25,50 €": "25.5", "£ 1": "1", "25 ₽": "25", "₴1 250,00": "1250", " 25 ": "25", "007": "7",
		"1250": "1250", "1250.00": "1250", "1250,00": "1250",
		"$ 1,250.00": "1250", "1.250,00": "1250", "1 250,00": "1250", "1 250": "1250", "1'250.00": "1250", "1’250.00": "1250",
		"1\u00a0250,00 €": "1250", "1\u202f250,00": "1250", "1\u2009250.00": "1250",
		"12,345.67": "12345.67", "123.456,78": "123456.78",
		"1,000,000": "1000000", "1.000.000": "1000000", "1,000,000.00": "1000000", "1000000": "1000000",
	} {
		amount, problem := domain.ParseCredit(text)
		require.Nil(t, problem, text)
		require.True(t, amount.Equal(decimal.RequireFromString(want)), "%q was read as %s", text, amount)
	}
}

func TestParseCreditRefuses(t *testing.T) {
	money := domain.Problem{Field: domain.FieldCredit, Code: domain.NotMoney}
	low := domain.Problem{Field: domain.FieldCredit, Code: domain.TooLow, Limit: domain.MinCredit}
	high := domain.Problem{Field: domain.FieldCredit, Code: domain.TooHigh, Limit: domain.MaxCredit}
	decimals := domain.Problem{Field: domain.FieldCredit, Code: domain.TooManyDecimals, Limit: domain.CreditDecimals}
	for text, want := range map[string]domain.Problem{
		// Thousands or decimals? Nobody can tell.
		"1,250": money, "1.250": money, "12,500": money, "12.500": money, "123.456": money, "1.234": money,
		// Separators where they make no sense.
		"12 50": money, "1 2 3": money, "1,25,000.00": money, "12,34,567": money, "1.250.00": money, "1,250,00": money,
		"1,250 000": money, "1 250,000,00": money, ",,": money, ".": money, ",": money, "1..5": money, "1250,000.00": money,
		",250,000": money, "1'25": money, "1 250.000,00": money,
		// Other things than money.
		"abc": money, "1e3": money, "0x10": money, "+5": money, "25 USD": money, "1$50": money, "--1": money, "1-2": money, "-": money,
		"٢٥": money, "２５": money, "NaN": money, "Infinity": money, "1_000": money, "½": money,
		// Amounts that are not taken.
		"0.99": low, ".5": low, ",5": low, "0,50": low, "-1": low, "-25.50": low, "-1 000 000": low,
		"1000000.01": high, "1,000,000.01": high, "1.250.000": high, strings.Repeat("9", 400): high,
		"25.5000": decimals, "1.0000": decimals, "1250.125": decimals, "1,250.000": decimals, "1.0000001": decimals,
	} {
		amount, problem := domain.ParseCredit(text)
		require.NotNil(t, problem, "%q was read as %s", text, amount)
		require.Equal(t, want, *problem, text)
		require.True(t, amount.IsZero(), text)
	}
}

func TestParseCreditReadsWhatPeopleWrite(t *testing.T) {
	group := func(digits, separator string) string {
		for at := len(digits) - 3; at > 0; at -= 3 {
			digits = digits[:at] + separator + digits[at:]
		}
		return digits
	}
	ways := []struct{ thousands, decimal string }{{"", "."}, {",", "."}, {".", ","}, {"\u00a0", ","}, {" ", "."}, {"'", "."}, {"", ","}}
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(100, 100_000_000).Draw(t, "cents")
		way := rapid.SampledFrom(ways).Draw(t, "way")
		around := rapid.SampledFrom([]string{"%", "$%", "$ %", "% €", " % "}).Draw(t, "around")
		want := decimal.New(cents, -2)
		whole, rest, _ := strings.Cut(want.StringFixed(2), ".")
		text := strings.ReplaceAll(around, "%", group(whole, way.thousands)+way.decimal+rest)

		amount, problem := domain.ParseCredit(text)
		require.Nil(t, problem, text)
		require.True(t, amount.Equal(want), "%q was read as %s", text, amount)
	})
}

// requireSaneCredit holds for whatever is typed.
func requireSaneCredit(t require.TestingT, text string) {
	amount, problem := domain.ParseCredit(text)
	if problem != nil {
		require.Equal(t, domain.FieldCredit, problem.Field)
		require.True(t, amount.IsZero(), "%q is refused and read as %s", text, amount)
		return
	}
	if amount.IsZero() {
		require.False(t, strings.ContainsAny(text, "123456789"), "%q is lost", text)
		return
	}
	require.True(t, amount.Cmp(decimal.NewFromInt(domain.MinCredit)) >= 0, text)
	require.True(t, amount.Cmp(decimal.NewFromInt(domain.MaxCredit)) <= 0, text)
	require.True(t, amount.Equal(amount.Round(domain.CreditDecimals)), text)
	// Every digit counts, and none is made up.
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
	require.Equal(t, strings.Trim(digits, "0"), strings.Trim(strings.ReplaceAll(amount.String(), ".", ""), "0"), text)
	again, problem := domain.ParseCredit(amount.StringFixed(domain.CreditDecimals))
	require.Nil(t, problem, text)
	require.True(t, again.Equal(amount), text)
}

func TestParseCreditTakesAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		requireSaneCredit(t, rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`[-$€ ]{0,2}[0-9., '\-]{0,12}[ €]?`),
		).Draw(t, "text"))
	})
}

func FuzzParseCredit(f *testing.F) {
	for _, text := range []string{"", "25.50", "$ 1,250.00", "1.250,00", "1 250", "1,250", "-1", "1e9", "\xff", "9999999999999999999999"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { requireSaneCredit(t, text) })
}
