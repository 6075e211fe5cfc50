package crash

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"

	"accountsmanager/domain"
)

// tailBytes is how far back a log is read.
const tailBytes = 64 << 10

// Tail is the last lines of a log that slog's text handler wrote, oldest first, reduced
// to what is known to be harmless: an error can quote a server, and a server a customer.
// The file itself has all of it. A log that is not there has no lines.
func Tail(path string, lines int) ([]string, error) {
	text, err := readTail(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	var out []string
	for line := range strings.Lines(text) {
		if kept := reduce(strings.TrimRight(line, "\r\n")); kept != "" {
			out = append(out, kept)
		}
	}
	return out[max(0, len(out)-lines):], nil
}

// readTail reads whole lines from the end of a file.
func readTail(path string) (string, error) {
	file, err := os.Open(path) //nolint:gosec // the program's own log
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }() // it was only read
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return "", err
	}
	start := max(0, size-tailBytes)
	text, err := io.ReadAll(io.NewSectionReader(file, start, size-start))
	if start == 0 || err != nil {
		return string(text), err
	}
	_, whole, _ := strings.Cut(string(text), "\n")
	return whole, nil
}

// harmless are the attributes that may be told, and what they must look like.
var harmless = map[string]*regexp.Regexp{
	"time":    regexp.MustCompile(`^[\d:.TZ+-]+$`),
	"level":   regexp.MustCompile(`^[A-Z]+[+-]?\d*$`),
	"msg":     regexp.MustCompile(`^[a-zA-Z ,;:'-]+$`), // they are constants in the code
	"version": regexp.MustCompile(`^[\w.+-]+$`),
	"status":  regexp.MustCompile(`^\d+$`),
	"took":    regexp.MustCompile(`^[\d.a-zµ]+$`),
	"call":    regexp.MustCompile(`^[A-Z]+ [a-z_/{}]+$`),
	"setting": regexp.MustCompile(`^[a-z._]+$`),
}

// anID is what Crossbar names a document by.
var anID = regexp.MustCompile(`\b[0-9a-f]{16,}\b`)

// reduce is a line of the log with what may be told of it; empty where it is none.
func reduce(line string) string {
	var out []string
	for rest := line; rest != ""; {
		key, value, after, ok := attribute(rest)
		if !ok {
			return ""
		}
		rest = after
		if key == "call" {
			value = anID.ReplaceAllString(value, "{id}")
		}
		if key == "error" {
			value = strings.Join(causes(value), ": ")
		} else if shape := harmless[key]; shape == nil || !shape.MatchString(value) {
			value = "…"
		}
		out = append(out, key+"="+quoted(value))
	}
	return strings.Join(out, " ")
}

var plainKey = regexp.MustCompile(`^[a-zA-Z_]+$`)

// attribute takes the first key=value off a line.
func attribute(line string) (key, value, rest string, ok bool) {
	key, rest, ok = strings.Cut(line, "=")
	if !ok || !plainKey.MatchString(key) {
		return "", "", "", false
	}
	if !strings.HasPrefix(rest, `"`) {
		value, rest, _ = strings.Cut(rest, " ")
		return key, value, rest, true
	}
	text, err := strconv.QuotedPrefix(rest)
	if err != nil {
		return "", "", "", false
	}
	if value, err = strconv.Unquote(text); err != nil {
		return "", "", "", false
	}
	return key, value, strings.TrimPrefix(rest[len(text):], " "), true
}

func quoted(value string) string {
	if strings.ContainsAny(value, " =\"") {
		return strconv.Quote(value)
	}
	return value
}

// knownCauses are the parts of errors that say why, and nothing about anybody.
var knownCauses = func() map[string]bool {
	known := map[string]bool{}
	for _, err := range []error{
		domain.ErrOffline, domain.ErrUnanswered, domain.ErrSignedOut, domain.ErrWrongCredentials, domain.ErrUnknownKey,
		domain.ErrAccountDisabled, domain.ErrMultiFactor, domain.ErrCertificate, domain.ErrNotCrossbar, domain.ErrInsecureServer,
		domain.ErrBadServerURL, domain.ErrForbidden, domain.ErrNotFound, domain.ErrConflict, domain.ErrSecretNotFound,
		domain.ErrKeyringLocked, domain.ErrKeyringAbsent, domain.ErrSecretTooBig, domain.ErrNoSeed, domain.ErrDirectoryInUse, domain.ErrStoreTooNew,
		domain.ErrStoreDamaged, domain.ErrDiskFull, domain.ErrReadOnly, domain.ErrProxy, domain.ErrBadProxy, domain.ErrProxyPassword,
		domain.ErrBadFingerprint, domain.ErrNoAuthority, domain.ErrSharedDirectory, domain.ErrNotUpgraded, domain.ErrFileDiskFull,
		domain.ErrFileReadOnly, io.EOF, io.ErrUnexpectedEOF,
	} {
		known[err.Error()] = true
	}
	for _, text := range []string{
		"connection refused", "connection reset by peer", "broken pipe", "no such host", "i/o timeout", "network is unreachable",
		"no route to host", "context deadline exceeded", "context canceled", "no space left on device", "disk I/O error",
		"database is locked", "database or disk is full", "permission denied", "no such file or directory", "read-only file system",
		"server closed idle connection", "use of closed network connection", "timeout awaiting response headers",
		"Client.Timeout exceeded while awaiting headers", "tls", "x509", "handshake failure", "too many open files",
	} {
		known[text] = true
	}
	return known
}()

// causes keeps what is known of an error's parts; everything between becomes a mark.
func causes(text string) []string {
	var out []string
	for part := range strings.SplitSeq(text, ": ") {
		if !knownCauses[part] {
			part = "…"
			if len(out) > 0 && out[len(out)-1] == part {
				continue
			}
		}
		out = append(out, part)
	}
	return out
}
