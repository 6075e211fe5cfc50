package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/storage/sandbox"
)

// remote is a sandbox's remote control, wherever the server runs.
type remote struct {
	base string // without /v2
}

func remoteOf(login sandbox.Credentials) remote {
	return remote{strings.TrimSuffix(login.URL, "/v2")}
}

// logEntry is one request as the server tells it.
type logEntry struct {
	Time   string   `json:"time"`
	Method string   `json:"method"`
	Path   string   `json:"path"`
	Query  string   `json:"query"`
	Status int      `json:"status"`
	Effect string   `json:"effect"`
	Faults []string `json:"faults"`
	Done   bool     `json:"done"`
}

// doc is a document as the server keeps it.
type doc map[string]any

// serverState has, by account and kind, every document; that of the account
// itself is under "account".
type serverState struct {
	Accounts map[string]map[string]json.RawMessage `json:"accounts"`
}

func (r remote) call(t *testing.T, method, name string, body, into any) {
	t.Helper()
	var in io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		require.NoError(t, err)
		in = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, r.base+"/sandbox/"+name, in)
	require.NoError(t, err)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, resp.StatusCode, "%s", raw)
	if into != nil {
		require.NoError(t, json.Unmarshal(raw, into))
	}
}

// suffered is how many requests met a fault since the faults were set.
func (r remote) suffered(t *testing.T) (hits int) {
	t.Helper()
	var list []struct {
		Hits int `json:"hits"`
	}
	r.call(t, http.MethodGet, "faults", nil, &list)
	for _, f := range list {
		hits += f.Hits
	}
	return hits
}

func (r remote) log(t *testing.T) (entries []logEntry) {
	t.Helper()
	r.call(t, http.MethodGet, "log", nil, &entries)
	return entries
}

// effects are the requests that changed something.
func (r remote) effects(t *testing.T) (entries []logEntry) {
	t.Helper()
	for _, e := range r.log(t) {
		if e.Effect != "nothing" {
			entries = append(entries, e)
		}
	}
	return entries
}

func (r remote) state(t *testing.T) (s serverState) {
	t.Helper()
	r.call(t, http.MethodGet, "state", nil, &s)
	return s
}
