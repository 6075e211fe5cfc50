package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// endpoint is one path of the API. The pipeline asks it in the order in which
// the real server does; see run.
type endpoint struct {
	verbs map[string]verb
	// open endpoints answer strangers, for the verb named, "*" for all.
	open string
	// costly endpoints take tokens of the rate bucket whoever calls.
	costly bool
	// global endpoints may be used without an account in the path.
	global bool
	// authorize replaces the rule that the account must be the caller's own or
	// below it.
	authorize func(*call) error
}

// verb is what an endpoint does for one HTTP method. validate may refuse and may
// set call.etag, execute answers.
type verb struct {
	validate func(*call) error
	execute  func(*call) (*reply, error)
	// unmatched is set where no revision is loaded before If-Match is looked at.
	unmatched bool
}

// open reports whether strangers may use an endpoint.
func (c *call) open(ep *endpoint) bool {
	if ep == nil {
		return false
	}
	if ep.open == validationOpen {
		return c.b.schemaValidationOpen
	}
	return ep.open == "*" || ep.open == c.verb
}

// run takes a request through the pipeline: path, body, method, account, caller,
// rights, representation, validation, conditions, execution.
func (c *call) run() (*reply, error) {
	version, nouns, ok := splitPath(c.r.URL.EscapedPath())
	if !ok {
		return nil, errNotAPI
	}
	if len(nouns) == 0 {
		return nil, failBare(http.StatusNotFound)
	}
	c.nouns = nouns
	if version == "v1" && c.b.oldVersionGone {
		return nil, &failure{
			status: http.StatusGone, message: "gone",
			data: "API version 1 is not supported. Please upgrade your code to use version 2.",
		}
	}
	if c.r.Method == http.MethodOptions {
		return nil, failBare(http.StatusOK)
	}
	if err := c.readBody(); err != nil {
		return nil, err
	}
	c.tunnelVerb()
	tokenErr := c.identify()
	ep := c.s.routes.find(c.resource())
	if err := c.checkMethod(ep); err != nil {
		return nil, err
	}
	if err := c.findAccount(); err != nil {
		return nil, err
	}
	if err := c.checkCaller(ep, tokenErr); err != nil {
		return nil, err
	}
	if err := c.checkRights(ep); err != nil {
		return nil, err
	}
	if !acceptsJSON(c.r.Header.Get("Accept")) {
		return nil, failBare(http.StatusNotAcceptable)
	}
	if ep == nil || c.account == nil && !ep.global {
		return nil, failNotFound()
	}
	c.negotiated = true
	return c.perform(ep.verbs[c.verb])
}

var errNotAPI = errors.New("not an API path")

// perform validates, looks at the conditions and executes.
func (c *call) perform(v verb) (*reply, error) {
	if v.validate != nil {
		if err := v.validate(c); err != nil {
			return nil, err
		}
	}
	if c.errs.any() {
		return nil, failFields(&c.errs)
	}
	if c.verb == http.MethodGet {
		return v.execute(c)
	}
	if err := c.checkCondition(v); err != nil {
		return nil, err
	}
	return v.execute(c)
}

// identify reads the token early, as Kazoo 5 does; what is wrong with it is
// told later.
func (c *call) identify() error {
	token, bearer := c.findToken()
	c.token = token
	if token == "" || bearer {
		return errBadToken
	}
	s, err := c.readToken(token)
	if err != nil {
		return err
	}
	if want := c.r.Header.Get("X-Auth-Account-ID"); want != "" && want != s.account.id {
		return errBadToken
	}
	c.session = s
	return nil
}

func (c *call) checkMethod(ep *endpoint) error {
	if c.verb == http.MethodHead {
		return failMethod()
	}
	if ep == nil {
		return nil // told as "not found", but only to those who may know
	}
	if _, ok := ep.verbs[c.verb]; !ok {
		return failMethod()
	}
	return nil
}

var accountIDShape = regexp.MustCompile(`^[0-9a-f]{32}$`)

// findAccount opens the account that the path names, before anybody asks who is
// calling.
func (c *call) findAccount() error {
	for _, n := range c.nouns {
		if n.name != "accounts" || len(n.args) == 0 {
			continue
		}
		id := n.args[0]
		if !accountIDShape.MatchString(id) {
			return &failure{
				status: http.StatusNotFound, message: "bad identifier",
				data: document{"message": fmt.Sprintf("invalid account_id '%s'", id)},
			}
		}
		a, err := c.s.store.account(c.ctx, id)
		if errors.Is(err, errNoAccount) {
			return failIdentifier(id)
		}
		if err != nil {
			return err
		}
		c.account = a
		if c.resellerID, err = c.s.resellerOf(c.ctx, a); err != nil {
			return err
		}
		if a.superduper() && c.verb == http.MethodDelete && len(c.nouns) == 1 && len(n.args) == 1 {
			return failMethod()
		}
	}
	return nil
}

