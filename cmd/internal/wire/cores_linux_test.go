package wire_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/wire"
)

// crashes is set in the process that is to crash.
const crashes = "AM_TEST_CRASHES"

// TestACrashLeavesNoMemoryBehind lets a process with a program open end by a signal that
// dumps its memory. Whether it would be dumped otherwise is the system's business, so
// the limit is read as well.
func TestACrashLeavesNoMemoryBehind(t *testing.T) {
	if dir := os.Getenv(crashes); dir != "" {
		p, err := wire.Open(t.Context(), wire.Options{Data: filepath.Join(dir, "data"), Version: "test"})
		require.NoError(t, err)
		defer closeProgram(t, p)
		limits, err := os.ReadFile("/proc/self/limits")
		require.NoError(t, err)
		for line := range strings.Lines(string(limits)) {
			if strings.HasPrefix(line, "Max core file size") {
				_, _ = os.Stdout.WriteString(line)
			}
		}
		require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGABRT))
		select {}
	}
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestACrashLeavesNoMemoryBehind$")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), crashes+"="+dir, "GOTRACEBACK=crash")
	var out bytes.Buffer
	cmd.Stdout = &out
	err := cmd.Run()
	var exit *exec.ExitError
	require.ErrorAs(t, err, &exit)
	status, ok := exit.Sys().(syscall.WaitStatus)
	require.True(t, ok)
	require.True(t, status.Signaled(), "it crashed: %s", out.String())
	require.False(t, status.CoreDump(), "its memory was dumped")
	require.Regexp(t, `Max core file size +[01] +[01] +bytes`, out.String())
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, left, 1, "the data directory and nothing else: %v", left)
}
