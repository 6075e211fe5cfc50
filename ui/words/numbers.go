package words

import (
	"strconv"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2/lang"
	"github.com/shopspring/decimal"

	"accountsmanager/domain"
)

// plural words a number of things. English has a form for exactly one; the other
// languages bring theirs for all numbers with the translation of many. Both texts
// may use {{.Count}}.
func plural(n int, one, many string) string {
	if n == 1 {
		return lang.L(one, data{"Count": Count(n)})
	}
	return lang.N(many, n, data{"Count": Count(n)})
}

// Plural is plural for the views.
func Plural(n int, one, many string) string { return plural(n, one, many) }

// Count writes a number with its thousands apart: 1,204.
func Count(n int) string {
	digits := thousands(strconv.Itoa(max(n, -n)))
	if n < 0 {
		return "-" + digits
	}
	return digits
}

// thousands sets the thousands of a whole number apart.
func thousands(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + lang.X("separator.thousands", ",") + digits[i:]
	}
	return digits
}

// DefaultCurrency is what Kazoo's own web interface reads its units as.
const DefaultCurrency = "$"

// currency is the sign that a person chose; empty is the default.
var currency atomic.Value

// UseCurrency writes amounts with another sign from now on; empty is the default.
func UseCurrency(sign string) { currency.Store(sign) }

// Currency is the sign of amounts.
func Currency() string {
	if sign, ok := currency.Load().(string); ok && sign != "" {
		return sign
	}
	return DefaultCurrency
}

// Money writes an amount with two decimals. Kazoo keeps no currency: the sign is the
// reseller's (see UseCurrency).
func Money(amount decimal.Decimal) string {
	digits := amount.Abs().StringFixed(domain.CreditDecimals)
	whole, decimals, _ := strings.Cut(digits, ".")
	sign := ""
	if amount.IsNegative() {
		sign = "-"
	}
	return lang.X("money", "{{.Currency}} {{.Amount}}", data{
		"Currency": Currency(), "Amount": sign + thousands(whole) + lang.X("separator.decimal", ".") + decimals,
	})
}

// Size writes a number of bytes, by thousands: 4 kB, 120 MB, 1.5 GB.
func Size(bytes int64) string {
	tenths := func(unit int64) string {
		n := bytes / (unit / 10)
		text := Count(int(n / 10))
		if n < 100 && n%10 > 0 {
			text += lang.X("separator.decimal", ".") + strconv.Itoa(int(n%10))
		}
		return text
	}
	switch {
	case bytes >= 1_000_000_000:
		return lang.L("{{.Count}} GB", data{"Count": tenths(1_000_000_000)})
	case bytes >= 1_000_000:
		return lang.L("{{.Count}} MB", data{"Count": tenths(1_000_000)})
	}
	return lang.L("{{.Count}} kB", data{"Count": Count(int(bytes / 1000))})
}
