package wire

import (
	"fmt"
	"log/slog"
	"time"

	"accountsmanager/storage/crash"
	"accountsmanager/storage/datadir"
)

// watchCrashes has crashes of this process written down. Where that does not work, the
// program is as good as it ever was, and the log says so.
func watchCrashes(dir *datadir.Dir, log *slog.Logger, o Options) *crash.Watch {
	if o.Program == "" {
		return nil
	}
	watch, err := crash.Open(crash.Options{Dir: dir.Crashes(), Log: dir.Log(), Program: o.Program, Version: o.Version, Now: time.Now})
	if err != nil {
		log.Warn("crashes are not written down", "error", err)
	}
	if watch != nil && watch.Made() != "" {
		log.Warn("the run before ended unexpectedly")
	}
	return watch
}

func closeCrashes(w *crash.Watch) error {
	if w == nil {
		return nil
	}
	return w.Close()
}

// CrashedBefore is the report on the run before, where that one crashed and nobody has
// been told; else empty.
func (p *Program) CrashedBefore() string {
	if p.crashes == nil {
		return ""
	}
	return p.crashes.Made()
}

// LastWords writes down a panic that was recovered from, and says where. The process has to
// end then.
func (p *Program) LastWords(value any) string {
	if p.crashes == nil {
		return "ended unexpectedly, and there is no report"
	}
	path, err := p.crashes.Caught(value)
	if err != nil {
		return fmt.Sprintf("ended unexpectedly, and there is no report: %v", err)
	}
	return "ended unexpectedly; what happened is written down in " + path
}
