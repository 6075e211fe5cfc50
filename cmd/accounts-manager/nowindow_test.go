package main

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWithoutAWindowItSaysSo: where there is no display, or one without OpenGL, the
// program says so and ends; it neither panics nor stays without a window.
func TestWithoutAWindowItSaysSo(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only X11 can be had without OpenGL")
	}
	d := newDesk(t)
	for name, display := range map[string]string{"no display": "", "no OpenGL": displayWithoutOpenGL(t)} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), filepath.Join(d.programs, "accounts-manager"), "--data", filepath.Join(t.TempDir(), "data"))
			cmd.Env = append(os.Environ(), "DISPLAY="+display, "XAUTHORITY=", "WAYLAND_DISPLAY=")
			output, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			require.True(t, errors.As(err, &exit), "it ended with %v\n%s", err, output)
			require.Equal(t, 1, exit.ExitCode(), string(output))
			require.Contains(t, string(output), "cannot open its window")
			require.NotContains(t, string(output), "goroutine", "a panic")
		})
	}
}

// displayWithoutOpenGL starts a display of its own that has no GLX, and gives its name.
func displayWithoutOpenGL(t *testing.T) string {
	t.Helper()
	number, numberOut, err := os.Pipe()
	require.NoError(t, err)
	defer number.Close()
	cmd := exec.CommandContext(t.Context(), "Xvfb", "-displayfd", "3", "-nolisten", "tcp", "-extension", "GLX")
	cmd.ExtraFiles = []*os.File{numberOut}
	require.NoError(t, cmd.Start())
	require.NoError(t, numberOut.Close())
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // the context may have ended it
		_ = cmd.Wait()         // it was killed: that is no failure
	})
	line, err := bufio.NewReader(number).ReadString('\n')
	require.NoError(t, err, "Xvfb tells which display it is")
	return ":" + strings.TrimSpace(line)
}
