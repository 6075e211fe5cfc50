package crossbar

import (
	"cmp"
	"crypto/md5" //nolint:gosec // what Crossbar signs in with
	"encoding/hex"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

var _ workspace.Connector = (*Connector)(nil)

// Options are what a connector is made of. The zero value works.
type Options struct {
	Version   string            // of the program, for the User-Agent
	Log       *slog.Logger      // nil: silent. Requests are logged at debug level, without bodies
	Transport http.RoundTripper // of the usual way to a server; nil: the network
	Timeouts  Timeouts
	Now       func() time.Time // nil: time.Now
}

// Timeouts bound single requests, from the dial to the last byte of the answer.
// A zero field takes the default.
type Timeouts struct {
	Create time.Duration // a new account
	Write  time.Duration // other writes
	Read   time.Duration // reads and signing in
}

// DefaultTimeouts are for real servers. They work on a new account for seconds,
// and give up by themselves after 130 s at most (Kazoo: crossbar_init); cutting
// the connection sooner can leave half an account.
func DefaultTimeouts() Timeouts {
	return Timeouts{Create: 140 * time.Second, Write: 30 * time.Second, Read: 20 * time.Second}
}

// Scale multiplies every bound by factor.
func (t Timeouts) Scale(factor float64) Timeouts {
	scale := func(d time.Duration) time.Duration { return time.Duration(float64(d) * factor) }
	return Timeouts{Create: scale(t.Create), Write: scale(t.Write), Read: scale(t.Read)}
}

// Connector reaches Crossbar servers. It is safe for concurrent use.
type Connector struct {
	client   *http.Client
	agent    string
	log      *slog.Logger
	timeouts Timeouts
	now      func() time.Time
}

// New makes a connector. It does not connect to anything yet.
func New(o Options) *Connector {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the clock of who names none
	}
	if o.Transport == nil {
		usual, err := newTransport(domain.Route{}, o.Now)
		if err != nil { // only what is in a route can be wrong, and there is nothing in it
			panic("the usual way to a server: " + err.Error())
		}
		o.Transport = usual
	}
	usual := DefaultTimeouts()
	return &Connector{
		client: newClient(o.Transport),
		agent:  "AccountsManager/" + cmp.Or(o.Version, "unknown"),
		log:    o.Log,
		now:    o.Now,
		timeouts: Timeouts{
			Create: cmp.Or(o.Timeouts.Create, usual.Create),
			Write:  cmp.Or(o.Timeouts.Write, usual.Write),
			Read:   cmp.Or(o.Timeouts.Read, usual.Read),
		},
	}
}

// Conceal turns a password into the credentials hash that signs in. Servers keep
// user names, and so the hash, in lower case (Kazoo: kzd_users).
func (c *Connector) Conceal(userName string, password domain.Secret) domain.Secret {
	sum := md5.Sum([]byte(strings.ToLower(userName) + ":" + password.Reveal())) //nolint:gosec // as above
	return domain.NewSecret(hex.EncodeToString(sum[:]))
}
