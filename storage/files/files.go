// Package files reads and writes the files that a person chooses: sheets to import,
// exports, reports. What the program keeps for itself is elsewhere: see sqlite,
// keyring and datadir.
package files

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"accountsmanager/domain/sheet"
)

// MaxSize bounds a file that is read, in bytes: some hundred thousand rows.
const MaxSize = 256 << 20

// ErrTooBig: the file is larger than MaxSize.
var ErrTooBig = fmt.Errorf("the file is too big: %w", sheet.ErrTooMuch)

// Files is the disk as far as a person points at it.
type Files struct{}

// Read reads a whole file. Errors: ErrTooBig, and what the system says.
func (Files) Read(_ context.Context, name string) ([]byte, error) {
	f, err := os.Open(name) //nolint:gosec // the person names it
	if err != nil {
		return nil, fmt.Errorf("open the file: %w", err)
	}
	defer f.Close() //nolint:errcheck // it is only read
	return ReadAll(f)
}

// ReadAll is Read for a file that is open. Error: ErrTooBig.
func ReadAll(in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("%w: more than %d MB", ErrTooBig, MaxSize>>20)
	}
	return data, nil
}

// Write writes a file whole or not at all, readable by its owner alone. One of the same
// name is replaced. Errors: domain.ErrFileDiskFull, ErrFileReadOnly, and what the system
// says.
func (Files) Write(_ context.Context, name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".accounts-manager-*")
	if err != nil {
		return notWritten(name, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error is the one that tells
		}
	}()
	if _, err := f.Write(data); err != nil {
		_ = f.Close() // as above
		return notWritten(name, err)
	}
	if err := f.Sync(); err != nil {
		_ = f.Close() // as above
		return notWritten(name, err)
	}
	if err := f.Close(); err != nil {
		return notWritten(name, err)
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return notWritten(name, err)
	}
	return nil
}
