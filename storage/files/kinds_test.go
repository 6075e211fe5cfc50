package files

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestAFullDiskSaysSo(t *testing.T) {
	for _, full := range fullErrors {
		err := notWritten("out.pdf", &fs.PathError{Op: "write", Path: "tmp", Err: full})
		require.ErrorIs(t, err, domain.ErrFileDiskFull)
		require.NotErrorIs(t, err, domain.ErrDiskFull, "that is about the data directory")
		require.ErrorIs(t, err, full)
	}
}
