package domain_test

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEveryRequirementIsExplained holds go.mod, the list of CONTRIBUTING.md and the
// sources against each other: what is required is explained there and used here, and
// nothing else is.
func TestEveryRequirementIsExplained(t *testing.T) {
	required := directRequirements(t)
	explained := explainedModules(t)
	used := importedPackages(t)
	require.NotEmpty(t, used["fyne.io/fyne/v2"], "the sources were not found")
	for _, path := range required {
		require.NotEmpty(t, explained[path], "go.mod requires %s: the list of dependencies in CONTRIBUTING.md has to say why", path)
		delete(explained, path)
		imported := false
		for pkg := range used {
			imported = imported || within(pkg, path)
		}
		require.True(t, imported, "go.mod requires %s, which nothing imports", path)
	}
	require.Empty(t, explained, "CONTRIBUTING.md explains what go.mod does not require")
}

// directRequirements are the modules that go.mod requires for our own imports.
func directRequirements(t *testing.T) []string {
	t.Helper()
	// A test's result is remembered until a file that it looked at changes, and what
	// another process looks at does not count.
	_, err := os.Stat(filepath.Join("..", "go.mod"))
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), "go", "mod", "edit", "-json")
	cmd.Dir = ".."
	out, err := cmd.Output()
	require.NoError(t, err)
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	require.NoError(t, json.Unmarshal(out, &mod))
	var paths []string
	for _, requirement := range mod.Require {
		if !requirement.Indirect {
			paths = append(paths, requirement.Path)
		}
	}
	require.NotEmpty(t, paths)
	return paths
}

// explainedModules is the table of CONTRIBUTING.md: a module and why it is there.
func explainedModules(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "CONTRIBUTING.md"))
	require.NoError(t, err)
	_, section, found := strings.Cut(string(text), "\n## Dependencies\n")
	require.True(t, found, "CONTRIBUTING.md has no section about dependencies")
	section, _, _ = strings.Cut(section, "\n## ")
	explained := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|(.*)\\|$").FindAllStringSubmatch(section, -1) {
		explained[row[1]] = strings.TrimSpace(row[2])
	}
	return explained
}

// importedPackages are those that a source here imports, a test's or another
// system's too, each with one of the files that do.
func importedPackages(t *testing.T) map[string]string {
	t.Helper()
	used := map[string]string{}
	files := token.NewFileSet()
	require.NoError(t, filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (path == filepath.Join("..", "build") || entry.Name() == ".git") {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			pkg, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			used[pkg] = path
		}
		return nil
	}))
	return used
}
