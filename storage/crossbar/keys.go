package crossbar

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"accountsmanager/domain"
)

// key says where a document keeps a field, and how it writes it.
type key struct {
	path  []string
	read  func(any) string
	write func(string) any // nil takes it out of the document
	// typed keys have a type in the server's schema, which does not take null for
	// nothing.
	typed bool
}

func words(path ...string) key {
	return key{
		path: path,
		read: func(v any) string { s, _ := v.(string); return s },
		write: func(s string) any {
			if s == "" {
				return nil
			}
			return s
		},
	}
}

// onOff is a switch; what is not there is as unset says.
func onOff(unset bool, path ...string) key {
	return key{
		path: path,
		read: func(v any) string {
			if on, ok := v.(bool); ok {
				return domain.Switch(on)
			}
			return domain.Switch(unset)
		},
		write: func(s string) any { return s == domain.On },
	}
}

func count(name string) key {
	return key{
		path: []string{name},
		read: func(v any) string {
			n, _ := v.(json.Number)
			if n == "" {
				return "0"
			}
			return n.String()
		},
		write: func(s string) any { return json.Number(s) },
	}
}

// userKeys are those of a user, by the part of the field.
var userKeys = map[string]key{
	domain.PartFirstName: words("first_name"), domain.PartLastName: words("last_name"),
	domain.PartEmail: words("email"), domain.PartPhone: words("number"),
	domain.PartEnabled: onOff(true, "enabled"),
	domain.PartAdmin: {
		path: []string{"priv_level"},
		read: func(v any) string { return domain.Switch(v == privLevelAdmin) },
		write: func(s string) any {
			if s == domain.On {
				return privLevelAdmin
			}
			return "user"
		},
	},
}

// keyOf finds the key of a field of any document that is edited by its keys; false
// for lists, which are edited as such. Days are those of the reseller's time zone.
func keyOf(f domain.Field, zone *time.Location) (key, bool) {
	if _, part, ok := f.User(); ok {
		k, known := userKeys[part]
		return k, known
	}
	switch f {
	case domain.FieldName, domain.FieldRealm, domain.FieldTimezone, domain.FieldLanguage:
		k := words(string(f))
		k.typed = true
		return k, true
	case domain.FieldEnabled:
		return onOff(true, "enabled"), true
	case domain.FieldNotes:
		return words("custom_notes"), true
	case domain.FieldAnnouncement:
		return words("announcement"), true
	case domain.FieldE911:
		return onOff(true, "numbers_features", "e911_enabled"), true
	case domain.FieldCNAM:
		return onOff(true, "numbers_features", "cnam_enabled"), true
	case domain.FieldContract:
		return day(zone, "contract", "end_date"), true
	case domain.FieldSales:
		return representative("contract", "representative"), true
	case domain.FieldPrepay:
		return onOff(true, "allow_prepay"), true
	case domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound:
		return count(string(f)), true
	case domain.FieldMultiFactor:
		return onOff(false, "auth_modules", "cb_user_auth", "multi_factor", "enabled"), true
	default:
		return keyOfPart(f)
	}
}

// keyOfPart finds the key of a field that is one of many of its kind.
func keyOfPart(f domain.Field) (key, bool) {
	for path, field := range accountFields {
		if field == f {
			return words(strings.Split(path, ".")...), true
		}
	}
	if f == domain.RestrictionField(f.Rest()) {
		return restrictionKey(f.Rest()), true
	}
	for _, t := range toggles {
		if f == domain.PermissionField(t.permission) {
			return onOff(true, "ui_restrictions", "myaccount", t.tab, t.toggle), true
		}
	}
	return key{}, false
}

func restrictionKey(classifier string) key {
	return key{
		path: []string{"call_restriction", classifier},
		read: func(v any) string {
			r, _ := v.(map[string]any)
			return domain.Switch(r["action"] == actionDeny)
		},
		write: func(s string) any {
			if s == domain.On {
				return map[string]any{"action": actionDeny}
			}
			return map[string]any{"action": actionInherit}
		},
	}
}

// day is a midnight in Gregorian seconds.
func day(zone *time.Location, path ...string) key {
	return key{
		path: path,
		read: func(v any) string {
			n, _ := v.(json.Number)
			seconds, err := strconv.ParseInt(n.String(), 10, 64)
			if err != nil || seconds <= 0 {
				return ""
			}
			return fromGregorian(seconds).In(zone).Format(time.DateOnly)
		},
		write: func(s string) any {
			t, err := time.ParseInLocation(time.DateOnly, s, zone)
			if err != nil {
				return nil
			}
			return toGregorian(t)
		},
	}
}

func representative(path ...string) key {
	return key{
		path: path,
		read: func(v any) string {
			r, _ := v.(map[string]any)
			text := func(name string) string { s, _ := r[name].(string); return s }
			return domain.Representative{AccountID: text("account_id"), UserID: text("user_id"), Name: text("name")}.Text()
		},
		write: func(s string) any {
			r := domain.ParseRepresentative(s)
			if r.UserID == "" {
				return nil
			}
			return map[string]any{"account_id": r.AccountID, "user_id": r.UserID, "name": r.Name}
		},
	}
}
