package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A run that panics leaves a report without what the panic held, and somebody is told
// where: by the run itself, or by the next one.
func TestACrashLeavesAReport(t *testing.T) {
	const canary = "Canary-bird-7f3a9"
	file, err := programFile()
	require.NoError(t, err)
	for _, at := range []string{panicHere, panicElsewhere} {
		t.Run(at, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			run := func(args ...string) (said string, err error) {
				cmd := exec.CommandContext(t.Context(), file, append([]string{"--data", data}, args...)...)
				cmd.Env = append(os.Environ(), passwordVariable+"="+canary)
				out, err := cmd.CombinedOutput()
				return string(out), err
			}
			said, err := run("drafts", "--crash-at", at)
			require.Error(t, err)
			again, err := run("drafts")
			require.Error(t, err, "nobody has signed in")
			reports, err := filepath.Glob(filepath.Join(data, "crash", "crash-*.txt"))
			require.NoError(t, err)
			require.Len(t, reports, 1)
			if at == panicHere {
				require.Contains(t, said, "ended unexpectedly; what happened is written down in "+reports[0])
				require.NotContains(t, said, canary)
				require.NotContains(t, again, "unexpectedly")
			} else {
				require.Contains(t, again, "the run before ended unexpectedly; what happened is written down in "+reports[0])
			}
			third, err := run("drafts")
			require.Error(t, err)
			require.NotContains(t, third, "unexpectedly", "it is said once")

			report, err := os.ReadFile(reports[0])
			require.NoError(t, err)
			require.Contains(t, string(report), "accountsctl/crash.go:")
			require.Contains(t, string(report), "program:  accountsctl")
			require.Contains(t, string(report), "msg=started")
			require.NoError(t, filepath.WalkDir(data, func(path string, e os.DirEntry, err error) error {
				if err != nil || e.IsDir() {
					return err
				}
				text, err := os.ReadFile(path)
				require.False(t, strings.Contains(string(text), canary), path)
				return err
			}))
		})
	}
}
