package zones

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestEveryZoneLoadsAndFitsTheServer(t *testing.T) {
	zones := All()
	require.Greater(t, len(zones), 500)
	require.True(t, slices.IsSortedFunc(zones, func(a, b Zone) int { return strings.Compare(a.Name, b.Name) }))
	for i, zone := range zones {
		_, err := time.LoadLocation(zone.Name)
		require.NoError(t, err)
		require.GreaterOrEqual(t, len(zone.Name), 5, zone.Name)
		require.LessOrEqual(t, len(zone.Name), 32, zone.Name)
		require.NotEmpty(t, zone.City)
		require.True(t, i == 0 || zones[i-1].Name != zone.Name, "%s is there twice", zone.Name)

		found, ok := Find(zone.Name)
		require.True(t, ok)
		require.Equal(t, zone, found)
	}
	for _, name := range []string{"", "UTC", "Factory", "Atlantis/Center", "america/chicago"} {
		_, ok := Find(name)
		require.False(t, ok, name)
	}
}

func TestZonesAreWordedForPeople(t *testing.T) {
	tests := map[string]Zone{
		"America/Chicago":                {City: "Chicago", Region: "America"},
		"America/Argentina/Buenos_Aires": {City: "Buenos Aires", Region: "America/Argentina"},
		"America/North_Dakota/New_Salem": {City: "New Salem", Region: "America/North Dakota"},
		"Japan":                          {City: "Japan"},
	}
	for name, want := range tests {
		got, ok := Find(name)
		require.True(t, ok, name)
		want.Name = name
		require.Equal(t, want, got)
	}
}

func TestNobodyCanChangeTheList(t *testing.T) {
	All()[0].Name = "Nowhere"
	require.NotEqual(t, "Nowhere", All()[0].Name)
}

// TestAliasesKeepTheSameTime guards the hand-made tables: a short name and the
// long one that stands in for it show the same clock on every day of two years.
func TestAliasesKeepTheSameTime(t *testing.T) {
	for short, long := range shortNames {
		_, ok := Find(long)
		require.True(t, ok, long)
		_, ok = Find(short)
		require.False(t, ok, "%s is no short name", short)
		for day := range 730 {
			at := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, day)
			want, err := Offset(short, at)
			require.NoError(t, err)
			got, err := Offset(long, at)
			require.NoError(t, err)
			require.Equal(t, want, got, "%s is not %s on %s", short, long, at)
		}
	}
	for zone := range otherNames {
		_, ok := Find(zone)
		require.True(t, ok, zone)
	}
}

func TestSearch(t *testing.T) {
	tests := map[string]struct {
		query string
		first []string // these come first, in this order
	}{
		"city":                      {"chicago", []string{"America/Chicago"}},
		"start of a city":           {"kathm", []string{"Asia/Kathmandu"}},
		"spaces":                    {"sao paulo", []string{"America/Sao_Paulo"}},
		"accents":                   {"  São   PAULO ", []string{"America/Sao_Paulo"}},
		"accents taken apart":       {"Sa\u0303o Pa", []string{"America/Sao_Paulo"}},
		"hyphens":                   {"port au prince", []string{"America/Port-au-Prince"}},
		"part of a word":            {"hattan", nil},
		"inside a city":             {"icago", []string{"America/Chicago"}},
		"whole name":                {"America/Chicago", []string{"America/Chicago"}},
		"whole name, three parts":   {"america/argentina/buenos_aires", []string{"America/Argentina/Buenos_Aires"}},
		"region":                    {"argentina", []string{"America/Argentina/Buenos_Aires"}},
		"region and city":           {"indiana knox", []string{"America/Indiana/Knox"}},
		"words in any order":        {"knox america", []string{"America/Indiana/Knox"}},
		"short name":                {"UTC", []string{"Etc/UTC"}},
		"short name, not a part":    {"est", []string{"America/New_York", "America/Panama"}},
		"country of a short name":   {"cuba", []string{"America/Havana"}},
		"older name":                {"calcutta", []string{"Asia/Calcutta", "Asia/Kolkata"}},
		"newer name":                {"kolkata", []string{"Asia/Kolkata"}},
		"clock in words":            {"central", []string{"Canada/Central", "US/Central", "America/Chicago"}},
		"clock in words, whole":     {"Central Time", []string{"America/Chicago"}},
		"city that has no zone":     {"san francisco", []string{"America/Los_Angeles"}},
		"city in its own language":  {"MÜNCHEN", []string{"Europe/Berlin"}},
		"letter that is no accent":  {"kobenhavn", []string{"Europe/Copenhagen"}},
		"exact before longer":       {"london", []string{"Europe/London"}},
		"prefix before inside":      {"york", []string{"America/New_York"}},
		"city before other name":    {"panama", []string{"America/Panama"}},
		"fixed offset":              {"GMT+3", []string{"Etc/GMT+3"}},
		"name before a city":        {"jamaica", []string{"Jamaica", "America/Jamaica"}},
		"nothing":                   {"qqq", nil},
		"nothing, with many a word": {"chicago qqq", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, zone := range Search(test.query, 0) {
				got = append(got, zone.Name)
			}
			if test.first == nil {
				require.Empty(t, got)
				return
			}
			require.GreaterOrEqual(t, len(got), len(test.first))
			require.Equal(t, test.first, got[:len(test.first)], "%q finds %q", test.query, got)
		})
	}
	require.Len(t, Search("a", 7), 7)
	require.Equal(t, All(), Search(" ", 0))
	require.Len(t, Search("", 3), 3)
}

func TestEveryZoneIsFoundByWhatIsShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(All()).Draw(t, "zone")
		require.Equal(t, zone, Search(zone.Name, 1)[0])
		require.Contains(t, Search(zone.City, 0), zone)

		name := []rune(zone.Name)
		from := rapid.IntRange(0, len(name)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(name)).Draw(t, "to")
		require.Contains(t, Search(string(name[from:to]), 0), zone)
	})
}

func TestOffset(t *testing.T) {
	winter := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	summer := time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		at    time.Time
		want  int
		label string
	}{
		"America/Chicago":    {winter, -6 * 3600, "UTC\u22126"},
		"US/Central":         {summer, -5 * 3600, "UTC\u22125"},
		"Asia/Kathmandu":     {winter, 5*3600 + 45*60, "UTC+5:45"},
		"Asia/Kolkata":       {summer, 5*3600 + 30*60, "UTC+5:30"},
		"America/St_Johns":   {winter, -(3*3600 + 30*60), "UTC\u22123:30"},
		"Etc/UTC":            {winter, 0, "UTC"},
		"Europe/London":      {winter, 0, "UTC"},
		"Pacific/Kiritimati": {winter, 14 * 3600, "UTC+14"},
		"Etc/GMT+3":          {winter, -3 * 3600, "UTC\u22123"},
		"UTC":                {winter, 0, "UTC"},
	}
	for name, test := range tests {
		got, err := Offset(name, test.at)
		require.NoError(t, err)
		require.Equal(t, test.want, got, name)
		require.Equal(t, test.label, Label(got))
	}
	for _, name := range []string{"", "Local", "Atlantis/Center", "../etc/passwd"} {
		_, err := Offset(name, winter)
		require.ErrorContains(t, err, "unknown time zone", name)
	}
}

func BenchmarkSearch(b *testing.B) {
	for b.Loop() {
		Search("new", 50)
	}
}
