//go:build linux || darwin || freebsd

package datadir

import (
	"context"
	"fmt"

	"golang.org/x/sys/unix"
)

// Free tells how many bytes a person without privileges may still write.
func (d *Dir) Free(context.Context) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(d.path, &s); err != nil {
		return 0, fmt.Errorf("ask for the free space of %s: %w", d.path, err)
	}
	return free(uint64(max(s.Bavail, 0)), uint64(s.Bsize)), nil //nolint:gosec,unconvert // the types differ between systems; below zero is none
}
