package domain_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "accountsmanager"

// A layer is what the packages under one directory must not import. A standard
// package counts where our own code imports it; anything else counts however far
// down it is reached.
type layer struct {
	under  string // directory of the module
	not    []string
	reason string
}

var layers = []layer{
	{
		under: "domain",
		not: []string{
			"fyne.io", "database/sql", "modernc.org", "github.com/zalando/go-keyring",
			"net", "net/http", "net/rpc", "os", "os/exec", "os/signal", "os/user", "io/ioutil", "syscall",
			module + "/storage", module + "/ui", module + "/cmd", module + "/assets",
		},
		reason: "the domain does no I/O and knows nobody outside itself",
	},
	{
		under: "ui",
		not: []string{
			"database/sql", "net/http", "modernc.org", "github.com/zalando/go-keyring",
			module + "/storage", module + "/cmd",
		},
		reason: "views know the workspace and what they draw, not where things are kept or sent",
	},
	{
		under:  "storage",
		not:    []string{"fyne.io", module + "/ui", module + "/cmd"},
		reason: "adapters work without a window",
	},
	{
		under:  "storage/sandbox",
		not:    []string{module},
		reason: "the sandbox stands for a foreign server, which shares nothing with its clients",
	},
	{
		under:  "assets",
		not:    []string{"fyne.io", module + "/domain", module + "/storage", module + "/ui", module + "/cmd"},
		reason: "assets are data, which every layer may carry",
	},
	{
		under:  "cmd/crossbar-sandbox",
		not:    []string{"fyne.io", module + "/ui"},
		reason: "it runs on servers, without a window and without cgo",
	},
	{
		under:  "cmd/accountsctl",
		not:    []string{"fyne.io", module + "/ui"},
		reason: "it runs on servers, without a window and without cgo",
	},
	{
		under:  "cmd/internal/wire",
		not:    []string{"fyne.io", module + "/ui"},
		reason: "the programs without a window are put together here too",
	},
}

// imports has, for each package, what its own files (not its tests) import.
type imports map[string][]string

func TestDependenciesPointInwards(t *testing.T) {
	graph := listImports(t)
	for _, must := range []string{"domain", "domain/provisioning", "domain/workspace", "storage/sandbox", "ui"} {
		require.Contains(t, graph, module+"/"+must, "the import graph is not whole")
	}
	for _, problem := range violations(graph) {
		t.Error(problem)
	}
}

// listImports asks the go command, which knows build tags and finds every file.
func listImports(t *testing.T) imports {
	t.Helper()
	lookAtEverySource(t)
	cmd := exec.Command("go", "list", "-tags=gles", "-deps", "-json=ImportPath,Imports", "./...")
	cmd.Dir = ".."
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s", &stderr)

	graph := imports{}
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var pkg struct {
			ImportPath string
			Imports    []string
		}
		err := decoder.Decode(&pkg)
		if errors.Is(err, io.EOF) {
			return graph
		}
		require.NoError(t, err)
		graph[pkg.ImportPath] = pkg.Imports
	}
}

// lookAtEverySource reads the directories that the go command will. A test's
// result is remembered until a file changes that the test itself has looked at,
// and what another process looks at does not count.
func lookAtEverySource(t *testing.T) {
	t.Helper()
	require.NoError(t, filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && (path == filepath.Join("..", "build") || entry.Name() == ".git") {
			return fs.SkipDir
		}
		return err
	}))
}

// violations returns a sentence for each import that breaks a layer.
func violations(graph imports) []string {
	var found []string
	for pkg := range graph {
		if !within(pkg, module) {
			continue
		}
		for _, layer := range layers {
			home := module + "/" + layer.under
			if !within(pkg, home) {
				continue
			}
			way := graph.find(pkg, func(from, to string) bool {
				return !within(to, home) && (ours(from) || !standard(to)) &&
					slices.ContainsFunc(layer.not, func(forbidden string) bool { return forbids(forbidden, to) })
			})
			if way != nil {
				found = append(found, fmt.Sprintf("%s must not import %s: %s (%s)",
					pkg, way[len(way)-1], layer.reason, strings.Join(way, " -> ")))
			}
		}
		if within(pkg, module+"/cmd") {
			continue
		}
		toStorage := graph.find(pkg, func(_, to string) bool { return within(to, module+"/storage") })
		toUI := graph.find(pkg, func(_, to string) bool { return within(to, module+"/ui") })
		if toStorage != nil && toUI != nil {
			found = append(found, fmt.Sprintf("%s must not import both %s and %s: only cmd wires them together",
				pkg, toStorage[len(toStorage)-1], toUI[len(toUI)-1]))
		}
	}
	slices.Sort(found)
	return found
}

