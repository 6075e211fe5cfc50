package files

import (
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/storage/disk"
)

// notWritten says in the domain's words why a file was not written, where it has some.
func notWritten(name string, err error) error {
	switch {
	case disk.IsFull(err):
		return fmt.Errorf("write %s: %w: %w", name, domain.ErrFileDiskFull, err)
	case disk.IsReadOnly(err):
		return fmt.Errorf("write %s: %w: %w", name, domain.ErrFileReadOnly, err)
	}
	return fmt.Errorf("write %s: %w", name, err)
}
