package sandbox

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"net/http"
	"runtime/debug"
	"sync"
	"time"
)

// Options say what kind of server to make. The zero value is a Kazoo 5 in
// memory with the sample accounts.
type Options struct {
	// Path is the SQLite file that keeps the state; "" keeps it in memory.
	Path string
	// Flavour is the release to imitate; "" is Kazoo5. A file keeps what it was
	// made with, whatever is asked for later.
	Flavour Flavour
	// Accounts above 0 makes that many generated accounts below the reseller
	// instead of the sample. Only a new file is filled.
	Accounts int
	// Seed decides what is generated, and which requests suffer by chance; equal
	// seeds give equal accounts.
	Seed uint64
	// Empty makes nothing but a master account with one administrator.
	Empty bool
	// Clock tells the time; nil is the system's.
	Clock func() time.Time
	// CreateTime is how long making an account takes between the check of its
	// name and the write. 0 is 20 ms, below 0 is no time.
	CreateTime time.Duration
	// Faults are active from the start.
	Faults []Fault
	// Logger hears of errors of the server itself; nil is none.
	Logger *slog.Logger
}

const defaultCreateTime = 20 * time.Millisecond

// Credentials are how to sign in to the account that a server was made for.
type Credentials struct {
	URL         string `json:"url"` // of the API, "" unless the server listens
	AccountName string `json:"account_name"`
	Realm       string `json:"realm"`
	Username    string `json:"username"`
	Password    string `json:"password"`
	Fingerprint string `json:"fingerprint,omitempty"` // of the certificate, where it serves TLS
}

// Server is a Crossbar. It is an http.Handler and safe for concurrent use.
type Server struct {
	b           *behaviour
	store       *store
	tokens      *tokens
	buckets     buckets
	routes      routes
	schemas     map[string]*rule
	classifiers []classifier
	faults      faults
	log         requestLog
	logger      *slog.Logger
	clock       func() time.Time
	createTime  time.Duration

	node, clusterID string
	masterID        string
	realmSuffix     string // of realms that clients left to the server
	credentials     Credentials

	done     chan struct{} // closed when the server closes
	closing  sync.Once
	closeErr error
	mu       sync.Mutex
	serving  []*Listening
}

// New opens or fills a state and makes a server of it. Close it after use.
func New(o Options) (*Server, error) {
	b, err := behaviourOf(o.Flavour)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	st, fresh, err := openStore(ctx, o.Path)
	if err != nil {
		return nil, err
	}
	s := &Server{
		b: b, store: st, tokens: &tokens{}, routes: newRoutes(),
		logger: o.Logger, clock: o.Clock, createTime: o.CreateTime, done: make(chan struct{}),
	}
	if s.logger == nil {
		s.logger = slog.New(slog.DiscardHandler)
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	s.faults.dice = mathrand.New(mathrand.NewPCG(o.Seed, 1))
	if s.createTime == 0 {
		s.createTime = defaultCreateTime
	}
	if fresh {
		err = s.fill(ctx, o)
	}
	if err == nil {
		err = s.load(ctx)
	}
	if err == nil {
		err = s.faults.set(o.Faults)
	}
	if err != nil {
		return nil, errors.Join(err, st.close())
	}
	return s, nil
}

// load reads what a state says about its server.
func (s *Server) load(ctx context.Context) error {
	values := map[string]string{}
	for _, key := range []string{"flavour", "secret", "node", "cluster", "master", "suffix", "credentials"} {
		v, err := s.store.meta(ctx, key)
		if err != nil {
			return fmt.Errorf("reading sandbox state: %w", err)
		}
		values[key] = v
	}
	b, err := behaviourOf(Flavour(values["flavour"]))
	if err != nil {
		return fmt.Errorf("reading sandbox state: %w", err)
	}
	s.b = b
	s.schemas, s.classifiers = newSchemas(b), newClassifiers(b)
	if s.tokens.secret, err = hex.DecodeString(values["secret"]); err != nil {
		return fmt.Errorf("reading sandbox state: %w", err)
	}
	s.node, s.clusterID, s.masterID, s.realmSuffix = values["node"], values["cluster"], values["master"], values["suffix"]
	if err := json.Unmarshal([]byte(values["credentials"]), &s.credentials); err != nil {
		return fmt.Errorf("reading sandbox state: %w", err)
	}
	return nil
}

// Close ends every connection that Listen made, waits for what is being
// answered and closes the state.
func (s *Server) Close() error {
	s.closing.Do(func() {
		close(s.done)
		s.mu.Lock()
		serving := s.serving
		s.mu.Unlock()
		var errs []error
		for _, l := range serving {
			errs = append(errs, l.Close())
		}
		s.closeErr = errors.Join(append(errs, s.store.close())...)
	})
	return s.closeErr
}

// Credentials tell how to sign in. The URL is that of the first Listen.
func (s *Server) Credentials() Credentials {
	c := s.credentials
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.serving) > 0 {
		c.URL, c.Fingerprint = s.serving[0].URL, s.serving[0].Fingerprint
	}
	return c
}

// Flavour is the release that the server imitates.
func (s *Server) Flavour() Flavour { return s.b.flavour }

func (s *Server) now() time.Time { return s.clock() }

// randomHex makes n random bytes, in hex.
func (s *Server) randomHex(n int) string { return hex.EncodeToString(randomBytes(n)) }

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails, by its documentation
	return b
}

func newNode() string { return base64.RawURLEncoding.EncodeToString(randomBytes(16)) }

// ServeHTTP answers one request, as Crossbar would or as a fault has it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.control(w, r) {
		return
	}
	hit := s.faults.match(r)
	entry := s.log.begin(r, s.now(), hit)
	defer s.log.end(entry)
	if hit != nil && !s.faultBefore(w, r, hit, entry) {
		return
	}
	c := s.newCall(r)
	a := s.handle(c)
	entry.finish(c, a.status)
	if hit != nil && s.faultAfter(w, r, hit, entry, a) {
		return
	}
	a.send(w)
}

func (s *Server) newCall(r *http.Request) *call {
	id := r.Header.Get("X-Request-ID")
	if id == "" {
		id = s.randomHex(16)
	}
	return &call{
		s: s, b: s.b, r: r, id: id, query: r.URL.Query(), now: gregorian(s.now()), verb: r.Method,
		ctx: context.WithoutCancel(r.Context()),
	}
}

// handle runs the pipeline. A bug in it is a 500, as a crash is on the real
// server, and is told to the logger.
func (s *Server) handle(c *call) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			s.logger.Error("sandbox request crashed", "method", c.r.Method, "path", c.r.URL.Path,
				"panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			a = c.answer(nil, failDead(http.StatusInternalServerError))
		}
	}()
	rep, err := c.run()
	return c.answer(rep, err)
}

func (a answer) send(w http.ResponseWriter) {
	for k, v := range a.header {
		w.Header()[k] = v
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // a client that left is no error of the server
}
