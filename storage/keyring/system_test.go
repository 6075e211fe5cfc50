package keyring

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	oskeyring "github.com/zalando/go-keyring"

	"accountsmanager/domain"
)

// secrets is what the workspace asks of a keyring.
type secrets interface {
	Get(ctx context.Context, key string) (domain.Secret, error)
	Set(ctx context.Context, key string, value domain.Secret) error
	Delete(ctx context.Context, key string) error
}

// fakeVault is a keyring whose behaviour a test can replace. It has no lock on
// purpose: under -race it shows two calls at once.
type fakeVault struct {
	values map[string]string
	before func() error // runs ahead of each call
	calls  int
}

func newFakeVault() *fakeVault {
	return &fakeVault{values: map[string]string{}, before: func() error { return nil }}
}

func (v *fakeVault) Get(service, user string) (string, error) {
	v.calls++
	if err := v.before(); err != nil {
		return "", err
	}
	value, ok := v.values[service+"/"+user]
	if !ok {
		return "", oskeyring.ErrNotFound
	}
	return value, nil
}

func (v *fakeVault) Set(service, user, password string) error {
	v.calls++
	if err := v.before(); err != nil {
		return err
	}
	v.values[service+"/"+user] = password
	return nil
}

func (v *fakeVault) Delete(service, user string) error {
	v.calls++
	if err := v.before(); err != nil {
		return err
	}
	if _, ok := v.values[service+"/"+user]; !ok {
		return oskeyring.ErrNotFound
	}
	delete(v.values, service+"/"+user)
	return nil
}

func TestSecretsKeepWhatTheyAreGiven(t *testing.T) {
	for name, kept := range map[string]secrets{
		"memory": NewMemory(),
		"system": newSystem(newFakeVault(), Patience),
	} {
		t.Run(name, func(t *testing.T) { keepsWhatItIsGiven(t, kept, "profile-1") })
	}
}

// keepsWhatItIsGiven is what every implementation holds, the real ones too. It
// leaves nothing behind under key.
func keepsWhatItIsGiven(t *testing.T, kept secrets, key string) {
	t.Helper()
	ctx := context.Background()

	_, err := kept.Get(ctx, key)
	require.ErrorIs(t, err, domain.ErrSecretNotFound)
	require.NoError(t, kept.Delete(ctx, key), "deleting what is not there")

	values := []string{"hunter2", "gr\u00fc\u00df \u65e5\u672c\u8a9e \u2022\u2022\u2022", "line\nbreak\ttab", strings.Repeat("x", maxBytes)}
	for _, value := range values {
		require.NoError(t, kept.Set(ctx, key, domain.NewSecret(value)))
		got, err := kept.Get(ctx, key)
		require.NoError(t, err)
		require.True(t, got.Equal(domain.NewSecret(value)), "a value of %d bytes came back changed", len(value))
	}

	err = kept.Set(ctx, key, domain.NewSecret(strings.Repeat("y", maxBytes+1)))
	require.ErrorIs(t, err, domain.ErrSecretTooBig)
	got, err := kept.Get(ctx, key)
	require.NoError(t, err, "a value that was refused must not take the old one with it")
	require.True(t, got.Equal(domain.NewSecret(values[len(values)-1])))

	_, err = kept.Get(ctx, key+"-other")
	require.ErrorIs(t, err, domain.ErrSecretNotFound, "keys do not share a value")

	require.NoError(t, kept.Delete(ctx, key))
	_, err = kept.Get(ctx, key)
	require.ErrorIs(t, err, domain.ErrSecretNotFound)
}

func TestErrorsAreClassified(t *testing.T) {
	exit := func(code int) error {
		return exec.Command("sh", "-c", fmt.Sprintf("exit %d", code)).Run()
	}
	tests := map[string]struct {
		cause error
		want  error
	}{
		"missing":             {oskeyring.ErrNotFound, domain.ErrSecretNotFound},
		"too big":             {oskeyring.ErrSetDataTooBig, domain.ErrSecretTooBig},
		"prompt dismissed":    {errors.New("failed to unlock correct collection '/org/freedesktop/secrets/collection/login'"), domain.ErrKeyringLocked},
		"collection locked":   {errors.New("Cannot create an item in a locked collection"), domain.ErrKeyringLocked},
		"missing, but locked": {fmt.Errorf("the collection is locked: %w", oskeyring.ErrNotFound), domain.ErrKeyringLocked},
		"no dbus":             {errors.New(`exec: "dbus-launch": executable file not found in $PATH`), domain.ErrKeyringAbsent},
		"no service":          {errors.New("The name org.freedesktop.secrets was not provided by any .service files"), domain.ErrKeyringAbsent},
		"no platform":         {oskeyring.ErrUnsupportedPlatform, domain.ErrKeyringAbsent},
		"anything else":       {errors.New("boom"), domain.ErrKeyringAbsent},
	}
	if runtime.GOOS != "windows" {
		tests["macOS, no prompt allowed"] = struct{ cause, want error }{exit(36), domain.ErrKeyringLocked}
		tests["macOS, wrong password"] = struct{ cause, want error }{exit(51), domain.ErrKeyringLocked}
		tests["macOS, dismissed"] = struct{ cause, want error }{exit(128), domain.ErrKeyringLocked}
		tests["macOS, no keychain"] = struct{ cause, want error }{exit(50), domain.ErrKeyringAbsent}
	}
	sentinels := []error{domain.ErrSecretNotFound, domain.ErrSecretTooBig, domain.ErrKeyringLocked, domain.ErrKeyringAbsent}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			vault := newFakeVault()
			vault.before = func() error { return test.cause }
			system := newSystem(vault, Patience)

			_, err := system.Get(t.Context(), "profile-1")
			for _, sentinel := range sentinels {
				require.Equal(t, errors.Is(test.want, sentinel), errors.Is(err, sentinel), "%v is %v", err, sentinel)
			}
			require.ErrorIs(t, system.Set(t.Context(), "profile-1", domain.NewSecret("hunter2")), test.want)

			err = system.Delete(t.Context(), "profile-1")
			if errors.Is(test.want, domain.ErrSecretNotFound) {
				require.NoError(t, err)
			} else {
				require.ErrorIs(t, err, test.want)
			}
		})
	}
}

