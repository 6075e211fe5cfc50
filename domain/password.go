package domain

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	passwordvalidator "github.com/wagslane/go-password-validator"
)

// MinPassword is the least length of a typed password, in characters. Servers
// have no rule of their own.
const MinPassword = 8

// strongBits is the entropy, in bits, from which a password counts as fully
// strong: that of a generated one.
const strongBits = 79

// No i, l, o, 0, 1: people read these aloud and copy them from paper.
const passwordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789"

// ErrNoSeed: a password cannot be derived because the profile has no seed.
var ErrNoSeed = errors.New("no seed to derive passwords from")

// GeneratePassword derives an administrator's password: 16 characters in groups
// of four, about 79 bits. It follows from the profile's seed (at least 16
// bytes), the draft, the administrator and the round alone, so fifty thousand
// drafts need no more than the one seed in the keyring.
func GeneratePassword(seed Secret, draftID string, admin Administrator) (Secret, error) {
	if len(seed.Reveal()) < 16 {
		return Secret{}, ErrNoSeed
	}
	info := strings.Join([]string{"administrator password", draftID, admin.ID, strconv.Itoa(admin.Round)}, "\x00")
	stream, err := hkdf.Key(sha256.New, []byte(seed.Reveal()), nil, info, 128)
	if err != nil {
		return Secret{}, fmt.Errorf("derive a password: %w", err)
	}
	const length = 16
	// Bytes past the last whole multiple are thrown away, so that every
	// character is as likely as the next.
	limit := 256 - 256%len(passwordAlphabet)
	var out strings.Builder
	for n, i := 0, 0; n < length; i++ {
		if i == len(stream) {
			return Secret{}, errors.New("derive a password: the stream ran out")
		}
		if int(stream[i]) >= limit {
			continue
		}
		if n > 0 && n%4 == 0 {
			out.WriteByte('-')
		}
		out.WriteByte(passwordAlphabet[int(stream[i])%len(passwordAlphabet)])
		n++
	}
	return NewSecret(out.String()), nil
}

// PasswordStrength rates a password from 0 (none) to 1 (as strong as a
// generated one).
func PasswordStrength(password Secret) float64 {
	if password.IsZero() {
		return 0
	}
	return min(1, passwordvalidator.GetEntropy(password.Reveal())/strongBits)
}

// MarkPassword tells passwords of one profile apart without giving them away: a few
// bytes that follow from the password and the profile's seed (at least 16 bytes),
// and from which neither can be found. Empty where there is no seed or no password.
func MarkPassword(seed, password Secret) string {
	if len(seed.Reveal()) < 16 || password.IsZero() {
		return ""
	}
	mac := hmac.New(sha256.New, []byte(seed.Reveal()))
	mac.Write([]byte("password mark\x00" + password.Reveal())) // it never fails, see hash.Hash
	return hex.EncodeToString(mac.Sum(nil)[:4])
}
