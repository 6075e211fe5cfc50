// Package zones is the list of time zones a customer can be in, and how a person
// finds one of them: by part of its name, by a city, or by what people call it.
//
// The list is generated from the tz database that comes with Go and leaves out
// the names that servers refuse for their length (UTC, GMT, Cuba and some twenty
// more); each of those is found under its long name instead. The rules of the
// zones themselves are linked into the program, because Windows has none.
package zones

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the zones' rules
)

//go:generate go run ./gen

//go:embed names.txt
var names string

// Zone is one time zone of the tz database.
type Zone struct {
	Name   string // as servers know it, such as "America/Argentina/Buenos_Aires"; 5 to 32 characters
	City   string // the last part, for people: "Buenos Aires"
	Region string // the parts before it: "America/Argentina"; empty where there are none
}

// All returns every zone, sorted by name. The slice is the caller's own.
func All() []Zone { return slices.Clone(all()) }

var all = sync.OnceValue(func() []Zone {
	lines := strings.Fields(names)
	zones := make([]Zone, len(lines))
	for i, name := range lines {
		zones[i] = newZone(name)
	}
	return zones
})

func newZone(name string) Zone {
	spaced := strings.ReplaceAll(name, "_", " ")
	region, city := "", spaced
	if i := strings.LastIndexByte(spaced, '/'); i >= 0 {
		region, city = spaced[:i], spaced[i+1:]
	}
	return Zone{Name: name, City: city, Region: region}
}

// Find returns the zone of that name, in its exact spelling.
func Find(name string) (Zone, bool) {
	zones := all()
	i, ok := slices.BinarySearchFunc(zones, name, func(z Zone, name string) int { return strings.Compare(z.Name, name) })
	if !ok {
		return Zone{}, false
	}
	return zones[i], true
}

// Offset returns how many seconds a zone is ahead of UTC at an instant; it is
// negative west of Greenwich. It knows every name of the tz database, the short
// ones too.
func Offset(name string, at time.Time) (seconds int, err error) {
	location, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return 0, fmt.Errorf("unknown time zone %q", name)
	}
	_, seconds = at.In(location).Zone()
	return seconds, nil
}

// Label words an offset in seconds for people: "UTC", "UTC−6", "UTC+5:30".
func Label(seconds int) string {
	if seconds == 0 {
		return "UTC"
	}
	sign := "+"
	if seconds < 0 {
		sign, seconds = "\u2212", -seconds // the minus of print, as wide as the plus
	}
	hours, minutes := seconds/3600, seconds/60%60
	if minutes == 0 {
		return fmt.Sprintf("UTC%s%d", sign, hours)
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, hours, minutes)
}
