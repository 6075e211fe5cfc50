package sandbox

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// violation is one thing wrong with a document.
type violation struct {
	path   []string
	check  string // the validator's name
	detail document
}

// validation walks a document along a rule, fills in defaults and repairs what
// Kazoo repairs.
type validation struct {
	castsNumbers bool
	found        []violation
}

// checkDocument returns a copy of d with defaults filled in and repairable
// types repaired, and everything that is wrong with it.
func (b *behaviour) checkDocument(r *rule, d document) (document, []violation) {
	v := validation{castsNumbers: b.castsNumbers}
	out := clone(d)
	v.object(r, out, nil)
	return out, v.found
}

func (v *validation) fail(path []string, check, message string, more document) {
	detail := document{"message": message}
	for k, e := range more {
		detail[k] = e
	}
	v.found = append(v.found, violation{path: append([]string(nil), path...), check: check, detail: detail})
}

// value returns the value to store: the given one or its repair.
func (v *validation) value(r *rule, given any, path []string) any {
	given = v.repair(r.kind, given)
	if !hasKind(r.kind, given) {
		v.fail(path, "type", "Value did not match type(s): "+r.kind, document{"target": r.kind, "value": given})
		return given
	}
	switch given := given.(type) {
	case document:
		v.object(r, given, path)
	case []any:
		v.list(r, given, path)
	case string:
		v.string(r, given, path)
	case json.Number:
		v.number(r, given, path)
	}
	return given
}

// object checks keys in the order of the validators' names, because of several
// errors of one field only the last is kept.
func (v *validation) object(r *rule, d document, path []string) {
	if r.closed {
		for _, k := range sortedKeys(d) {
			if _, known := r.keys[k]; !known {
				v.fail(append(path, k), "additionalProperties",
					"Strict checking of data is enabled; only include schema-defined properties", document{"value": d[k]})
			}
		}
	}
	for _, k := range sortedKeys(d) {
		if _, known := r.keys[k]; known {
			continue
		}
		var child *rule
		switch {
		case r.matching != nil:
			child = r.matching
		case r.others != nil:
			child = r.others
		default:
			continue
		}
		d[k] = v.value(child, d[k], append(path, k))
	}
	for _, k := range sortedKeys(r.keys) {
		child := r.keys[k]
		given, present := d[k]
		if !present {
			if !child.hasDeflt {
				continue
			}
			given = cloneAny(child.fallback)
		}
		d[k] = v.value(child, given, append(path, k))
	}
	for _, k := range r.required {
		if _, present := d[k]; !present {
			v.fail(append(path, k), "required", "Field is required but missing", document{"value": k})
		}
	}
}

func (v *validation) list(r *rule, items []any, path []string) {
	if r.items != nil {
		for i := range items {
			items[i] = v.value(r.items, items[i], append(path, strconv.Itoa(i)))
		}
	}
	if !r.distinct {
		return
	}
	for i := range items {
		for j := range i {
			if equal(items[i], items[j]) {
				v.fail(path, "uniqueItems", "List of items is not unique", document{"value": items})
				return
			}
		}
	}
}

func (v *validation) string(r *rule, s string, path []string) {
	if len(r.choices) > 0 && !slices.Contains(r.choices, s) {
		v.fail(path, "enum", "Value not found in enumerated list of values",
			document{"target": list(r.choices), "value": s})
	}
	if r.format != "" && !wellFormed(r.format, s) {
		v.fail(path, "wrong_format", "Field is not in the correct format", document{"format": r.format, "value": s})
	}
	tooShort, tooLong := r.lengthOK(s)
	if tooLong {
		v.fail(path, "maxLength", fmt.Sprintf("String must not be more than %d characters", r.maxLen),
			document{"target": whole(r.maxLen), "cause": s, "value": s})
	}
	if tooShort {
		v.fail(path, "minLength", fmt.Sprintf("String must be at least %d characters", r.minLen),
			document{"target": whole(r.minLen), "cause": s, "value": s})
	}
	if r.shapeRE != nil && !r.shapeRE.MatchString(s) {
		v.fail(path, "pattern", "Failed to match pattern '"+r.shape+"'", document{"target": r.shape, "value": s})
	}
}

func (v *validation) number(r *rule, n json.Number, path []string) {
	f, _ := n.Float64()
	if r.least != nil && f < float64(*r.least) {
		v.fail(path, "minimum", fmt.Sprintf("Value must be at least %d", *r.least),
			document{"target": whole(*r.least), "value": n})
	}
}

// repair turns values of a wrong type into the right one where Kazoo does:
// integers are parsed and rounded, booleans parsed, numbers parsed by some releases.
func (v *validation) repair(kind string, given any) any {
	switch kind {
	case "integer":
		if hasKind(kind, given) {
			return given
		}
		s, ok := given.(string)
		if n, isNumber := given.(json.Number); isNumber {
			s, ok = n.String(), true
		}
		if f, err := strconv.ParseFloat(s, 64); ok && err == nil && math.Abs(f) < 1<<53 {
			return whole(int64(math.Round(f)))
		}
	case "number":
		if s, ok := given.(string); ok && v.castsNumbers {
			if f, err := strconv.ParseFloat(s, 64); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
				return json.Number(strconv.FormatFloat(f, 'f', -1, 64))
			}
		}
	case "boolean":
		switch given {
		case "true":
			return true
		case "false":
			return false
		}
	}
	return given
}

func hasKind(kind string, given any) bool {
	switch kind {
	case "":
		return true
	case "string":
		_, ok := given.(string)
		return ok
	case "boolean":
		_, ok := given.(bool)
		return ok
	case "number":
		_, ok := given.(json.Number)
		return ok
	case "integer":
		n, ok := given.(json.Number)
		return ok && !strings.ContainsAny(n.String(), ".eE")
	case "object":
		_, ok := given.(document)
		return ok
	case "array":
		_, ok := given.([]any)
		return ok
	default:
		return false
	}
}

// wellFormed knows the formats that the documents of this package name.
func wellFormed(format, s string) bool {
	switch format {
	case "email":
		name, domain, ok := strings.Cut(s, "@")
		return ok && name != "" && domain != "" && !strings.Contains(domain, "@") && !strings.ContainsAny(s, " \t\r\n")
	default:
		return true
	}
}

// fieldErrors is the tree that a 400 answers: field, validator, detail. Of
// several errors of one field the last one stays (kz_json:merge_jobjs).
type fieldErrors struct {
	// twiceEscaped is set for accounts and users, whose paths are joined
	// before they are escaped, so that the joining dots are escaped too.
	twiceEscaped bool
	// withoutNulls drops null details.
	withoutNulls bool
	tree         document
}

func (e *fieldErrors) any() bool { return len(e.tree) > 0 }

func (e *fieldErrors) add(check string, detail document, path ...string) {
	if e.tree == nil {
		e.tree = document{}
	}
	if e.withoutNulls {
		dropNulls(detail)
	}
	e.tree[e.key(path)] = document{check: detail}
}

func (e *fieldErrors) addAll(found []violation) {
	for _, v := range found {
		e.add(v.check, v.detail, v.path...)
	}
}

func (e *fieldErrors) key(path []string) string {
	escaped := make([]string, len(path))
	for i, p := range path {
		escaped[i] = strings.ReplaceAll(p, ".", "%2E")
	}
	if e.twiceEscaped {
		return strings.ReplaceAll(strings.Join(escaped, "."), ".", "%2E")
	}
	return strings.Join(escaped, ".")
}
