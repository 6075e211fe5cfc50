package workspace

import (
	"slices"
	"strings"

	"accountsmanager/domain"
)

// Duplicate starts d as an account like this one: its time zone, language, plans,
// trunks, bypass, restrictions, permissions and apps, as far as they were ever read.
// apps are all there are, for a server keeps only those that are not allowed.
// What belongs to one customer alone stays behind: name, realm, people, credit.
func (s Sheet) Duplicate(d domain.Draft, apps []domain.App) domain.Draft {
	text := func(into *string, f domain.Field) {
		if value, known := s.Value(f); known && value != "" {
			*into = value
		}
	}
	text(&d.Timezone, domain.FieldTimezone)
	text(&d.Language, domain.FieldLanguage)
	for _, trunk := range []struct {
		into *string
		kind domain.TrunkKind
	}{{&d.Trunks.TwoWay, domain.TwoWay}, {&d.Trunks.Inbound, domain.Inbound}, {&d.Trunks.Outbound, domain.Outbound}} {
		// A draft cannot say "unlimited": whoever wants that again sets it once the account is there.
		if value, known := s.Value(trunk.kind.Field()); known && !strings.HasPrefix(value, "-") {
			*trunk.into = value
		}
	}
	prepay, known := s.Value(domain.FieldPrepay)
	d.Prepay = known && prepay == domain.On
	d.Plans = s.listed(domain.FieldPlans, domain.On)
	d.Denied = s.listed(domain.FieldRestricted, domain.On)
	d.Permissions = domain.Permissions{}
	for _, p := range s.listed(domain.FieldHidden, domain.Off) {
		d.Permissions.Untick(domain.Permission(p))
	}
	d.Apps = domain.AppAccess{}
	if blocked := s.listed(domain.FieldApps, domain.Off); len(blocked) > 0 {
		d.Apps.Restricted = true
		for _, a := range apps {
			d.Apps.Allow(a.ID, !slices.Contains(blocked, a.ID))
		}
	}
	return d
}

// listed are the ends of the fields of a list that hold a value, in order.
func (s Sheet) listed(list domain.Field, value string) []string {
	var out []string
	add := func(f domain.Field) {
		if head, rest, ok := strings.Cut(string(f), "/"); !ok || domain.Field(head) != list || slices.Contains(out, rest) {
			return
		}
		if now, known := s.Value(f); known && now == value {
			out = append(out, f.Rest())
		}
	}
	for _, part := range s.Parts {
		for f := range part.Values {
			add(f)
		}
	}
	for _, e := range s.Pending {
		add(e.Field)
	}
	slices.Sort(out)
	return out
}
