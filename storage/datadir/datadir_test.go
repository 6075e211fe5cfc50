package datadir_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/storage/datadir"
)

func TestOneProcessHoldsADirectory(t *testing.T) {
	name := "data #1?%"
	if runtime.GOOS == "windows" { // which has no such names
		name = "data #1%"
	}
	path := filepath.Join(t.TempDir(), "new", name)
	first, err := datadir.Open(path)
	require.NoError(t, err)
	_, err = datadir.Open(path)
	require.ErrorIs(t, err, domain.ErrDirectoryInUse)
	require.NoError(t, first.Close())
	second, err := datadir.Open(path)
	require.NoError(t, err)
	require.NoError(t, second.Close())
}

func TestTheDirectoryIsTheOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	path := filepath.Join(t.TempDir(), "data")
	dir, err := datadir.Open(path)
	require.NoError(t, err)
	defer func() { require.NoError(t, dir.Close()) }()
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Zero(t, info.Mode().Perm()&0o077, "nobody else may look into %s", info.Mode())
}

func TestADirectoryThatWasOpenIsClosed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	path := filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.Mkdir(path, 0o700))
	require.NoError(t, os.Chmod(path, 0o755))
	dir, err := datadir.Open(path)
	require.NoError(t, err)
	require.NoError(t, dir.Close())
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
}

func TestADirectoryOfEverybodyIsNotTaken(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	path := filepath.Join(t.TempDir(), "tmp")
	require.NoError(t, os.Mkdir(path, 0o700))
	require.NoError(t, os.Chmod(path, 0o777|os.ModeSticky))
	_, err := datadir.Open(path)
	require.ErrorIs(t, err, domain.ErrSharedDirectory)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, 0o777|os.ModeSticky, info.Mode()&(os.ModePerm|os.ModeSticky), "it is left as it is")
	files, err := os.ReadDir(path)
	require.NoError(t, err)
	require.Empty(t, files)
}

func TestAPlaceThatCannotBeMadeIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := datadir.Open(filepath.Join(file, "below"))
	require.Error(t, err)
}

func TestWhatIsUsedIsCounted(t *testing.T) {
	dir, err := datadir.Open(filepath.Join(t.TempDir(), "data"))
	require.NoError(t, err)
	defer func() { require.NoError(t, dir.Close()) }()
	require.NoError(t, os.MkdirAll(dir.Crashes(), 0o700))
	require.NoError(t, os.WriteFile(dir.Database(), make([]byte, 1000), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir.Crashes(), "a"), make([]byte, 234), 0o600))
	used, err := dir.Used(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 1234, used, "the lock is empty")
}

func TestDefaultFollowsXDG(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_DATA_HOME", home)
	path, err := datadir.Default()
	require.NoError(t, err)
	require.Equal(t, "accounts-manager", filepath.Base(path))
}
