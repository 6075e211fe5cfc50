package words

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2/lang"
)

// Ago says how long ago t was, coarser the longer it is. A time that is zero says
// nothing; one in the future, as clocks that differ make it, is just now.
func Ago(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	switch d := now.Sub(t); {
	case d < time.Minute:
		return lang.L("just now")
	case d < time.Hour:
		return lang.L("{{.Count}} min ago", data{"Count": int(d.Minutes())})
	case d < 24*time.Hour:
		return lang.L("{{.Count}} h ago", data{"Count": int(d.Hours())})
	case d < 48*time.Hour:
		return lang.L("yesterday")
	case d < 30*24*time.Hour:
		return lang.L("{{.Count}} days ago", data{"Count": int(d.Hours() / 24)})
	}
	return Date(t)
}

// Date writes a day: 12 Mar 2026.
func Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	months := [...]string{
		lang.L("Jan"), lang.L("Feb"), lang.L("Mar"), lang.L("Apr"), lang.X("month.may", "May"), lang.L("Jun"),
		lang.L("Jul"), lang.L("Aug"), lang.L("Sep"), lang.L("Oct"), lang.L("Nov"), lang.L("Dec"),
	}
	return lang.X("date", "{{.Day}} {{.Month}} {{.Year}}", data{"Day": t.Day(), "Month": months[t.Month()-1], "Year": t.Year()})
}

// Moment writes a day and the time of that day, on the reader's clock.
func Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.Local()
	return lang.X("moment", "{{.Date}}, {{.Time}}", data{"Date": Date(t), "Time": t.Format("15:04")})
}

// Wait words a time to wait, rounded up so that it never promises too early: 12 s,
// 3 min.
func Wait(d time.Duration) string {
	seconds := int((d + time.Second - 1) / time.Second)
	switch {
	case seconds < 1:
		return lang.L("{{.Count}} s", data{"Count": 1})
	case seconds < 100:
		return lang.L("{{.Count}} s", data{"Count": seconds})
	case seconds < 100*60:
		return lang.L("{{.Count}} min", data{"Count": (seconds + 59) / 60})
	}
	return lang.L("{{.Count}} h", data{"Count": (seconds + 3599) / 3600})
}

// Every words how often something is done.
func Every(minutes int) string {
	if minutes == 0 {
		return lang.L("At the start")
	}
	return lang.L("Every {{.Count}} min", data{"Count": minutes})
}

// Within words how long something may wait.
func Within(seconds int) string {
	return lang.L("Within {{.Count}} s", data{"Count": seconds})
}

// Took words how long something took: 0.4 s, 12 s, 3 min.
func Took(d time.Duration) string {
	switch {
	case d <= 0:
		return ""
	case d < 10*time.Second:
		tenths := max(1, int((d+50*time.Millisecond)/(100*time.Millisecond)))
		return lang.L("{{.Count}} s", data{"Count": strconv.Itoa(tenths/10) + lang.X("separator.decimal", ".") + strconv.Itoa(tenths%10)})
	}
	return Wait(d)
}
