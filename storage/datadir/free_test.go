package datadir

import (
	"math"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFreeSpaceIsTold(t *testing.T) {
	d, err := Open(filepath.Join(t.TempDir(), "data"))
	require.NoError(t, err)
	defer func() { require.NoError(t, d.Close()) }()
	bytes, err := d.Free(t.Context())
	require.NoError(t, err)
	require.Positive(t, bytes, "the test itself has just written to it")

	gone := &Dir{path: filepath.Join(t.TempDir(), "nowhere")}
	_, err = gone.Free(t.Context())
	require.Error(t, err)
}

func TestFreeSpaceDoesNotOverflow(t *testing.T) {
	require.Equal(t, int64(12*4096), free(12, 4096))
	require.Equal(t, int64(math.MaxInt64), free(math.MaxUint64, 4096))
	require.Equal(t, int64(math.MaxInt64), free(math.MaxInt64, 2))
	require.Zero(t, free(0, 4096))
}