func TestErrorsNeverHoldTheValue(t *testing.T) {
	vault := newFakeVault()
	vault.before = func() error { return errors.New("cannot store canary-7341: disk is full") }
	err := newSystem(vault, Patience).Set(t.Context(), "profile-1", domain.NewSecret("canary-7341"))

	require.ErrorIs(t, err, domain.ErrKeyringAbsent)
	for e := err; e != nil; e = errors.Unwrap(e) {
		require.NotContains(t, fmt.Sprintf("%v %+v %#v", e, e, e), "canary-7341")
	}
	require.ErrorContains(t, err, "disk is full")
}

func TestSetFindsOutThatNothingWasKept(t *testing.T) {
	vault := newFakeVault()
	vault.before = func() error { clear(vault.values); return nil }
	err := newSystem(vault, Patience).Set(t.Context(), "profile-1", domain.NewSecret("hunter2"))
	require.ErrorIs(t, err, domain.ErrKeyringLocked)
}

func TestBrokenConnectionIsAnError(t *testing.T) {
	vault := newFakeVault()
	vault.before = func() error { panic("nil signal") }
	system := newSystem(vault, Patience)
	_, err := system.Get(t.Context(), "profile-1")
	require.ErrorIs(t, err, domain.ErrKeyringAbsent)

	vault.before = func() error { return nil }
	_, err = system.Get(t.Context(), "profile-1")
	require.ErrorIs(t, err, domain.ErrSecretNotFound, "the next call has its turn")
}

func TestUnansweredCallEndsAndLaterOnesWaitTheirTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vault := newFakeVault()
		vault.values[Service+"/profile-1"] = "hunter2"
		prompt := make(chan struct{})
		vault.before = func() error { <-prompt; return nil }
		system := newSystem(vault, Patience)

		start := time.Now()
		_, err := system.Get(t.Context(), "profile-1")
		require.ErrorIs(t, err, domain.ErrKeyringLocked)
		require.NotErrorIs(t, err, domain.ErrSecretNotFound)
		require.Equal(t, Patience, time.Since(start))

		require.ErrorIs(t, system.Set(t.Context(), "profile-1", domain.NewSecret("other")), domain.ErrKeyringLocked)
		require.ErrorIs(t, system.Delete(t.Context(), "profile-1"), domain.ErrKeyringLocked)

		close(prompt)
		synctest.Wait()
		require.Equal(t, 1, vault.calls, "only the first call reached the keyring")
		got, err := system.Get(t.Context(), "profile-1")
		require.NoError(t, err)
		require.Equal(t, "hunter2", got.Reveal())
	})
}

func TestCallerCanGiveUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vault := newFakeVault()
		prompt := make(chan struct{})
		vault.before = func() error { <-prompt; return nil }
		system := newSystem(vault, Patience)

		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err := system.Get(ctx, "profile-1")
		require.ErrorIs(t, err, context.Canceled)
		require.NotErrorIs(t, err, domain.ErrKeyringLocked)

		ctx, cancel = context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err = system.Get(ctx, "profile-1")
		require.ErrorIs(t, err, domain.ErrKeyringLocked)
		require.ErrorIs(t, err, context.DeadlineExceeded)

		close(prompt)
		synctest.Wait()
		calls := vault.calls
		ctx, cancel = context.WithCancel(t.Context())
		cancel()
		require.ErrorIs(t, system.Set(ctx, "profile-1", domain.NewSecret("x")), context.Canceled)
		require.Equal(t, calls, vault.calls, "a call that nobody waits for is not made")
		require.ErrorIs(t, NewMemory().Set(ctx, "profile-1", domain.NewSecret("x")), context.Canceled)
	})
}

func TestOneCallAtATime(t *testing.T) {
	system := newSystem(newFakeVault(), Patience)
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			key := fmt.Sprintf("administrator-%d", i)
			keepsWhatItIsGiven(t, system, key)
		})
	}
	group.Wait()
}
