package crossbar

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
)

// Documents on a server are what many hands have written over years: a value of
// the wrong type is passed over, never a reason to show nothing. Only where a
// list or an object as a whole is something else is the answer not believed.

// text reads a string; a number, a truth value or anything else comes as its
// JSON text, and null as nothing.
type text string

func (t *text) UnmarshalJSON(raw []byte) error {
	var s string
	switch {
	case bytes.Equal(raw, []byte("null")):
	case json.Unmarshal(raw, &s) == nil:
	default:
		s = string(raw)
	}
	*t = text(s)
	return nil
}

// number reads a number, or one written as text, to the last digit.
type number struct {
	value decimal.Decimal
	ok    bool
}

// maxNumber is the most that is believed, to either side; time in seconds, money
// and counts are far below.
var maxNumber = decimal.New(1, 18)

func (n *number) UnmarshalJSON(raw []byte) error {
	var t text
	if err := t.UnmarshalJSON(raw); err != nil {
		return err
	}
	if len(t) > 100 {
		return nil
	}
	value, err := decimal.NewFromString(string(t))
	// An exponent is looked at before anything is worked out with it: it can ask
	// for more digits than there is memory.
	if err != nil || value.Exponent() > 18 || value.Exponent() < -100 || value.Abs().GreaterThan(maxNumber) {
		return nil
	}
	n.value, n.ok = value, true
	return nil
}

// whole is the number without its decimals, 0 where there is none.
func (n number) whole() int64 {
	if !n.ok {
		return 0
	}
	return n.value.IntPart()
}

// decodeObject reads an object into target, passing over values of wrong types.
func decodeObject(raw json.RawMessage, target any) error { return decodeKind(raw, '{', target) }

// decodeList reads a list in the same way.
func decodeList[T any](raw json.RawMessage) ([]T, error) {
	var list []T
	err := decodeKind(raw, '[', &list)
	return list, err
}

func decodeKind(raw json.RawMessage, first byte, target any) error {
	if trimmed := bytes.TrimLeft(raw, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != first {
		return fmt.Errorf("%w: the answer's data does not begin with %q", domain.ErrNotCrossbar, first)
	}
	var wrongType *json.UnmarshalTypeError
	if err := json.Unmarshal(raw, target); err != nil && !errors.As(err, &wrongType) {
		return fmt.Errorf("%w: %v", domain.ErrNotCrossbar, err)
	}
	return nil
}
