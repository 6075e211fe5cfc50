package sqlite

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestProfilesLastUsedFirst(t *testing.T) {
	s := openAt(t, t.TempDir()+"/store.db")
	list, err := s.Profiles(t.Context())
	require.NoError(t, err)
	require.Empty(t, list)

	whole := workspace.Profile{
		ID: "a", Server: "https://api.example:8443/v2", Account: "Acme", UserName: "ada", Method: workspace.WithPassword,
		Identity:    domain.Identity{AccountID: "1", AccountName: "Acme", Timezone: "America/Chicago", IsReseller: true},
		RealmSuffix: "sip.example.com", Sandbox: true, UsedAt: at(1),
		Route: domain.Route{Proxy: "socks5://127.0.0.1:1080", Trust: domain.Trust{Authorities: "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"}},
	}
	require.NoError(t, s.SaveProfile(t.Context(), whole))
	require.NoError(t, s.SaveProfile(t.Context(), workspace.Profile{ID: "b", UsedAt: at(3)}))
	require.NoError(t, s.SaveProfile(t.Context(), workspace.Profile{ID: "c", UsedAt: at(2)}))
	require.Equal(t, []string{"b", "c", "a"}, profileIDs(t, s))

	list, err = s.Profiles(t.Context())
	require.NoError(t, err)
	require.Equal(t, whole, list[2])

	whole.UsedAt, whole.Server = at(4), "https://other.example/v2"
	require.NoError(t, s.SaveProfile(t.Context(), whole))
	require.Equal(t, []string{"a", "b", "c"}, profileIDs(t, s))
	require.NoError(t, s.SaveProfile(t.Context(), workspace.Profile{ID: "never used"}))
	require.Equal(t, []string{"a", "b", "c", "never used"}, profileIDs(t, s))
}

// A profile that an older version kept says nothing of a way to its server: it is the
// usual one, which checks.
func TestAProfileOfBeforeGoesTheUsualWay(t *testing.T) {
	s := newStore(t)
	_, err := s.ordinary.ExecContext(t.Context(),
		`INSERT INTO profiles (id, used_at, json) VALUES ('old', 1, '{"id":"old","server":"https://api.example/v2","account":"Acme","method":"password"}')`)
	require.NoError(t, err)
	list, err := s.Profiles(t.Context())
	require.NoError(t, err)
	at := slices.IndexFunc(list, func(p workspace.Profile) bool { return p.ID == "old" })
	require.Equal(t, workspace.Profile{ID: "old", Server: "https://api.example/v2", Account: "Acme", Method: workspace.WithPassword}, list[at])

	pinned := list[at]
	pinned.Route = domain.Route{Proxy: domain.NoProxy, Trust: domain.Trust{Pin: domain.Fingerprint(strings.Repeat("ab", 32))}}
	require.NoError(t, s.SaveProfile(t.Context(), pinned))
	s = reopen(t, s)
	list, err = s.Profiles(t.Context())
	require.NoError(t, err)
	require.Contains(t, list, pinned)
}

func profileIDs(t *testing.T, s *Store) (ids []string) {
	t.Helper()
	list, err := s.Profiles(t.Context())
	require.NoError(t, err)
	for _, p := range list {
		ids = append(ids, p.ID)
	}
	return ids
}

// A listing for a profile that is not there is empty; what names one thing, or
// writes, says that it is not found.
func TestAnUnknownProfile(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	drafts, err := s.Drafts(ctx, "nobody")
	require.NoError(t, err)
	require.Empty(t, drafts)
	for _, search := range []string{"", "acme"} {
		accounts, err := s.Accounts(ctx, "nobody", workspace.AccountQuery{Search: search})
		require.NoError(t, err)
		require.Empty(t, accounts)
	}
	work, err := s.Provisionings(ctx, "nobody", true)
	require.NoError(t, err)
	require.Empty(t, work)
	n, err := s.CountAccounts(ctx, "nobody", "")
	require.NoError(t, err)
	require.Zero(t, n)

	_, err = s.Account(ctx, "nobody", "1")
	require.ErrorIs(t, err, domain.ErrNotFound)
	for _, err := range []error{
		s.SaveDraft(ctx, "nobody", draft("d", "Acme"), time.Now()),
		stored(s.PutAccounts(ctx, "nobody", []domain.Account{account("1", "Acme")}, time.Now())),
		s.SaveCatalogue(ctx, "nobody", domain.Catalogue{}),
		s.Enqueue(ctx, "nobody", twoSteps("w")),
	} {
		require.ErrorIs(t, err, domain.ErrNotFound)
		require.ErrorContains(t, err, `"nobody"`)
	}
}
