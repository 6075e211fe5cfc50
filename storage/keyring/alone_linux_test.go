package keyring

import (
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// alone runs the calling test once more in a process of its own, and tells
// whether this is that process; in the other one the test has nothing left to do.
//
// go-keyring shares one D-Bus connection with all of a process, and a keyring is
// shared by all that runs on a desktop: who breaks the one or locks the other
// does it where nobody else is. wrapper, if given, is a command that starts the
// process, such as one that gives it a desktop.
func alone(t *testing.T, wrapper ...string) bool {
	t.Helper()
	const mark = "AM_TEST_ALONE"
	if os.Getenv(mark) == t.Name() {
		return true
	}
	args := append(wrapper, os.Args[0], "-test.v", "-test.timeout=2m", "-test.run=^"+t.Name()+"$")
	cmd := exec.CommandContext(t.Context(), args[0], args[1:]...)
	cmd.Env = append(os.Environ(), mark+"="+t.Name())
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) } // lets the wrapper clean up
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.Contains(t, string(out), "--- PASS: "+t.Name(), "the test must have run")
	return false
}
