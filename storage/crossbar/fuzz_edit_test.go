package crossbar

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// accountFieldsToEdit is one field of each kind of key.
var accountFieldsToEdit = []domain.Field{
	domain.FieldName, domain.FieldNotes, domain.FieldEnabled, domain.FieldE911, domain.FieldContract, domain.FieldSales,
	domain.FieldBilling.Part(domain.PartCity), domain.RestrictionField("did_us"), domain.PermissionField(domain.SeeUser),
	domain.PermissionField(domain.SeeMinutes),
}

var limitFieldsToEdit = []domain.Field{domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound, domain.FieldPrepay}

// written is a body as the server reads it.
func written(t *testing.T, body document) document {
	t.Helper()
	raw, err := encode(body)
	require.NoError(t, err)
	doc, err := decodeDocument(raw)
	require.NoError(t, err)
	return doc
}

// typedValue is a value that a person can give a field.
func typedValue(f domain.Field, typed string) string {
	typed = strings.ToValidUTF8(typed, "?") // as fields and files hand text over
	switch k, _ := keyOf(f, parroted(&parrot{}, "5").zone()); {
	case strings.HasSuffix(string(f), "_trunks"):
		n := len(typed) * 7
		return json.Number(strings.Repeat("1", n%9) + "5").String()
	case f == domain.FieldContract:
		return []string{"", "2027-03-31", "1999-12-31"}[len(typed)%3]
	case f == domain.FieldSales:
		return domain.ParseRepresentative(typed).Text()
	case k.read(nil) == domain.On || k.read(nil) == domain.Off:
		return domain.Switch(len(typed)%2 == 0)
	}
	return typed
}

// FuzzEdit: whatever a document holds, changing a field of it changes that field and
// nothing else. What replaces a document carries along every key that is not known
// here; what is merged into one names only what was touched; what is read back is what
// was typed; and the document that was read stays what it was.
func FuzzEdit(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"name":"x","enabled":false,"x_others":{"deep":[1,"two",null,1e300,-5]},"custom_notes":7,"contact":"none","created":63934444800}`,
		`{"twoway_trunks":-1,"burst_trunks":-1,"x_y":-1,"calls":"-1","id":"a","pvt_x":1,"_read_only":{},"max_postpay_amount":5}`,
		`{"ui_restrictions":{"myaccount":{"user":{"show_tab":false,"x":1},"y":2}},"call_restriction":{"did_us":"deny","z":{"action":"deny"}}}`,
		`{"contract":{"end_date":1e99,"representative":[1]},"numbers_features":5,"contact":{"billing":{"locality":["x"],"z":0}},"is_reseller":true}`,
	} {
		for n, typed := range []string{"", "New", "a1 u1 Sam Seller", "\xff"} {
			f.Add(seed, typed, uint8(n), n%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, raw, typed string, which uint8, old bool) {
		fresh, err := decodeDocument([]byte(raw))
		if err != nil || nestedDeeper([]byte(raw), maxDepth) {
			return
		}
		version := map[bool]string{true: "4.3.42", false: "5.0.0"}[old]
		s := parroted(&parrot{}, version)
		before := written(t, fresh)
		for doc, change := range map[domain.Document]struct {
			fields []domain.Field
			write  func(document, domain.Edits) (string, document)
		}{
			domain.DocAccount: {accountFieldsToEdit, s.accountBody}, domain.DocLimits: {limitFieldsToEdit, s.limitsBody},
		} {
			field := change.fields[int(which)%len(change.fields)]
			value := typedValue(field, typed)
			edits := domain.Edits{}.Set(field, "was", value)
			method, body := change.write(fresh, edits)
			require.Equal(t, before, written(t, fresh), "what was read was changed")
			sent := written(t, body)
			got := s.valuesOf(edits, sent)[field]
			require.Equal(t, value, got, "%s of %s reads back as something else: %s", field, doc, sent)
			requireNothingElse(t, s, method, field, fresh, sent)
			require.Equal(t, without(s.values(doc, written(t, fresh)), field), without(s.values(doc, after(method, fresh, sent)), field),
				"another field was changed")
		}
		requireLimitsKept(t, raw)
	})
}

// after is the document once the server has taken a request.
func after(method string, fresh, sent document) document {
	if method == http.MethodPost {
		return sent
	}
	return merged(fresh, sent)
}

func merged(into, from map[string]any) map[string]any {
	out := maps.Clone(into)
	for name, value := range from {
		a, isObject := out[name].(map[string]any)
		b, mergesIn := value.(map[string]any)
		switch {
		case isObject && mergesIn:
			out[name] = merged(a, b)
		case value == nil:
			delete(out, name)
		default:
			out[name] = value
		}
	}
	return out
}

// without leaves out the field that was changed, and what a server sets by itself.
func without(values domain.Values, field domain.Field) domain.Values {
	out := maps.Clone(values)
	for _, f := range []domain.Field{field, domain.FieldCreated, domain.FieldIsReseller, domain.FieldResellerID, domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound} {
		delete(out, f)
	}
	return out
}

// requireNothingElse compares the keys of a body with those of the document.
func requireNothingElse(t *testing.T, s *session, method string, field domain.Field, fresh, sent document) {
	t.Helper()
	k, _ := keyOf(field, s.zone())
	for name, value := range sent {
		if name == k.path[0] || name == "enabled" || name == "call_restriction" {
			continue
		}
		require.Equal(t, http.MethodPost, method, "%s was not touched", name)
		require.Empty(t, cmp.Diff(fresh[name], value), name)
	}
	if method != http.MethodPost {
		return
	}
	for name := range fresh {
		known := leaked[name] || !ownLimit(name) || isNoCap(name, json.RawMessage("-1"))
		if !known && name != k.path[0] {
			require.Contains(t, sent, name, "an unknown key is lost")
		}
	}
}

// requireLimitsKept is the same for the limits of a new account.
func requireLimitsKept(t *testing.T, raw string) {
	t.Helper()
	var was map[string]json.RawMessage
	if decodeObject([]byte(raw), &was) != nil {
		return
	}
	out := mergeLimits(was, provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 3}})
	ours := []string{"twoway_trunks", "inbound_trunks", "outbound_trunks", "allow_prepay"}
	for name, value := range was {
		switch {
		case slices.Contains(ours, name):
		case !ownLimit(name):
			require.NotContains(t, out, name)
		case !isNoCap(name, value):
			require.Equal(t, value, out[name], name)
		}
	}
	require.Equal(t, 3, out["twoway_trunks"])
}
