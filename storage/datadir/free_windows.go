package datadir

import (
	"context"
	"fmt"

	"golang.org/x/sys/windows"
)

// Free tells how many bytes this user may still write, quotas counted.
func (d *Dir) Free(context.Context) (int64, error) {
	path, err := windows.UTF16PtrFromString(d.path)
	if err != nil {
		return 0, fmt.Errorf("ask for the free space of %s: %w", d.path, err)
	}
	var available uint64
	if err := windows.GetDiskFreeSpaceEx(path, &available, nil, nil); err != nil {
		return 0, fmt.Errorf("ask for the free space of %s: %w", d.path, err)
	}
	return free(available, 1), nil
}
