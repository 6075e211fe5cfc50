package sandbox

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"sync"
	"time"
)

// The kinds of fault.
const (
	// FaultStatus answers with a status and body of one's own; nothing happens,
	// unless After is set.
	FaultStatus = "status"
	// FaultDelay waits before the request is looked at.
	FaultDelay = "delay"
	// FaultHang never answers; nothing happens, unless After is set.
	FaultHang = "hang"
	// FaultCutBefore closes the connection; nothing happens.
	FaultCutBefore = "cut-before"
	// FaultCutAfter does what was asked and closes the connection.
	FaultCutAfter = "cut-after"
	// FaultTruncate does what was asked and cuts the answer in its middle.
	FaultTruncate = "truncate"
	// FaultGarbage does what was asked and answers something that is not JSON.
	FaultGarbage = "garbage"
	// FaultSlow does what was asked and lets the answer trickle.
	FaultSlow = "slow"
	// FaultExpireToken makes the token of the request expire, for good.
	FaultExpireToken = "expire-token"
)

// Fault is something that goes wrong, and for which requests.
type Fault struct {
	// Method is the HTTP method, or "" for any.
	Method string `json:"method,omitempty"`
	// Path is a regular expression that must match somewhere in the path with
	// its query; "" matches all.
	Path string `json:"path,omitempty"`
	// Nth is which of the requests that match is the first to suffer; 0 is 1.
	Nth int `json:"nth,omitempty"`
	// Times is how many suffer, from that one on: 0 is 1, below 0 is all.
	Times int `json:"times,omitempty"`
	// Chance is how likely each of those is to suffer, from 0 to 1; 0 is certain.
	Chance float64 `json:"chance,omitempty"`
	// Kind is one of the kinds above.
	Kind string `json:"kind"`

	// Status, Body and Header are what FaultStatus answers. A body that is not a
	// JSON string is sent as JSON; without one it is Crossbar's own form.
	Status int               `json:"status,omitempty"`
	Body   json.RawMessage   `json:"body,omitempty"`
	Header map[string]string `json:"headers,omitempty"`
	// After lets the request happen before FaultStatus or FaultHang.
	After bool `json:"after,omitempty"`
	// DelayMS is how long FaultDelay waits, and FaultSlow between pieces, in
	// milliseconds.
	DelayMS int `json:"delay_ms,omitempty"`
	// Bytes is how much FaultTruncate lets through, and how large the pieces of
	// FaultSlow are; 0 is half the body, and 16.
	Bytes int `json:"bytes,omitempty"`
}

// faultState is a fault with how often it was met.
type faultState struct {
	Fault
	Seen int `json:"seen"` // requests that matched
	Hits int `json:"hits"` // requests that suffered

	path *regexp.Regexp
}

type faults struct {
	mu     sync.Mutex
	active []*faultState
	dice   *rand.Rand // seeded, so that a storm can be had again
}

var faultKinds = []string{
	FaultStatus, FaultDelay, FaultHang, FaultCutBefore, FaultCutAfter, FaultTruncate,
	FaultGarbage, FaultSlow, FaultExpireToken,
}

// set replaces all faults.
func (f *faults) set(list []Fault) error {
	active, err := checkFaults(list)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.active = active
	return nil
}

// add puts faults behind those there are.
func (f *faults) add(list []Fault) error {
	more, err := checkFaults(list)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.active = append(f.active, more...)
	return nil
}

func checkFaults(list []Fault) ([]*faultState, error) {
	var out []*faultState
	for i, fault := range list {
		if !slices.Contains(faultKinds, fault.Kind) {
			return nil, fmt.Errorf("fault %d: unknown kind %q", i, fault.Kind)
		}
		if fault.Kind == FaultStatus && (fault.Status < 200 || fault.Status > 599) {
			return nil, fmt.Errorf("fault %d: status %d is not from 200 to 599", i, fault.Status)
		}
		if fault.Chance < 0 || fault.Chance > 1 {
			return nil, fmt.Errorf("fault %d: chance %v is not from 0 to 1", i, fault.Chance)
		}
		path, err := regexp.Compile(fault.Path)
		if err != nil {
			return nil, fmt.Errorf("fault %d: path: %w", i, err)
		}
		out = append(out, &faultState{Fault: fault, path: path})
	}
	return out, nil
}

// list copies the faults with their counts.
func (f *faults) list() []faultState {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := make([]faultState, len(f.active))
	for i, fault := range f.active {
		out[i] = *fault
	}
	return out
}

// match counts a request and returns the faults it suffers; nil for none. Delays
// add up, and of the rest only the first counts.
func (f *faults) match(r *http.Request) []Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	var hit []Fault
	for _, fault := range f.active {
		if fault.Method != "" && fault.Method != r.Method || !fault.path.MatchString(r.URL.RequestURI()) {
			continue
		}
		fault.Seen++
		first, times := max(fault.Nth, 1), fault.Times
		if times == 0 {
			times = 1
		}
		if fault.Seen < first || times > 0 && fault.Seen >= first+times {
			continue
		}
		if fault.Chance > 0 && f.roll() >= fault.Chance {
			continue
		}
		if fault.Kind != FaultDelay && slices.ContainsFunc(hit, func(h Fault) bool { return h.Kind != FaultDelay }) {
			continue
		}
		fault.Hits++
		hit = append(hit, fault.Fault)
	}
	return hit
}

