package sandbox

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// filters are the conditions of a list's query, all of which must hold for the
// full stored document, private keys included.
type filters struct {
	conditions []condition

	// Gregorian seconds; 0 means no bound.
	createdFrom, createdTo, modifiedFrom, modifiedTo int64
}

type condition struct {
	path   []string
	wanted []string // any of
	test   func(found any, present bool, wanted []string) bool
	// needles are texts of which a document that fits has at least one, as the
	// store encodes it. Empty when that cannot be said.
	needles [][]byte
}

// readFilters reads the query of a list. What it does not know is no filter.
func readFilters(query url.Values) filters {
	var f filters
	for _, key := range sortedKeys(query) {
		value := query.Get(key)
		switch {
		case strings.HasPrefix(key, "filter_not_"):
			f.add(strings.TrimPrefix(key, "filter_not_"), value, isNot)
		case strings.HasPrefix(key, "filter_"):
			f.add(strings.TrimPrefix(key, "filter_"), value, is)
			last := &f.conditions[len(f.conditions)-1]
			if !slices.Contains(computedKeys, last.path[0]) {
				last.needles = needles(last.path[len(last.path)-1], last.wanted)
			}
		case key == "has_key":
			f.add(value, "", isThere)
		case key == "key_missing":
			f.add(value, "", isMissing)
		case key == "has_value":
			f.add(value, "", isFilled)
		case key == "value_missing":
			f.add(value, "", isEmpty)
		default:
			f.addTime(key, value)
		}
	}
	return f
}

func (f *filters) addTime(key, value string) {
	bounds := map[string]*int64{
		"created_from": &f.createdFrom, "created_to": &f.createdTo,
		"modified_from": &f.modifiedFrom, "modified_to": &f.modifiedTo,
	}
	if bound, ok := bounds[key]; ok {
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			*bound = n
		}
	}
}

// add puts a condition on a path; a value that is a JSON list means any of it.
func (f *filters) add(path, value string, test func(any, bool, []string) bool) {
	wanted := []string{value}
	if v, err := decodeValue([]byte(value)); err == nil {
		if items, ok := v.([]any); ok {
			wanted = wanted[:0]
			for _, item := range items {
				if s, ok := plainText(item); ok {
					wanted = append(wanted, s)
				}
			}
		}
	}
	f.conditions = append(f.conditions, condition{path: strings.Split(path, "."), wanted: wanted, test: test})
}

// computedKeys are keys that filters see and the stored text does not have.
var computedKeys = []string{"enabled", "id"}

// needles saves decoding most of many documents.
func needles(key string, wanted []string) [][]byte {
	name := append(encode(key), ':')
	out := [][]byte{append(slices.Clone(name), '[')}
	for _, w := range wanted {
		out = append(out, append(slices.Clone(name), encode(w)...), append(slices.Clone(name), w...))
	}
	return out
}

func is(found any, present bool, wanted []string) bool {
	s, ok := plainText(found)
	return present && ok && slices.Contains(wanted, s)
}

func isNot(found any, present bool, wanted []string) bool { return !is(found, present, wanted) }
func isThere(_ any, present bool, _ []string) bool        { return present }
func isMissing(_ any, present bool, _ []string) bool      { return !present }
func isFilled(found any, present bool, _ []string) bool   { return present && !emptyValue(found) }
func isEmpty(found any, present bool, _ []string) bool    { return !present || emptyValue(found) }

func emptyValue(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case document:
		return len(v) == 0
	case []any:
		return len(v) == 0
	default:
		s, _ := plainText(v)
		return s == "" || s == "0"
	}
}

// mayFit tells from the stored text alone that a document cannot fit.
func (f *filters) mayFit(raw []byte) bool {
	for _, c := range f.conditions {
		if len(c.needles) == 0 {
			continue
		}
		if !slices.ContainsFunc(c.needles, func(n []byte) bool { return bytes.Contains(raw, n) }) {
			return false
		}
	}
	return true
}

// fits tests the conditions but not the times.
func (f *filters) fits(d document) bool {
	for _, c := range f.conditions {
		found, present := lookup(d, c.path...)
		if !c.test(found, present, c.wanted) {
			return false
		}
	}
	return true
}

func (f *filters) fitsTimes(created, modified int64) bool {
	within := func(t, from, to int64) bool { return (from == 0 || t >= from) && (to == 0 || t <= to) }
	return within(created, f.createdFrom, f.createdTo) && within(modified, f.modifiedFrom, f.modifiedTo)
}
