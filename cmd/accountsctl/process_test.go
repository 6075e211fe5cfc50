package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The tests below this line run the real program, in processes that can be killed,
// with a real keyring.

// built is the directory with what programFile built.
var built atomic.Pointer[string]

// programFile builds the program, once for all tests.
var programFile = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "accountsctl-*")
	if err != nil {
		return "", err
	}
	built.Store(&dir)
	file := filepath.Join(dir, "accountsctl")
	if runtime.GOOS == "windows" {
		file += ".exe"
	}
	cmd := exec.Command("go", "build", "-o", file, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return file, nil
})

// forgetProgramFile removes what programFile built, if it did.
func forgetProgramFile() {
	if built.Load() != nil {
		_ = os.RemoveAll(*built.Load()) // the system clears its temporary files too
	}
}

// needKeyring skips where there is no keyring of the tests' own, which .ci brings.
func needKeyring(t *testing.T) {
	t.Helper()
	if os.Getenv("AM_REAL_KEYRING") != "" {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatal("CI has to run the tests on a desktop of their own, with a keyring")
	}
	t.Skip("needs a keyring of its own: run it by .ci/with-desktop, as make test does")
}

// patience is how long a process may take before a test gives it up. No test
// passes or fails by how long it took.
const patience = 2 * time.Minute

// ran is what a process came to.
type ran struct {
	status   int
	out, err string
}

// killed tells whether the process was killed. Windows has no status of its own for it.
func (r ran) killed() bool {
	return r.status < 0 || runtime.GOOS == "windows" && r.status == 1
}

// process starts the program and waits for its end.
func process(t *testing.T, stdin, data, pace string, args ...string) ran {
	t.Helper()
	return start(t, stdin, data, pace, args...)(0)
}

// start starts the program; wait waits for its end, and kills it after a while
// where that is not zero.
func start(t *testing.T, stdin, data, pace string, args ...string) (wait func(killAfter time.Duration) ran) {
	t.Helper()
	file, err := programFile()
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	cmd := exec.CommandContext(ctx, file, append([]string{"--data", data, "--pace", pace}, args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	require.NoError(t, cmd.Start())
	return func(killAfter time.Duration) ran {
		t.Helper()
		defer cancel()
		if killAfter > 0 {
			timer := time.AfterFunc(killAfter, func() { _ = cmd.Process.Kill() }) // it may have ended
			defer timer.Stop()
		}
		err := cmd.Wait()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			require.NoError(t, err)
		}
		require.NoError(t, ctx.Err(), "it did not end\n%s\n%s", &out, &errs)
		return ran{cmd.ProcessState.ExitCode(), out.String(), errs.String()}
	}
}

// work reads the report of a submit --json.
func (r ran) work(t *testing.T) (w workReport) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(r.out), &w), "%s\n%s", r.out, r.err)
	return w
}

// copyDir copies a data directory that no process has open.
func copyDir(t *testing.T, from, to string) {
	t.Helper()
	require.NoError(t, os.CopyFS(to, os.DirFS(from)))
}
