package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"time"
)

// renaming knows what the names of a recording are called in the sandbox: ids,
// tokens, revisions, keys, made-up realms and user names.
type renaming struct{ known map[string]string }

func newRenaming() *renaming { return &renaming{known: map[string]string{}} }

// madeUp are the texts that every server makes up for itself.
var madeUp = regexp.MustCompile(`JWT-\d+|eyJ[\w-]+\.[\w-]+\.[\w-]+|[0-9a-f]{64}|\d{6}-[0-9a-f]{32}|\d+-[0-9a-f]{32}|[0-9a-f]{32}|[0-9a-f]{6}\.sip\.2600hz\.com|user_[0-9a-f]{16}|g[A-Za-z0-9_-]{3,}`)

func (n *renaming) learn(recorded, ours string) {
	if _, known := n.known[recorded]; !known {
		n.known[recorded] = ours
	}
}

// learnText learns from two texts that differ only in what was made up.
func (n *renaming) learnText(recorded, ours string) {
	a, b := madeUp.FindAllString(recorded, -1), madeUp.FindAllString(ours, -1)
	if len(a) == 0 || len(a) != len(b) || madeUp.ReplaceAllString(recorded, "*") != madeUp.ReplaceAllString(ours, "*") {
		return
	}
	for i := range a {
		n.learn(a[i], b[i])
	}
}

// learnFrom walks two bodies side by side. Rows of lists belong together by
// name, or else by place.
func (n *renaming) learnFrom(recorded, ours any) {
	switch r := recorded.(type) {
	case string:
		if o, ok := ours.(string); ok {
			n.learnText(r, o)
		}
	case document:
		o, ok := ours.(document)
		if !ok {
			return
		}
		for _, k := range sortedKeys(r) {
			if k == "node" || k == "cluster_id" {
				n.learn(fmt.Sprint(r[k]), fmt.Sprint(o[k]))
			}
			n.learnFrom(r[k], o[n.rename(k)])
		}
	case []any:
		o, _ := ours.([]any)
		for i, row := range r {
			if twin := rowLike(row, o); twin != nil {
				n.learnFrom(row, twin)
			} else if i < len(o) && rowName(row) == "" {
				n.learnFrom(row, o[i])
			}
		}
	}
}

func rowName(row any) string {
	return text(row, "name") + "|" + text(row, "first_name") + text(row, "last_name")
}

func rowLike(row any, rows []any) any {
	if rowName(row) == "|" {
		return nil
	}
	for _, other := range rows {
		if rowName(other) == rowName(row) {
			return other
		}
	}
	return nil
}

// rename writes a recorded text with the names of the sandbox.
func (n *renaming) rename(s string) string {
	if ours, ok := n.known[s]; ok {
		return ours
	}
	return madeUp.ReplaceAllStringFunc(s, func(name string) string {
		if ours, ok := n.known[name]; ok {
			return ours
		}
		return name
	})
}

// difference is one thing about an answer that is not as recorded.
type difference struct{ path, what, reason string }

func (d difference) String() string {
	return fmt.Sprintf("%s: %s (%s)", d.path, d.what, d.reason)
}

// summarize tells differences of one reason in one line.
func summarize(found []difference) []string {
	var lines []string
	count := map[string]int{}
	for _, d := range found {
		if count[d.reason]++; count[d.reason] == 1 || d.reason == unexplained {
			lines = append(lines, d.String())
		}
	}
	for _, reason := range sortedKeys(count) {
		if n := count[reason]; n > 1 && reason != unexplained {
			lines = append(lines, fmt.Sprintf("and %d more like it (%s)", n-1, reason))
		}
	}
	return lines
}

const unexplained = "unexplained"

// reasons say why something may differ. They go by what differs, whichever
// exchange it is in.
var reasons = []struct {
	at     *regexp.Regexp
	reason string
}{
	{regexp.MustCompile(`description$`), "the sandbox has its own words"},
	{regexp.MustCompile(`^data\.(invoices|quantities)\b`), "the sandbox counts at once, the real server in the background"},
	{regexp.MustCompile(`^data$`), "the sandbox knows only the schemas that it uses"},
	{regexp.MustCompile(`^data order$`), "ids decide, and every server makes up its own"},
}

// differ compares an answer with a recorded one.
type differ struct {
	names *renaming
	found []difference
}

func (d *differ) note(path, format string, args ...any) {
	reason := unexplained
	for _, r := range reasons {
		if r.at.MatchString(path) {
			reason = r.reason
			break
		}
	}
	d.found = append(d.found, difference{path: path, what: shorten(fmt.Sprintf(format, args...)), reason: reason})
}

