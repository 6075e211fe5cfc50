// Package disk tells what the system's errors of a disk mean, wherever something is
// written: for the database, the data directory and the files of a person alike. What is
// to be said then differs, and is up to these.
package disk

import (
	"errors"
	"io/fs"
	"slices"
	"syscall"
)

// IsFull tells whether there was no room left, on the disk or of what the person may use.
func IsFull(err error) bool {
	return slices.ContainsFunc(full, func(code syscall.Errno) bool { return errors.Is(err, code) })
}

// IsReadOnly tells whether nothing may be written there.
func IsReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}
