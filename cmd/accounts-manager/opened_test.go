package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWithoutADisplayItSaysSo: where there is no display the program says so and ends.
func TestWithoutADisplayItSaysSo(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is always a display")
	}
	d := newDesk(t)
	cmd := exec.CommandContext(t.Context(), filepath.Join(d.programs, "accounts-manager"), "--data", filepath.Join(t.TempDir(), "data"))
	cmd.Env = append(os.Environ(), "DISPLAY=", "WAYLAND_DISPLAY=")
	output, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	require.True(t, errors.As(err, &exit), "it ended with %v\n%s", err, output)
	require.Equal(t, 1, exit.ExitCode(), string(output))
	require.Contains(t, string(output), "cannot open its window")
	require.NotContains(t, string(output), "goroutine", "a panic")
}
