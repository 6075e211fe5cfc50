package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
)

// The limits: how much more the program may hold at rest after the last rounds than after
// the first ones behind the warm-up. Of three rounds each the middle counts: what waits to
// be collected, and which connections are open, differs from one to the next.
const (
	mostPSS        = 10_000 // kB, and of the part that no other program can change as well
	mostGoroutines = 6      // a connection that is kept open has two, and faults close and open them
	mostThreads    = 6      // Go never gives one back, and makes one for each call of the system that takes long
	mostFiles      = 6
)

// judge says which limits are passed.
func (r *outcome) judge() {
	if len(r.AtRest) < r.Warm+2*compared {
		r.Exceeded = append(r.Exceeded, "there are too few rounds to compare")
		return
	}
	first, last := r.AtRest[r.Warm:][:compared], r.AtRest[len(r.AtRest)-compared:]
	for _, l := range []struct {
		what string
		of   func(sample) int
		most int
	}{
		{"PSS, kB", func(s sample) int { return s.PSS }, mostPSS},
		{"memory in no file, kB", func(s sample) int { return s.Own }, mostPSS},
		{"goroutines", func(s sample) int { return s.Goroutines }, mostGoroutines},
		{"threads", func(s sample) int { return s.Threads }, mostThreads},
		{"files", func(s sample) int { return s.Files }, mostFiles},
	} {
		before, after := middle(first, l.of), middle(last, l.of)
		r.Growth = append(r.Growth, fmt.Sprintf("%s: %d, then %d (%+d; %d are allowed)", l.what, before, after, after-before, l.most))
		if after-before > l.most {
			r.Exceeded = append(r.Exceeded, "grown: "+r.Growth[len(r.Growth)-1])
		}
	}
	for _, f := range r.Log {
		if f.Reason == "" {
			r.Exceeded = append(r.Exceeded, fmt.Sprintf("not explained, %d times: %s", f.Times, f.Line))
		}
	}
}

// compared is of how many rounds the middle counts.
const compared = 3

func middle(samples []sample, of func(sample) int) int {
	var values []int
	for _, s := range samples {
		values = append(values, of(s))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// table is all of it for people.
func (r *outcome) table() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	rows := "at, s\tPSS, MB\tits own\tGo holds, MB\theap, MB\tgoroutines\tthreads\tfiles\t\t\n"
	line := func(s sample, note string) {
		rows += fmt.Sprintf("%.0f\t%.1f\t%.1f\t%.1f\t%.1f\t%d\t%d\t%d\t%s\t\n", s.At, float64(s.PSS)/1000, float64(s.Own)/1000, float64(s.GoHolds)/1e6, float64(s.HeapLive)/1e6, s.Goroutines, s.Threads, s.Files, note)
	}
	for _, s := range r.Samples {
		line(s, "")
	}
	for i, s := range r.AtRest {
		note := fmt.Sprintf("at rest after round %d", i+1)
		if i < r.Warm {
			note += ", warm-up"
		}
		line(s, note)
	}
	_, _ = io.WriteString(w, rows) // into memory
	_ = w.Flush()                  // as well
	fmt.Fprintf(&b, "\n%d rounds in %d s; requests that suffered: %v\n", r.Rounds, r.Seconds, r.Suffered)
	for _, g := range r.Growth {
		fmt.Fprintln(&b, g)
	}
	for _, f := range r.Log {
		fmt.Fprintf(&b, "%4d times: %s\n            %s\n", f.Times, f.Line, cmp.Or(f.Reason, "NOT EXPLAINED"))
	}
	for _, e := range r.Exceeded {
		fmt.Fprintln(&b, "PASSED:", e)
	}
	return b.String()
}

// found is what the program complained of.
type found struct {
	Line   string `json:"line"` // the first of its kind
	Times  int    `json:"times"`
	Reason string `json:"reason"` // empty where nobody has explained it
}

// explained are the complaints that a soak brings about by itself.
var explained = []struct {
	line   *regexp.Regexp
	reason string
}{
	{
		regexp.MustCompile(`Fyne error: +Getting favorite locations$|Cause: this computer does not define a [A-Z]+ folder$|At: \S+/dialog/file\.go:\d+$`),
		"Fyne's file dialog looks for the Videos folder, which the throw-away home has not; it goes on without",
	},
	{
		regexp.MustCompile(`msg="told a person that something failed" error=".*(?:the server cannot be reached|the server did not answer|429|500|busy|signed out|context canceled)`),
		"the sandbox cut, refused or slowed the answer, as it was told to",
	},
	{
		regexp.MustCompile(`msg="no preview" .*error=".*(?:cannot be reached|did not answer|429|500|busy)`),
		"as above: what would be sent could not be compared with the server's",
	},
	{
		regexp.MustCompile(`msg="background work failed" error=".*(?:cannot be reached|did not answer|429|500|busy|signed out|context canceled)`),
		"as above: it is tried again",
	},
}

// complaint is a line of the log above the level of notes, or one that Fyne or the runtime
// wrote past it.
func complaint(line string) bool {
	if strings.HasPrefix(line, "time=") {
		return strings.Contains(line, " level=WARN ") || strings.Contains(line, " level=ERROR ")
	}
	return strings.TrimSpace(line) != ""
}

// number stands for what differs between two complaints of one kind.
var number = regexp.MustCompile(`[0-9a-f]{8,}|\d+`)

// readLogs collects complaints from the log with what was rotated of it, and from what the
// program wrote to its error output.
func readLogs(dir, output string) (list []found, err error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, errors.New("the program left no log")
	}
	var lines []string
	for line := range strings.Lines(output) {
		if !strings.HasPrefix(line, "time=") { // those are in the log
			lines = append(lines, strings.TrimRight(line, "\n"))
		}
	}
	for _, path := range paths {
		file, err := os.Open(path) //nolint:gosec // of the run itself
		if err != nil {
			return nil, err
		}
		scanner := bufio.NewScanner(file)
		scanner.Buffer(nil, 1<<20)
		for scanner.Scan() {
			lines = append(lines, scanner.Text())
		}
		if err := errors.Join(scanner.Err(), file.Close()); err != nil {
			return nil, err
		}
	}
	return sum(lines), nil
}

// sum counts complaints by their kind.
func sum(lines []string) []found {
	kinds := map[string]*found{}
	for _, line := range lines {
		if !complaint(line) {
			continue
		}
		_, said, ok := strings.Cut(line, " level=")
		if !ok {
			said = line
		}
		kind := number.ReplaceAllString(said, "#")
		if kinds[kind] == nil {
			kinds[kind] = &found{Line: line, Reason: reasonOf(line)}
		}
		kinds[kind].Times++
	}
	var list []found
	for _, f := range kinds {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b found) int { return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Line, b.Line)) })
	return list
}

func reasonOf(line string) string {
	for _, e := range explained {
		if e.line.MatchString(line) {
			return e.reason
		}
	}
	return ""
}
