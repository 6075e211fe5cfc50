package crossbar

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"accountsmanager/domain"
)

// call is one request to be made.
type call struct {
	method  string
	path    string // below the server's address, each id escaped, such as "/accounts/4a…/limits"
	query   url.Values
	body    any    // becomes JSON; nil: none
	opID    string // becomes the request's id, by which the server's log and documents name it
	timeout time.Duration
	// effect: where the answer is lost, something may have been changed.
	effect  bool
	fields  fields          // where the server's complaints belong
	secrets []domain.Secret // in the body: never to come back in an error
}

// name is the call for logs and errors.
func (q call) name() string { return q.method + " " + q.path }

// answer is what came back, whatever it says.
type answer struct {
	status     int
	envelope   envelope
	unreadable error // why the body is no envelope; nil where it is one
	requestID  string
	retryAfter time.Duration
	skew       time.Duration // the server's clock less ours; to the second
	dated      bool          // the answer told the time: skew is known
}

// exchange makes the request once. Its errors are those of the way there and
// back; what the server says is in the answer, to be judged.
func (c *Connector) exchange(ctx context.Context, base string, token domain.Secret, q call) (answer, error) {
	req, err := c.request(base, token, q)
	if err != nil {
		return answer{}, err
	}
	limited, cancel := context.WithTimeout(ctx, q.timeout)
	defer cancel()
	if err := limited.Err(); err != nil {
		return answer{}, q.lost(ctx, err, false)
	}
	var sent watch
	started := c.now()
	resp, err := c.client.Do(req.WithContext(httptrace.WithClientTrace(limited, sent.trace())))
	if err != nil {
		// Who does not know through what to go asks for no connection.
		err = q.lost(ctx, err, sent.maybeSent() && !errors.Is(err, domain.ErrBadProxy))
		c.log.Debug("request failed", "call", q.name(), "error", err)
		return answer{}, err
	}
	defer resp.Body.Close() //nolint:errcheck // nothing is written, so nothing can be lost
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err != nil {
		err = q.lost(ctx, err, true)
		c.log.Debug("answer lost", "call", q.name(), "status", resp.StatusCode, "error", err)
		return answer{}, err
	}
	a := c.read(resp, body)
	known := call{secrets: append(slices.Clip(q.secrets), token)}
	a.requestID = known.scrub(a.requestID) // a server may repeat there what it was told
	c.log.Debug("request", "call", q.name(), "status", a.status, "took", c.now().Sub(started), "request_id", a.requestID)
	return a, nil
}

func (c *Connector) request(base string, token domain.Secret, q call) (*http.Request, error) {
	var body io.Reader
	if q.body != nil {
		raw, err := encode(q.body)
		if err != nil {
			return nil, fmt.Errorf("write the body of %s: %w", q.name(), err)
		}
		body = bytes.NewReader(raw)
	}
	address := base + q.path
	if len(q.query) > 0 {
		address += "?" + q.query.Encode()
	}
	req, err := http.NewRequest(q.method, address, body) //nolint:noctx // the caller adds it
	if err != nil {
		return nil, fmt.Errorf("make the request %s: %w", q.name(), err)
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", c.agent)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if q.opID != "" {
		req.Header.Set("X-Request-ID", q.opID)
	}
	if !token.IsZero() {
		req.Header.Set("X-Auth-Token", token.Reveal())
	}
	return req, nil
}

// encode writes JSON without HTML escapes: it is for servers, and for people.
func encode(body any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	err := e.Encode(body)
	return bytes.TrimSpace(buf.Bytes()), err
}

func (c *Connector) read(resp *http.Response, body []byte) answer {
	now := c.now()
	a := answer{status: resp.StatusCode, retryAfter: retryAfter(resp.Header.Get("Retry-After"), now)}
	if len(body) > maxBody {
		a.unreadable = fmt.Errorf("longer than %d bytes", maxBody)
	} else {
		a.envelope, a.unreadable = decodeEnvelope(body)
	}
	a.requestID = clip(cmp.Or(string(a.envelope.RequestID), resp.Header.Get("X-Request-ID")))
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		a.skew, a.dated = date.Sub(now).Truncate(time.Second), true
	}
	return a
}

// retryAfter reads the header of that name, in seconds or as a date. Longer than
// an hour is not believed.
func retryAfter(header string, now time.Time) time.Duration {
	wait := time.Duration(0)
	if seconds, err := strconv.Atoi(strings.TrimSpace(header)); err == nil {
		wait = time.Duration(min(seconds, 3600)) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		wait = at.Sub(now)
	}
	return max(0, min(wait, time.Hour))
}

// lost is the error of a request that got no whole answer. maybeSent tells
// whether a byte of it may have reached the server.
func (q call) lost(caller context.Context, err error, maybeSent bool) error {
	var wrapped *url.Error
	host := ""
	if errors.As(err, &wrapped) {
		err = wrapped.Err
		if u, bad := url.Parse(wrapped.URL); bad == nil {
			host = u.Host
		}
	}
	wrong := certificateError(err, host)
	stopped := errors.Is(caller.Err(), context.Canceled)
	switch {
	case q.effect && maybeSent:
		// Only the text of the cause: were it wrapped, somebody could take the
		// error for that of a request that was never sent.
		return fmt.Errorf("%s: %w: %v", q.name(), domain.ErrUnanswered, err)
	case q.effect && stopped:
		return fmt.Errorf("%s: %w: %w", q.name(), domain.ErrOffline, context.Canceled)
	case stopped:
		return fmt.Errorf("%s: %w", q.name(), context.Canceled)
	// First: a proxy can have a bad certificate too, and who answers before anything was
	// sent is none but a proxy.
	case !maybeSent && (isProxy(err) || speaksNoHTTP(err)):
		return fmt.Errorf("%s: %w: %w: %v", q.name(), domain.ErrOffline, domain.ErrProxy, err)
	case !maybeSent && wrong != nil:
		return fmt.Errorf("%s: %w", q.name(), wrong)
	case errors.Is(err, http.ErrSchemeMismatch), speaksNoHTTP(err):
		return fmt.Errorf("%s: %w: %v", q.name(), domain.ErrNotCrossbar, err)
	}
	return fmt.Errorf("%s: %w: %v", q.name(), domain.ErrOffline, err)
}

// watch tells how far a request got.
type watch struct {
	asked atomic.Bool // a connection was asked for
	got   atomic.Bool // and given: from here on, bytes may be on their way
}

func (w *watch) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		// Asked for again, the transport knows that nothing was written on the
		// connection that it had (it repeats no PUT or POST otherwise).
		GetConn: func(string) { w.got.Store(false); w.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { w.got.Store(true) },
	}
}

// maybeSent tells whether a byte may have reached the server. A transport that
// cannot be watched is assumed to have sent.
func (w *watch) maybeSent() bool { return w.got.Load() || !w.asked.Load() }
