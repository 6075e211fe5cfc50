package files

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"accountsmanager/domain"
)

// notWritten says in the domain's words why a file was not written, where it has some.
func notWritten(name string, err error) error {
	for _, full := range fullErrors {
		if errors.Is(err, full) {
			return fmt.Errorf("write %s: %w: %w", name, domain.ErrFileDiskFull, err)
		}
	}
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return fmt.Errorf("write %s: %w: %w", name, domain.ErrFileReadOnly, err)
	}
	return fmt.Errorf("write %s: %w", name, err)
}
