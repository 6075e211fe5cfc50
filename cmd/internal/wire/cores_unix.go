//go:build unix

package wire

import (
	"runtime"
	"syscall"
)

// NoCoreDumps keeps the system from writing this process's memory, with passwords and
// tokens in it, to a file when it crashes.
func NoCoreDumps() error {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &limit); err != nil {
		return err
	}
	// Where dumps are handed to a program, Linux does not mind a limit of 0; at 1 it
	// makes none (fs/coredump.c). In a file there is no room for one either. A limit that
	// is lower already cannot be raised.
	if runtime.GOOS != "linux" {
		limit.Max = 0
	}
	limit.Max = min(limit.Max, 1)
	limit.Cur = limit.Max
	return syscall.Setrlimit(syscall.RLIMIT_CORE, &limit)
}
