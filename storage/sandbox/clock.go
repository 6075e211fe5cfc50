package sandbox

import "time"

// gregorianEpoch is how many seconds the calendar of Kazoo, which counts from
// year 0, is ahead of Unix time.
const gregorianEpoch = 62167219200

func gregorian(t time.Time) int64 { return t.Unix() + gregorianEpoch }

func fromGregorian(s int64) time.Time { return time.Unix(s-gregorianEpoch, 0).UTC() }

// monthOf is the month by which ledgers are kept, YYYYMM.
func monthOf(s int64) string { return fromGregorian(s).Format("200601") }

func nextMonth(s int64) int64 {
	t := fromGregorian(s)
	return gregorian(time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, time.UTC))
}
