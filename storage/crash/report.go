package crash

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"accountsmanager/domain/workspace"
)

const (
	kept     = 5   // reports
	logLines = 100 // of the log, in a report
)

// facts are what a report says of the run that it is about.
type facts struct {
	program, version, goVersion string
	at                          time.Time
	ran                         time.Duration
}

// write writes a report and offers it, and removes the oldest where there are too many.
func (w *Watch) write(f facts, c cleaned) (path string, err error) {
	tail, err := Tail(w.options.Log, logLines)
	if err != nil {
		tail = []string{"(the log cannot be read)"}
	}
	if c.what == "" {
		c.what = "a fatal error; where the first stack ends tells which" // the runtime does not write its words there
	}
	text := fmt.Sprintf(`Accounts Manager ended unexpectedly. This file holds no passwords, no keys and no
names of customers; what could have held one is left out.

time:     %s
program:  %s
version:  %s
system:   %s/%s, %d processors
Go:       %s
ran for:  %s
what:     %s

STACKS

%s
LAST LINES OF THE LOG

%s
`, f.at.UTC().Format(time.RFC3339), f.program, f.version, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), f.goVersion,
		f.ran.Round(time.Second), c.what, c.stacks, strings.Join(tail, "\n"))
	path, err = w.create(f.at, text)
	if err != nil {
		return "", fmt.Errorf("write the crash report: %w", err)
	}
	if err := os.WriteFile(w.offer(), []byte(filepath.Base(path)), 0o600); err != nil {
		return path, fmt.Errorf("note the crash report: %w", err)
	}
	w.prune()
	return path, nil
}

// create makes a file that is not there yet.
func (w *Watch) create(at time.Time, text string) (string, error) {
	for n := 0; ; n++ {
		name := prefix + at.UTC().Format("20060102T150405Z")
		if n > 0 {
			name += fmt.Sprintf("-%d", n)
		}
		path := filepath.Join(w.options.Dir, name+".txt")
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // in the program's own directory
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = file.WriteString(text)
		if err = errors.Join(err, file.Close()); err != nil {
			return "", errors.Join(err, os.Remove(path)) // half a report is none
		}
		return path, nil
	}
}

const prefix = "crash-"

// prune keeps the newest reports. One that cannot be removed, such as one that somebody
// looks at on Windows, is left for the next time: the new report is what counts.
func (w *Watch) prune() {
	list, _ := filepath.Glob(filepath.Join(w.options.Dir, prefix+"*.txt")) // it fails for bad patterns only
	slices.Sort(list)                                                      // by time: it is in their names
	for _, path := range list[:max(0, len(list)-kept)] {
		_ = os.Remove(path)
	}
}

// offer is the file that names the report of which nobody was told yet.
func (w *Watch) offer() string { return filepath.Join(w.options.Dir, "offer") }

// Offered implements workspace.Reports.
func (w *Watch) Offered(context.Context) (report workspace.CrashReport, found bool, err error) {
	name, err := os.ReadFile(w.offer())
	if errors.Is(err, fs.ErrNotExist) {
		return report, false, nil
	}
	if err != nil {
		return report, false, fmt.Errorf("look for a crash report: %w", err)
	}
	report.Path = filepath.Join(w.options.Dir, filepath.Base(string(name)))
	text, err := os.ReadFile(report.Path)
	if errors.Is(err, fs.ErrNotExist) { // somebody removed it: there is nothing to offer
		return report, false, nil
	}
	if err != nil {
		return report, false, fmt.Errorf("read the crash report: %w", err)
	}
	report.Text = string(text)
	return report, true, nil
}

// Dismiss implements workspace.Reports.
func (w *Watch) Dismiss(context.Context) error {
	if err := os.Remove(w.offer()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("put the crash report away: %w", err)
	}
	return nil
}

// LogTail implements workspace.Reports.
func (w *Watch) LogTail(_ context.Context, lines int) ([]string, error) {
	return Tail(w.options.Log, lines)
}

var _ workspace.Reports = (*Watch)(nil)
