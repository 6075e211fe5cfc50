package sandbox

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// anyValue makes JSON values as they come out of decodeValue.
func anyValue() *rapid.Generator[any] {
	leaf := rapid.OneOf(
		rapid.Just[any](nil), rapid.Just[any](true), rapid.Just[any](false),
		rapid.Custom(func(t *rapid.T) any { return rapid.String().Draw(t, "text") }),
		rapid.Custom(func(t *rapid.T) any { return whole(rapid.Int64().Draw(t, "whole")) }),
		rapid.Custom(func(t *rapid.T) any { return decimalNumber(rapid.Float64Range(-1e9, 1e9).Draw(t, "decimal")) }),
	)
	return rapid.OneOf(leaf,
		rapid.Custom(func(t *rapid.T) any { return rapid.SliceOfN(leaf, 0, 4).Draw(t, "list") }),
		rapid.Custom(func(t *rapid.T) any { return rapid.MapOfN(rapid.String(), leaf, 0, 4).Draw(t, "object") }))
}

func TestStoredDocumentsAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.MapOf(rapid.String(), anyValue()).Draw(t, "document")
		raw := encode(d)
		back, err := decodeStored(raw)
		require.NoError(t, err)
		require.Equal(t, d, back)
		plain, err := decodeDocument(raw)
		require.NoError(t, err, "and it is JSON")
		require.Equal(t, d, plain)
	})
}

func TestBrokenStoredDocuments(t *testing.T) {
	for _, raw := range []string{``, `{`, `{"`, `{"a`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1}x`, `{"a":tru}`, `{"a":[1,]}`, `[1]`, `{"a":"\x"}`, `{"a":"\u00"}`, `{a:1}`} {
		_, err := decodeStored([]byte(raw))
		require.ErrorIs(t, err, errNotStored, raw)
	}
}

func TestPageKeysAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.OneOf(
			rapid.Custom(func(t *rapid.T) any { return rapid.String().Draw(t, "name") }),
			rapid.Custom(func(t *rapid.T) any { return rapid.Int64Range(-1<<54, 1<<54).Draw(t, "time") }),
		)
		for _, want := range []any{key.Draw(t, "key"), list(rapid.SliceOf(key).Draw(t, "keys"))} {
			got, err := decodeTerm(encodeTerm(want))
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		_, err := decodeTerm("g" + rapid.StringMatching(`[A-Za-z0-9_-]*`).Draw(t, "nonsense"))
		if err != nil {
			require.ErrorIs(t, err, errBadTerm)
		}
	})
	// As a real server writes them.
	require.Equal(t, "g2wAAAABbQAAACBmOTY0N2MxODIwZDdmNDlhNjYzYjQ0Zjg3NTA5ZWZlOWo", encodeTerm([]any{"f9647c1820d7f49a663b44f87509efe9"}))
	require.Equal(t, "g24FAFKIeOQO", encodeTerm(int64(63962646610)))
}

func TestOverlayAndMerge(t *testing.T) {
	read := func(s string) document {
		d, err := decodeDocument([]byte(s))
		require.NoError(t, err)
		return d
	}
	const before = `{"name":"A","x":{"a":1,"b":{"c":2}},"list":[1,2],"topup":{"threshold":5}}`
	for change, want := range map[string][2]string{
		`{"x":{"a":null}}`:             {`{"name":"A","x":{"b":{"c":2}},"list":[1,2],"topup":{"threshold":5}}`, `{"name":"A","x":{"a":null,"b":{"c":2}},"list":[1,2],"topup":{"threshold":5}}`},
		`{"x":{}}`:                     {`{"name":"A","x":{},"list":[1,2],"topup":{"threshold":5}}`, before},
		`{"list":[3]}`:                 {`{"name":"A","x":{"a":1,"b":{"c":2}},"list":[3],"topup":{"threshold":5}}`, `{"name":"A","x":{"a":1,"b":{"c":2}},"list":[3],"topup":{"threshold":5}}`},
		`{"x":{"b":{"d":1}}}`:          {`{"name":"A","x":{"a":1,"b":{"c":2,"d":1}},"list":[1,2],"topup":{"threshold":5}}`, `{"name":"A","x":{"a":1,"b":{"c":2,"d":1}},"list":[1,2],"topup":{"threshold":5}}`},
		`{"name":{"now":"an object"}}`: {`{"name":{"now":"an object"},"x":{"a":1,"b":{"c":2}},"list":[1,2],"topup":{"threshold":5}}`, `{"name":{"now":"an object"},"x":{"a":1,"b":{"c":2}},"list":[1,2],"topup":{"threshold":5}}`},
	} {
		over, merged := read(before), read(before)
		overlay(over, read(change))
		merge(merged, read(change))
		require.Equal(t, read(want[0]), over, change)
		require.Equal(t, read(want[1]), merged, change)
	}
}

func TestFiltersCompareText(t *testing.T) {
	d := document{"name": "A", "n": json.Number("5"), "yes": true, "numbers": []any{"no_match"}, "two": []any{"f1", "f2"}, "empty": "", "x": document{"op_id": "o1"}}
	for query, want := range map[string]bool{
		"filter_name=A": true, "filter_name=a": false, "filter_n=5": true, "filter_yes=true": true, "filter_numbers=no_match": true,
		"filter_two=f1": false, "filter_two=f1f2": true, "filter_x.op_id=o1": true, "filter_x.op_id=[\"o0\",\"o1\"]": true, "filter_x=o1": false,
		"filter_not_name=A": false, "filter_not_other=A": true, "has_key=x.op_id": true, "has_key=x.y": false, "key_missing=x": false,
		"has_value=empty": false, "value_missing=empty": true, "value_missing=other": true, "missing_value=name": true, "filter_name=A&filter_n=6": false,
	} {
		values := map[string][]string{}
		for _, pair := range splitQuery(query) {
			values[pair[0]] = []string{pair[1]}
		}
		f := readFilters(values)
		require.Equal(t, want, f.fits(d), query)
		if want {
			require.True(t, f.mayFit(encode(d)), query)
		}
	}
}

// splitQuery cuts a query into its pairs, without unescaping.
func splitQuery(query string) [][2]string {
	var out [][2]string
	for _, pair := range strings.Split(query, "&") {
		k, v, _ := strings.Cut(pair, "=")
		out = append(out, [2]string{k, v})
	}
	return out
}
