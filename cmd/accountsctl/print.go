package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// failure is an error as JSON.
type failure struct {
	Error   string `json:"error"`             // a sentence
	Details string `json:"details,omitempty"` // for who can help
	Exit    int    `json:"exit"`
}

// printJSON prints one document.
func (c *ctl) printJSON(document any) error {
	e := json.NewEncoder(c.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(document); err != nil {
		return fmt.Errorf("print the result: %w", err)
	}
	return nil
}

// table is lines in columns. A cell cannot steer a terminal: names come from
// servers and files.
type table struct {
	out   io.Writer
	lines [][]string // one cell alone: a line that belongs to the row above it
}

func (c *ctl) table(header ...string) *table {
	t := &table{out: c.stdout}
	t.row(header...)
	return t
}

func (t *table) row(cells ...string) {
	for i, cell := range cells {
		cells[i] = orElse(plain(cell), "-")
	}
	t.lines = append(t.lines, cells)
}

// under adds a line that belongs to the row above it.
func (t *table) under(text string) { t.lines = append(t.lines, []string{plain(text)}) }

func (t *table) print() error {
	var widths []int
	for _, line := range t.lines {
		for i, cell := range line {
			if len(widths) <= i {
				widths = append(widths, 0)
			}
			if len(line) > 1 {
				widths[i] = max(widths[i], utf8.RuneCountInString(cell))
			}
		}
	}
	var text strings.Builder
	for _, line := range t.lines {
		if len(line) == 1 {
			text.WriteString("    " + line[0] + "\n")
			continue
		}
		for i, cell := range line {
			text.WriteString(cell)
			if i < len(line)-1 {
				text.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
			}
		}
		text.WriteByte('\n')
	}
	if _, err := io.WriteString(t.out, text.String()); err != nil {
		return fmt.Errorf("print the table: %w", err)
	}
	return nil
}

// plain leaves out what is no letter: line ends and commands to the terminal.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) {
			return r
		}
		return ' '
	}, text)
}

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// moment is a time for people, by this computer's clock and zone.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("2006-01-02 15:04:05")
}

// stamp is a time for programs; nil for none.
func stamp(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
