package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheManualHasWhatTheProgramTakes: the manual page has every command with its own
// flags, every flag of all of them and every exit status, and no other.
func TestTheManualHasWhatTheProgramTakes(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "assets", "packages", "linux", "accountsctl.1"))
	require.NoError(t, err)
	manual := string(page)

	var names, described []string
	all := flagsIn(helpOf(t))
	sections := strings.Split(sectionOf(t, manual, "COMMANDS"), ".TP\n")[1:]
	for _, section := range sections {
		title, _, _ := strings.Cut(section, "\n")
		described = append(described, strings.Fields(unformatted(title))[0])
	}
	for i, c := range commands() {
		names = append(names, c.name)
		set := flag.NewFlagSet(c.name, flag.ContinueOnError)
		var own []string
		c.flags(set, &options{})
		set.VisitAll(func(f *flag.Flag) { own = append(own, "--"+f.Name) })
		all = append(all, own...)
		require.Less(t, i, len(sections), "%s is not in the manual", c.name)
		for _, name := range own {
			if name == "--password-stdin" && c.name != "sign-in" {
				continue // said once, among the options
			}
			require.Contains(t, flagsIn(unformatted(sections[i])), name, "the manual's %s", c.name)
		}
	}
	require.Equal(t, names, described, "the manual's commands")

	slices.Sort(all)
	require.Equal(t, slices.Compact(all), flagsIn(unformatted(manual)))

	var statuses []string
	for _, match := range regexp.MustCompile(`(?m)^\.B ([0-9])$`).FindAllStringSubmatch(sectionOf(t, manual, "EXIT STATUS"), -1) {
		statuses = append(statuses, match[1])
	}
	require.Equal(t, regexp.MustCompile(`\b[0-9]\b`).FindAllString(helpOf(t), -1), statuses, "the manual's exit statuses")
}

// helpOf is the program's own help text.
func helpOf(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	_, _, _, err := parse([]string{"--help"}, &out)
	require.True(t, errors.Is(err, flag.ErrHelp))
	return out.String()
}

// sectionOf is one section of a manual page.
func sectionOf(t *testing.T, manual, title string) string {
	t.Helper()
	_, section, found := strings.Cut(manual, "\n.SH "+title+"\n")
	require.True(t, found, "the manual has no section %s", title)
	section, _, _ = strings.Cut(section, "\n.SH ")
	return section
}

// unformatted takes away what says how a line is set.
func unformatted(text string) string {
	text = regexp.MustCompile(`(?m)^\.[A-Z]+ *`).ReplaceAllString(text, "")
	return strings.NewReplacer(`\-`, "-", `\fI`, "", `\fR`, "", `"`, "").Replace(text)
}

// flagsIn are the flags that a text names, each once, in alphabetical order.
func flagsIn(text string) []string {
	flags := regexp.MustCompile(`--[a-z][a-z-]*`).FindAllString(text, -1)
	slices.Sort(flags)
	return slices.Compact(flags)
}
