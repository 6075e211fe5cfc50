package keyring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"accountsmanager/domain"
)

const (
	// Service is the name under which the operating system files our secrets,
	// and which its own keyring program shows.
	Service = "Accounts Manager"

	// Patience is how long a call waits for the keyring, which may be asking the
	// person to unlock it.
	Patience = 30 * time.Second

	// maxBytes is what the narrowest keyring takes (Windows: CRED_MAX_CREDENTIAL_BLOB_SIZE).
	// Holding every system to it keeps a value that fits on one from failing on
	// the next.
	maxBytes = 2560
)

var (
	errNoAnswer = errors.New("the keyring did not answer in time")
	errNotKept  = errors.New("the keyring took the value and did not keep it")
	errPanicked = errors.New("the connection to the keyring broke")
)

// vault is the operating system's keyring, whose calls may block for ever.
type vault interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

// System is the operating system's keyring. Its methods may be called from any
// goroutine but the UI's: each may wait for a person to answer a prompt.
//
// A keyring can leave a call unanswered for ever (a prompt that nobody sees, a
// daemon that died), and the call cannot be taken back. So each runs apart, one
// at a time, and after Patience the caller gets domain.ErrKeyringLocked. Until
// the keyring answers after all, further calls wait their turn and get the same.
// What comes too late is dropped: a late Get shows its secret to nobody; a late
// Set may still have stored its value.
type System struct {
	vault    vault
	patience time.Duration
	turn     chan struct{} // holds one token while a call is under way
}

// NewSystem returns the operating system's keyring. Nothing is asked of it yet,
// so that it is absent or locked shows at the first call.
func NewSystem() *System { return newSystem(osVault{}, Patience) }

func newSystem(v vault, patience time.Duration) *System {
	return &System{vault: v, patience: patience, turn: make(chan struct{}, 1)}
}

// Get returns the secret under key.
//
// Errors: domain.ErrSecretNotFound only when the keyring is open and has no such
// entry; domain.ErrKeyringLocked, domain.ErrKeyringAbsent; context.Canceled when
// the caller gave up.
func (s *System) Get(ctx context.Context, key string) (domain.Secret, error) {
	value, err := s.call(ctx, func() (string, error) { return s.vault.Get(Service, key) })
	if err != nil {
		return domain.Secret{}, fmt.Errorf("read %s from the keyring: %w", key, err)
	}
	return domain.NewSecret(value), nil
}

// Set stores value under key, in place of what was there, and reads it back:
// some keyrings answer yes when the person said no.
//
// Errors: domain.ErrSecretTooBig above 2,560 bytes; domain.ErrKeyringLocked,
// domain.ErrKeyringAbsent; context.Canceled when the caller gave up.
func (s *System) Set(ctx context.Context, key string, value domain.Secret) error {
	if len(value.Reveal()) > maxBytes {
		return fmt.Errorf("store %s in the keyring: %w", key, domain.ErrSecretTooBig)
	}
	_, err := s.call(ctx, func() (string, error) {
		if err := s.vault.Set(Service, key, value.Reveal()); err != nil {
			return "", withoutValue(err, value)
		}
		kept, err := s.vault.Get(Service, key)
		if err != nil {
			return "", fmt.Errorf("%w: %w", errNotKept, withoutValue(err, value))
		}
		if !domain.NewSecret(kept).Equal(value) {
			return "", errNotKept
		}
		return "", nil
	})
	if err != nil {
		return fmt.Errorf("store %s in the keyring: %w", key, err)
	}
	return nil
}

// Delete removes what is under key. That nothing is there is no error.
//
// Errors: domain.ErrKeyringLocked, domain.ErrKeyringAbsent; context.Canceled when
// the caller gave up.
func (s *System) Delete(ctx context.Context, key string) error {
	_, err := s.call(ctx, func() (string, error) { return "", s.vault.Delete(Service, key) })
	if err != nil && !errors.Is(err, domain.ErrSecretNotFound) {
		return fmt.Errorf("delete %s from the keyring: %w", key, err)
	}
	return nil
}

// call runs ask when it is its turn and waits for its answer until ctx or
// patience ends. The turn ends with ask itself, not with the wait.
func (s *System) call(ctx context.Context, ask func() (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", unanswered(err)
	}
	ctx, cancel := context.WithTimeoutCause(ctx, s.patience, errNoAnswer)
	defer cancel()

	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return "", unanswered(context.Cause(ctx))
	}

	type answer struct {
		value string
		err   error
	}
	answers := make(chan answer, 1) // room for an answer that nobody waits for any more
	go func() {
		defer func() { <-s.turn }()
		value, err := guarded(ask)
		answers <- answer{value, err}
	}()

	select {
	case a := <-answers:
		return a.value, classify(a.err)
	case <-ctx.Done():
		return "", unanswered(context.Cause(ctx))
	}
}

// guarded turns a panic into an error: go-keyring reads a nil signal when D-Bus
// goes away under a prompt, which must not take the program with it.
func guarded(ask func() (string, error)) (value string, err error) {
	defer func() {
		if p := recover(); p != nil {
			value, err = "", fmt.Errorf("%w: %v", errPanicked, p)
		}
	}()
	return ask()
}
