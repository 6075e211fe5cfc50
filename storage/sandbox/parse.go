package sandbox

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// maxBody is the largest request body, in bytes (crossbar's max_upload_size).
const maxBody = 8_000_000

// modules are the names that begin a new noun in a path. A path that begins with
// any other is unknown.
var modules = map[string]bool{
	"about": true, "accounts": true, "alerts": true, "api_auth": true, "apps_store": true, "auth": true,
	"braintree": true, "callflows": true, "conferences": true, "devices": true, "external_numbers": true,
	"ledgers": true, "limits": true, "multi_factor": true, "phone_numbers": true, "schemas": true, "search": true,
	"security": true, "service_plans": true, "services": true, "telexsmsboxes": true, "token_auth": true,
	"token_restrictions": true, "transactions": true, "user_auth": true, "users": true, "vmboxes": true,
	"whitelabel": true,
}

// splitPath cuts /v2/accounts/ID/users/ID into its version and its nouns. ok is
// false for what is no API path at all.
func splitPath(path string) (version string, nouns []noun, ok bool) {
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	if len(parts) == 0 || !isVersion(parts[0]) {
		return "", nil, false
	}
	for _, part := range parts[1:] {
		if unescaped, err := url.PathUnescape(part); err == nil {
			part = unescaped
		}
		last := len(nouns) - 1
		switch {
		// The names of schemas are also names of modules.
		case last >= 0 && nouns[last].name == "schemas":
			nouns[last].args = append(nouns[last].args, part)
		case modules[part]:
			nouns = append(nouns, noun{name: part})
		case last >= 0:
			nouns[last].args = append(nouns[last].args, part)
		default:
			return parts[0], nil, true
		}
	}
	return parts[0], nouns, true
}

func isVersion(s string) bool {
	if len(s) < 2 || s[0] != 'v' {
		return false
	}
	return strings.Trim(s[1:], "0123456789") == ""
}

// readBody fills in envelope and data.
func (c *call) readBody() error {
	c.envelope, c.data = document{}, document{}
	raw, err := io.ReadAll(io.LimitReader(c.r.Body, maxBody+1))
	if err != nil {
		return fmt.Errorf("reading the request: %w", err)
	}
	if len(raw) > maxBody {
		return failField("file", "maxSize", document{
			"message": fmt.Sprintf("Payload or Files must not be more than %d bytes", maxBody), "target": whole(maxBody),
		})
	}
	if len(raw) == 0 {
		return nil
	}
	given, isObject, err := parseBody(c.r.Header.Get("Content-Type"), raw)
	if err != nil {
		return failField("json", "invalid", document{"message": "decoder_exit around 0", "target": "body"})
	}
	if !isObject {
		return nil
	}
	return c.openEnvelope(given)
}

// parseBody reads a body by its content type. Bodies of types that Crossbar does
// not parse count as empty.
func parseBody(contentType string, raw []byte) (document, bool, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = "application/json"
	}
	switch kind {
	case "application/json", "application/x-json", "text/json":
		v, err := decodeValue(raw)
		if err != nil {
			return nil, false, err
		}
		d, ok := v.(document)
		if !ok {
			return nil, false, errors.New("not an object")
		}
		return d, true, nil
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(raw))
		if err != nil {
			return nil, false, err
		}
		d := document{}
		for k := range form {
			d[k] = form.Get(k)
		}
		return d, true, nil
	default:
		return nil, false, nil
	}
}

// openEnvelope takes the data out of the envelope, whose keys are normalised.
func (c *call) openEnvelope(given document) error {
	for k, v := range given {
		c.envelope[strings.ReplaceAll(strings.ToLower(k), "-", "_")] = v
	}
	data, present := c.envelope["data"]
	delete(c.envelope, "data")
	switch data := data.(type) {
	case document:
		c.data = data
		// A page key is a matter of the request wherever it stands.
		if key, ok := data["start_key"].(string); ok && !c.query.Has("start_key") {
			c.query.Set("start_key", key)
			delete(data, "start_key")
		}
	case []any:
		c.data = data
	default:
		if !present {
			return failField("data", "required", document{"message": "Field is required but missing", "value": given})
		}
		return failField("data", "type", document{
			"message": "Value did not match type(s): object, array",
			"target":  "object, array", "value": data,
		})
	}
	return nil
}

// tunnelVerb lets a POST be another verb, as its body or query says.
func (c *call) tunnelVerb() {
	if c.verb = c.r.Method; c.verb != http.MethodPost {
		return
	}
	switch verb := strings.ToUpper(c.flag("verb")); verb {
	case http.MethodGet, http.MethodPut, http.MethodPatch, http.MethodDelete:
		c.verb = verb
	}
}

// findToken looks for the token where Crossbar does, in that order. A JWT that
// comes as "Authorization: Bearer" is not found: the real server takes what
// follows as the name of a document that holds a token.
func (c *call) findToken() (token string, bearer bool) {
	if t := c.r.Header.Get("X-Auth-Token"); t != "" {
		return t, false
	}
	if t := c.flag("auth_token"); t != "" {
		return t, false
	}
	for _, t := range []string{c.r.Header.Get("Authorization"), c.flag("authorization")} {
		if t == "" {
			continue
		}
		if rest, ok := strings.CutPrefix(t, "Bearer "); ok {
			return rest, true
		}
		return t, false
	}
	return "", false
}
