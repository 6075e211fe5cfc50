package domain

import (
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
	"unique"
)

// masked is all that a Secret ever shows of itself.
const masked = "•••"

// Secret holds a password, a credentials hash, an API key or a token. It cannot
// print itself: every formatting verb gives dots, it marshals to nothing, and
// slog masks it. Reveal is the one way out, and only the keyring, the request
// body, and a person's own eyes may call it.
//
// The value is held behind a handle: fmt does not call the methods of unexported
// fields, and would print a plain string there.
type Secret struct{ handle unique.Handle[string] }

// NewSecret wraps value.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{handle: unique.Make(value)}
}

// Reveal returns the value itself.
func (s Secret) Reveal() string {
	if s.IsZero() {
		return ""
	}
	return s.handle.Value()
}

// IsZero tells whether there is no secret at all.
func (s Secret) IsZero() bool { return s == Secret{} }

// Equal compares two secrets in constant time.
func (s Secret) Equal(other Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.Reveal()), []byte(other.Reveal())) == 1
}

// String masks the secret.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return masked
}

// GoString masks the secret for %#v.
func (s Secret) GoString() string { return "domain.Secret(" + masked + ")" }

// Format masks the secret for every verb: those that do not fit text, such as
// %d, would go round String.
func (s Secret) Format(f fmt.State, verb rune) {
	text := s.String()
	if verb == 'v' && f.Flag('#') {
		text = s.GoString()
	}
	_, _ = io.WriteString(f, text) // fmt keeps what it is given, and never fails
}

// LogValue masks the secret for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalJSON writes null: a secret is never part of a document.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// MarshalText writes nothing, for encoders that prefer text.
func (s Secret) MarshalText() ([]byte, error) { return nil, nil }
