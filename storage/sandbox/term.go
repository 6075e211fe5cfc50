package sandbox

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
)

// A page key on the wire is an Erlang term in the external term format,
// base64url without padding. Only the terms that Crossbar puts there are read:
// binaries, non-negative integers, and proper lists of these.
const (
	termVersion  = 131
	tagSmallInt  = 97
	tagInt       = 98
	tagNil       = 106
	tagList      = 108
	tagBinary    = 109
	tagSmallBig  = 110
	maxTermDepth = 8
)

var errBadTerm = errors.New("not an Erlang term")

// encodeTerm writes a string, an int64 or a []any of these.
func encodeTerm(v any) string {
	return base64.RawURLEncoding.EncodeToString(appendTerm([]byte{termVersion}, v))
}

func appendTerm(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		b = binary.BigEndian.AppendUint32(append(b, tagBinary), uint32(len(v)))
		return append(b, v...)
	case int64:
		return appendInt(b, v)
	case []any:
		if len(v) == 0 {
			return append(b, tagNil)
		}
		b = binary.BigEndian.AppendUint32(append(b, tagList), uint32(len(v)))
		for _, e := range v {
			b = appendTerm(b, e)
		}
		return append(b, tagNil)
	default:
		panic(fmt.Sprintf("sandbox: %T is not a page key", v))
	}
}

func appendInt(b []byte, n int64) []byte {
	switch {
	case n >= 0 && n < 256:
		return append(b, tagSmallInt, byte(n))
	case n >= -1<<31 && n < 1<<31:
		return binary.BigEndian.AppendUint32(append(b, tagInt), uint32(int32(n)))
	}
	sign := byte(0)
	if n < 0 {
		sign, n = 1, -n
	}
	var digits []byte
	for u := uint64(n); u > 0; u >>= 8 {
		digits = append(digits, byte(u))
	}
	return append(append(b, tagSmallBig, byte(len(digits)), sign), digits...)
}

// decodeTerm reads what encodeTerm wrote.
func decodeTerm(s string) (any, error) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(raw) == 0 || raw[0] != termVersion {
		return nil, errBadTerm
	}
	v, rest, err := readTerm(raw[1:], maxTermDepth)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, errBadTerm
	}
	return v, nil
}

func readTerm(b []byte, depth int) (any, []byte, error) {
	if len(b) == 0 || depth == 0 {
		return nil, nil, errBadTerm
	}
	tag, b := b[0], b[1:]
	switch {
	case tag == tagNil:
		return []any{}, b, nil
	case tag == tagSmallInt && len(b) >= 1:
		return int64(b[0]), b[1:], nil
	case tag == tagInt && len(b) >= 4:
		return int64(int32(binary.BigEndian.Uint32(b))), b[4:], nil
	case tag == tagSmallBig && len(b) >= 2 && b[0] <= 7 && len(b) >= 2+int(b[0]):
		return readBig(b)
	case tag == tagBinary && len(b) >= 4:
		n := int(binary.BigEndian.Uint32(b))
		if b = b[4:]; n > len(b) {
			return nil, nil, errBadTerm
		}
		return string(b[:n]), b[n:], nil
	case tag == tagList && len(b) >= 4:
		return readList(b, depth)
	default:
		return nil, nil, errBadTerm
	}
}

func readBig(b []byte) (any, []byte, error) {
	n, negative := int(b[0]), b[1] != 0
	var v int64
	for i := n - 1; i >= 0; i-- {
		v = v<<8 | int64(b[2+i])
	}
	if negative {
		v = -v
	}
	return v, b[2+n:], nil
}

func readList(b []byte, depth int) (any, []byte, error) {
	n := int(binary.BigEndian.Uint32(b))
	if b = b[4:]; n > len(b) {
		return nil, nil, errBadTerm
	}
	items := make([]any, 0, n)
	for range n {
		item, rest, err := readTerm(b, depth-1)
		if err != nil {
			return nil, nil, err
		}
		items, b = append(items, item), rest
	}
	if len(b) == 0 || b[0] != tagNil {
		return nil, nil, errBadTerm
	}
	return items, b[1:], nil
}
