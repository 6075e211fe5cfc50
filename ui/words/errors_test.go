package words

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// parseDir reads the Go files of a folder, without tests.
func parseDir(t *testing.T, dir string) []*ast.File {
	t.Helper()
	packages, err := parser.ParseDir(token.NewFileSet(), dir, //nolint:staticcheck // no build tags to mind here
		func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, 0)
	require.NoError(t, err)
	var files []*ast.File
	for _, p := range packages {
		for _, f := range p.Files {
			files = append(files, f)
		}
	}
	require.NotEmpty(t, files)
	return files
}

// sentinels lists the exported Err... variables and ...Error types of a folder.
func sentinels(t *testing.T, dir string) (values, types []string) {
	t.Helper()
	for _, f := range parseDir(t, dir) {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range g.Specs {
				switch s := spec.(type) {
				case *ast.ValueSpec:
					for _, n := range s.Names {
						if g.Tok == token.VAR && strings.HasPrefix(n.Name, "Err") {
							values = append(values, n.Name)
						}
					}
				case *ast.TypeSpec:
					if s.Name.IsExported() && strings.HasSuffix(s.Name.Name, "Error") {
						types = append(types, s.Name.Name)
					}
				}
			}
		}
	}
	return values, types
}

// mentioned collects what this package names of others, as "domain.ErrOffline".
func mentioned(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, f := range parseDir(t, ".") {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok {
					names[x.Name+"."+s.Sel.Name] = true
				}
			}
			return true
		})
	}
	return names
}

func TestEveryErrorOfTheDomainHasItsWords(t *testing.T) {
	known := mentioned(t)
	count := 0
	for pkg, dir := range map[string]string{"domain": "../../domain", "workspace": "../../domain/workspace"} {
		values, types := sentinels(t, dir)
		for _, name := range append(values, types...) {
			require.True(t, known[pkg+"."+name], "%s.%s has no sentence", pkg, name)
			count++
		}
	}
	require.Greater(t, count, 25, "the parser found the declarations")
}

func TestEachSentenceIsItsOwn(t *testing.T) {
	seen := map[string]error{}
	for _, s := range sentences {
		m := Error(fmt.Errorf("do something: %w", s.target))
		require.NotEmpty(t, m.Title, s.target)
		require.NotEmpty(t, m.Text, s.target)
		require.Contains(t, ".!?", m.Text[len(m.Text)-1:], "whole sentences: %s", m.Text)
		require.Nil(t, seen[m.Title+m.Text], "%v and %v say the same", s.target, seen[m.Title+m.Text])
		seen[m.Title+m.Text] = s.target
		require.Equal(t, m.Help == NoHelp, m.Action == "")
	}
}

func TestErrorsThatCarryMore(t *testing.T) {
	tests := []struct {
		name  string
		err   error
		title string
		text  string
		help  Help
	}{
		{"busy for a while", &domain.BusyError{Status: 429, RetryAfter: 12 * time.Second}, "The server is busy", "in 12 s", TryAgain},
		{"busy", &domain.BusyError{Status: 503}, "The server is busy", "503", TryAgain},
		{
			"refused with reasons",
			&domain.RefusedError{Status: 400, Code: "validation error", Problems: domain.Problems{{Code: domain.ServerSays, Detail: "only the reseller may set limits"}}},
			"The server refused it", "400 validation error: only the reseller may set limits", NoHelp,
		},
		{"forbidden", &domain.RefusedError{Status: 403, Code: "forbidden"}, "The server does not allow it", "right", NoHelp},
		{"charges", &domain.ChargesError{}, "The server asks you to accept charges", "nothing was charged", NoHelp},
		{"a conflict", &domain.ConflictError{}, "Somebody changed the same on the server", "Nothing was sent", NoHelp},
		{"invalid draft", &workspace.InvalidDraftError{}, "Some fields need another look", "Nothing was sent", MendFields},
		{"out of time", context.DeadlineExceeded, "It took too long", "Try again", TryAgain},
		{"cancelled", context.Canceled, "Cancelled", "stopped", NoHelp},
		{"unknown", errors.New("boom"), "Something went wrong", "copy the details", TryAgain},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Error(fmt.Errorf("do something: %w", tt.err))
			require.Equal(t, tt.title, m.Title)
			require.Contains(t, m.Text, tt.text)
			require.Equal(t, tt.help, m.Help)
			require.NotContains(t, m.Text, "boom", "only the details have the error's own text")
		})
	}
	require.Zero(t, Error(nil))
}

func TestAnswersThatPeopleMustTellApartAtSignIn(t *testing.T) {
	require.Contains(t, Error(domain.ErrWrongCredentials).Text, "same answer for all three")
	require.Equal(t, UseAPIKey, Error(domain.ErrMultiFactor).Help)
	require.Contains(t, Error(domain.ErrNotCrossbar).Text, "/v2")
	require.Contains(t, Error(domain.ErrInsecureServer).Text, "this computer only")
	// What is wrapped deeper does not hide what the person can act on.
	require.Equal(t, Error(domain.ErrMultiFactor), Error(fmt.Errorf("sign in: %w", errors.Join(domain.ErrMultiFactor, domain.ErrWrongCredentials))))
}

func TestDetailsNeverHoldASecret(t *testing.T) {
	at := time.Date(2026, 11, 23, 12, 4, 31, 0, time.UTC)
	for _, text := range []string{
		`Get "https://dana:canary@api.example/v2"`,
		`Get "https://api.example/v2/accounts?auth_token=canary&x=1"`,
		`body {"data":{"credentials":"canary","method":"md5"}}`,
		`X-Auth-Token: canary`,
		`password = canary`,
	} {
		got := Details(errors.New(text), at)
		require.NotContains(t, got, "canary")
		require.Contains(t, got, "2026-11-23T12:04:31Z")
	}
	require.Contains(t, Details(errors.New("refused (403 forbidden)"), at), "refused (403 forbidden)")
	require.Equal(t, "boom", Details(errors.New("boom"), time.Time{}))
	require.Empty(t, Details(nil, at))
}
