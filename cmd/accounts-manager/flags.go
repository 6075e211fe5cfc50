package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// options are the flags of the command line.
type options struct {
	data     string
	server   string
	offline  bool
	logLevel slog.Level
	resetUI  bool
	version  bool

	// Not listed: for the tests and the tour, which run the same program.
	inspect bool    // answer on standard output what the window shows
	profile string  // where a processor profile goes
	meter   bool    // tell at the end how long work waited for the UI thread, and how long it took
	pace    float64 // scales the courier's waits

	// Not listed: for who works on the screens.
	storybook storyFlag
	pictures  string // where a picture of every story goes
}

// hidden flags are left out of the help text.
var hidden = map[string]bool{"inspect": true, "meter": true, "profile": true, "pace": true, "storybook": true, "storybook-pictures": true}

// errHelp says that the help text was asked for and given.
var errHelp = flag.ErrHelp

func parseFlags(args []string, out io.Writer) (options, error) {
	o := options{pace: 1}
	set := flag.NewFlagSet("accounts-manager", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&o.data, "data", "", "keep drafts, accounts and logs in `DIR` (default: the system's place for data)")
	set.StringVar(&o.server, "server", "", "fill in `URL` as the server on the sign-in screen")
	set.BoolVar(&o.offline, "offline", false, "never connect; work with what is on this computer")
	set.TextVar(&o.logLevel, "log-level", slog.LevelInfo, "log at this `L`evel and above: debug, info, warn, error")
	set.BoolVar(&o.resetUI, "reset-ui", false, "forget window size, appearance and where things were left")
	set.BoolVar(&o.version, "version", false, "print the version and end")
	set.BoolVar(&o.inspect, "inspect", false, "")
	set.StringVar(&o.profile, "profile", "", "")
	set.BoolVar(&o.meter, "meter", false, "")
	set.Float64Var(&o.pace, "pace", 1, "")
	set.Var(&o.storybook, "storybook", "")
	set.StringVar(&o.pictures, "storybook-pictures", "", "")
	if err := set.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			usage(out, set)
			return o, errHelp
		}
		return o, err
	}
	if set.NArg() > 0 {
		return o, fmt.Errorf("%q: accounts-manager takes flags only", set.Arg(0))
	}
	if o.pace <= 0 {
		return o, errors.New("-pace must be above 0")
	}
	return o, o.storybook.check()
}

func usage(out io.Writer, set *flag.FlagSet) {
	fmt.Fprintln(out, "usage: accounts-manager [--data DIR] [--server URL] [--offline] [--log-level L] [--reset-ui] [--version]")
	fmt.Fprintln(out)
	set.VisitAll(func(f *flag.Flag) {
		if hidden[f.Name] {
			return
		}
		name, text := flag.UnquoteUsage(f)
		fmt.Fprintf(out, "  %-18s %s\n", strings.TrimSpace("--"+f.Name+" "+name), text)
	})
}
