package crash

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// Options are what is known of a run before it crashes.
type Options struct {
	Dir     string // where reports go, and what is needed to write them
	Log     string // the log's file
	Program string // such as "accountsctl"
	Version string
	Now     func() time.Time
}

// Watch is a run whose end is written down where it is unexpected. There is one in a
// process: the runtime knows one place for its trace.
type Watch struct {
	options Options
	began   time.Time
	made    string // the report on the run before, if there had to be one

	mu   sync.Mutex
	over bool
}

// Open makes a report of what the run before left behind, if it crashed, and sees to it
// that this one leaves something too. The directory must be this process's alone.
func Open(o Options) (*Watch, error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the place for crash reports: %w", err)
	}
	w := &Watch{options: o, began: o.Now()}
	var err error
	if w.made, err = w.collect(); err != nil {
		return nil, err
	}
	return w, w.begin()
}

// Made is the report that Open made of the run before; empty where that one ended well.
func (w *Watch) Made() string { return w.made }

// trace is the file into which the runtime writes when this process crashes. It begins
// with a line of ours. What stands below may hold anything, so it never stays for longer
// than until the next start.
func (w *Watch) trace() string { return filepath.Join(w.options.Dir, "trace") }

// heading is the first line of the trace: what the next run has to know of this one.
const heading = "%q %q %q %q\n"

func (w *Watch) begin() error {
	file, err := os.OpenFile(w.trace(), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("open the file for a crash: %w", err)
	}
	_, err = fmt.Fprintf(file, heading, w.options.Program, w.options.Version, runtime.Version(), w.began.UTC().Format(time.RFC3339))
	if err == nil {
		err = debug.SetCrashOutput(file, debug.CrashOptions{})
	}
	if err == nil {
		debug.SetTraceback("all") // the goroutine that died is rarely the one to blame
	}
	if err = errors.Join(err, file.Close()); err != nil { // the runtime has its own hold of it
		return fmt.Errorf("have a crash written down: %w", err)
	}
	return nil
}

// collect turns the trace that a run left behind into a report, and removes it. Where
// the run was killed, or the computer was switched off, the trace has its heading only.
func (w *Watch) collect() (path string, err error) {
	text, err := os.ReadFile(w.trace())
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read what a crash left: %w", err)
	}
	first, trace, _ := strings.Cut(string(text), "\n")
	if strings.TrimSpace(trace) != "" {
		var r facts
		var began string
		if _, err := fmt.Sscanf(first+"\n", heading, &r.program, &r.version, &r.goVersion, &began); err != nil {
			r = facts{program: "unknown", version: "unknown", goVersion: "unknown"}
		}
		info, err := os.Stat(w.trace())
		if err != nil {
			return "", fmt.Errorf("look at what a crash left: %w", err)
		}
		r.at = info.ModTime()
		if began, err := time.Parse(time.RFC3339, began); err == nil {
			r.ran = r.at.Sub(began)
		}
		if path, err = w.write(r, clean(trace)); err != nil {
			return "", err
		}
	}
	if err := os.Remove(w.trace()); err != nil {
		return path, fmt.Errorf("remove what a crash left: %w", err)
	}
	return path, nil
}

// Caught writes the report of a panic that was recovered from, after which the process
// has to end: everything else in it is as the panic left it. To be called where it was
// recovered, as the stacks are those of the moment.
func (w *Watch) Caught(value any) (path string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.options.Now()
	c := clean(allStacks())
	c.what = "panic: " + describe(value)
	path, err = w.write(facts{
		program: w.options.Program, version: w.options.Version, goVersion: runtime.Version(), at: now, ran: now.Sub(w.began),
	}, c)
	return path, errors.Join(err, w.end())
}

// describe is a panic's value as far as it may be told: in full where it is the
// runtime's own, else its type.
func describe(value any) string {
	text := hiddenValue
	if err, ok := value.(runtime.Error); ok {
		text = runtimePanic(err.Error())
	}
	if text == hiddenValue {
		return fmt.Sprintf("a %T %s", value, hiddenValue)
	}
	return text
}

// allStacks are the stacks of all goroutines, that of the caller first.
func allStacks() string {
	const most = 16 << 20
	for size := 1 << 18; ; size *= 2 {
		text := make([]byte, size)
		if n := runtime.Stack(text, true); n < size || size >= most {
			return string(text[:n])
		}
	}
}

// Close tells that the run ends as it should.
func (w *Watch) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.end()
}

func (w *Watch) end() error {
	if w.over {
		return nil
	}
	w.over = true
	err := debug.SetCrashOutput(nil, debug.CrashOptions{})
	if gone := os.Remove(w.trace()); !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	if err != nil {
		return fmt.Errorf("end the watch for crashes: %w", err)
	}
	return nil
}

var _ io.Closer = (*Watch)(nil)
