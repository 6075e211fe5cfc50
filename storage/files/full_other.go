//go:build !windows

package files

import "syscall"

var fullErrors = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
