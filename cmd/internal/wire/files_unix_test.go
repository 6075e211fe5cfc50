//go:build unix

package wire_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// Nobody else reads what the program keeps, whatever the person's umask lets through,
// and wherever in the directory it is.
func TestAllThatIsKeptIsTheOwnersAlone(t *testing.T) {
	before := syscall.Umask(0)
	defer syscall.Umask(before)
	data := filepath.Join(t.TempDir(), "data")
	check := func() (files int) {
		t.Helper()
		require.NoError(t, filepath.WalkDir(data, func(path string, e fs.DirEntry, err error) error {
			require.NoError(t, err)
			info, err := e.Info()
			require.NoError(t, err)
			want := os.FileMode(0o600)
			if e.IsDir() {
				want = 0o700
			} else {
				files++
			}
			require.Equal(t, want, info.Mode().Perm(), path)
			return nil
		}))
		return files
	}
	p := open(t, data)
	w := p.Workspace
	require.NoError(t, w.TrySandbox(t.Context()))
	d := w.NewDraft(domain.AccountRef{})
	d.Name = "Northwind"
	require.NoError(t, w.SaveDraft(t.Context(), d))
	require.GreaterOrEqual(t, check(), 8, "the lock, the log, and two databases with what belongs to them")
	closeProgram(t, p)
	check()
}
