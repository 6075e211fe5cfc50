package sandbox

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// answer is a complete HTTP answer, kept back until faults had their way with it.
type answer struct {
	status int
	header http.Header
	body   []byte
}

const (
	corsMethods = "GET, POST, PUT, DELETE, PATCH, OPTIONS, HEAD"
	corsHeaders = "Content-Type, Depth, User-Agent, X-Http-Method-Override, X-File-Size, X-Requested-With, " +
		"If-Modified-Since, X-File-Name, Cache-Control, X-Auth-Token, X-Kazoo-Cluster-ID, If-Match, If-None-Match, " +
		"X-Request-ID, X-Auth-Account-ID, Authorization, Accept"
	corsExposed = "Content-Type, X-Auth-Token, X-Request-ID, X-Kazoo-Cluster-ID, Location, Etag, ETag"
)

func setCORS(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Allow-Methods", corsMethods)
	h.Set("Access-Control-Allow-Headers", corsHeaders)
	h.Set("Access-Control-Expose-Headers", corsExposed)
	h.Set("Access-Control-Max-Age", "86400")
}

// answer puts what a request came to into the envelope.
func (c *call) answer(rep *reply, err error) answer {
	h := http.Header{}
	h.Set("X-Request-Id", c.id)
	if c.r.Header.Get("Origin") != "" {
		setCORS(h)
	}
	if err == nil {
		return c.success(rep, h)
	}
	if errors.Is(err, errNotAPI) {
		h.Set("Content-Type", "text/plain")
		return answer{status: http.StatusOK, header: h, body: []byte("This is a Crossbar sandbox. The API begins at /v2.\n")}
	}
	var f *failure
	if !errors.As(err, &f) {
		c.s.logger.Error("sandbox request failed", "method", c.r.Method, "path", c.r.URL.Path, "error", err)
		f = fail(http.StatusInternalServerError, "unspecified_fault", "unspecified fault")
	}
	return c.refusal(f, h)
}

func (c *call) refusal(f *failure, h http.Header) answer {
	switch {
	case f.bare && f.status == http.StatusOK: // a preflight
		setCORS(h)
		h.Set("Allow", corsMethods)
		return answer{status: f.status, header: h}
	case f.dead:
		return answer{status: f.status, header: http.Header{}}
	case f.bare:
		return answer{status: f.status, header: h}
	}
	setCORS(h)
	if f.status == http.StatusMethodNotAllowed {
		h.Set("Allow", corsMethods)
	}
	if c.negotiated || c.b.typedEarlyErrors {
		h.Set("Content-Type", "application/json")
	} else {
		h["Content-Type"] = nil // keeps net/http from guessing one
	}
	if c.r.Method == http.MethodHead {
		return answer{status: f.status, header: h}
	}
	env := document{"status": "error", "error": strconv.Itoa(f.status), "message": f.message}
	if !f.noData {
		env["data"] = f.data
	}
	if f.page != nil && f.page.sized {
		env["page_size"] = whole(f.page.size)
	}
	token := c.token
	if token == "" && c.b.undefinedAuthToken {
		token = "undefined"
	}
	c.address(env, token)
	return c.packed(f.status, h, encode(env))
}

func (c *call) success(rep *reply, h http.Header) answer {
	status := http.StatusOK
	if c.verb == http.MethodPut {
		status = http.StatusCreated
	}
	if rep.location != "" {
		h.Set("Location", rep.location)
	}
	env := document{"status": "success"}
	if !rep.noData {
		env["data"] = rep.data
	}
	if rep.revision != "" {
		env["revision"] = rep.revision
	}
	if p := rep.page; p != nil {
		if p.sized {
			env["page_size"] = whole(p.size)
		}
		if p.startKey != "" {
			env["start_key"] = p.startKey
		}
		if p.nextStart != "" {
			env["next_start_key"] = p.nextStart
		}
	}
	token := c.token
	if rep.token != "" {
		token = rep.token
	}
	c.address(env, token)
	if c.verb == http.MethodGet && rep.revision != "" {
		h.Set("ETag", `"`+rep.revision+`"`)
		if c.notModified(rep.revision) {
			return answer{status: http.StatusNotModified, header: h}
		}
	}
	h.Set("Content-Type", "application/json")
	if rep.chunked {
		return c.packed(status, h, chunkedEnvelope(env))
	}
	return c.packed(status, h, encode(env))
}

func (c *call) notModified(revision string) bool {
	tags, whatever, ok := parseTags(strings.TrimSpace(c.r.Header.Get("If-None-Match")))
	return ok && (whatever || slices.Contains(tags, revision))
}

// address adds what every envelope carries.
func (c *call) address(env document, token string) {
	env["request_id"] = c.id
	env["node"] = c.s.node
	env["timestamp"] = fromGregorian(c.now).Format(time.RFC3339)
	if c.b.versionAlways || c.session != nil || env["status"] == "success" && c.hasToken(token) {
		env["version"] = c.b.version
	}
	if token != "" {
		env["auth_token"] = token
	}
	if c.b.tokensInEnvelope {
		left, _ := c.s.buckets.take(c.bucketKey(), 0, c.s.now())
		env["tokens"] = document{"consumed": whole(1), "remaining": whole(left)}
	}
}

// hasToken tells sign-ins, which are authenticated by what they answer.
func (c *call) hasToken(token string) bool { return token != "" && token != c.token }

// chunkedEnvelope is the form of lists that are sent while they are read: the
// data first, then the rest as text.
func chunkedEnvelope(env document) []byte {
	var b bytes.Buffer
	b.WriteString(`{"data":`)
	b.Write(encode(env["data"]))
	for _, k := range sortedKeys(env) {
		if k == "data" || k == "tokens" {
			continue
		}
		s, _ := plainText(env[k])
		b.WriteString(",")
		b.Write(encode(k))
		b.WriteString(":")
		b.Write(encode(s))
	}
	b.WriteString("}")
	return b.Bytes()
}

const leastCompressed = 300 // bytes, as cowboy_compress_h has it

var packers = sync.Pool{New: func() any {
	zw, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // fails only for a level that is none
	return zw
}}

// packed compresses a body for those who can read it.
func (c *call) packed(status int, h http.Header, body []byte) answer {
	if len(body) > leastCompressed && strings.Contains(c.r.Header.Get("Accept-Encoding"), "gzip") {
		var b bytes.Buffer
		zw := packers.Get().(*gzip.Writer)
		defer packers.Put(zw)
		zw.Reset(&b)
		_, werr := zw.Write(body)
		if err := errors.Join(werr, zw.Close()); err == nil {
			h.Set("Content-Encoding", "gzip")
			h.Add("Vary", "Accept-Encoding")
			body = b.Bytes()
		}
	}
	return answer{status: status, header: h, body: body}
}

// listRevision is what lists have for a revision: a hash of the answer, which
// holds the request's id, so that it never is the same twice.
func (c *call) listRevision(rows any) string {
	h := md5.New()
	h.Write([]byte(c.id))
	h.Write(encode(rows))
	return hex.EncodeToString(h.Sum(nil))
}
