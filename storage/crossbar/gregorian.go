package crossbar

import "time"

// gregorianEpoch is the Unix epoch in seconds since the year 0, which is how
// Kazoo counts time.
const gregorianEpoch = 62167219200

func toGregorian(t time.Time) int64 { return t.Unix() + gregorianEpoch }

func fromGregorian(seconds int64) time.Time {
	if seconds <= 0 {
		return time.Time{}
	}
	return time.Unix(seconds-gregorianEpoch, 0).UTC()
}