// roll throws the dice. The caller holds mu.
func (f *faults) roll() float64 {
	if f.dice == nil {
		f.dice = rand.New(rand.NewPCG(1, 1))
	}
	return f.dice.Float64()
}

// SetFaults replaces all faults.
func (s *Server) SetFaults(list ...Fault) error { return s.faults.set(list) }

// faultBefore does what a fault does before the request is looked at. It returns
// false when that was all.
func (s *Server) faultBefore(w http.ResponseWriter, r *http.Request, hit []Fault, entry *logged) bool {
	for _, f := range hit {
		switch {
		case f.Kind == FaultDelay:
			if !s.pause(r, time.Duration(f.DelayMS)*time.Millisecond) {
				panic(http.ErrAbortHandler)
			}
		case f.Kind == FaultCutBefore:
			panic(http.ErrAbortHandler)
		case f.Kind == FaultHang && !f.After:
			s.hang(r)
		case f.Kind == FaultStatus && !f.After:
			a := f.answer()
			entry.Status = a.status
			a.send(w)
			return false
		case f.Kind == FaultExpireToken:
			s.expireTokenOf(r)
		}
	}
	return true
}

// faultAfter does what a fault does with a finished answer. It returns true when
// it sent one.
func (s *Server) faultAfter(w http.ResponseWriter, r *http.Request, hit []Fault, entry *logged, a answer) bool {
	for _, f := range hit {
		switch {
		case f.Kind == FaultCutAfter:
			entry.Status = 0
			panic(http.ErrAbortHandler)
		case f.Kind == FaultHang && f.After:
			entry.Status = 0
			s.hang(r)
		case f.Kind == FaultStatus && f.After:
			replaced := f.answer()
			entry.Status = replaced.status
			replaced.send(w)
			return true
		case f.Kind == FaultGarbage:
			a.body = []byte("\x1f\x00<html>\xff\xfe{\"data\":")
			a.header.Del("Content-Encoding")
			a.send(w)
			return true
		case f.Kind == FaultTruncate:
			truncate(w, a, f.Bytes)
		case f.Kind == FaultSlow:
			s.trickle(w, r, a, f)
			return true
		}
	}
	return false
}

// pause waits; false when the client left or the server closed meanwhile.
func (s *Server) pause(r *http.Request, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
	case <-s.done:
	}
	return false
}

// hang keeps a client waiting until it leaves or the server closes.
func (s *Server) hang(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-s.done:
	}
	panic(http.ErrAbortHandler)
}

func (f Fault) answer() answer {
	h := http.Header{}
	setCORS(h)
	body, kind := []byte(f.Body), "application/json"
	var plain string
	switch {
	case len(f.Body) == 0:
		body = encode(document{
			"status": "error", "error": fmt.Sprint(f.Status), "message": "fault",
			"data": document{"message": "injected fault"},
		})
	case json.Unmarshal(f.Body, &plain) == nil:
		body, kind = []byte(plain), "text/plain"
	}
	h.Set("Content-Type", kind)
	for k, v := range f.Header {
		h.Set(k, v)
	}
	if f.Status == http.StatusNoContent || f.Status == http.StatusNotModified {
		body = nil
	}
	return answer{status: f.Status, header: h, body: body}
}

// truncate promises the whole answer and sends a part.
func truncate(w http.ResponseWriter, a answer, n int) {
	if n <= 0 || n >= len(a.body) {
		n = len(a.body) / 2
	}
	a.header.Set("Content-Length", fmt.Sprint(len(a.body)))
	a.body = a.body[:n]
	a.send(w)
	if fl, ok := w.(http.Flusher); ok {
		fl.Flush()
	}
	panic(http.ErrAbortHandler)
}

// trickle sends an answer in small pieces.
func (s *Server) trickle(w http.ResponseWriter, r *http.Request, a answer, f Fault) {
	size, wait := f.Bytes, time.Duration(f.DelayMS)*time.Millisecond
	if size <= 0 {
		size = 16
	}
	rest := a.body
	a.body = nil
	a.header.Set("Content-Length", fmt.Sprint(len(rest)))
	a.send(w)
	for piece := range slices.Chunk(rest, size) {
		if _, err := w.Write(piece); err != nil {
			return
		}
		if fl, ok := w.(http.Flusher); ok {
			fl.Flush()
		}
		if !s.pause(r, wait) {
			panic(http.ErrAbortHandler)
		}
	}
}

// expireTokenOf makes the token that a request carries expire.
func (s *Server) expireTokenOf(r *http.Request) {
	for _, token := range []string{r.Header.Get("X-Auth-Token"), r.URL.Query().Get("auth_token")} {
		if token != "" {
			s.tokens.expire(token)
		}
	}
}
