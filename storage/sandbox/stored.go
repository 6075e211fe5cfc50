package sandbox

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// errNotStored tells that bytes are not what encode writes.
var errNotStored = errors.New("not a stored document")

// decodeStored reads a document that encode wrote. Lists of accounts read very
// many, so it takes what encode never does for granted: no space, no duplicate
// keys, and of escapes only those of appendText.
func decodeStored(raw []byte) (document, error) {
	p := stored{s: string(raw)}
	v := p.value()
	d, ok := v.(document)
	if !ok || p.bad || p.at != len(p.s) {
		return nil, errNotStored
	}
	return d, nil
}

// stored is a place in a stored document.
type stored struct {
	s   string
	at  int
	bad bool
}

// next takes the next byte; 0 at the end.
func (p *stored) next() byte {
	if p.at == len(p.s) {
		p.bad = true
		return 0
	}
	p.at++
	return p.s[p.at-1]
}

// take takes a byte if it is the next.
func (p *stored) take(b byte) bool {
	if p.at < len(p.s) && p.s[p.at] == b {
		p.at++
		return true
	}
	return false
}

func (p *stored) word(word string, v any) any {
	if !strings.HasPrefix(p.s[p.at:], word) {
		p.bad = true
		return nil
	}
	p.at += len(word)
	return v
}

func (p *stored) value() any {
	if p.bad || p.at == len(p.s) {
		p.bad = true
		return nil
	}
	switch p.s[p.at] {
	case '{':
		return p.object()
	case '[':
		return p.list()
	case '"':
		return p.text()
	case 't':
		return p.word("true", true)
	case 'f':
		return p.word("false", false)
	case 'n':
		return p.word("null", nil)
	default:
		return p.number()
	}
}

func (p *stored) object() document {
	p.at++
	d := document{}
	if p.take('}') {
		return d
	}
	for !p.bad {
		key := p.text()
		if p.next() != ':' {
			p.bad = true
		}
		d[key] = p.value()
		if p.take('}') {
			return d
		}
		if p.next() != ',' {
			p.bad = true
		}
	}
	return d
}

func (p *stored) list() []any {
	p.at++
	items := []any{}
	if p.take(']') {
		return items
	}
	for !p.bad {
		items = append(items, p.value())
		if p.take(']') {
			return items
		}
		if p.next() != ',' {
			p.bad = true
		}
	}
	return items
}

func (p *stored) number() any {
	end := p.at
	for end < len(p.s) && strings.IndexByte("+-.0123456789eE", p.s[end]) >= 0 {
		end++
	}
	n := json.Number(p.s[p.at:end])
	p.bad = p.bad || end == p.at
	p.at = end
	return n
}

func (p *stored) text() string {
	if p.next() != '"' {
		p.bad = true
		return ""
	}
	rest := p.s[p.at:]
	end := strings.IndexAny(rest, `"\`)
	if end >= 0 && rest[end] == '"' { // nearly always
		p.at += end + 1
		return rest[:end]
	}
	var b strings.Builder
	for !p.bad {
		switch c := p.next(); c {
		case '"':
			return b.String()
		case '\\':
			p.escape(&b)
		default:
			b.WriteByte(c)
		}
	}
	return ""
}

func (p *stored) escape(b *strings.Builder) {
	switch c := p.next(); c {
	case '"', '\\':
		b.WriteByte(c)
	case 'n':
		b.WriteByte('\n')
	case 'r':
		b.WriteByte('\r')
	case 't':
		b.WriteByte('\t')
	case 'u':
		if p.at+4 > len(p.s) {
			p.bad = true
			return
		}
		code, err := strconv.ParseUint(p.s[p.at:p.at+4], 16, 8) // only control characters are escaped so
		p.bad = p.bad || err != nil
		p.at += 4
		b.WriteByte(byte(code))
	default:
		p.bad = true
	}
}
