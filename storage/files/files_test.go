package files_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

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

func TestAnEndlessFileIsNotRead(t *testing.T) {
	_, err := files.ReadAll(io.MultiReader(strings.NewReader("name\n"), endless{}))
	require.ErrorIs(t, err, files.ErrTooBig)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
