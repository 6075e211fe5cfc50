package domain

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Bounds of a ledger credit, in currency units. The least is the server's
// (Kazoo: ledgers schema, amount.minimum); the most is ours, against slips.
const (
	MinCredit      = 1
	MaxCredit      = 1_000_000
	CreditDecimals = 2
)

// ParseCredit reads an amount of money as it was typed: "25", "25.50", "25,50",
// "$ 1,250.00", "1 250,00". An empty text and zero are no credit at all. Where a
// separator could mean either thousands or decimals ("1,250") it is refused
// rather than guessed: the two readings differ a thousandfold.
func ParseCredit(text string) (decimal.Decimal, *Problem) {
	digits := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u202f', '\'', '$', '€', '£':
			return -1
		}
		return r
	}, text)
	if digits == "" {
		return decimal.Zero, nil
	}
	plain, ok := plainDecimal(digits)
	if !ok {
		return decimal.Zero, &Problem{Field: FieldCredit, Code: NotMoney}
	}
	amount, err := decimal.NewFromString(plain)
	switch {
	case err != nil:
		return decimal.Zero, &Problem{Field: FieldCredit, Code: NotMoney}
	case amount.IsZero():
		return decimal.Zero, nil
	case amount.LessThan(decimal.NewFromInt(MinCredit)):
		return decimal.Zero, &Problem{Field: FieldCredit, Code: TooLow, Limit: MinCredit}
	case amount.GreaterThan(decimal.NewFromInt(MaxCredit)):
		return decimal.Zero, &Problem{Field: FieldCredit, Code: TooHigh, Limit: MaxCredit}
	case !amount.Equal(amount.Truncate(CreditDecimals)):
		return decimal.Zero, &Problem{Field: FieldCredit, Code: TooManyDecimals, Limit: CreditDecimals}
	}
	return amount, nil
}

// plainDecimal turns either way of writing a decimal into digits with one point.
func plainDecimal(text string) (string, bool) {
	for _, r := range text {
		if (r < '0' || r > '9') && r != '.' && r != ',' && r != '-' {
			return "", false
		}
	}
	comma, point := strings.LastIndexByte(text, ','), strings.LastIndexByte(text, '.')
	switch {
	case comma < 0 && strings.Count(text, ".") <= 1:
		return text, true
	case comma >= 0 && point >= 0 && comma < point: // 1,250.00
		return grouped(text[:point], ",", text[point+1:])
	case comma >= 0 && point >= 0: // 1.250,00
		return grouped(text[:comma], ".", text[comma+1:])
	case comma >= 0 && strings.Count(text, ",") == 1 && len(text)-comma-1 <= CreditDecimals: // 25,50
		return text[:comma] + "." + text[comma+1:], true
	}
	return "", false
}

// grouped removes the thousands separators of whole where they stand right.
func grouped(whole, separator, decimals string) (string, bool) {
	groups := strings.Split(whole, separator)
	for i, g := range groups {
		if strings.ContainsAny(g, ".,") || (i > 0 && len(g) != 3) || (i == 0 && (g == "" || len(g) > 3)) {
			return "", false
		}
	}
	if strings.ContainsAny(decimals, ".,") {
		return "", false
	}
	return strings.Join(groups, "") + "." + decimals, true
}
