package main

import (
	"bytes"
	"flag"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFlagsStandAnywhere(t *testing.T) {
	for _, args := range [][]string{
		{"--data", "/d", "--json", "submit", "--wait", "a", "b"},
		{"submit", "a", "--wait", "b", "--json", "--data", "/d"},
		{"submit", "--data=/d", "--json", "--wait", "--", "a", "b"},
	} {
		c, o, arguments, err := parse(args, &bytes.Buffer{})
		require.NoError(t, err, args)
		require.Equal(t, "submit", c.name)
		require.Equal(t, []string{"a", "b"}, arguments)
		require.Equal(t, "/d", o.data)
		require.True(t, o.json && o.wait && !o.all)
	}
}

func TestMisuse(t *testing.T) {
	for name, args := range map[string][]string{
		"unknown command":      {"frobnicate"},
		"unknown flag":         {"--frobnicate", "status"},
		"a flag of another":    {"status", "--all"},
		"a file is missing":    {"import"},
		"one file too many":    {"import", "a.csv", "b.csv"},
		"nothing to take":      {"drafts", "x"},
		"a value is missing":   {"--data"},
		"no pace":              {"--pace", "0", "status"},
		"nowhere to crash":     {"--crash-at", "account/lunch", "status"},
		"crash of no kind":     {"--crash-at", "lunch/after-send", "status"},
		"crash the zeroth one": {"--crash-at", "account:0/after-send", "status"},
	} {
		t.Run(name, func(t *testing.T) {
			w := world{t: t, data: t.TempDir(), pace: "1"}
			w.run(args...).exits(exitUsage)
		})
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"-h"}, {"help"}} {
		var out bytes.Buffer
		_, _, _, err := parse(args, &out)
		require.ErrorIs(t, err, flag.ErrHelp)
		for _, c := range commands() {
			require.Contains(t, out.String(), "\n  "+c.name)
		}
		require.Contains(t, out.String(), "--data DIR")
		require.Contains(t, out.String(), "4 offline or still waiting")
		require.NotContains(t, out.String(), "pace", "for tests only")
		require.NotContains(t, out.String(), "crash")
	}
	var out bytes.Buffer
	_, _, _, err := parse([]string{"submit", "--help"}, &out)
	require.ErrorIs(t, err, flag.ErrHelp)
	require.Contains(t, out.String(), "usage: accountsctl submit (--all | ID...) [--wait]")
	require.Contains(t, out.String(), "--wait")

	w := world{t: t, data: t.TempDir(), pace: "1"}
	w.run("--help").exits(exitDone)
	w.run("--version").exits(exitDone).says("accountsctl " + version)
	w.run("status", "--version").exits(exitDone).says(version)
}
