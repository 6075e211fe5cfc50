package crossbar

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

func discard() *log.Logger { return log.New(io.Discard, "", 0) }

// listen serves raw connections, one after another.
func listen(t *testing.T, serve func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			serve(conn)
			_ = conn.Close()
		}
	}()
	t.Cleanup(func() { _ = listener.Close(); <-done })
	return listener.Addr().String()
}

// readRequest takes a whole request off the wire.
func readRequest(conn net.Conn) {
	r, err := http.ReadRequest(bufio.NewReader(conn))
	if err == nil {
		_, _ = io.Copy(io.Discard, r.Body)
	}
}

func reading() call { return call{method: http.MethodGet, path: "/x", timeout: time.Second} }

func changing() call {
	return call{method: http.MethodPut, path: "/x", body: writing{Data: map[string]int{"a": 1}}, timeout: time.Second, effect: true}
}

// TestWhatIsLostOnTheWay: each way to lose an answer, for a read and for a write.
func TestWhatIsLostOnTheWay(t *testing.T) {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
	for name, tt := range map[string]struct {
		serve       func(net.Conn)
		read, write error
	}{
		"closed before a byte was read": {func(net.Conn) {}, domain.ErrOffline, domain.ErrUnanswered},
		"closed after the request":      {readRequest, domain.ErrOffline, domain.ErrUnanswered},
		"closed within the answer": {
			func(c net.Conn) { readRequest(c); _, _ = io.WriteString(c, head+`{"data":{`) },
			domain.ErrOffline, domain.ErrUnanswered,
		},
		"closed within the head": {
			func(c net.Conn) { readRequest(c); _, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Ty") },
			domain.ErrOffline, domain.ErrUnanswered,
		},
		"no HTTP": {
			func(c net.Conn) { readRequest(c); _, _ = io.WriteString(c, "SSH-2.0-OpenSSH_9.9\r\n") },
			domain.ErrNotCrossbar, domain.ErrUnanswered,
		},
		"no answer in time": {
			func(c net.Conn) { readRequest(c); _, _ = c.Read(make([]byte, 1)) },
			domain.ErrOffline, domain.ErrUnanswered,
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := connector(t)
			base := "http://" + listen(t, tt.serve)
			q := reading()
			q.timeout = 100 * time.Millisecond
			_, err := c.exchange(context.Background(), base, domain.Secret{}, q)
			require.ErrorIs(t, err, tt.read)
			q = changing()
			q.timeout = 100 * time.Millisecond
			_, err = c.exchange(context.Background(), base, domain.Secret{}, q)
			require.ErrorIs(t, err, tt.write)
			require.NotErrorIs(t, err, domain.ErrOffline, "it may have been sent")
			require.Equal(t, provisioning.VerdictUnknown, provisioning.Judge("", err).Verdict)
		})
	}
}

// TestWhatNeverLeft: where no byte was written, a write is as if it had not been
// tried.
func TestWhatNeverLeft(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	closed := "http://" + listener.Addr().String()
	require.NoError(t, listener.Close())
	stopped, stop := context.WithCancel(context.Background())
	stop()
	open := newStub(t).URL
	for name, tt := range map[string]struct {
		ctx  context.Context
		base string
	}{
		"refused":         {context.Background(), closed},
		"unknown host":    {context.Background(), "http://no-such-host.invalid"},
		"already stopped": {stopped, open},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := connector(t).exchange(tt.ctx, tt.base, domain.Secret{}, changing())
			require.ErrorIs(t, err, domain.ErrOffline)
			require.NotErrorIs(t, err, domain.ErrUnanswered)
			require.Equal(t, provisioning.VerdictNotSent, provisioning.Judge("", err).Verdict)
		})
	}
}

func TestAServerThatWentAwayBetweenTwoRequests(t *testing.T) {
	s := newStub(t)
	s.say("PUT /x", 200, success(`{}`))
	c := connector(t)
	_, err := c.exchange(context.Background(), s.address(), domain.Secret{}, changing())
	require.NoError(t, err)
	s.Close() // the kept connection too
	_, err = c.exchange(context.Background(), s.address(), domain.Secret{}, changing())
	require.True(t, errors.Is(err, domain.ErrOffline) || errors.Is(err, domain.ErrUnanswered), "%v", err)
}

func TestAReadThatSomebodyStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	s := newStub(t)
	s.on("GET /x", func(_ http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() })
	_, err := connector(t).exchange(ctx, s.address(), domain.Secret{}, reading())
	require.ErrorIs(t, err, context.Canceled)
	require.NotErrorIs(t, err, domain.ErrOffline, "nothing is known to be wrong with the connection")
}

// unwatched is a transport that calls no hooks.
type unwatched struct{}

func (unwatched) RoundTrip(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }

func TestATransportThatCannotBeWatchedMayHaveSent(t *testing.T) {
	c := New(Options{Transport: unwatched{}})
	_, err := c.exchange(context.Background(), "http://localhost/v2", domain.Secret{}, changing())
	require.ErrorIs(t, err, domain.ErrUnanswered)
}

func TestNoWriteIsRepeated(t *testing.T) {
	count := make(chan struct{}, 10)
	address := listen(t, func(c net.Conn) { readRequest(c); count <- struct{}{} })
	_, err := connector(t).exchange(context.Background(), "http://"+address, domain.Secret{}, changing())
	require.ErrorIs(t, err, domain.ErrUnanswered)
	require.Len(t, count, 1)
}

func TestAnswersAreBounded(t *testing.T) {
	s := newStub(t)
	huge := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"status":"success","data":"`)
		chunk := strings.Repeat("x", 1<<20)
		for range 20 {
			_, _ = io.WriteString(w, chunk)
		}
		_, _ = io.WriteString(w, `"}`)
	}
	s.on("GET /x", huge)
	s.on("PUT /x", huge)
	s.say("GET /deep", 200, success(strings.Repeat("[", 500)+strings.Repeat("]", 500)))
	c := connector(t)
	for call, want := range map[string]error{"GET /x": domain.ErrNotCrossbar, "PUT /x": domain.ErrUnanswered, "GET /deep": domain.ErrNotCrossbar} {
		method, path, _ := strings.Cut(call, " ")
		q := plainCall(method, path)
		a, err := c.exchange(context.Background(), s.address(), domain.Secret{}, q)
		require.NoError(t, err)
		require.ErrorIs(t, q.judge(a), want, call)
	}
}

func plainCall(method, path string) call {
	return call{method: method, path: path, timeout: 5 * time.Second, effect: method != http.MethodGet}
}

func TestPackedAnswersAreUnpacked(t *testing.T) {
	s := newStub(t)
	s.on("GET /x", func(w http.ResponseWriter, r *http.Request) {
		require.Equal(t, "gzip", r.Header.Get("Accept-Encoding"))
		w.Header().Set("Content-Encoding", "gzip")
		packed := gzip.NewWriter(w)
		_, _ = io.WriteString(packed, success(`{"a":1}`))
		_ = packed.Close()
	})
	a, err := connector(t).exchange(context.Background(), s.address(), domain.Secret{}, reading())
	require.NoError(t, err)
	require.JSONEq(t, `{"a":1}`, string(a.envelope.Data))
}

func TestTheRequestsHeaders(t *testing.T) {
	s := newStub(t)
	s.say("PUT /x", 200, success(`{}`))
	q := changing()
	q.opID = "op-1"
	_, err := connector(t).exchange(context.Background(), s.address(), domain.NewSecret("T"), q)
	require.NoError(t, err)
	got := s.requests("PUT /x")[0]
	require.Equal(t, "op-1", got.header.Get("X-Request-ID"))
	require.Equal(t, "T", got.header.Get("X-Auth-Token"))
	require.Equal(t, "application/json", got.header.Get("Content-Type"))
	require.Equal(t, "gzip", got.header.Get("Accept-Encoding"))
	require.Empty(t, got.header.Get("If-Match"))
	require.JSONEq(t, `{"data":{"a":1}}`, got.body)
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "-1": 0, "soon": 0, "999999999": time.Hour,
		now.Add(90 * time.Second).Format(http.TimeFormat): 90 * time.Second,
		now.Add(-time.Hour).Format(http.TimeFormat):       0,
		now.AddDate(10, 0, 0).Format(http.TimeFormat):     time.Hour,
	} {
		require.Equal(t, want, retryAfter(header, now), fmt.Sprintf("%q", header))
	}
}
