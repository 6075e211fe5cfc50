package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
)

// windowsDesk is a desk whose programs are Windows', run by wine.
type windowsDesk struct {
	*desk
	windows string // where accounts-manager.exe and accountsctl.exe are
}

// newWindowsDesk takes the programs that were packed for Windows. They are not built
// here: what is tried is what people get.
func newWindowsDesk(t *testing.T) *windowsDesk {
	t.Helper()
	windows := os.Getenv("AM_WINDOWS_PROGRAMS")
	if windows == "" {
		t.Skip("there are no programs for Windows: `make test-windows` brings them, and wine")
	}
	d := newDesk(t)
	programs := t.TempDir()
	wd := &windowsDesk{desk: d, windows: windows}
	require.NoError(t, os.Symlink(filepath.Join(d.programs, "crossbar-sandbox"), filepath.Join(programs, "crossbar-sandbox")))
	// exec: the window belongs to the process that was started.
	script := "#!/bin/sh\nexec wine '" + filepath.Join(windows, "accounts-manager.exe") + "' \"$@\"\n"
	require.NoError(t, os.WriteFile(filepath.Join(programs, "accounts-manager"), []byte(script), 0o755))
	d.programs = programs
	return wd
}

// run runs one of Windows' programs to its end.
func (d *windowsDesk) run(executable string, args ...string) string {
	d.t.Helper()
	cmd := exec.CommandContext(d.t.Context(), "wine", append([]string{executable}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(d.t, err, "%s %q: %s%s", executable, args, out, &stderr)
	return string(out)
}

// secrets reads the Credential Manager, as another program would.
func (d *windowsDesk) secrets() map[string]string {
	d.t.Helper()
	reader := filepath.Join(d.t.TempDir(), "credentials.exe")
	build := exec.CommandContext(d.t.Context(), "go", "build", "-buildvcs=false", "-o", reader, "accountsmanager/cmd/internal/credentials")
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	require.NoError(d.t, err, string(out))
	found := map[string]string{}
	require.NoError(d.t, json.Unmarshal([]byte(d.run(reader)), &found))
	return found
}

// TestUnderWine: the program for Windows signs in, keeps what signs in where Windows
// keeps secrets and nowhere else, keeps a draft, signs in again with what it kept, and
// accountsctl finds the draft.
func TestUnderWine(t *testing.T) {
	d := newWindowsDesk(t)
	server := d.server()
	hash := server.Hash()
	require.NotContains(t, d.secrets(), hash)

	p := d.program("--server", server.URL)
	w := walk.New(p, d.picture(t, p))
	require.NoError(t, w.SignIn(server.UserName, server.Password, server.Account))
	var kept []string
	for name, secret := range d.secrets() {
		require.Contains(t, name, "Accounts Manager", "they are filed under the program's name")
		kept = append(kept, secret)
	}
	require.Contains(t, kept, hash, "what signs in again is in the Credential Manager")
	require.NoError(t, w.Draft("Fabrikam Dental"))
	require.NoError(t, p.Quit())
	d.findNowhere(server.Password, hash)

	again := d.program()
	_, err := again.WaitFor("Online")
	require.NoError(t, err, "it signs in again with what the Credential Manager holds")
	_, err = again.WaitFor("Fabrikam Dental")
	require.NoError(t, err, "the draft is there again")
	require.NoError(t, again.Quit())

	drafts := d.run(filepath.Join(d.windows, "accountsctl.exe"), "drafts", "--json", "--data", d.data)
	require.Contains(t, drafts, "Fabrikam Dental")
}

// picture leaves pictures beside those of the tour.
func (d *windowsDesk) picture(t *testing.T, p *drive.Program) func(string) error {
	t.Helper()
	return func(name string) error {
		return p.Shot(filepath.Join("..", "..", "build", "tour", "windows-"+name+".png"))
	}
}

// TestWindowsWithoutOpenGL: a box says that there is no window, since nobody would see
// standard error; the program ends with it.
func TestWindowsWithoutOpenGL(t *testing.T) {
	d := newWindowsDesk(t)
	// wine takes its OpenGL from this library, and goes without where it is none.
	libraries := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(libraries, "libGL.so.1"), nil, 0o644))
	t.Setenv("LD_LIBRARY_PATH", libraries)
	p := d.program()
	require.NoError(t, p.Shot(filepath.Join("..", "..", "build", "tour", "windows-no-opengl.png")))
	require.NoError(t, p.WaitOutput("cannot open its window"))
	require.NoError(t, p.Keys("Return"))
	var exit *exec.ExitError
	require.ErrorAs(t, p.Wait(), &exit, p.Output())
	require.Equal(t, 1, exit.ExitCode(), p.Output())
}
