package main

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFlags(t *testing.T) {
	o, err := parseFlags([]string{"--data", "/d", "--server", "https://s", "--offline", "--log-level", "debug", "--reset-ui"}, nil)
	require.NoError(t, err)
	require.Equal(t, options{data: "/d", server: "https://s", offline: true, logLevel: slog.LevelDebug, resetUI: true, pace: 1}, o)
}

func TestBadFlagsAreSaid(t *testing.T) {
	for _, args := range [][]string{{"--nonsense"}, {"--log-level", "loud"}, {"extra"}, {"--pace", "0"}} {
		_, err := parseFlags(args, nil)
		require.Error(t, err, args)
	}
}

func TestHelpListsEveryFlagForPeople(t *testing.T) {
	var out bytes.Buffer
	_, err := parseFlags([]string{"--help"}, &out)
	require.ErrorIs(t, err, errHelp)
	for _, name := range []string{"--data DIR", "--server URL", "--offline", "--log-level L", "--reset-ui", "--version"} {
		require.Contains(t, out.String(), name)
	}
	for name := range hidden {
		require.NotContains(t, out.String(), "--"+name)
	}
}

func TestStoriesAreAskedFor(t *testing.T) {
	for arg, want := range map[string]storyFlag{"--storybook": {asked: true}, "--storybook=wizard/review": {asked: true, name: "wizard/review"}, "--storybook=false": {}} {
		o, err := parseFlags([]string{arg}, nil)
		require.NoError(t, err)
		require.Equal(t, want, o.storybook, arg)
	}
	_, err := parseFlags([]string{"--storybook=no/such", "--storybook-pictures=d"}, nil)
	require.EqualError(t, err, `no story is called "no/such" or begins so; --storybook without a name shows them all`)
}
