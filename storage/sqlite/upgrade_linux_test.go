package sqlite

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// TestADiskThatIsFullBeforeAMigration: there is no room for the copy, so the older
// database stays what it was, and says why.
func TestADiskThatIsFullBeforeAMigration(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can mount a disk that is small enough; TestWithoutACopyNothingIsMigrated is for everybody")
	}
	dir := t.TempDir()
	require.NoError(t, syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"))
	t.Cleanup(func() { require.NoError(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	known := knownMigrations(t)
	text, err := os.ReadFile(load(t, 1))
	require.NoError(t, err)
	path := filepath.Join(dir, "store.db")
	require.NoError(t, os.WriteFile(path, text, 0o600))
	s := openKnown(t, path, known[:1])
	require.NoError(t, stored(s.PutAccounts(t.Context(), "profile-1", manyAccounts(500), at(0))))
	require.NoError(t, s.Close())
	before := content(t, path)

	filler, err := os.Create(filepath.Join(dir, "filler"))
	require.NoError(t, err)
	_, err = io.Copy(filler, zeros{})
	require.ErrorIs(t, err, syscall.ENOSPC)
	info, err := filler.Stat()
	require.NoError(t, err)
	require.NoError(t, filler.Truncate(info.Size()-128<<10)) // what opening needs, and not the copy
	require.NoError(t, filler.Close())

	for range 2 {
		_, err = Open(t.Context(), testOptions(path))
		require.ErrorIs(t, err, domain.ErrNotUpgraded)
		require.ErrorIs(t, err, domain.ErrDiskFull)
		require.Equal(t, 1, contentVersion(t, path))
		require.Equal(t, before, content(t, path))
		half, err := filepath.Glob(path + beforeVersion + "*")
		require.NoError(t, err)
		require.Empty(t, half, "half a copy takes room for nothing")
	}
	require.NoError(t, openKnown(t, path, known[:1]).Close(), "the older program goes on with it")

	require.NoError(t, os.Remove(filler.Name()))
	require.NoError(t, openKnown(t, path, known).Close())
	requireKept(t, before, content(t, path))
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
