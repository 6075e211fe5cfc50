package wire

import (
	"io"
	"log/slog"
	"os"

	"gopkg.in/natefinch/lumberjack.v2"
)

// openLog writes to a file that rotates at 5 MB, the last three kept for a month,
// and to standard error where asked.
func openLog(path string, o Options) (*slog.Logger, func() error) {
	file := &lumberjack.Logger{Filename: path, MaxSize: 5, MaxBackups: 3, MaxAge: 31}
	var out io.Writer = file
	if o.Stderr {
		out = io.MultiWriter(file, os.Stderr)
	}
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: o.LogLevel})), file.Close
}
