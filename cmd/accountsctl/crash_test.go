package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// journal notes what a run did, and stops where it would be killed.
type journal struct {
	workspace.Store
	workspace.Backend
	done []string
	url  string
}

func (j *journal) CommitStep(_ context.Context, _ string, s provisioning.Step, _ domain.AccountRef) error {
	j.done = append(j.done, "commit "+string(s.State))
	return nil
}

func (j *journal) Perform(ctx context.Context, _ workspace.Task) (string, error) {
	for _, method := range []string{http.MethodGet, http.MethodPost} { // limits are read before they are written
		req, err := http.NewRequestWithContext(ctx, method, j.url, strings.NewReader(strings.Repeat("x", len(method)-3)))
		if err != nil {
			return "", err
		}
		if method == http.MethodPost {
			req.Header.Set("Content-Type", "application/json")
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return "", err
		}
		if err := resp.Body.Close(); err != nil {
			return "", err
		}
		j.done = append(j.done, method)
	}
	return "ref", nil
}

var errKilled = errors.New("killed")

// passUntilKilled does what the courier does with one step.
func passUntilKilled(t *testing.T, c *crash, j *journal) (err error) {
	t.Helper()
	defer func() {
		if killed, ok := recover().(error); ok {
			err = killed
		}
	}()
	store, backend := crashingStore{j, c}, crashingBackend{j, c}
	step := provisioning.Step{ID: "limits", Kind: provisioning.KindLimits}
	step.State = provisioning.Unknown // what an earlier run was sending
	require.NoError(t, store.CommitStep(t.Context(), "p", step, domain.AccountRef{}))
	step.State = provisioning.Sending
	require.NoError(t, store.CommitStep(t.Context(), "p", step, domain.AccountRef{}))
	_, err = backend.Perform(t.Context(), workspace.Task{Step: step})
	require.NoError(t, err)
	step.State = provisioning.Done
	require.NoError(t, store.CommitStep(t.Context(), "p", step, domain.AccountRef{}))
	return nil
}

func TestARunIsKilledWhereItShould(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer server.Close()
	all := []string{"commit unknown", "commit sending", "GET", "POST", "commit done"}
	for point, done := range map[string]int{
		beforeIntent: 1, afterIntent: 2, afterAnswer: 4, beforeOutcome: 4, afterOutcome: 5,
	} {
		c, err := parseCrash("limits/" + point)
		require.NoError(t, err)
		c.kill = func() { panic(errKilled) }
		j := &journal{url: server.URL}
		require.ErrorIs(t, passUntilKilled(t, c, j), errKilled, point)
		require.Equal(t, all[:done], j.done, point)

		other, err := parseCrash("credit/" + point)
		require.NoError(t, err)
		other.kill = func() { panic(errKilled) }
		j = &journal{url: server.URL}
		require.NoError(t, passUntilKilled(t, other, j))
		require.Equal(t, all, j.done, "another kind passes")

		second, err := parseCrash("limits:2/" + point)
		require.NoError(t, err)
		second.kill = func() { panic(errKilled) }
		require.NoError(t, passUntilKilled(t, second, &journal{url: server.URL}))
		require.ErrorIs(t, passUntilKilled(t, second, &journal{url: server.URL}), errKilled)
	}
}

// TestKilledAfterTheWrite: the point after the send is that of the request that
// writes, once it has left whole.
func TestKilledAfterTheWrite(t *testing.T) {
	c, err := parseCrash("limits/" + afterSend)
	require.NoError(t, err)
	var at []string
	c.kill = func() { at = append(at, "here") }
	trace := crashingBackend{nil, c}.trace(provisioning.KindLimits)
	get := func() {
		trace.GetConn("host")
		trace.WroteHeaderField("Accept", nil)
	}
	get()
	trace.WroteRequest(httptrace.WroteRequestInfo{})
	require.Empty(t, at, "a read is no send")
	get()
	trace.WroteHeaderField("Content-Type", nil)
	require.Empty(t, at)
	trace.WroteRequest(httptrace.WroteRequestInfo{})
	require.Equal(t, []string{"here"}, at)
}
