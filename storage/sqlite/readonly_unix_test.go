//go:build unix

package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func init() { helpers["open"] = openAndTell }

// openAndTell opens a database, writes to it, and says what came of it.
func openAndTell(path string) {
	s, err := Open(context.Background(), Options{Path: path})
	if err == nil {
		err = s.SaveProfile(context.Background(), workspace.Profile{ID: "p"})
	}
	switch {
	case err == nil:
		fmt.Print("fine")
	case errors.Is(err, domain.ErrReadOnly):
		fmt.Print("read only")
	default:
		fmt.Print(err)
	}
}

// A directory that cannot be written to says so, whatever is in it. The opening
// happens in a process without privileges: permissions do not bind root.
func TestAReadOnlyDirectory(t *testing.T) {
	base, err := os.MkdirTemp("", "readonly")
	require.NoError(t, err)
	require.NoError(t, os.Chmod(base, 0o755))
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(base)) })
	program := copyOfThisProgram(t, base)

	tell := func(path string) string {
		cmd := runHelper(t, program, "open", path)
		if os.Getuid() == 0 {
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		out, err := cmd.CombinedOutput()
		require.NoError(t, err)
		return string(out)
	}
	dir := func(name string, mode os.FileMode) string {
		path := filepath.Join(base, name)
		require.NoError(t, os.Mkdir(path, 0o777))
		t.Cleanup(func() { require.NoError(t, os.Chmod(path, 0o755)) }) // so that it can be removed
		require.NoError(t, os.Chmod(path, mode))
		return path
	}

	require.Equal(t, "fine", tell(filepath.Join(dir("open", 0o777), "store.db")))
	locked := dir("empty", 0o555)
	require.Equal(t, "read only", tell(filepath.Join(locked, "store.db")))
	require.Equal(t, "read only", tell(filepath.Join(locked, "deeper", "store.db")))

	full := dir("full", 0o777)
	s := openAt(t, filepath.Join(full, "store.db"))
	require.NoError(t, s.SaveProfile(t.Context(), workspace.Profile{ID: "p"}))
	require.NoError(t, s.Close())
	require.NoError(t, os.Chmod(s.path, 0o444))
	require.NoError(t, os.Chmod(full, 0o555))
	require.Equal(t, "read only", tell(s.path))
	require.NoError(t, os.Remove(cleanMark(s.path)))
	require.Equal(t, "read only", tell(s.path), "without a clean mark in the way as well")
}

func copyOfThisProgram(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	from, err := os.Open(self)
	require.NoError(t, err)
	path := filepath.Join(dir, "helper")
	to, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o755)
	require.NoError(t, err)
	_, err = io.Copy(to, from)
	require.NoError(t, errors.Join(err, to.Close(), from.Close()))
	return path
}
