package domain

import (
	"errors"
	"fmt"
	"time"
)

// Errors that somebody decides on. Adapters wrap them with what was being done;
// callers compare with errors.Is. ui words each of them in one place.
var (
	// ErrOffline: the server could not be reached and nothing was sent.
	ErrOffline = errors.New("the server cannot be reached")
	// ErrUnanswered: the request may have been sent and acted on, but no usable
	// answer came. Whether it took effect must be found out by looking.
	ErrUnanswered = errors.New("the server did not answer")
	// ErrSignedOut: there is no token that the server accepts, and signing in
	// again did not work either.
	ErrSignedOut = errors.New("signed out")
	// ErrWrongCredentials: the server does not know this user name, password and
	// account together. Crossbar gives one answer for all three.
	ErrWrongCredentials = errors.New("wrong user name, password or account")
	// ErrUnknownKey: no account has this API key.
	ErrUnknownKey = errors.New("unknown API key")
	// ErrAccountDisabled: the account is disabled or has expired.
	ErrAccountDisabled = errors.New("the account is disabled")
	// ErrMultiFactor: the server asks for a second factor, which this program
	// cannot give; an API key signs in without one.
	ErrMultiFactor = errors.New("a second factor is asked for")
	// ErrProxy: what requests go through did not let this one through. It is always
	// an ErrOffline too: nothing was sent.
	ErrProxy = errors.New("the proxy does not lead to the server")
	// ErrCertificate: the server's certificate cannot be trusted. A CertificateError
	// tells which.
	ErrCertificate = errors.New("the server's certificate is not trusted")
	// ErrNotCrossbar: something answers at this address, but it is not Crossbar.
	ErrNotCrossbar = errors.New("this is not a Crossbar server")
	// ErrInsecureServer: the address is neither https nor on this computer.
	ErrInsecureServer = errors.New("only https addresses are allowed")
	// ErrBadServerURL: the address cannot be read as one.
	ErrBadServerURL = errors.New("not a server address")
	// ErrForbidden: the server says that this user may not do it.
	ErrForbidden = errors.New("forbidden")
	// ErrNotFound: there is no such thing, on the server or in the store.
	ErrNotFound = errors.New("not found")
	// ErrConflict: the thing changed, or exists already.
	ErrConflict = errors.New("conflict")

	// ErrSecretNotFound: the keyring works and has no such entry.
	ErrSecretNotFound = errors.New("no such secret in the keyring")
	// ErrKeyringLocked: there is a keyring, but it is locked or the person did
	// not unlock it. Never to be treated as "not found".
	ErrKeyringLocked = errors.New("the keyring is locked")
	// ErrKeyringAbsent: this computer offers no keyring.
	ErrKeyringAbsent = errors.New("there is no keyring")
	// ErrSecretTooBig: the keyring does not take values of this size.
	ErrSecretTooBig = errors.New("the secret is too big for the keyring")

	// ErrDirectoryInUse: another process holds this data directory.
	ErrDirectoryInUse = errors.New("the data directory is in use by another process")
	// ErrSharedDirectory: others have a right to this directory, so it cannot be the
	// data directory.
	ErrSharedDirectory = errors.New("the directory belongs to others as well")
	// ErrStoreTooNew: the database was written by a newer version.
	ErrStoreTooNew = errors.New("the database is from a newer version")
	// ErrNotUpgraded: the database of an older version could not be copied or brought
	// to this one; it is as it was.
	ErrNotUpgraded = errors.New("the database could not be brought to this version")
	// ErrStoreDamaged: the database cannot be read; it was set aside.
	ErrStoreDamaged = errors.New("the database is damaged")
	// ErrDiskFull: there is no room left to write.
	ErrDiskFull = errors.New("the disk is full")
	// ErrReadOnly: the data directory cannot be written to.
	ErrReadOnly = errors.New("the data directory cannot be written to")
	// ErrFileDiskFull: there is no room where a person wants a file.
	ErrFileDiskFull = errors.New("there is no room for the file")
	// ErrFileReadOnly: a person wants a file where they may not write.
	ErrFileReadOnly = errors.New("no file can be written there")
)

// BusyError says that the server asks for patience (429, 503): nothing was done.
type BusyError struct {
	Status     int           // HTTP status
	RetryAfter time.Duration // zero where the server did not say
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("the server is busy (%d)", e.Status)
}

// UnansweredError says that the server answered, but so that it cannot be told
// whether what it was asked to do took effect (a 5xx, a torn answer). It is an
// ErrUnanswered.
type UnansweredError struct {
	Status     int           // HTTP status
	Said       string        // the server's own word
	RetryAfter time.Duration // zero where the server did not say
	RequestID  string        // to give to the server's support
}

func (e *UnansweredError) Error() string {
	return fmt.Sprintf("%v: %d %s", ErrUnanswered, e.Status, e.Said)
}

// Is makes it an ErrUnanswered.
func (e *UnansweredError) Is(target error) bool { return target == ErrUnanswered }

// RefusedError is the server's plain no: the request was understood and not
// carried out.
type RefusedError struct {
	Status    int      // HTTP status
	Code      string   // Crossbar's message, such as "forbidden" or "validation error"
	Problems  Problems // what was wrong, by field, where the server said so
	RequestID string   // to give to the server's support
}

func (e *RefusedError) Error() string {
	if len(e.Problems) > 0 {
		return fmt.Sprintf("refused (%d %s): %s", e.Status, e.Code, e.Problems)
	}
	return fmt.Sprintf("refused (%d %s)", e.Status, e.Code)
}

// Is makes a 403 an ErrForbidden, a 404 an ErrNotFound and a 409 an ErrConflict.
func (e *RefusedError) Is(target error) bool {
	switch target {
	case ErrForbidden:
		return e.Status == 403
	case ErrNotFound:
		return e.Status == 404
	case ErrConflict:
		return e.Status == 409
	}
	return false
}

// ConflictError says that fields which a person changed were changed on the server
// too, to something else. Nothing was sent.
type ConflictError struct{ Conflicts []Conflict }

func (e *ConflictError) Error() string {
	return fmt.Sprintf("%d fields were changed on both sides", len(e.Conflicts))
}

// Is makes it an ErrConflict.
func (e *ConflictError) Is(target error) bool { return target == ErrConflict }

// ChargesError is Crossbar's 402: carrying it out costs money, and the same
// request is accepted once the charges are.
type ChargesError struct {
	Charges   []Charge
	RequestID string
}

func (e *ChargesError) Error() string {
	return fmt.Sprintf("the server asks to accept %d charges", len(e.Charges))
}
