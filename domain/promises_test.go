package domain_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var (
	namedTest    = regexp.MustCompile("`(Test[A-Za-z0-9]+)`")
	declaredTest = regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`)
)

// TestEveryTestThatHoldsAPromiseIsThere: the documents say which test holds a promise,
// and would go on saying so after it got another name or was dropped.
func TestEveryTestThatHoldsAPromiseIsThere(t *testing.T) {
	there := map[string]bool{}
	require.NoError(t, filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "build" {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, match := range declaredTest.FindAllSubmatch(text, -1) {
			there[string(match[1])] = true
		}
		return err
	}))
	for _, document := range []string{"README.md", "SECURITY.md"} {
		text, err := os.ReadFile(filepath.Join("..", document))
		require.NoError(t, err)
		named := namedTest.FindAllSubmatch(text, -1)
		require.NotEmpty(t, named, document)
		for _, match := range named {
			require.True(t, there[string(match[1])], "%s names %s, which there is not", document, match[1])
		}
	}
}
