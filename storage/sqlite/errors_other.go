//go:build !windows

package sqlite

import "syscall"

var fullErrors = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
