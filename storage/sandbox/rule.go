package sandbox

import (
	"regexp"
	"unicode/utf8"
)

// rule says what a JSON value must be. It is this package's own form of what
// Kazoo keeps as JSON Schema (draft 4), and can be shown as such (see asSchema).
// The zero number of a bound means "no bound"; bounds that may be zero are pointers.
type rule struct {
	kind     string // "string", "integer", "number", "boolean", "object", "array", or "" for anything
	about    string
	support  string // support level, as the schemas state it
	fallback any    // default
	hasDeflt bool

	minLen, maxLen int // characters
	shape          string
	shapeRE        *regexp.Regexp
	format         string
	choices        []string
	least          *int64

	keys     map[string]*rule
	required []string
	others   *rule // what keys not named must be
	closed   bool  // keys not named are refused
	matching *rule // what keys must be, shown as a pattern property

	items    *rule
	distinct bool

	ref     string // shown as a reference; checked by the rest of the rule
	refKind bool   // with its kind
	marks   document
}

func stringRule() *rule  { return &rule{kind: "string"} }
func integerRule() *rule { return &rule{kind: "integer"} }
func numberRule() *rule  { return &rule{kind: "number"} }
func boolRule() *rule    { return &rule{kind: "boolean"} }
func listRule(items *rule) *rule {
	return &rule{kind: "array", items: items}
}

func objectRule(keys map[string]*rule, required ...string) *rule {
	return &rule{kind: "object", keys: keys, required: required}
}

func (r *rule) says(about string) *rule      { r.about = about; return r }
func (r *rule) supported() *rule             { r.support = "supported"; return r }
func (r *rule) beta() *rule                  { r.support = "beta"; return r }
func (r *rule) length(least, most int) *rule { r.minLen, r.maxLen = least, most; return r }
func (r *rule) atLeast(n int64) *rule        { r.least = &n; return r }
func (r *rule) oneOf(choices ...string) *rule {
	r.choices = choices
	return r
}

func (r *rule) like(pattern string) *rule {
	r.shape, r.shapeRE = pattern, regexp.MustCompile(pattern)
	return r
}
func (r *rule) formatted(name string) *rule { r.format = name; return r }
func (r *rule) or(fallback any) *rule       { r.fallback, r.hasDeflt = fallback, true; return r }
func (r *rule) each(others *rule) *rule     { r.others = others; return r }
func (r *rule) every(matching *rule) *rule  { r.matching = matching; return r }
func (r *rule) nothingElse() *rule          { r.closed = true; return r }
func (r *rule) named(ref string) *rule      { r.ref = ref; return r }
func (r *rule) alsoKind() *rule             { r.refKind = true; return r }
func (r *rule) unique() *rule               { r.distinct = true; return r }
func (r *rule) marked(key string) *rule {
	r.marks = document{key: true}
	return r
}

// lengthOK counts characters, not bytes.
func (r *rule) lengthOK(s string) (tooShort, tooLong bool) {
	n := utf8.RuneCountInString(s)
	return n < r.minLen, r.maxLen > 0 && n > r.maxLen
}
