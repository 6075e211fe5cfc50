package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// platforms are where accountsctl runs.
var platforms = []string{
	"linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64", "darwin/amd64", "darwin/arm64",
}

// wholeRun tells whether every case is to be tried, which takes an hour rather
// than a minute.
func wholeRun() bool { return os.Getenv("AM_TEST_ALL") != "" }

// goFor runs the go command for a platform, without cgo.
func goFor(t *testing.T, platform string, args ...string) string {
	t.Helper()
	system, processor, _ := strings.Cut(platform, "/")
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "go %s for %s: %s", args[0], platform, &stderr)
	return string(out)
}

// TestItNeedsNoCgoAnywhere: every package that goes into it has files for each
// platform, and none in C. The whole run builds it for each.
func TestItNeedsNoCgoAnywhere(t *testing.T) {
	for _, platform := range platforms {
		t.Run(platform, func(t *testing.T) {
			decoder := json.NewDecoder(strings.NewReader(goFor(t, platform, "list", "-deps", "-json=ImportPath,GoFiles,CgoFiles,Error", ".")))
			seen := 0
			for {
				var pkg struct {
					ImportPath        string
					GoFiles, CgoFiles []string
					Error             *struct{ Err string }
				}
				err := decoder.Decode(&pkg)
				if errors.Is(err, io.EOF) {
					break
				}
				require.NoError(t, err)
				require.Nil(t, pkg.Error, pkg.ImportPath)
				require.Empty(t, pkg.CgoFiles, pkg.ImportPath)
				require.NotContains(t, pkg.ImportPath, "fyne.io")
				if pkg.ImportPath != "unsafe" {
					require.NotEmpty(t, pkg.GoFiles, "%s is not for %s", pkg.ImportPath, platform)
				}
				seen++
			}
			require.Greater(t, seen, 100)
			if wholeRun() {
				goFor(t, platform, "build", "-o", filepath.Join(t.TempDir(), "accountsctl"), ".")
			}
		})
	}
}
