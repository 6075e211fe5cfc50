package sandbox

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// exchange is one recorded request with its answer.
type exchange struct {
	file    string // or "" for one of a walk in one file
	Name    string `json:"name"`
	Request struct {
		Method  string            `json:"method"`
		Path    string            `json:"path"`
		Headers map[string]string `json:"headers"`
		Body    json.RawMessage   `json:"body"`
	} `json:"request"`
	Response struct {
		Status  int               `json:"status"`
		Headers map[string]string `json:"headers"`
		Body    json.RawMessage   `json:"body"`
	} `json:"response"`
}

func (e exchange) number() string { return strings.SplitN(e.file, "-", 2)[0] }

func (e exchange) label() string {
	if e.file == "" {
		return e.Name
	}
	return e.file
}

func readExchanges(t *testing.T, dir string) []exchange {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	sort.Strings(files)
	var out []exchange
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		var walk []exchange
		if json.Unmarshal(raw, &walk) != nil { // one a file
			walk = make([]exchange, 1)
			require.NoError(t, json.Unmarshal(raw, &walk[0]), file)
			walk[0].file = filepath.Base(file)
		}
		out = append(out, walk...)
	}
	return out
}

// goal is how much of a sequence must come back the same, in per cent.
type goal struct{ status, shape float64 }

// TestConformance sends what was once sent to real servers to a sandbox on its
// first day, in the same order, and compares the answers. The recordings lie
// beside the project; where they do not, the vectors of the project itself are
// sent instead.
func TestConformance(t *testing.T) {
	recorded := filepath.Join("..", "..", "..", "shared", "exchanges")
	source := recorded
	if _, err := os.Stat(recorded); err != nil {
		source = filepath.Join("testdata", "vectors")
		t.Logf("no recordings at %s: sending the project's own vectors", recorded)
	} else {
		t.Logf("sending the recordings at %s", recorded)
	}
	for flavour, g := range map[Flavour]goal{Kazoo5: {97, 95}, Kazoo43: {95, 90}} {
		t.Run(string(flavour), func(t *testing.T) {
			exchanges := readExchanges(t, filepath.Join(source, string(flavour)))
			require.NotEmpty(t, exchanges)
			p := newReplay(t, flavour, exchanges)
			p.run(exchanges)
			p.report(g)
		})
	}
}

// replay is one sequence on its way through a fresh sandbox.
type replay struct {
	t       *testing.T
	s       *Server
	names   *renaming
	mu      sync.Mutex
	time    time.Time
	results []result
}

// result is how an exchange came out.
type result struct {
	exchange            exchange
	status              int
	same, shape, values bool
	differences         []difference
}

func newReplay(t *testing.T, flavour Flavour, exchanges []exchange) *replay {
	first, err := decodeDocument(exchanges[0].Response.Body)
	require.NoError(t, err)
	begin, err := time.Parse(time.RFC3339, text(first, "timestamp"))
	require.NoError(t, err)
	p := &replay{t: t, names: newRenaming(), time: begin}
	p.s = newServer(t, Options{Flavour: flavour, Empty: true, Clock: p.now, CreateTime: 30 * time.Millisecond})
	return p
}

// now passes by a second a request.
func (p *replay) now() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.time
}

func (p *replay) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.time = p.time.Add(time.Second)
}

func (p *replay) run(exchanges []exchange) {
	steps := p.unrecorded()
	for i := 0; i < len(exchanges); i++ {
		e := exchanges[i]
		p.tick()
		if step := steps[e.number()]; step != nil {
			step(e)
		}
		if e.number() == "408" && i+1 < len(exchanges) {
			p.together(e, exchanges[i+1])
			i++
			continue
		}
		p.compare(e, p.send(e))
	}
}

// unrecorded are the steps that happened between the recordings, by the number
// of the one that they came before.
func (p *replay) unrecorded() map[string]func(exchange) {
	seed := p.s.Seed()
	do := func(err error) { p.t.Helper(); require.NoError(p.t, err) }
	accounts := func(parent, format string, from, to int) {
		for i := from; i <= to; i++ {
			_, err := seed.AddAccount(parent, document{"name": fmt.Sprintf(format, i)})
			do(err)
		}
	}
	plan := func(name string) document {
		return document{"name": name, "category": "standard", "description": "recorded test plan", "plan": document{
			"limits": document{
				"twoway_trunks":  document{"name": "Two-way trunk", "rate": 24.99, "activation_charge": json.Number("10.0")},
				"inbound_trunks": document{"name": "Inbound trunk", "rate": 6.99},
			},
			"users": document{"_all": document{"name": "User seat", "rate": json.Number("5.0"), "as": "user"}},
		}}
	}
	return map[string]func(exchange){
		"056": func(exchange) { accounts(seed.MasterID(), "Filler %02d", 1, 5) },
		"152": func(e exchange) {
			id, err := seed.AddUser(p.account("Direct Client"), document{"first_name": "Del", "last_name": "Me"})
			do(err)
			parts := strings.Split(e.Request.Path, "/")
			p.names.learn(parts[len(parts)-1], id)
		},
		"245": func(exchange) { do(seed.AddPlan(p.account("Reseller One"), "plan_std", plan("Standard Plan"))) },
		"255": func(exchange) { do(seed.AddPlan(seed.MasterID(), "plan_master", plan("Master Plan"))) },
		"293": func(e exchange) {
			token, err := seed.ExpiredToken(seed.MasterID())
			do(err)
			p.names.learn(e.Request.Headers["x-auth-token"], token)
		},
		"403": func(exchange) {
			for i := range 60 {
				_, err := seed.AddUser(p.account("Reseller One"), document{"first_name": fmt.Sprintf("U%02d", i), "last_name": "Bulk"})
				do(err)
			}
		},
		"411": func(exchange) { do(seed.Exhaust("127.0.0.1", 0)) },
		"412": func(exchange) { do(seed.Exhaust("127.0.0.1", 1)) },
		"468": func(exchange) { accounts(p.account("Reseller One"), "Bulk %03d", 0, 54) },
	}
}

