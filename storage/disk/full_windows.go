package disk

import "syscall"

// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var full = []syscall.Errno{39, 112}
