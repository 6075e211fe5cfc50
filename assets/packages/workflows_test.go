package packages_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// workflows are the texts in .github/workflows by their file's name.
func workflows(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../../.github/workflows/*.yml")
	require.NoError(t, err)
	found := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		found[filepath.Base(path)] = string(text)
	}
	require.Contains(t, found, "ci.yml")
	require.Contains(t, found, "release.yml")
	return found
}

// TestActionsArePinned: what others may move a name to does not run here. A commit stays
// what it is, and its version stands beside it for whoever reads.
func TestActionsArePinned(t *testing.T) {
	uses := regexp.MustCompile(`(?m)^.*\buses: *(\S+)(.*)$`)
	pinned := regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for name, text := range workflows(t) {
		for _, match := range uses.FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(match[1], "./") {
				continue
			}
			require.Regexp(t, pinned, match[1]+match[2], name)
		}
	}
}

// TestWorkflowsMayDoLittle: a workflow reads, and the one job that makes a release writes.
func TestWorkflowsMayDoLittle(t *testing.T) {
	writes := regexp.MustCompile(`(?m)^ *[a-z-]+: *write(-all)?$`)
	for name, text := range workflows(t) {
		require.Regexp(t, `(?m)^permissions:( \{\}|\n  contents: read)$`, text, name)
		want := 0
		if name == "release.yml" {
			want = 1
			_, publish, found := strings.Cut(text, "\n  publish:\n")
			require.True(t, found)
			require.Regexp(t, writes, publish)
		}
		require.Len(t, writes.FindAllString(text, -1), want, name)
		require.NotContains(t, text, "pull_request_target", name)
	}
}

// TestWorkflowsHaveTheGoOfTheModule: the newest repairs of the Go that go.mod names.
func TestWorkflowsHaveTheGoOfTheModule(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	require.NotNil(t, version)
	for name, text := range workflows(t) {
		require.True(t, strings.Contains(text, "\n  GO_VERSION: "+string(version[1])+".x\n"), "%s has not GO_VERSION %s.x", name, version[1])
	}
}
