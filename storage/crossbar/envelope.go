package crossbar

import (
	"encoding/json"
	"errors"
	"fmt"
)

const (
	// maxBody is the most of an answer that is read, in bytes after unpacking: a
	// listing of some 100,000 accounts.
	maxBody = 16 << 20
	// maxDepth is how deep an answer may be nested. Documents are 10 deep.
	maxDepth = 200
)

// envelope is what Crossbar wraps every answer in.
type envelope struct {
	Data         json.RawMessage `json:"data"`
	Status       text            `json:"status"` // success or error
	Error        text            `json:"error"`  // the HTTP status, as text
	Message      text            `json:"message"`
	RequestID    text            `json:"request_id"`
	AuthToken    text            `json:"auth_token"` // "undefined" where there is none (Kazoo 4.3)
	Version      text            `json:"version"`
	NextStartKey text            `json:"next_start_key"`
}

var (
	errNoEnvelope = errors.New("no envelope")
	errTooDeep    = errors.New("nested too deeply")
	errTruncated  = errors.New("cut off")
)

// decodeEnvelope reads an answer's body. Without a status it is some other JSON.
func decodeEnvelope(body []byte) (envelope, error) {
	if nestedDeeper(body, maxDepth) {
		return envelope{}, errTooDeep
	}
	var e envelope
	if err := json.Unmarshal(body, &e); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) && len(body) > 0 && syntax.Offset >= int64(len(body)) {
			return envelope{}, errTruncated
		}
		return envelope{}, fmt.Errorf("%w: %w", errNoEnvelope, err)
	}
	if e.Status == "" {
		return envelope{}, errNoEnvelope
	}
	return e, nil
}

// nestedDeeper tells whether JSON text opens more brackets inside each other than
// the limit.
func nestedDeeper(body []byte, limit int) bool {
	depth, quoted := 0, false
	for i := 0; i < len(body); i++ {
		switch b := body[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			if depth++; depth > limit {
				return true
			}
		case b == '}' || b == ']':
			depth--
		}
	}
	return false
}
