package sandbox

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSampleIsWhatTheProgramShows(t *testing.T) {
	s := newServer(t, Options{})
	dana := owner(t, s)

	children := dana.do("GET", dana.path(dana.id, "children")+"?ascending=true", nil).is(200)
	require.Len(t, children.rows(), 24)
	require.Contains(t, children.names("name"), "Contoso Legal")
	require.Equal(t, "12", children.rows()[0].(document)["descendants_count"].(interface{ String() string }).String())

	require.Len(t, dana.do("GET", dana.path(dana.id, "children")+"?filter_enabled=false", nil).is(200).rows(), 2)
	require.Len(t, dana.do("GET", dana.path(dana.id, "apps_store"), nil).is(200).rows(), 8)
	require.Len(t, dana.do("GET", dana.path(dana.id, "service_plans"), nil).is(200).rows(), 2)
	require.Len(t, dana.do("GET", dana.path(dana.id, "users"), nil).is(200).rows(), 3)

	summary := dana.do("GET", dana.path(dana.id, "services", "summary"), nil).is(200)
	require.JSONEq(t, `{"twoway_trunks":50,"inbound_trunks":40,"outbound_trunks":25}`, string(encode(summary.at("quantities", "account", "limits"))))
	require.JSONEq(t, `{"twoway_trunks":31,"inbound_trunks":16,"outbound_trunks":24}`, string(encode(summary.at("quantities", "cascade", "limits"))))
}

func TestStateOutlivesTheServer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with a space.db")
	s, err := New(Options{Path: path, CreateTime: noTime})
	require.NoError(t, err)
	dana := owner(t, s)
	id := dana.create(document{"name": "Kept Company"})
	require.NoError(t, s.Close())

	again := newServer(t, Options{Path: path, Flavour: Kazoo43, Accounts: 7})
	require.Equal(t, Kazoo5, again.Flavour(), "a state keeps its release")
	dana.s = again
	require.Equal(t, "Kept Company", dana.do("GET", dana.path(id), nil).is(200).text("name"), "and its tokens")
	require.Equal(t, owner(t, again).id, dana.id)
}

func TestGeneratedAccountsAreATree(t *testing.T) {
	s := newServer(t, Options{Accounts: 4000, Seed: 1})
	c := owner(t, s)
	all := c.do("GET", c.path(c.id, "descendants")+"?paginate=false&ascending=true", nil).is(200)
	require.Len(t, all.rows(), 4000)
	levels := map[int]int{}
	for _, row := range all.rows() {
		levels[len(row.(document)["tree"].([]any))]++
	}
	require.Len(t, levels, 3, "below the master account and the reseller: %v", levels)
	names := all.names("name")
	require.True(t, slices.IsSortedFunc(names, func(a, b string) int {
		return slices.Compare(s.store.sort.key(a), s.store.sort.key(b))
	}))
	slices.Sort(names)
	require.Len(t, slices.Compact(names), 4000, "no name twice")
	disabled := c.do("GET", c.path(c.id, "descendants")+"?paginate=false&filter_enabled=false", nil).is(200)
	require.NotEmpty(t, disabled.rows())
	resellers := c.do("GET", c.path(c.id, "children")+"?paginate=false&filter_pvt_reseller=true", nil).is(200)
	require.NotEmpty(t, resellers.rows())
	// A customer can be made below each of them: none is empty.
	id := resellers.names("id")[0]
	require.NotNil(t, c.do("PUT", c.path(id), document{"name": "Below a generated reseller"}).is(201).at("created"))
}

func TestGeneratedAccountsAreTheSameForTheSameSeed(t *testing.T) {
	list := func(seed uint64) []string {
		s := newServer(t, Options{Accounts: 300, Seed: seed})
		c := owner(t, s)
		return c.do("GET", c.path(c.id, "descendants")+"?paginate=false&ascending=true", nil).is(200).names("realm")
	}
	one := list(1)
	require.Len(t, one, 300)
	require.Equal(t, one, list(1))
	require.NotEqual(t, one, list(2))
}
