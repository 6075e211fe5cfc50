package domain

import (
	"strings"
	"unicode"

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
// "$ 1,250.00", "1 250,00", "1'250.00", "25 ₽", with the sign of whatever currency. An
// empty text and zero are no credit at all. Where a separator could mean either thousands
// or decimals ("1,250", "1.250") it is refused rather than guessed: the two readings
// differ a thousandfold.
func ParseCredit(text string) (decimal.Decimal, *Problem) {
	text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Sc, r) })
	if text == "" {
		return decimal.Zero, nil
	}
	plain, ok := plainDecimal(text)
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
	case -amount.Exponent() > CreditDecimals:
		return decimal.Zero, &Problem{Field: FieldCredit, Code: TooManyDecimals, Limit: CreditDecimals}
	}
	return amount, nil
}

// plainDecimal turns either way of writing a decimal into digits with one point.
func plainDecimal(text string) (string, bool) {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u2009', '\u202f', '\'', '’': // all only ever part thousands
			return ' '
		}
		return r
	}, text)
	text, negative := strings.CutPrefix(text, "-")
	whole, decimals := text, ""
	if at := strings.LastIndexAny(text, ".,"); at >= 0 && strings.Count(text, text[at:at+1]) == 1 {
		whole, decimals = text[:at], text[at+1:]
		if len(decimals) == 3 && len(whole) >= 1 && len(whole) <= 3 && whole[0] != '0' {
			return "", false // "1.250": thousands, or decimals?
		}
	}
	whole, ok := ungroup(whole)
	if !ok || !areDigits(decimals) || whole+decimals == "" {
		return "", false
	}
	if negative {
		whole = "-" + whole
	}
	return whole + "." + decimals, true
}

// ungroup removes the thousands separators where they stand right.
func ungroup(whole string) (string, bool) {
	at := strings.IndexAny(whole, " .,")
	if at < 0 {
		return whole, areDigits(whole)
	}
	groups := strings.Split(whole, whole[at:at+1])
	for i, g := range groups {
		if !areDigits(g) || (i > 0 && len(g) != 3) || (i == 0 && (g == "" || len(g) > 3)) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func areDigits(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' }) < 0
}
