package disk

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatErrorsMean(t *testing.T) {
	wrapped := func(err error) error { return &fs.PathError{Op: "write", Path: "here", Err: err} }
	for _, code := range full {
		require.True(t, IsFull(wrapped(code)), code)
		require.False(t, IsReadOnly(wrapped(code)), code)
	}
	for _, err := range []error{fs.ErrPermission, syscall.EROFS} {
		require.True(t, IsReadOnly(wrapped(err)), err)
		require.False(t, IsFull(wrapped(err)), err)
	}
	for _, err := range []error{nil, errors.New("other"), fs.ErrNotExist} {
		require.False(t, IsFull(err))
		require.False(t, IsReadOnly(err))
	}
}
