package domain

import (
	"crypto/subtle"
	"log/slog"
)

// masked is all that a Secret ever shows of itself.
const masked = "•••"

// Secret holds a password, a credentials hash, an API key or a token. It cannot
// print itself: every formatting verb gives dots, it marshals to nothing, and
// slog masks it. Reveal is the one way out, and only the keyring, the request
// body, and a person's own eyes may call it.
type Secret struct{ value string }

// NewSecret wraps value.
func NewSecret(value string) Secret { return Secret{value: value} }

// Reveal returns the value itself.
func (s Secret) Reveal() string { return s.value }

// IsZero tells whether there is no secret at all.
func (s Secret) IsZero() bool { return s.value == "" }

// Equal compares two secrets in constant time.
func (s Secret) Equal(other Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.value), []byte(other.value)) == 1
}

// String masks the secret.
func (s Secret) String() string {
	if s.value == "" {
		return ""
	}
	return masked
}

// GoString masks the secret for %#v.
func (s Secret) GoString() string { return "domain.Secret(" + masked + ")" }

// LogValue masks the secret for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalJSON writes null: a secret is never part of a document.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// MarshalText writes nothing, for encoders that prefer text.
func (s Secret) MarshalText() ([]byte, error) { return nil, nil }
