package domain_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// crimes are files that the linter's own rules must find, or let be where there is
// nothing wanted. They are never compiled into anything.
var crimes = []struct {
	file, imports, code string
	want                string // part of what is said; empty where it is allowed
}{
	{"domain/a/file.go", "os", "", "the domain does no I/O"},
	{"domain/b/talk.go", "net", "", "the domain does not talk to anyone"},
	{"domain/c/draw.go", "fyne.io/fyne/v2", "", "the domain does not draw"},
	{"domain/d/query.go", "database/sql", "", "storage goes through the ports"},
	{"domain/e/address.go", "net/url", "", ""},
	{"domain/f/clock.go", "time", "var _ = time.Now", "time comes from the Clock"},
	{"ui/a/send.go", "net/http", "", "views act through the workspace"},
	{"ui/b/store.go", "accountsmanager/storage/files", "", "views know the workspace only"},
	{"ui/c/other.go", "accountsmanager/ui/tour", "", "no view calls another"},
	{"ui/d/thread.go", "fyne.io/fyne/v2", "func x() { fyne.DoAndWait(nil) }", "from the UI's own thread it waits for itself"},
	{"ui/e/place.go", "fyne.io/fyne/v2", "func x() { fyne.Do(nil) }", "meets the UI thread in one place"},
	{"ui/f/secret.go", "accountsmanager/domain", "func x(s domain.Secret) string { return s.Reveal() }", "a secret is taken out"},
	{"ui/g/print.go", "fmt", `func x() { fmt.Println("x") }`, "write to the writer"},
	{"storage/a/draw.go", "fyne.io/fyne/v2", "", "adapters work without a window"},
	{"storage/b/send.go", "net/http", "", "only storage/crossbar speaks to a server"},
	{"storage/c/send.go", "accountsmanager/storage/crossbar", "", "only the workspace sends"},
	{"storage/d/keep.go", "github.com/zalando/go-keyring", "", "only storage/keyring keeps secrets"},
	{"storage/crossbar/send.go", "net/http", "var _ = http.DefaultClient", "it has no deadline"},
	{"storage/crossbar/body.go", "accountsmanager/domain", "func x(s domain.Secret) string { return s.Reveal() }", ""},
	{"storage/sandbox/know.go", "accountsmanager/domain", "", "the sandbox is a foreign server"},
	{"storage/sandbox/serve.go", "net/http", "", ""},
	{"assets/a/draw.go", "fyne.io/fyne/v2", "", "assets are data"},
	{"cmd/accountsctl/draw.go", "accountsmanager/ui/tour", "", "it runs on servers"},
	{"cmd/accountsctl/clock.go", "time", "var _ = time.Now", ""},
}

// TestTheLinterBites runs it, where `make lint` has built it, over a module that
// breaks the rules.
func TestTheLinterBites(t *testing.T) {
	tools, err := filepath.Glob("../build/tools/golangci-lint-*")
	require.NoError(t, err)
	if len(tools) == 0 {
		t.Skip("the linter is not built; make lint does")
	}
	tool, err := filepath.Abs(tools[len(tools)-1])
	require.NoError(t, err)

	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	rules, err := os.ReadFile("../.golangci.yml")
	require.NoError(t, err)
	write(".golangci.yml", string(rules))
	write("go.mod", "module accountsmanager\n\ngo 1.26\n\n"+
		"require (\n\tfyne.io/fyne/v2 v2.0.0\n\tgithub.com/zalando/go-keyring v0.1.0\n)\n\n"+
		"replace (\n\tfyne.io/fyne/v2 => ./others/fyne\n\tgithub.com/zalando/go-keyring => ./others/keyring\n)\n")
	write("others/fyne/go.mod", "module fyne.io/fyne/v2\n")
	write("others/fyne/fyne.go", "package fyne\n\nfunc Do(func()) {}\n\nfunc DoAndWait(func()) {}\n")
	write("others/keyring/go.mod", "module github.com/zalando/go-keyring\n")
	write("others/keyring/keyring.go", "package keyring\n")
	write("domain/secret.go", "package domain\n\ntype Secret struct{}\n\nfunc (Secret) Reveal() string { return \"\" }\n")
	write("storage/files/files.go", "package files\n")
	write("ui/tour/tour.go", "package tour\n")
	for _, c := range crimes {
		name, spec := filepath.Base(filepath.Dir(c.file)), `"`+c.imports+`"`
		if c.code == "" {
			spec = "_ " + spec
		}
		write(c.file, "package "+name+"\n\nimport "+spec+"\n\n"+c.code+"\n")
	}

	cmd := exec.Command(tool, "run", "--enable-only", "depguard,forbidigo", "--allow-parallel-runners",
		"--output.json.path", "stdout", "--show-stats=false", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOLANGCI_LINT_CACHE="+t.TempDir())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, _ := cmd.Output() // it fails where it finds something
	var report struct {
		Issues []struct {
			Text string
			Pos  struct{ Filename string }
		}
	}
	require.NoError(t, json.NewDecoder(bytes.NewReader(out)).Decode(&report), "%s", &stderr)
	found := map[string]string{}
	for _, issue := range report.Issues {
		file := filepath.ToSlash(issue.Pos.Filename)
		found[file] += issue.Text + "\n"
	}
	for _, c := range crimes {
		if c.want == "" {
			require.Empty(t, found[c.file], c.file)
			continue
		}
		require.Contains(t, found[c.file], c.want, c.file)
	}
}
