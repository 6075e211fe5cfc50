package files_test

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/storage/files"
)

func TestAFileIsWrittenWholeOrNotAtAll(t *testing.T) {
	name := filepath.Join(t.TempDir(), "out.csv")
	require.NoError(t, files.Files{}.Write(t.Context(), name, []byte("old")))
	require.NoError(t, files.Files{}.Write(t.Context(), name, []byte("new")))
	data, err := files.Files{}.Read(t.Context(), name)
	require.NoError(t, err)
	require.Equal(t, "new", string(data))
	entries, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	require.Len(t, entries, 1, "nothing is left beside it")
	require.Error(t, files.Files{}.Write(t.Context(), filepath.Join(t.TempDir(), "none", "out.csv"), nil))
}

func TestAFileIsForItsOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are another thing there")
	}
	name := filepath.Join(t.TempDir(), "passwords.pdf")
	require.NoError(t, os.WriteFile(name, nil, 0o644)) // as a file dialog leaves it
	require.NoError(t, files.Files{}.Write(t.Context(), name, []byte("secret")))
	info, err := os.Stat(name)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestAFolderThatTakesNoFileSaysSo(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no folder that takes nothing even from root")
	}
	err := files.Files{}.Write(t.Context(), "/sys/accounts-manager.pdf", nil)
	require.ErrorIs(t, err, domain.ErrFileReadOnly)
	require.NotErrorIs(t, err, domain.ErrReadOnly, "that is about the data directory")
}

func TestAnEndlessFileIsNotRead(t *testing.T) {
	_, err := files.ReadAll(io.MultiReader(strings.NewReader("name\n"), endless{}))
	require.ErrorIs(t, err, files.ErrTooBig)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
