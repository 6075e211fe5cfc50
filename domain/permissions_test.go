package domain_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

func TestPermissionTree(t *testing.T) {
	var groups []string
	for _, g := range domain.PermissionGroups() {
		groups = append(groups, g.ID)
	}
	require.Equal(t, []string{"settings", "billing", "trunking", "miscellaneous"}, groups)
	require.Equal(t, []domain.Permission{
		domain.SeeUser, domain.SeeAccount,
		domain.SeeCreditCard, domain.SeePerMinute, domain.SeeCredit, domain.SeeMinutes, domain.SeeServicePlan, domain.SeeTransaction,
		domain.SeeInbound, domain.SeeOutbound, domain.SeeTwoWay,
		domain.SeeErrorLog,
	}, domain.AllPermissions())
}

func group(t require.TestingT, id string) domain.PermissionGroup {
	for _, g := range domain.PermissionGroups() {
		if g.ID == id {
			return g
		}
	}
	require.FailNow(t, "no group "+id)
	return domain.PermissionGroup{}
}

func TestPermissionsByHand(t *testing.T) {
	var ps domain.Permissions
	for _, p := range domain.AllPermissions() {
		require.True(t, ps.Ticked(p), "a customer sees everything until something is hidden")
	}

	ps.Untick(domain.SeePerMinute)
	require.Equal(t, []domain.Permission{domain.SeePerMinute, domain.SeeCredit, domain.SeeMinutes}, ps.Hidden, "a parent takes its children along")

	ps.Tick(domain.SeeMinutes)
	require.Equal(t, []domain.Permission{domain.SeeCredit}, ps.Hidden, "a child brings its parent, not its siblings")

	ps.Untick(domain.SeeMinutes)
	require.True(t, ps.Ticked(domain.SeePerMinute), "a parent stays when its last child goes")

	ps.TickGroup(group(t, "billing"), true)
	require.Empty(t, ps.Hidden)

	ps.TickGroup(group(t, "trunking"), false)
	require.Equal(t, []domain.Permission{domain.SeeInbound, domain.SeeOutbound, domain.SeeTwoWay}, ps.Hidden)
	seen, all := ps.GroupTicked(group(t, "trunking"))
	require.False(t, seen)
	require.False(t, all)

	ps.Tick(domain.SeeOutbound)
	seen, all = ps.GroupTicked(group(t, "trunking"))
	require.True(t, seen)
	require.False(t, all)
	seen, all = ps.GroupTicked(group(t, "settings"))
	require.True(t, seen)
	require.True(t, all)

	ps.TickAll(false)
	require.Equal(t, domain.AllPermissions(), ps.Hidden)
	ps.TickAll(true)
	require.Empty(t, ps.Hidden)
}

// The main job's walk: Trunking and Minutes hidden.
func TestPermissionsOfTheWalk(t *testing.T) {
	var ps domain.Permissions
	ps.Untick(domain.SeeMinutes)
	ps.TickGroup(group(t, "trunking"), false)
	require.Equal(t, []domain.Permission{domain.SeeMinutes, domain.SeeInbound, domain.SeeOutbound, domain.SeeTwoWay}, ps.Hidden)
}

func TestPermissionsHoldTogether(t *testing.T) {
	type step struct {
		name string
		do   func(*domain.Permissions)
		says func(domain.Permissions) bool // holds right after it
	}
	var steps []step
	for _, p := range domain.AllPermissions() {
		steps = append(steps,
			step{"tick " + string(p), func(ps *domain.Permissions) { ps.Tick(p) }, func(ps domain.Permissions) bool { return ps.Ticked(p) }},
			step{"untick " + string(p), func(ps *domain.Permissions) { ps.Untick(p) }, func(ps domain.Permissions) bool { return !ps.Ticked(p) }})
	}
	for _, g := range domain.PermissionGroups() {
		steps = append(steps,
			step{
				"tick all of " + g.ID, func(ps *domain.Permissions) { ps.TickGroup(g, true) },
				func(ps domain.Permissions) bool { _, all := ps.GroupTicked(g); return all },
			},
			step{
				"untick all of " + g.ID, func(ps *domain.Permissions) { ps.TickGroup(g, false) },
				func(ps domain.Permissions) bool { seen, _ := ps.GroupTicked(g); return !seen },
			})
	}
	for _, ticked := range []bool{true, false} {
		steps = append(steps, step{
			"all", func(ps *domain.Permissions) { ps.TickAll(ticked) },
			func(ps domain.Permissions) bool { return (len(ps.Hidden) == 0) == ticked },
		})
	}
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i] = s.name
	}
	rapid.Check(t, func(t *rapid.T) {
		var ps domain.Permissions
		for _, i := range rapid.SliceOf(rapid.IntRange(0, len(steps)-1)).Draw(t, "steps") {
			before := slices.Clone(ps.Hidden)
			kept := ps
			steps[i].do(&ps)
			require.True(t, steps[i].says(ps), names[i])
			require.Equal(t, before, kept.Hidden, "an earlier copy must not change")
			for _, g := range domain.PermissionGroups() {
				for _, n := range g.Nodes {
					for _, child := range n.Children {
						require.True(t, ps.Ticked(n.Permission) || !ps.Ticked(child), "%s is seen without %s after %s", child, n.Permission, names[i])
					}
				}
			}
			requireTreeOrder(t, ps.Hidden)
		}
	})
}

func requireTreeOrder(t require.TestingT, hidden []domain.Permission) {
	last := -1
	for _, p := range hidden {
		at := slices.Index(domain.AllPermissions(), p)
		require.Greater(t, at, last, "in the order of the tree, each once: %v", hidden)
		last = at
	}
}

func TestAppAccess(t *testing.T) {
	apps := []domain.App{{ID: "voip"}, {ID: "accounts"}, {ID: "callflows"}}
	var access domain.AppAccess
	require.Empty(t, access.Blacklist(apps), "all apps unless restricted")

	access.Allow("voip", true)
	require.Empty(t, access.Blacklist(apps), "what is ticked counts only once restricted")

	access.Restricted = true
	require.Equal(t, []string{"accounts", "callflows"}, access.Blacklist(apps))

	access.Allow("voip", true)
	require.Equal(t, []string{"voip"}, access.Allowed, "allowed once")
	kept := access
	access.Allow("voip", false)
	require.Equal(t, []string{"voip", "accounts", "callflows"}, access.Blacklist(apps))
	require.Equal(t, []string{"voip"}, kept.Allowed, "an earlier copy must not change")

	access.Allow("gone-from-the-server", true)
	require.Equal(t, []string{"voip", "accounts", "callflows"}, access.Blacklist(apps))
	require.Empty(t, access.Blacklist(nil))
}

func TestAppAccessPartsTheApps(t *testing.T) {
	ids := []string{"a", "b", "c", "d", "e"}
	var apps []domain.App
	for _, id := range ids {
		apps = append(apps, domain.App{ID: id})
	}
	rapid.Check(t, func(t *rapid.T) {
		access := domain.AppAccess{Restricted: true}
		want := map[string]bool{}
		for range rapid.IntRange(0, 20).Draw(t, "clicks") {
			id, allowed := rapid.SampledFrom(ids).Draw(t, "app"), rapid.Bool().Draw(t, "allowed")
			access.Allow(id, allowed)
			want[id] = allowed
		}
		blacklist := access.Blacklist(apps)
		for _, id := range ids {
			require.Equal(t, want[id], !slices.Contains(blacklist, id), "each app is either allowed or on the list")
		}
	})
}
