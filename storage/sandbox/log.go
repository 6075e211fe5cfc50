package sandbox

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

// logKept is how many requests are remembered.
const logKept = 50_000

// logged is one request as the log tells it. Bodies and tokens are not in it.
type logged struct {
	N         int      `json:"n"`
	Time      string   `json:"time"`
	Method    string   `json:"method"`
	Path      string   `json:"path"`
	Query     string   `json:"query,omitempty"`
	RequestID string   `json:"request_id,omitempty"`
	Account   string   `json:"account,omitempty"` // of the caller
	Status    int      `json:"status"`            // 0 when no answer was sent
	Effect    string   `json:"effect"`            // created, changed or nothing
	Documents []effect `json:"documents,omitempty"`
	Faults    []string `json:"faults,omitempty"`
	Done      bool     `json:"done"`
}

// requestLog remembers requests in the order in which they came.
type requestLog struct {
	mu      sync.Mutex
	count   int
	entries []*logged
}

func (l *requestLog) begin(r *http.Request, now time.Time, hit []Fault) *logged {
	e := &logged{Time: now.UTC().Format(time.RFC3339Nano), Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Effect: "nothing"}
	for _, f := range hit {
		e.Faults = append(e.Faults, f.Kind)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.count++
	e.N = l.count
	if len(l.entries) >= logKept {
		l.entries = slices.Delete(l.entries, 0, logKept/10)
	}
	shown := *e
	l.entries = append(l.entries, &shown)
	return e
}

// finish notes what a request came to. The entry is private to its request until
// end.
func (e *logged) finish(c *call, status int) {
	e.Status, e.RequestID, e.Documents = status, c.id, c.effects
	if c.session != nil {
		e.Account = c.session.account.id
	}
	for _, made := range c.effects {
		if made.Change == "created" {
			e.Effect = "created"
			return
		}
		e.Effect = "changed"
	}
}

// end makes what is known of a request visible. It runs even when the connection
// was cut.
func (l *requestLog) end(e *logged) {
	e.Done = true
	l.mu.Lock()
	defer l.mu.Unlock()
	at, found := slices.BinarySearchFunc(l.entries, e.N, func(a *logged, n int) int { return a.N - n })
	if found {
		*l.entries[at] = *e
	}
}

func (l *requestLog) list() []logged {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]logged, len(l.entries))
	for i, e := range l.entries {
		out[i] = *e
	}
	return out
}

func (l *requestLog) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = nil
}
