package domain

import "slices"

// Permission is one thing that a customer may see or reach in the web interface.
type Permission string

// The permissions, as the tree of PermissionGroups has them.
const (
	SeeUser        Permission = "user"
	SeeAccount     Permission = "account"
	SeeCreditCard  Permission = "credit_card"
	SeePerMinute   Permission = "per_minute"
	SeeCredit      Permission = "credit_information"
	SeeMinutes     Permission = "minutes"
	SeeServicePlan Permission = "service_plan"
	SeeTransaction Permission = "transactions"
	SeeInbound     Permission = "inbound"
	SeeOutbound    Permission = "outbound"
	SeeTwoWay      Permission = "twoway"
	SeeErrorLog    Permission = "error_log"
)

// PermissionNode is a permission and those that hang on it.
type PermissionNode struct {
	Permission Permission
	Children   []Permission
}

// PermissionGroup is a titled box of permissions. It is not a permission itself:
// its own tick stands for what it holds.
type PermissionGroup struct {
	ID    string
	Nodes []PermissionNode
}

// PermissionGroups returns the tree, in the order in which it is shown.
func PermissionGroups() []PermissionGroup {
	leaf := func(p Permission) PermissionNode { return PermissionNode{Permission: p} }
	return []PermissionGroup{
		{ID: "settings", Nodes: []PermissionNode{leaf(SeeUser), leaf(SeeAccount)}},
		{ID: "billing", Nodes: []PermissionNode{
			leaf(SeeCreditCard),
			{Permission: SeePerMinute, Children: []Permission{SeeCredit, SeeMinutes}},
			leaf(SeeServicePlan), leaf(SeeTransaction),
		}},
		{ID: "trunking", Nodes: []PermissionNode{leaf(SeeInbound), leaf(SeeOutbound), leaf(SeeTwoWay)}},
		{ID: "miscellaneous", Nodes: []PermissionNode{leaf(SeeErrorLog)}},
	}
}

// All returns every permission of the group, parents before their children.
func (g PermissionGroup) All() []Permission {
	var out []Permission
	for _, n := range g.Nodes {
		out = append(append(out, n.Permission), n.Children...)
	}
	return out
}

// AllPermissions returns every permission there is, in the order of the tree.
func AllPermissions() []Permission {
	var out []Permission
	for _, g := range PermissionGroups() {
		out = append(out, g.All()...)
	}
	return out
}

// Permissions are what a customer may see. The zero value lets them see all: it
// keeps only what is hidden.
type Permissions struct {
	Hidden []Permission `json:"hidden,omitempty"` // in the order of the tree
}

// Ticked tells whether the customer may see p.
func (ps Permissions) Ticked(p Permission) bool { return !slices.Contains(ps.Hidden, p) }

// Tick lets the customer see p, and with it the permission that p hangs on.
func (ps *Permissions) Tick(p Permission) {
	ps.set(true, p)
	if parent, ok := parentOf(p); ok {
		ps.set(true, parent)
	}
}

// Untick hides p, and with it the permissions that hang on p.
func (ps *Permissions) Untick(p Permission) {
	ps.set(false, p)
	ps.set(false, childrenOf(p)...)
}

// TickGroup lets the customer see, or hides, all of a group.
func (ps *Permissions) TickGroup(g PermissionGroup, ticked bool) { ps.set(ticked, g.All()...) }

// TickAll lets the customer see, or hides, everything.
func (ps *Permissions) TickAll(ticked bool) { ps.set(ticked, AllPermissions()...) }

// GroupTicked tells whether some of the group can be seen, and whether all
// of it can.
func (ps Permissions) GroupTicked(g PermissionGroup) (some, all bool) {
	all = true
	for _, p := range g.All() {
		if ps.Ticked(p) {
			some = true
		} else {
			all = false
		}
	}
	return some, all
}

func (ps *Permissions) set(ticked bool, permissions ...Permission) {
	var hidden []Permission
	for _, p := range AllPermissions() {
		now := ps.Ticked(p)
		if slices.Contains(permissions, p) {
			now = ticked
		}
		if !now {
			hidden = append(hidden, p)
		}
	}
	ps.Hidden = hidden
}

func parentOf(p Permission) (Permission, bool) {
	for _, g := range PermissionGroups() {
		for _, n := range g.Nodes {
			if slices.Contains(n.Children, p) {
				return n.Permission, true
			}
		}
	}
	return "", false
}

func childrenOf(p Permission) []Permission {
	for _, g := range PermissionGroups() {
		for _, n := range g.Nodes {
			if n.Permission == p {
				return n.Children
			}
		}
	}
	return nil
}

// AppAccess says which apps of the reseller a customer may use.
type AppAccess struct {
	Restricted bool     `json:"restricted,omitempty"`
	Allowed    []string `json:"allowed,omitempty"` // app ids; counts only where Restricted
}

// Allow adds an app to those allowed, or takes it away.
func (a *AppAccess) Allow(id string, allowed bool) {
	a.Allowed = slices.DeleteFunc(slices.Clone(a.Allowed), func(x string) bool { return x == id })
	if allowed {
		a.Allowed = append(a.Allowed, id)
	}
}

// Blacklist returns the ids of the apps that are not allowed, which is what a
// server keeps.
func (a AppAccess) Blacklist(apps []App) []string {
	if !a.Restricted {
		return nil
	}
	var out []string
	for _, app := range apps {
		if !slices.Contains(a.Allowed, app.ID) {
			out = append(out, app.ID)
		}
	}
	return out
}
