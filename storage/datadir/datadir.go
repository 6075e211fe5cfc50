// Package datadir is the place on disk where the program keeps everything: it
// finds it, makes it readable by its owner alone, and holds it for one process
// at a time. What lies inside is the business of the packages that write it.
package datadir

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gofrs/flock"

	"accountsmanager/domain"
	"accountsmanager/storage/disk"
)

// folder is the name of the directory in the system's own place.
const folder = "accounts-manager"

// Dir is a data directory that this process holds.
type Dir struct {
	path string
	lock *flock.Flock
}

// Default is the system's own place for a program's data: $XDG_DATA_HOME or
// ~/.local/share on Linux, ~/Library/Application Support on macOS,
// %LocalAppData% on Windows.
func Default() (string, error) {
	switch runtime.GOOS {
	case "windows":
		base, err := os.UserCacheDir() // %LocalAppData%: data does not roam with the profile
		if err != nil {
			return "", fmt.Errorf("find the place for data: %w", err)
		}
		return filepath.Join(base, folder), nil
	case "darwin":
		base, err := os.UserConfigDir() // ~/Library/Application Support
		if err != nil {
			return "", fmt.Errorf("find the place for data: %w", err)
		}
		return filepath.Join(base, folder), nil
	}
	if base := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, folder), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("find the place for data: %w", err)
	}
	return filepath.Join(home, ".local", "share", folder), nil
}

// Open makes the directory where it is missing and takes hold of it. Errors:
// domain.ErrDirectoryInUse where another process has it, domain.ErrReadOnly
// where it cannot be written to, domain.ErrSharedDirectory where others have a right to
// it and it is not ours to close.
func Open(path string) (*Dir, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("make the data directory %s: %w", path, readOnly(err))
	}
	if err := closeToOthers(path); err != nil {
		return nil, fmt.Errorf("close the data directory %s to others: %w", path, err)
	}
	lock := flock.New(filepath.Join(path, "lock"), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("take hold of the data directory %s: %w", path, readOnly(err))
	}
	if !held {
		return nil, fmt.Errorf("take hold of the data directory %s: %w", path, domain.ErrDirectoryInUse)
	}
	d := &Dir{path: path, lock: lock}
	// Who writes the log would make its directory readable by all.
	if err := os.MkdirAll(filepath.Dir(d.Log()), 0o700); err != nil {
		return nil, errors.Join(fmt.Errorf("make the directory of the log: %w", readOnly(err)), d.Close())
	}
	return d, nil
}

// closeToOthers makes a directory that was there before its owner's alone. Windows has
// no permission bits: there the directory is in the person's own profile.
func closeToOthers(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return readOnly(err)
	}
	switch open := info.Mode().Perm() & 0o077; {
	case open == 0:
		return nil
	case info.Mode()&os.ModeSticky != 0: // such as /tmp, which others need as it is
		return domain.ErrSharedDirectory
	}
	err = os.Chmod(path, 0o700) //nolint:gosec // a directory
	if errors.Is(err, fs.ErrPermission) {
		return domain.ErrSharedDirectory
	}
	return readOnly(err)
}

func readOnly(err error) error {
	if disk.IsReadOnly(err) {
		return fmt.Errorf("%w: %w", domain.ErrReadOnly, err)
	}
	return err
}

// Path is the directory itself.
func (d *Dir) Path() string { return d.path }

// Database is the file of the store.
func (d *Dir) Database() string { return filepath.Join(d.path, "accounts.db") }

// Sandbox is the file of the built-in sandbox server.
func (d *Dir) Sandbox() string { return filepath.Join(d.path, "sandbox.db") }

// Log is the file that the program's log goes to.
func (d *Dir) Log() string { return filepath.Join(d.path, "log", "accounts-manager.log") }

// Crashes is where crashes are written down.
func (d *Dir) Crashes() string { return filepath.Join(d.path, "crash") }

// Used tells how many bytes the files in the directory have.
func (d *Dir) Used(ctx context.Context) (bytes int64, err error) {
	err = filepath.WalkDir(d.path, func(_ string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return ctx.Err() // it went while the others were counted
		}
		if err != nil || e.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		if info, err := e.Info(); err == nil { // as above
			bytes += info.Size()
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("count what is in %s: %w", d.path, err)
	}
	return bytes, nil
}

// Close lets go of the directory.
func (d *Dir) Close() error {
	if err := d.lock.Unlock(); err != nil {
		return fmt.Errorf("let go of the data directory: %w", err)
	}
	return nil
}
