package files

import "syscall"

// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var fullErrors = []syscall.Errno{39, 112}