// account finds the id of an account of the sandbox.
func (p *replay) account(name string) string {
	found, err := p.s.store.accountsByName(p.t.Context(), name)
	require.NoError(p.t, err)
	require.NotEmpty(p.t, found, name)
	return found[0].id
}

// together sends two requests at the same moment.
func (p *replay) together(a, b exchange) {
	var first, second reached
	var wg sync.WaitGroup
	wg.Go(func() { first = p.send(a) })
	wg.Go(func() { second = p.send(b) })
	wg.Wait()
	p.compare(a, first)
	p.compare(b, second)
}

// reached is what the sandbox answered.
type reached struct {
	status int
	header http.Header
	body   any
}

func (p *replay) send(e exchange) reached {
	var body []byte
	var plain string
	switch {
	case len(e.Request.Body) == 0 || string(e.Request.Body) == "null":
	case json.Unmarshal(e.Request.Body, &plain) == nil:
		body = []byte(plain)
	default:
		body = e.Request.Body
	}
	r := httptest.NewRequest(e.Request.Method, p.names.rename(e.Request.Path), strings.NewReader(p.names.rename(string(body))))
	r.RemoteAddr = "127.0.0.1:40000"
	for k, v := range e.Request.Headers {
		r.Header.Set(k, p.names.rename(v))
	}
	w := httptest.NewRecorder()
	p.s.ServeHTTP(w, r)
	return reached{status: w.Code, header: w.Header(), body: p.readBody(w)}
}

func (p *replay) readBody(w *httptest.ResponseRecorder) any {
	raw := w.Body.Bytes()
	if w.Header().Get("Content-Encoding") == "gzip" {
		zr, err := gzip.NewReader(bytes.NewReader(raw))
		require.NoError(p.t, err)
		raw, err = io.ReadAll(zr)
		require.NoError(p.t, err)
	}
	if len(raw) == 0 {
		return nil
	}
	v, err := decodeValue(raw)
	require.NoError(p.t, err, "%s", raw)
	return v
}

// compare learns from an answer and notes what is different about it.
func (p *replay) compare(e exchange, g reached) {
	var want any
	if len(e.Response.Body) > 0 {
		var err error
		want, err = decodeValue(e.Response.Body)
		require.NoError(p.t, err, e.file)
	}
	res := result{exchange: e, status: g.status, same: g.status == e.Response.Status}
	for _, name := range []string{"location", "etag"} {
		p.names.learnText(e.Response.Headers[name], g.header.Get(name))
	}
	p.names.learnFrom(want, g.body)
	var d differ
	d.names = p.names
	d.headers(e.Response.Headers, g.header)
	d.shapes("", want, g.body)
	res.shape = len(d.found) == 0
	d.values("", want, g.body)
	res.differences = d.found
	res.values = len(d.found) == 0
	p.results = append(p.results, res)
}

// report prints the table and holds the sequence against its goal.
func (p *replay) report(g goal) {
	var same, shape, values int
	var text strings.Builder
	for _, r := range p.results {
		same += one(r.same)
		shape += one(r.same && r.shape)
		values += one(r.same && r.values)
		if !r.same {
			fmt.Fprintf(&text, "%-64s status %d, was %d\n", r.exchange.label(), r.status, r.exchange.Response.Status)
		}
		for _, line := range summarize(r.differences) {
			fmt.Fprintf(&text, "%-64s %s\n", r.exchange.label(), line)
		}
	}
	n := len(p.results)
	percent := func(k int) float64 { return 100 * float64(k) / float64(n) }
	p.t.Logf("differences:\n%s", text.String())
	p.t.Logf("\n%-10s %10s %14s %14s %14s\n%-10s %10d %7d %5.1f%% %7d %5.1f%% %7d %5.1f%%",
		"flavour", "exchanges", "same status", "same shape", "same values",
		p.s.Flavour(), n, same, percent(same), shape, percent(shape), values, percent(values))
	require.GreaterOrEqual(p.t, percent(same), g.status, "same status")
	require.GreaterOrEqual(p.t, percent(shape), g.shape, "same shape")
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