// find returns the shortest way from a package to an import that is wanted, or
// nil where there is none. It does not follow the standard library.
func (graph imports) find(start string, wanted func(from, to string) bool) []string {
	ways := [][]string{{start}}
	seen := map[string]bool{start: true}
	for len(ways) > 0 {
		way := ways[0]
		ways = ways[1:]
		from := way[len(way)-1]
		for _, to := range graph[from] {
			next := append(slices.Clone(way), to)
			if wanted(from, to) {
				return next
			}
			if !seen[to] && !standard(to) {
				seen[to] = true
				ways = append(ways, next)
			}
		}
	}
	return nil
}

// within tells whether a package is a directory or lies under it.
func within(pkg, dir string) bool { return pkg == dir || strings.HasPrefix(pkg, dir+"/") }

// forbids tells whether a package falls under a rule. A rule of one element of
// the standard library, such as "net", means that package alone.
func forbids(rule, pkg string) bool {
	if standard(rule) && !strings.Contains(rule, "/") {
		return rule == pkg
	}
	return within(pkg, rule)
}

func ours(pkg string) bool { return within(pkg, module) }

// standard tells whether a package is Go's own: no dot in its first element.
func standard(pkg string) bool {
	first, _, _ := strings.Cut(pkg, "/")
	return !strings.Contains(first, ".") && !ours(pkg)
}

func TestLayersAreGuarded(t *testing.T) {
	at := func(path string) string { return module + "/" + path }
	tests := map[string]struct {
		graph imports
		want  string // part of the one sentence; empty where nothing is wrong
	}{
		"domain opens a file":        {imports{at("domain"): {"os"}}, "accountsmanager/domain must not import os"},
		"domain speaks HTTP":         {imports{at("domain/workspace"): {"net/http/httptrace"}}, "must not import net/http/httptrace"},
		"domain parses a URL":        {imports{at("domain"): {"net/url", "net/mail"}}, ""},
		"a library opens a file":     {imports{at("domain"): {"example.org/money"}, "example.org/money": {"os"}}, ""},
		"a library draws":            {imports{at("domain"): {"example.org/money"}, "example.org/money": {"fyne.io/fyne/v2"}}, "accountsmanager/domain -> example.org/money -> fyne.io/fyne/v2"},
		"domain knows an adapter":    {imports{at("domain/workspace"): {at("storage/sqlite")}}, "must not import accountsmanager/storage/sqlite"},
		"ui queries":                 {imports{at("ui/wizard"): {"database/sql"}}, "accountsmanager/ui/wizard must not import database/sql"},
		"ui knows an adapter by way": {imports{at("ui"): {at("helpers")}, at("helpers"): {at("storage/crossbar")}}, "accountsmanager/ui must not import accountsmanager/storage/crossbar"},
		"ui draws":                   {imports{at("ui"): {"fyne.io/fyne/v2", at("domain/workspace")}}, ""},
		"storage draws":              {imports{at("storage/sqlite"): {"fyne.io/fyne/v2/widget"}}, "must not import fyne.io/fyne/v2/widget"},
		"storage knows the domain":   {imports{at("storage/sqlite"): {at("domain"), "database/sql"}}, ""},
		"the sandbox knows us":       {imports{at("storage/sandbox"): {at("domain")}}, "accountsmanager/storage/sandbox must not import accountsmanager/domain"},
		"the sandbox knows itself":   {imports{at("storage/sandbox"): {at("storage/sandbox/rules")}}, ""},
		"assets draw":                {imports{at("assets"): {"fyne.io/fyne/v2"}}, "accountsmanager/assets must not import fyne.io/fyne/v2"},
		"the sandbox command draws":  {imports{at("cmd/crossbar-sandbox"): {"fyne.io/fyne/v2/app"}}, "must not import fyne.io/fyne/v2/app"},
		"cmd wires":                  {imports{at("cmd/accounts-manager"): {at("ui"), at("storage/sqlite")}}, ""},
		"another wires":              {imports{at("glue"): {at("ui"), at("storage/sqlite")}}, "accountsmanager/glue must not import both"},
		"a like name is another":     {imports{at("domainless"): {"os"}}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := violations(test.graph)
			if test.want == "" {
				require.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			require.Contains(t, got[0], test.want)
		})
	}
}

// TestTheDomainHasNoClock looks for what the import graph cannot show: time comes
// in as an argument, and nothing here waits.
func TestTheDomainHasNoClock(t *testing.T) {
	clock := []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick"}
	files := token.NewFileSet()
	seen := 0
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		seen++
		ast.Inspect(file, func(node ast.Node) bool {
			selector, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains(clock, selector.Sel.Name) {
				t.Errorf("%s: time.%s is a clock: let the time come in", files.Position(node.Pos()), selector.Sel.Name)
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, seen, 10, "the domain's files were not found")
}
