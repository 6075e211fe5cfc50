package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheManualHasTheFlagsOfTheProgram: what is read before the program is started, in
// the manual page and in cmd/README.md, is what it takes.
func TestTheManualHasTheFlagsOfTheProgram(t *testing.T) {
	var help bytes.Buffer
	_, err := parseFlags([]string{"--help"}, &help)
	require.ErrorIs(t, err, errHelp)
	_, listed, found := strings.Cut(help.String(), "\n\n")
	require.True(t, found)
	flags := flagsIn(listed)
	require.Contains(t, flags, "--data", "the help text was not understood")

	page, err := os.ReadFile(filepath.Join("..", "..", "assets", "packages", "linux", "accounts-manager.1"))
	require.NoError(t, err)
	manual := strings.ReplaceAll(string(page), `\-`, "-")
	synopsis, options, found := strings.Cut(manual, "\n.SH OPTIONS\n")
	require.True(t, found)
	options, _, _ = strings.Cut(options, "\n.SH ")
	require.Equal(t, flags, flagsIn(synopsis), "the manual's synopsis")
	require.Equal(t, flags, flagsIn(options), "the manual's options")

	text, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	_, section, found := strings.Cut(string(text), "\n## The program\n")
	require.True(t, found)
	section, _, _ = strings.Cut(section, "\n## ")
	usage, table, found := strings.Cut(section, "\n| flag |")
	require.True(t, found)
	require.Equal(t, flags, flagsIn(usage), "the usage of cmd/README.md")
	require.Equal(t, flags, flagsIn(table), "the table of cmd/README.md")
}

// flagsIn are the flags that a text names, each once, in alphabetical order.
func flagsIn(text string) []string {
	flags := regexp.MustCompile(`--[a-z][a-z-]*`).FindAllString(text, -1)
	slices.Sort(flags)
	return slices.Compact(flags)
}
