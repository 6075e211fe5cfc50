package sandbox

import (
	"context"
	"net/http"
	"net/url"
)

// noun is one resource of a path with what follows it: accounts/ID/children is
// accounts with two arguments.
type noun struct {
	name string
	args []string
}

// call is one request on its way through the pipeline.
type call struct {
	s   *Server
	b   *behaviour
	ctx context.Context //nolint:containedctx // outlives the client's connection: what began is finished
	r   *http.Request

	id    string // request id
	now   int64  // Gregorian seconds
	verb  string // after tunnelling
	nouns []noun
	query url.Values

	envelope document // the body without data
	data     any      // an object or a list

	token   string   // as sent
	session *session // what the token stands for; nil for strangers

	account *account // named in the path
	// resellerID is the reseller of that account when the request came in. It is
	// what answers tell even after the request changed it.
	resellerID string

	// negotiated is set once it is settled that the answer will be JSON.
	negotiated bool

	errs    fieldErrors
	etag    string // revision that validation loaded, for If-Match
	state   any    // what validate hands to execute
	effects []effect
}

func (c *call) resource() noun { return c.nouns[len(c.nouns)-1] }

// arg is an argument of the last noun, or "".
func (c *call) arg(i int) string {
	if args := c.resource().args; i < len(args) {
		return args[i]
	}
	return ""
}

// body is the data when it is an object. Lists crash most modules of the real
// server while they validate.
func (c *call) body() (document, error) {
	d, ok := c.data.(document)
	if !ok {
		return nil, failInit()
	}
	return d, nil
}

// value looks a flag up where Kazoo does: in the data, then in the query, then
// in the envelope. A document that has a key of that name changes its request.
func (c *call) value(key string) any {
	if v, ok := lookup(c.data, key); ok {
		return v
	}
	if c.query.Has(key) {
		return c.query.Get(key)
	}
	return c.envelope[key]
}

// flag is value as text.
func (c *call) flag(key string) string {
	s, _ := plainText(c.value(key))
	return s
}

// effect is one document that a request stored.
type effect struct {
	Change  string `json:"change"` // "created" or "changed"
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Account string `json:"account,omitempty"`
}

func (c *call) created(kind, id, account string) {
	c.effects = append(c.effects, effect{Change: "created", Kind: kind, ID: id, Account: account})
}

func (c *call) changed(kind, id, account string) {
	c.effects = append(c.effects, effect{Change: "changed", Kind: kind, ID: id, Account: account})
}