// checkCaller wants a valid token where one is needed. Only requests without one
// cost tokens of the rate bucket.
func (c *call) checkCaller(ep *endpoint, tokenErr error) error {
	if c.open(ep) {
		// A sign-in pays twice: to come in, and to be looked at.
		if ep.costly && !c.takeTokens(1) {
			return failTooMany()
		}
		return nil
	}
	if c.session != nil {
		return nil
	}
	if tokenErr != nil && !errors.Is(tokenErr, errBadToken) && !errors.Is(tokenErr, errExpiredToken) {
		return tokenErr
	}
	if !c.takeTokens(1) {
		return failTooMany()
	}
	if errors.Is(tokenErr, errExpiredToken) && c.b.expiredTokenTold {
		return &failure{status: http.StatusUnauthorized, message: "invalid credentials", data: document{}}
	}
	return failCredentials()
}

func (c *call) bucketKey() string {
	host, _, err := net.SplitHostPort(c.r.RemoteAddr)
	if err != nil {
		host = c.r.RemoteAddr
	}
	if c.account != nil {
		return host + "/" + c.account.id
	}
	return host + "/no_account"
}

func (c *call) takeTokens(n int) bool {
	_, ok := c.s.buckets.take(c.bucketKey(), n, c.s.now())
	return ok
}

// checkRights lets a caller act on its own account and on those below it, and a
// superduper caller on everything.
func (c *call) checkRights(ep *endpoint) error {
	if c.open(ep) {
		return nil
	}
	if ep != nil && ep.authorize != nil {
		return ep.authorize(c)
	}
	if c.session.account.superduper() {
		return nil
	}
	if c.account == nil {
		if ep != nil && ep.global {
			return nil
		}
		return failForbidden()
	}
	if !c.account.within(c.session.account.id) {
		return failForbidden()
	}
	return nil
}

// superduper reports whether the caller runs the platform.
func (c *call) superduper() bool { return c.session.account.superduper() }

// acceptsJSON reads an Accept header as far as Crossbar needs it.
func acceptsJSON(header string) bool {
	if strings.TrimSpace(header) == "" {
		return true
	}
	for _, part := range strings.Split(header, ",") {
		kind, params, _ := strings.Cut(part, ";")
		if strings.ReplaceAll(params, " ", "") == "q=0" {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(kind)) {
		case "*/*", "application/*", "application/json", "application/x-json":
			return true
		}
	}
	return false
}

// checkCondition looks at If-Match after validation, when accounts may already
// be written.
func (c *call) checkCondition(v verb) error {
	header := strings.TrimSpace(c.r.Header.Get("If-Match"))
	switch {
	case header == "":
		return nil
	case c.verb == http.MethodPut:
		return failBare(http.StatusPreconditionFailed)
	}
	tags, whatever, ok := parseTags(header)
	switch {
	case !ok:
		return failDead(c.b.badIfMatchStatus)
	case whatever, !v.unmatched && c.etag != "" && slices.Contains(tags, c.etag):
		return nil
	default:
		return failBare(http.StatusPreconditionFailed)
	}
}

var entityTag = regexp.MustCompile(`^(W/)?"([^"]*)"\s*(,\s*|$)`)

// parseTags reads a list of quoted entity tags. Weak tags never match If-Match,
// so they are left out; whatever is an asterisk.
func parseTags(header string) (tags []string, whatever, ok bool) {
	if header == "*" {
		return nil, true, true
	}
	for header != "" {
		m := entityTag.FindStringSubmatch(header)
		if m == nil {
			return nil, false, false
		}
		if m[1] == "" {
			tags = append(tags, m[2])
		}
		header = header[len(m[0]):]
	}
	return tags, false, true
}

// resellerOf is the nearest reseller above an account, else the master account.
func (s *Server) resellerOf(ctx context.Context, a *account) (string, error) {
	tree := a.tree()
	for i := len(tree) - 1; i >= 0; i-- {
		above, err := s.store.account(ctx, tree[i])
		if errors.Is(err, errNoAccount) {
			continue
		}
		if err != nil {
			return "", err
		}
		if above.reseller() {
			return above.id, nil
		}
	}
	return s.masterID, nil
}
