package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Listening is a server on an address.
type Listening struct {
	// URL is where the API begins, for example http://127.0.0.1:8000/v2.
	URL string

	server *http.Server
	ended  chan error
}

// The timeouts of the real server (crossbar_init).
const (
	headerTimeout   = 10 * time.Second
	idleTimeout     = 120 * time.Second
	shutdownTimeout = 2 * time.Second
)

// Listen begins to answer at an address such as "127.0.0.1:8000". Port 0 takes a
// free one; the URL tells which. Only the endpoints below /sandbox insist on
// clients of this machine: an address that others reach is the caller's wish.
func (s *Server) Listen(addr string) (*Listening, error) {
	ln, err := net.Listen("tcp", addr) //nolint:noctx // it does not wait
	if err != nil {
		return nil, fmt.Errorf("listening for the sandbox: %w", err)
	}
	l := &Listening{
		URL:    "http://" + reachable(ln.Addr()) + "/v2",
		server: &http.Server{Handler: s, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout},
		ended:  make(chan error, 1),
	}
	s.mu.Lock()
	s.serving = append(s.serving, l)
	s.mu.Unlock()
	go func() { l.ended <- l.server.Serve(ln) }()
	return l, nil
}

// reachable is how this machine reaches an address; one that stands for all is
// reached at the loopback.
func reachable(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", port)
}

// Wait returns when the server stops, with why if nobody wished it.
func (l *Listening) Wait() error {
	err := <-l.ended
	l.ended <- err
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// Close lets requests end, for a few seconds, and closes all connections.
func (l *Listening) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	err := l.server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = l.server.Close()
	}
	return errors.Join(err, l.Wait())
}
