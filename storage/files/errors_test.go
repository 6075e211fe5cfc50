package files

import (
	"io/fs"
	"runtime"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestAFullDiskSaysSo(t *testing.T) {
	full := syscall.ENOSPC
	if runtime.GOOS == "windows" {
		full = 112 // ERROR_DISK_FULL
	}
	err := notWritten("out.pdf", &fs.PathError{Op: "write", Path: "tmp", Err: full})
	require.ErrorIs(t, err, domain.ErrFileDiskFull)
	require.NotErrorIs(t, err, domain.ErrDiskFull, "that is about the data directory")
	require.ErrorIs(t, err, full)
}
