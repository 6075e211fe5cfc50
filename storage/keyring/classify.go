package keyring

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	oskeyring "github.com/zalando/go-keyring"

	"accountsmanager/domain"
)

// osVault is whatever go-keyring found for this operating system.
type osVault struct{}

func (osVault) Get(service, user string) (string, error) { return oskeyring.Get(service, user) }

func (osVault) Set(service, user, password string) error {
	return oskeyring.Set(service, user, password)
}

func (osVault) Delete(service, user string) error { return oskeyring.Delete(service, user) }

// Exit statuses of macOS's /usr/bin/security: the low byte of the OSStatus that
// Security.framework gave it.
const (
	exitInteractionNotAllowed = 36  // errSecInteractionNotAllowed, -25308
	exitAuthFailed            = 51  // errSecAuthFailed, -25293
	exitUserCanceled          = 128 // errSecUserCanceled, -128
)

// classify turns what a keyring said into one of the domain's errors. Only the
// keyring's own "not found" is one; whatever is neither that nor plainly a lock
// counts as a keyring that is not there.
func classify(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errNotKept), saysLocked(err):
		return fmt.Errorf("%w: %w", domain.ErrKeyringLocked, err)
	case errors.Is(err, oskeyring.ErrNotFound):
		return domain.ErrSecretNotFound
	case errors.Is(err, oskeyring.ErrSetDataTooBig):
		return domain.ErrSecretTooBig
	default:
		return fmt.Errorf("%w: %w", domain.ErrKeyringAbsent, err)
	}
}

// saysLocked tells whether there is a keyring that the person did not open.
// go-keyring has no type for it: on Linux a prompt that was dismissed ends in
// "failed to unlock correct collection", and Secret Service's own error for a
// locked collection speaks of "a locked" one; macOS gives an exit status.
func saysLocked(err error) bool {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		switch exit.ExitCode() {
		case exitInteractionNotAllowed, exitAuthFailed, exitUserCanceled:
			return true
		}
	}
	text := strings.ToLower(err.Error())
	return strings.Contains(text, "unlock") || strings.Contains(text, "locked")
}

// unanswered words a call that ended without an answer. A caller who gave up
// learns nothing about the keyring; a deadline that passed means a prompt that
// nobody answered.
func unanswered(cause error) error {
	if errors.Is(cause, context.Canceled) {
		return cause
	}
	return fmt.Errorf("%w: %w", domain.ErrKeyringLocked, cause)
}

// withoutValue keeps a keyring that repeats what it was given from putting the
// secret into an error text. Such an error loses its type with its text.
func withoutValue(err error, value domain.Secret) error {
	if value.IsZero() || !strings.Contains(err.Error(), value.Reveal()) {
		return err
	}
	return errors.New(strings.ReplaceAll(err.Error(), value.Reveal(), value.String()))
}
