package sheet

import (
	"slices"

	"accountsmanager/domain"
)

// FieldParent is the account that a draft is created under. The wizard has no
// field for it.
const FieldParent domain.Field = "parent"

// Stranger is something that a draft names and nobody knows. The wizard offers
// what there is, so it cannot come from there; from a file it can, and going on
// without it could mean calls that were to be denied.
type Stranger struct {
	Field domain.Field // FieldRestricted, FieldHidden, FieldPlans, FieldApps or FieldParent
	Item  string       // as it was written; empty where the list itself is not known yet
}

// Strangers finds what of a draft is on none of the lists: the classifiers of the
// catalogue (the default ones where none were read), the permissions, the service
// plans (where they were read) and the apps; and a parent without an id.
func Strangers(d domain.Draft, c domain.Catalogue) []Stranger {
	var out []Stranger
	look := func(f domain.Field, items []string, known func(string) bool) {
		for _, item := range items {
			if !known(item) {
				out = append(out, Stranger{f, item})
			}
		}
	}
	if d.Parent.IsZero() {
		out = append(out, Stranger{FieldParent, d.Parent.Name})
	}
	classifiers, _ := c.KnownClassifiers()
	look(domain.FieldRestricted, d.Denied, func(id string) bool {
		return slices.ContainsFunc(classifiers, func(c domain.Classifier) bool { return c.ID == id })
	})
	for _, p := range d.Permissions.Hidden {
		look(domain.FieldHidden, []string{string(p)}, func(string) bool { return slices.Contains(domain.AllPermissions(), p) })
	}
	if !c.PlansRead.IsZero() {
		look(domain.FieldPlans, d.Plans, func(id string) bool {
			return slices.ContainsFunc(c.Plans, func(p domain.ServicePlan) bool { return p.ID == id })
		})
	}
	switch {
	case !d.Apps.Restricted:
	case c.AppsRead.IsZero(): // which apps to keep from the customer is not known
		out = append(out, Stranger{Field: domain.FieldApps})
	default:
		look(domain.FieldApps, d.Apps.Allowed, func(id string) bool {
			return slices.ContainsFunc(c.Apps, func(a domain.App) bool { return a.ID == id })
		})
	}
	return out
}
