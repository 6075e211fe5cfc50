// Package declared reads out of the source what a package declares, so that tests can
// hold to it what must be complete: a sentence for each error, words for each code.
// A path is a folder, without its tests, or one file. Nothing but tests imports it.
package declared

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func files(t *testing.T, path string) []*ast.File {
	t.Helper()
	paths := []string{path}
	if filepath.Ext(path) != ".go" {
		var err error
		paths, err = filepath.Glob(filepath.Join(path, "*.go"))
		require.NoError(t, err)
	}
	var parsed []*ast.File
	for _, name := range paths {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		parsed = append(parsed, file)
	}
	require.NotEmpty(t, parsed)
	return parsed
}

// Errors are the names of the exported Err... variables and ...Error types.
func Errors(t *testing.T, path string) []string {
	t.Helper()
	var names []string
	for _, file := range files(t, path) {
		for name, object := range exported(file) {
			if object == token.VAR && strings.HasPrefix(name, "Err") || object == token.TYPE && strings.HasSuffix(name, "Error") {
				names = append(names, name)
			}
		}
	}
	return names
}

// exported has the names that a file declares for other packages, and as what.
func exported(file *ast.File) map[string]token.Token {
	names := map[string]token.Token{}
	for _, d := range file.Decls {
		group, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range group.Specs {
			switch s := spec.(type) {
			case *ast.ValueSpec:
				for _, name := range s.Names {
					names[name.Name] = group.Tok
				}
			case *ast.TypeSpec:
				names[s.Name.Name] = group.Tok
			}
		}
	}
	for name := range names {
		if !ast.IsExported(name) {
			delete(names, name)
		}
	}
	return names
}

// Constants are the values of the constants of one type of texts.
func Constants(t *testing.T, path, typeName string) []string {
	t.Helper()
	var values []string
	for _, file := range files(t, path) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != typeName {
				return true
			}
			for _, v := range spec.Values {
				literal, ok := v.(*ast.BasicLit)
				require.True(t, ok, "a constant of %s is not a plain text", typeName)
				text, err := strconv.Unquote(literal.Value)
				require.NoError(t, err)
				values = append(values, text)
			}
			return true
		})
	}
	require.NotEmpty(t, values)
	return values
}

// Mentioned has what is named of other packages, such as "domain.ErrOffline".
func Mentioned(t *testing.T, path string) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, file := range files(t, path) {
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := s.X.(*ast.Ident); ok {
					names[pkg.Name+"."+s.Sel.Name] = true
				}
			}
			return true
		})
	}
	return names
}
