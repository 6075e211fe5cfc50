package sqlite

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// helperVariable makes the test program one of the helpers instead.
const helperVariable = "SQLITE_TEST_HELPER"

var helpers = map[string]func(path string){"write": writeUntilKilled}

func TestMain(m *testing.M) {
	if help, ok := helpers[os.Getenv(helperVariable)]; ok {
		help(os.Args[1])
		return
	}
	goleak.VerifyTestMain(m)
}

// noon is when tests happen.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func at(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }

func testOptions(path string) Options {
	return Options{Path: path, Now: func() time.Time { return noon }, Log: slog.New(slog.DiscardHandler)}
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), testOptions(path))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// newStore opens an empty database with the profiles p and q.
func newStore(t testing.TB) *Store {
	t.Helper()
	s := openAt(t, filepath.Join(t.TempDir(), "store.db"))
	require.NoError(t, s.SaveProfile(t.Context(), workspace.Profile{ID: "p", UsedAt: at(0)}))
	require.NoError(t, s.SaveProfile(t.Context(), workspace.Profile{ID: "q", UsedAt: at(0)}))
	return s
}

// reopen closes the store and opens it again.
func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	require.NoError(t, s.Close())
	return openAt(t, s.path)
}

func draft(id, name string) domain.Draft {
	return domain.Draft{ID: id, Name: name, Parent: domain.AccountRef{ID: "parent"}, Tab: domain.TabGeneral}
}

func account(id, name string) domain.Account {
	return domain.Account{AccountRef: domain.AccountRef{ID: id, Name: name}, ParentID: "parent"}
}

// twoSteps is a provisioning with the steps account and limits.
func twoSteps(id string) provisioning.Provisioning {
	return provisioning.Provisioning{
		ID: id, Name: "Acme", Parent: domain.AccountRef{ID: "parent", Name: "Reseller"}, CreatedAt: at(1),
		Steps: []provisioning.Step{
			{
				ID: "account", OpID: id + "-1", Kind: provisioning.KindAccount, State: provisioning.Waiting,
				Intent: provisioning.Intent{Account: &provisioning.AccountIntent{
					Name: "Acme", Realm: "acme.sip.example.com", Timezone: "America/Chicago", Restrictions: map[string]bool{"did_us": false},
				}},
			},
			{
				ID: "limits", OpID: id + "-2", Kind: provisioning.KindLimits, State: provisioning.Waiting,
				Intent: provisioning.Intent{Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 4}}},
			},
		},
	}
}

func integrity(t testing.TB, s *Store) string {
	t.Helper()
	var finding string
	require.NoError(t, s.durable.QueryRowContext(context.Background(), "PRAGMA integrity_check").Scan(&finding))
	return finding
}

// stored is only whether accounts could be stored.
func stored(_ bool, err error) error { return err }