func shorten(s string) string {
	const most = 220
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// headers compares those that matter to a client.
func (d *differ) headers(want map[string]string, got http.Header) {
	for _, name := range []string{"etag", "location", "access-control-allow-origin", "content-encoding", "content-type"} {
		recorded, ours := d.names.rename(want[name]), got.Get(name)
		if recorded != ours {
			d.note("header "+name, "%q, was %q", ours, recorded)
		}
	}
}

// shapes compares keys and types of all values.
func (d *differ) shapes(path string, want, got any) {
	switch w := want.(type) {
	case document:
		g, ok := got.(document)
		if !ok {
			d.note(path, "%s, was an object", kindOf(got))
			return
		}
		for _, k := range sortedKeys(w) {
			ours := d.names.rename(k)
			if _, ok := g[ours]; !ok {
				d.note(join(path, k), "missing")
				continue
			}
			d.shapes(join(path, k), w[k], g[ours])
		}
		for _, k := range sortedKeys(g) {
			if !hasRenamed(d.names, w, k) {
				d.note(join(path, k), "should not be there")
			}
		}
	case []any:
		g, ok := got.([]any)
		if !ok {
			d.note(path, "%s, was a list", kindOf(got))
			return
		}
		a, b := rowShapes(w), rowShapes(g)
		if !reflect.DeepEqual(a, b) {
			d.note(path, "rows %v, were %v", b, a)
		}
	default:
		if kindOf(want) != kindOf(got) {
			d.note(path, "%s, was %s", kindOf(got), kindOf(want))
		}
	}
}

func hasRenamed(n *renaming, d document, key string) bool {
	for k := range d {
		if n.rename(k) == key {
			return true
		}
	}
	return false
}

// rowShapes are the different shapes of the rows of a list.
func rowShapes(rows []any) []string {
	seen := map[string]bool{}
	for _, row := range rows {
		seen[shapeOf(row)] = true
	}
	return sortedKeys(seen)
}

func shapeOf(v any) string {
	switch v := v.(type) {
	case document:
		var parts []string
		for _, k := range sortedKeys(v) {
			parts = append(parts, k+":"+shapeOf(v[k]))
		}
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		return "[" + strings.Join(rowShapes(v), "|") + "]"
	default:
		return kindOf(v)
	}
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "text"
	case json.Number:
		return "number"
	case bool:
		return "boolean"
	case document:
		return "object"
	default:
		return "list"
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// values compares what shapes does not: texts, numbers, the order of rows.
func (d *differ) values(path string, want, got any) {
	switch w := want.(type) {
	case document:
		g, _ := got.(document)
		for _, k := range sortedKeys(w) {
			if v, ok := g[d.names.rename(k)]; ok {
				d.values(join(path, k), w[k], v)
			}
		}
	case []any:
		g, ok := got.([]any)
		if !ok {
			return
		}
		if len(w) != len(g) {
			d.note(path, "%d rows, were %d", len(g), len(w))
			return
		}
		if !sameOrder(w, g) {
			d.note(path+" order", "other rows or another order")
			return
		}
		for i := range w {
			d.values(fmt.Sprintf("%s[%d]", path, i), w[i], g[i])
		}
	case string:
		if g, ok := got.(string); ok && !d.sameText(path, w, g) {
			d.note(path, "%q, was %q", g, d.names.rename(w))
		}
	case json.Number:
		if g, ok := got.(json.Number); ok && !sameNumber(path, w, g) {
			d.note(path, "%s, was %s", g, w)
		}
	default:
		if kindOf(want) == kindOf(got) && want != got {
			d.note(path, "%v, was %v", got, want)
		}
	}
}

// sameOrder compares the names of rows, where they have any.
func sameOrder(want, got []any) bool {
	for i := range want {
		if rowName(want[i]) != rowName(got[i]) || text(want[i], "name") != "" && text(want[i], "realm") != "" &&
			!madeUp.MatchString(text(want[i], "realm")) && text(want[i], "realm") != text(got[i], "realm") {
			return false
		}
	}
	return true
}

// sameText takes times for equal, and page keys for what they say.
func (d *differ) sameText(path, want, got string) bool {
	if d.names.rename(want) == got {
		return true
	}
	if _, err := time.Parse(time.RFC3339, want); err == nil {
		_, err := time.Parse(time.RFC3339, got)
		return err == nil
	}
	if strings.HasSuffix(path, "start_key") {
		a, errA := decodeTerm(want)
		b, errB := decodeTerm(got)
		return errA == nil && errB == nil && d.sameTerm(a, b)
	}
	// A token or a list's revision is new in every answer.
	return path == "auth_token" && strings.HasPrefix(want, "JWT-") && strings.HasPrefix(got, "eyJ") || path == "revision"
}

func (d *differ) sameTerm(want, got any) bool {
	switch w := want.(type) {
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return false
		}
		for i := range w {
			if !d.sameTerm(w[i], g[i]) {
				return false
			}
		}
		return true
	case int64:
		g, ok := got.(int64)
		return ok && nearTimes(float64(w), float64(g))
	default:
		s, _ := want.(string)
		return d.names.rename(s) == got
	}
}

// sameNumber takes times of the same hours for equal. How full a rate bucket is
// depends on the clock.
func sameNumber(path string, want, got json.Number) bool {
	a, _ := want.Float64()
	b, _ := got.Float64()
	return a == b || nearTimes(a, b) || path == "tokens.remaining"
}

func nearTimes(a, b float64) bool {
	const century = 6.3e10 // Gregorian seconds of this century begin here
	diff := a - b
	return a > century && b > century && diff < 6*3600 && diff > -6*3600
}
