package words

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/declared"
	"accountsmanager/domain/workspace"
)

// foundOf tells on which subject what can be found.
var foundOf = map[workspace.Subject][]workspace.FindingCode{
	workspace.AboutConnection: {
		workspace.FoundOnline, workspace.FoundConnecting, workspace.FoundByChoice, workspace.FoundKeptOffline, workspace.FoundUnreachable, workspace.FoundNobody,
	},
	workspace.AboutSignIn:   {workspace.FoundSignedIn, workspace.FoundNotProven, workspace.FoundExpired, workspace.FoundNobody},
	workspace.AboutKeyring:  {workspace.FoundKeyringWorks, workspace.FoundKeyringUntried, workspace.FoundKeyringLacks, workspace.FoundKeyringFails},
	workspace.AboutDisk:     {workspace.FoundRoom, workspace.FoundLittleRoom, workspace.FoundNoRoom, workspace.FoundNothing},
	workspace.AboutClock:    {workspace.FoundClockRight, workspace.FoundClockAhead, workspace.FoundClockBack, workspace.FoundNothing},
	workspace.AboutDatabase: {workspace.FoundDatabaseOpen, workspace.FoundDatabaseChecked, workspace.FoundDatabaseDamaged, workspace.FoundReadOnly, workspace.FoundNoWrites, workspace.FoundNothing},
}

func TestEveryFindingHasWordsOfItsOwn(t *testing.T) {
	known := map[string]bool{}
	for _, subject := range declared.Constants(t, "../../domain/workspace", "Subject") {
		s := workspace.Subject(subject)
		require.NotEqual(t, subject, HealthSubject(s))
		require.NotEmpty(t, foundOf[s], subject)
		said := map[Message]workspace.FindingCode{}
		for _, code := range foundOf[s] {
			known[string(code)] = true
			m := Health(workspace.Finding{Subject: s, Code: code, Why: domain.ErrKeyringLocked})
			require.NotEmpty(t, m.Title, code)
			require.NotEmpty(t, m.Text, code)
			require.Truef(t, strings.HasSuffix(m.Title, ".") || strings.HasSuffix(m.Title, "…"), "%s: %q", code, m.Title)
			require.NotContains(t, said, m, "%s is said as %s", code, said[m])
			said[m] = code
		}
	}
	for _, code := range declared.Constants(t, "../../domain/workspace", "FindingCode") {
		require.True(t, known[code], "nothing is said of %s", code)
	}
	levels := map[string]bool{}
	for _, l := range declared.Constants(t, "../../domain/workspace", "Level") {
		levels[HealthLevel(workspace.Level(l))] = true
	}
	require.Len(t, levels, 4)
}

func TestAFindingTellsItsValues(t *testing.T) {
	profile := workspace.Profile{Server: "https://api.example:8443/v2", UserName: "dana", Identity: domain.Identity{AccountName: "Northwind"}}
	say := func(f workspace.Finding) string { f.Profile = profile; return Health(f).Title }
	require.Equal(t, "Connected to api.example:8443.", say(workspace.Finding{Subject: workspace.AboutConnection, Code: workspace.FoundOnline}))
	require.Equal(t, "Signed in to Northwind as dana.", say(workspace.Finding{Subject: workspace.AboutSignIn, Code: workspace.FoundSignedIn}))
	require.Equal(t, "Only 12 MB free.", say(workspace.Finding{Subject: workspace.AboutDisk, Code: workspace.FoundNoRoom, Bytes: 12_000_000}))
	require.Equal(t, "It is 7 min ahead of the server's.", say(workspace.Finding{Subject: workspace.AboutClock, Code: workspace.FoundClockAhead, Skew: 7*time.Minute + 59*time.Second}))
	profile.Method = workspace.WithAPIKey
	require.Equal(t, "Signed in to Northwind with an API key.", say(workspace.Finding{Subject: workspace.AboutSignIn, Code: workspace.FoundSignedIn}))
}

func TestSizes(t *testing.T) {
	for bytes, want := range map[int64]string{
		0: "0 kB", 4096: "4 kB", 999_999: "999 kB", 1_000_000: "1 MB", 1_560_000: "1.5 MB", 19_999_999: "19 MB", 999_999_999: "999 MB",
		1_200_000_000: "1.2 GB", 86_000_000_000: "86 GB", 2_345_000_000_000: "2,345 GB",
	} {
		require.Equal(t, want, Size(bytes))
	}
	for d, want := range map[time.Duration]string{3 * time.Minute: "3 min", 5 * time.Hour: "5 h", 49 * time.Hour: "2 days"} {
		require.Equal(t, want, Apart(d))
	}
}
