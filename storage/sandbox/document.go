package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// document is one JSON object as Crossbar stores it. Keys that begin with "_"
// or "pvt_" are private: they are kept, can be filtered on, and are never shown.
// Numbers are json.Number throughout, so that 1 and 1.0 stay what they were.
type document = map[string]any

var errNotUTF8 = errors.New("not UTF-8")

// decodeValue reads one JSON value and nothing after it.
func decodeValue(raw []byte) (any, error) {
	if !utf8.Valid(raw) {
		return nil, errNotUTF8
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, fmt.Errorf("decoding JSON: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("decoding JSON: more than one value")
	}
	return v, nil
}

// decodeDocument reads one JSON object and nothing after it. What the store keeps is read
// faster: see decodeStored.
func decodeDocument(raw []byte) (document, error) {
	v, err := decodeValue(raw)
	if err != nil {
		return nil, err
	}
	d, ok := v.(document)
	if !ok {
		return nil, fmt.Errorf("decoding document: got %T", v)
	}
	return d, nil
}

// clone copies a value so that no part is shared.
func clone[T any](v T) T {
	out, ok := cloneAny(any(v)).(T)
	if !ok {
		return v // a nil interface
	}
	return out
}

func cloneAny(v any) any {
	switch v := v.(type) {
	case document:
		if v == nil {
			return v
		}
		out := make(document, len(v))
		for k, e := range v {
			out[k] = cloneAny(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = cloneAny(e)
		}
		return out
	default:
		return v
	}
}

// private reports whether a key is hidden from clients.
func private(key string) bool {
	return strings.HasPrefix(key, "_") || strings.HasPrefix(key, "pvt_")
}

// publicPart is the document as clients see it, with its id.
func publicPart(d document) document {
	out := publicKeys(d)
	if id, ok := d["_id"]; ok {
		out["id"] = id
	}
	return out
}

func publicKeys(d document) document {
	out := make(document, len(d)+1)
	for k, v := range d {
		if !private(k) {
			out[k] = cloneAny(v)
		}
	}
	return out
}

func privateKeys(d document) document {
	out := document{}
	for k, v := range d {
		if private(k) {
			out[k] = cloneAny(v)
		}
	}
	return out
}

// lookup walks objects by key. A nil value counts as absent, as it does in Kazoo.
func lookup(v any, path ...string) (any, bool) {
	for _, key := range path {
		d, ok := v.(document)
		if !ok {
			return nil, false
		}
		if v, ok = d[key]; !ok {
			return nil, false
		}
	}
	return v, v != nil
}

// text is the string at a path, or "" when there is none.
func text(v any, path ...string) string {
	found, _ := lookup(v, path...)
	s, _ := found.(string)
	return s
}

// merge lays src over dst: objects merge, everything else replaces.
func merge(dst, src document) {
	for k, v := range src {
		from, isObj := v.(document)
		if to, ok := dst[k].(document); ok && isObj {
			merge(to, from)
			continue
		}
		dst[k] = cloneAny(v)
	}
}

// overlay lays src over dst key by key as Kazoo 5 does when it updates an
// account: objects merge, but an empty object replaces and a null removes.
func overlay(dst, src document) {
	for k, v := range src {
		switch from := v.(type) {
		case nil:
			delete(dst, k)
		case document:
			to, ok := dst[k].(document)
			if !ok || len(from) == 0 {
				to = document{}
			}
			overlay(to, from)
			dst[k] = to
		default:
			dst[k] = cloneAny(v)
		}
	}
}

// dropNulls removes every key whose value is null, at any depth.
func dropNulls(d document) {
	for k, v := range d {
		switch v := v.(type) {
		case nil:
			delete(d, k)
		case document:
			dropNulls(v)
		}
	}
}

// plainText is a value as Kazoo compares it in filters: numbers and booleans by
// their text, a list as its elements joined.
func plainText(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		return strconv.FormatBool(v), true
	case []any:
		var b strings.Builder
		for _, e := range v {
			s, ok := plainText(e)
			if !ok {
				return "", false
			}
			b.WriteString(s)
		}
		return b.String(), true
	default:
		return "", false
	}
}

// truthy reads a flag the way Kazoo does: true or "true".
func truthy(v any) bool {
	s, _ := plainText(v)
	return s == "true"
}

// falsy is its counterpart; a flag may well be neither.
func falsy(v any) bool {
	s, _ := plainText(v)
	return s == "false"
}

// whole makes a JSON integer.
func whole[N int | int64](n N) json.Number { return json.Number(strconv.FormatInt(int64(n), 10)) }

// decimalNumber makes a JSON number that always has a fraction, as Erlang
// prints its floats: 100.0, 1.2346.
func decimalNumber(f float64) json.Number {
	if f == 0 {
		f = 0 // no negative zero
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return json.Number(s)
}

// integer reads a JSON integer; ok is false for anything else.
func integer(v any) (int64, bool) {
	n, isNumber := v.(json.Number)
	if !isNumber {
		return 0, false
	}
	i, err := n.Int64()
	return i, err == nil
}

// amount reads any JSON number.
func amount(v any) (float64, bool) {
	n, isNumber := v.(json.Number)
	if !isNumber {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil && !math.IsInf(f, 0)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func list[T any](items []T) []any {
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = item
	}
	return out
}

func equal(a, b any) bool { return reflect.DeepEqual(a, b) }
