package domain

import (
	"crypto/sha256"
	"regexp"
	"strconv"
	"strings"
)

// Lengths of a whole realm, in characters (Kazoo: accounts schema).
const (
	MinRealm = 4
	MaxRealm = 253
)

// Servers take more (any word character), but a realm is a DNS name to the
// phones that register with it.
var realmLabel = regexp.MustCompile(`^[a-z0-9._-]+$`)

// GenerateRealmLabel makes the label of a realm that nobody typed: six
// characters that follow from the draft, so that the same one is shown, sent,
// and sent again.
func GenerateRealmLabel(draftID string) string {
	const letters = "abcdefghjkmnpqrstuvwxyz"
	const all = letters + "23456789"
	sum := sha256.Sum256([]byte("realm\x00" + draftID))
	label := []byte{letters[int(sum[0])%len(letters)]} // a DNS label may not start with a digit everywhere
	for _, b := range sum[1:6] {
		label = append(label, all[int(b)%len(all)])
	}
	return string(label)
}

// JoinRealm puts a label and a suffix together. Without a suffix there is no
// realm: the server then makes one of its own.
func JoinRealm(label, suffix string) string {
	suffix = strings.TrimPrefix(strings.TrimSpace(suffix), ".")
	if suffix == "" || label == "" {
		return ""
	}
	return label + "." + suffix
}

// RealmLabel is the part of a realm before this suffix; false where the realm has
// another one.
func RealmLabel(realm, suffix string) (label string, ok bool) {
	suffix = strings.TrimPrefix(strings.TrimSpace(suffix), ".")
	label, ok = strings.CutSuffix(strings.ToLower(realm), "."+strings.ToLower(suffix))
	return label, ok && suffix != "" && label != ""
}

// NextRealmLabel is another label in the place of one that is taken: with a number
// after it, or the next number.
func NextRealmLabel(label string) string {
	base, number, found := cutLast(label, "-")
	if n, err := strconv.Atoi(number); found && err == nil && n > 0 && n < 1_000_000 && strconv.Itoa(n) == number {
		return base + "-" + strconv.Itoa(n+1)
	}
	return label + "-2"
}

func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// LearnSuffix guesses the suffix that a reseller's realms share. Servers do not
// tell it, so it is what most of the realms have after their first dot; a
// majority is asked for, of at least two. One that is no suffix for us counts against.
func LearnSuffix(realms []string) (suffix string, ok bool) {
	counts := map[string]int{}
	for _, realm := range realms {
		if _, rest, found := strings.Cut(strings.ToLower(realm), "."); found && strings.Contains(rest, ".") && CheckSuffix(rest) == nil {
			counts[rest]++
		}
	}
	best, votes := "", 0
	for s, n := range counts {
		if n > votes || (n == votes && s < best) {
			best, votes = s, n
		}
	}
	if votes < 2 || votes*2 <= len(realms) {
		return "", false
	}
	return best, true
}

// CheckSuffix tells what is wrong with a realm suffix that was typed. Capitals
// mean the same as small letters.
func CheckSuffix(suffix string) *Problem {
	suffix = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(suffix), "."))
	switch {
	case suffix == "":
		return &Problem{Field: FieldRealm, Code: Required}
	case !realmLabel.MatchString(suffix):
		return &Problem{Field: FieldRealm, Code: BadRealm}
	case len(suffix) > MaxRealm-2:
		return &Problem{Field: FieldRealm, Code: TooLong, Limit: MaxRealm - 2}
	}
	return nil
}
