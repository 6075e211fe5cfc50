package keyring

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

const (
	secretsName  = "org.freedesktop.secrets"
	secretsPath  = dbus.ObjectPath("/org/freedesktop/secrets")
	loginPath    = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")
	secretsIface = "org.freedesktop.Secret.Service"
)

// dbusSecret is Secret Service's wire format of a secret.
type dbusSecret struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

// secretService talks to the Secret Service by a connection of its own, apart
// from the one that go-keyring shares.
type secretService struct {
	*dbus.Conn
	t       *testing.T
	session dbus.ObjectPath
}

func connect(t *testing.T) secretService {
	t.Helper()
	conn, err := dbus.ConnectSessionBus()
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, conn.Close()) })
	service := secretService{Conn: conn, t: t}
	var ignored dbus.Variant
	require.NoError(t, conn.Object(secretsName, secretsPath).
		Call(secretsIface+".OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&ignored, &service.session))
	return service
}

// find returns the paths of the items under key.
func (s secretService) find(key string) []dbus.ObjectPath {
	s.t.Helper()
	var items []dbus.ObjectPath
	require.NoError(s.t, s.Object(secretsName, loginPath).
		Call("org.freedesktop.Secret.Collection.SearchItems", 0, map[string]string{"service": Service, "username": key}).
		Store(&items))
	return items
}

// reveal reads an item as any other program would.
func (s secretService) reveal(item dbus.ObjectPath) string {
	s.t.Helper()
	var secret dbusSecret
	require.NoError(s.t, s.Object(secretsName, item).
		Call("org.freedesktop.Secret.Item.GetSecret", 0, s.session).Store(&secret))
	return string(secret.Value)
}

func (s secretService) lock() {
	s.t.Helper()
	var locked []dbus.ObjectPath
	var prompt dbus.ObjectPath
	require.NoError(s.t, s.Object(secretsName, secretsPath).
		Call(secretsIface+".Lock", 0, []dbus.ObjectPath{loginPath}).Store(&locked, &prompt))
	require.Equal(s.t, []dbus.ObjectPath{loginPath}, locked)
}

// unlock opens the login keyring as signing in to the desktop does, without a
// prompt. gnome-keyring has this call for its own daemon's sake.
func (s secretService) unlock(password string) {
	s.t.Helper()
	require.NoError(s.t, s.Object(secretsName, secretsPath).
		Call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword", 0,
			loginPath, dbusSecret{s.session, []byte{}, []byte(password), "text/plain"}).Err)
}

func TestSecretServiceHoldsTheSecretUnderOurName(t *testing.T) {
	system, key := realKeyring(t)
	service := connect(t)

	require.NoError(t, system.Set(t.Context(), key, domain.NewSecret("first")))
	require.NoError(t, system.Set(t.Context(), key, domain.NewSecret("canary-7341")))
	items := service.find(key)
	require.Len(t, items, 1, "a new value replaces the old one")
	require.Equal(t, "canary-7341", service.reveal(items[0]))

	require.NoError(t, system.Delete(t.Context(), key))
	require.Empty(t, service.find(key))
}

// lockable returns a keyring with one secret in it that a test may lock.
func lockable(t *testing.T) (service secretService, key string) {
	t.Helper()
	noPrompt(t)
	key = "profile-1"
	require.NoError(t, NewSystem().Set(t.Context(), key, domain.NewSecret("hunter2")))
	service = connect(t)
	t.Cleanup(func() { service.unlock(os.Getenv("AM_KEYRING_PASSWORD")) })
	return service, key
}

func TestLockedSecretServiceIsNotAMissingSecret(t *testing.T) {
	realKeyring(t)
	if !alone(t, "../../.ci/with-desktop") {
		return
	}
	service, key := lockable(t)
	system := newSystem(osVault{}, time.Second)
	service.lock()

	_, err := system.Get(t.Context(), key)
	require.ErrorIs(t, err, domain.ErrKeyringLocked, "nobody is at the prompt")
	require.ErrorIs(t, err, errNoAnswer)
	require.NotErrorIs(t, err, domain.ErrSecretNotFound)
	require.ErrorIs(t, system.Set(t.Context(), key, domain.NewSecret("other")), domain.ErrKeyringLocked)
	require.ErrorIs(t, system.Delete(t.Context(), key), domain.ErrKeyringLocked)

	atPrompt(t, "", "Escape")
	noPrompt(t)
	service.unlock(os.Getenv("AM_KEYRING_PASSWORD"))
	got, err := system.Get(t.Context(), key)
	require.NoError(t, err)
	require.Equal(t, "hunter2", got.Reveal(), "what was asked while it was locked changed nothing")
}

func TestPromptIsAnswered(t *testing.T) {
	realKeyring(t)
	if !alone(t, "../../.ci/with-desktop") {
		return
	}
	tests := map[string]struct {
		typed string
		key   string
		want  error
	}{
		"dismissed": {"", "Escape", domain.ErrKeyringLocked},
		"unlocked":  {os.Getenv("AM_KEYRING_PASSWORD"), "Return", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			service, key := lockable(t)
			service.lock()
			done := make(chan error, 1)
			go func() {
				got, err := NewSystem().Get(t.Context(), key)
				if err == nil && got.Reveal() != "hunter2" {
					err = errors.New("another value came back")
				}
				done <- err
			}()
			atPrompt(t, test.typed, test.key)
			require.ErrorIs(t, <-done, test.want)
		})
	}
}

// atPrompt waits for the window in which gnome-keyring asks for its password,
// types there and presses key.
func atPrompt(t *testing.T, typed, key string) {
	t.Helper()
	xdotool(t, "search", "--sync", "--onlyvisible", "--class", "gcr-prompter", "windowfocus", "--sync")
	// These go to the focus, not to a window that closes under them.
	if typed != "" {
		xdotool(t, "type", typed)
	}
	xdotool(t, "key", key)
}

func xdotool(t *testing.T, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "xdotool", args...).CombinedOutput()
	require.NoError(t, err, "xdotool %s: %s", args[0], out)
}

// noPrompt waits until the prompt of an earlier test has left the screen.
func noPrompt(t *testing.T) {
	t.Helper()
	require.Eventually(t, func() bool {
		return exec.Command("xdotool", "search", "--onlyvisible", "--class", "gcr-prompter").Run() != nil
	}, 20*time.Second, 20*time.Millisecond)
}
