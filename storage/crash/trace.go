package crash

import (
	"fmt"
	"regexp"
	"strings"
)

// The runtime prints a panic's value as it is, and a value can hold anything that was
// typed into the program. It indents what follows a line break in one, so that no value
// can begin a line. What is taken over from a trace is what these know, and nothing else.
var (
	goroutineLine = regexp.MustCompile(`^goroutine (\d+)\b[^\[]*\[([a-zA-Z0-9 ,().-]+)\]:$`)
	frameLine     = regexp.MustCompile(`^([\w./·*()\[\]%@-]+)\([^()]*\)$`)
	creatorLine   = regexp.MustCompile(`^created by [\w./·*()\[\]%@-]+(?: in goroutine \d+)?$`)
	placeLine     = regexp.MustCompile(`^\t((?:[A-Za-z]:)?[^\x00-\x1f"]*\.(?:go|s):\d+|_cgo_gotypes\.go:\d+)(?: .*)?$`)
	signalLine    = regexp.MustCompile(`^\[signal ([A-Za-z0-9]+(?:: [a-z ]+)?) code=\S+ addr=\S+ pc=\S+\]$`)
	elidedLine    = regexp.MustCompile(`^\.\.\.\d* ?(?:additional )?frames elided\.\.\.$`)
)

// runtimePanics are the values that the runtime itself panics with: types and numbers.
// Anybody may panic with a text that looks like one, so they match whole.
var runtimePanics = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`runtime error: invalid memory address or nil pointer dereference`,
	`runtime error: (?:index|slice bounds) out of range \[[-:\d]*\](?: with (?:length|capacity) \d+)?`,
	`runtime error: integer (?:divide by zero|overflow)`,
	`runtime error: makeslice: (?:len|cap) out of range`,
	`runtime error: makechan: size out of range`,
	`runtime error: growslice: len out of range`,
	`runtime error: negative shift amount`,
	`runtime error: hash of unhashable type [\w.*/\[\]]+`,
	`runtime error: comparing uncomparable type [\w.*/\[\]]+`,
	`interface conversion: (?:interface \{\}|[\w.*/\[\]]+) is (?:nil|[\w.*/\[\]]+), not [\w.*/\[\]]+`,
	`interface conversion: [\w.*/\[\]]+ is not [\w.*/\[\]]+: missing method \w+`,
	`interface conversion: interface is nil, not [\w.*/\[\]]+`,
	`assignment to entry in nil map`,
	`close of (?:nil|closed) channel`,
	`send on closed channel`,
	`sync: negative WaitGroup counter`,
}, "|") + `)$`)

// hiddenValue stands for a value that may hold what nobody else may read.
const hiddenValue = "(its value is not shown: it may hold what was typed)"

// cleaned is what may be told of a trace of the runtime.
type cleaned struct {
	what   string // the panic, in a line; empty where the trace has none: the runtime gives fatal errors no words there
	stacks string
}

// clean takes over what is known to be harmless.
func clean(trace string) cleaned {
	var out cleaned
	var stacks strings.Builder
	left := 0 // lines that were left out
	inStack := false
	for line := range strings.Lines(trace) {
		line = strings.TrimRight(line, "\r\n")
		switch m := goroutineLine.FindStringSubmatch(line); {
		case m != nil:
			inStack = true
			fmt.Fprintf(&stacks, "\ngoroutine %s [%s]:\n", m[1], m[2])
		case line == "":
			inStack = false
		case !inStack:
			if what, ok := happened(line); ok {
				out.what = strings.TrimPrefix(out.what+"; "+what, "; ")
			}
		default:
			if kept, ok := stackLine(line); ok {
				stacks.WriteString(kept + "\n")
			} else {
				left++
			}
		}
	}
	if left > 0 {
		fmt.Fprintf(&stacks, "\n(%d lines were left out)\n", left)
	}
	out.stacks = strings.TrimLeft(stacks.String(), "\n")
	return out
}

// happened is what a line before the stacks says, as far as it may be told.
func happened(line string) (string, bool) {
	// A panic in a deferred function stands below the first, indented.
	if value, ok := strings.CutPrefix(strings.TrimPrefix(line, "\t"), "panic: "); ok {
		if strings.HasPrefix(line, "\t") && runtimePanic(value) == hiddenValue {
			return "", false // it may be a line of the value above
		}
		return "panic: " + runtimePanic(value), true
	}
	if m := signalLine.FindStringSubmatch(line); m != nil {
		return "signal " + m[1], true
	}
	return "", false
}

// runtimePanic is a panic's value where the runtime made it.
func runtimePanic(value string) string {
	bare, ending := value, ""
	for _, e := range []string{" [recovered, repanicked]", " [recovered]"} {
		if b, ok := strings.CutSuffix(value, e); ok {
			bare, ending = b, e
			break
		}
	}
	if !runtimePanics.MatchString(bare) {
		return hiddenValue + ending
	}
	return value
}

// stackLine is a line of a stack without the arguments: a text's are its address and
// its length, but an array of bytes is printed as it is.
func stackLine(line string) (string, bool) {
	if m := placeLine.FindStringSubmatch(line); m != nil {
		return "\t" + m[1], true
	}
	if elidedLine.MatchString(line) || creatorLine.MatchString(line) {
		return line, true
	}
	if m := frameLine.FindStringSubmatch(line); m != nil {
		return m[1] + "(...)", true
	}
	return "", false
}
