package keyring

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// privateBus makes a D-Bus of its own the session's, on which nothing is and
// which starts nothing. stop ends it.
func privateBus(t *testing.T) (stop func()) {
	t.Helper()
	dir := t.TempDir()
	config := filepath.Join(dir, "bus.conf")
	require.NoError(t, os.WriteFile(config, []byte(`<busconfig>
  <type>session</type>
  <listen>unix:dir=`+dir+`</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>`), 0o600))

	cmd := exec.Command("dbus-daemon", "--nofork", "--config-file", config, "--print-address")
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	stop = func() {
		_ = cmd.Process.Kill() // it may be dead by a test's will
		_ = cmd.Wait()         // killed is what it should be
	}
	t.Cleanup(stop)
	address, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	return stop
}

// needDBus skips where there is no D-Bus to try with and none was promised.
func needDBus(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		if keyringPromised() {
			t.Fatal("dbus-daemon is missing")
		}
		t.Skip("not tried: dbus-daemon is missing")
	}
}

func allFail(t *testing.T, system *System, want error) {
	t.Helper()
	_, err := system.Get(t.Context(), "profile-1")
	require.ErrorIs(t, err, want)
	require.NotErrorIs(t, err, domain.ErrSecretNotFound)
	require.ErrorIs(t, system.Set(t.Context(), "profile-1", domain.NewSecret("hunter2")), want)
	require.ErrorIs(t, system.Delete(t.Context(), "profile-1"), want)
}

func TestNoBusIsNoKeyring(t *testing.T) {
	if !alone(t) {
		return
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "nobody-listens"))
	allFail(t, NewSystem(), domain.ErrKeyringAbsent)
}

func TestBusWithoutSecretServiceIsNoKeyring(t *testing.T) {
	needDBus(t)
	if !alone(t) {
		return
	}
	privateBus(t)
	allFail(t, NewSystem(), domain.ErrKeyringAbsent)
}

// silentService is a Secret Service whose prompts nobody ever answers.
type silentService struct{ prompted chan struct{} }

func (silentService) Unlock([]dbus.ObjectPath) (unlocked []dbus.ObjectPath, prompt dbus.ObjectPath, err *dbus.Error) {
	return nil, "/org/freedesktop/secrets/prompt/p1", nil
}

func (s silentService) Prompt(string) *dbus.Error {
	close(s.prompted)
	return nil
}

func TestBusThatDiesUnderAPrompt(t *testing.T) {
	needDBus(t)
	if !alone(t) {
		return
	}
	stop := privateBus(t)
	conn, err := dbus.ConnectSessionBus()
	require.NoError(t, err)
	service := silentService{prompted: make(chan struct{})}
	require.NoError(t, conn.Export(service, secretsPath, secretsIface))
	require.NoError(t, conn.Export(service, "/org/freedesktop/secrets/prompt/p1", "org.freedesktop.Secret.Prompt"))
	reply, err := conn.RequestName(secretsName, dbus.NameFlagDoNotQueue)
	require.NoError(t, err)
	require.Equal(t, dbus.RequestNameReplyPrimaryOwner, reply)

	system := newSystem(osVault{}, 200*time.Millisecond)
	_, err = system.Get(t.Context(), "profile-1")
	require.ErrorIs(t, err, domain.ErrKeyringLocked)
	require.ErrorIs(t, err, errNoAnswer)
	<-service.prompted

	stop()
	system.turn <- struct{}{} // the call that hung has come to an end
	<-system.turn
	allFail(t, system, domain.ErrKeyringAbsent)
}
