package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
)

// options are the flags, those of all commands.
type options struct {
	data    string
	json    bool
	version bool
	logging slog.Level

	server, user, account string
	proxy, caFile, pin    string // the way to the server
	passwordStdin         bool
	apiKeyStdin           bool
	all, wait             bool
	search                string
	drafts, accounts      bool

	// Not listed: for the tests.
	pace    float64 // scales all waits
	crashAt string  // where the process kills itself, see crash.go
}

// command is one thing that accountsctl does.
type command struct {
	name  string
	usage string // after the name
	about string
	flags func(*flag.FlagSet, *options)
	// arguments is how many there may be; -1 for any number.
	least, most int
	run         func(context.Context, *ctl) (status int, err error)
}

func commands() []command {
	none := func(*flag.FlagSet, *options) {}
	return []command{
		{"sign-in", "--server URL --user U --account A --password-stdin", "sign in, and read what the server offers", signInFlags, 0, 0, signIn},
		{"import", "FILE.csv", "make a draft of every row of a file (- is standard input)", none, 1, 1, importFile},
		{"drafts", "", "list the drafts that were not submitted, and what is wrong with them", none, 0, 0, listDrafts},
		{"submit", "(--all | ID...) [--wait]", "create the accounts of all drafts without problems, or of these", submitFlags, 0, -1, submit},
		{"status", "", "tell how far what was submitted is", none, 0, 0, showStatus},
		{"accounts", "[--search TEXT]", "list the accounts", accountsFlags, 0, 0, listAccounts},
		{"export", "FILE.csv [--drafts | --accounts]", "write drafts and accounts to a file (- is standard output)", exportFlags, 1, 1, exportFile},
		{"log", "", "list what was sent, when, and what came of it", none, 0, 0, showLog},
	}
}

func signInFlags(set *flag.FlagSet, o *options) {
	set.StringVar(&o.server, "server", "", "the server's `URL`, such as https://api.example.com:8443/v2")
	set.StringVar(&o.user, "user", "", "user name `U`")
	set.StringVar(&o.account, "account", "", "the account `A`: its name, its realm or one of its phone numbers")
	passwordFlag(set, o)
	set.StringVar(&o.proxy, "proxy", "", "go through this proxy: a `URL`, none, or system")
	set.StringVar(&o.caFile, "ca-file", "", "trust the authorities in `FILE` alone; they are kept, the file may go")
	set.StringVar(&o.pin, "pin", "", "trust the certificate with this SHA-256 `FINGERPRINT` alone; system goes back to the system's authorities")
	set.BoolVar(&o.apiKeyStdin, "api-key-stdin", false, "sign in with an account's API key, read from standard input")
}

func passwordFlag(set *flag.FlagSet, o *options) {
	set.BoolVar(&o.passwordStdin, "password-stdin", false, "read the password from standard input")
}

func submitFlags(set *flag.FlagSet, o *options) {
	set.BoolVar(&o.all, "all", false, "submit every draft that has no problems")
	set.BoolVar(&o.wait, "wait", false, "stay until nothing is waiting any more, however long the server is away")
	passwordFlag(set, o)
}

func accountsFlags(set *flag.FlagSet, o *options) {
	set.StringVar(&o.search, "search", "", "only those with `TEXT` in their name, realm or id")
	passwordFlag(set, o)
}

func exportFlags(set *flag.FlagSet, o *options) {
	set.BoolVar(&o.drafts, "drafts", false, "drafts only")
	set.BoolVar(&o.accounts, "accounts", false, "accounts only")
}

func commonFlags(set *flag.FlagSet, o *options) {
	set.StringVar(&o.data, "data", o.data, "keep drafts, accounts and logs in `DIR` (default: the system's place for data)")
	set.BoolVar(&o.json, "json", o.json, "print JSON")
	set.BoolVar(&o.version, "version", o.version, "print the version and end")
	set.TextVar(&o.logging, "log-level", o.logging, "log at this `L`evel and above: debug, info, warn, error")
	set.Float64Var(&o.pace, "pace", o.pace, "")
	set.StringVar(&o.crashAt, "crash-at", o.crashAt, "")
}

// hidden flags are left out of the help text.
var hidden = map[string]bool{"pace": true, "crash-at": true, "log-level": true}

// parse reads the command line. The flags of all commands may stand before the
// command or after it, between its arguments too. errHelp: help was asked for and
// given.
func parse(args []string, out io.Writer) (command, options, []string, error) {
	o := options{pace: 1, logging: slog.LevelInfo}
	head := newFlagSet()
	commonFlags(head, &o)
	if err := head.Parse(args); err != nil {
		return command{}, o, nil, helped(out, nil, head, err)
	}
	if o.version {
		return command{}, o, nil, nil
	}
	if head.NArg() == 0 || head.Arg(0) == "help" {
		return command{}, o, nil, helped(out, nil, head, flag.ErrHelp)
	}
	name := head.Arg(0)
	all := commands()
	at := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if at < 0 {
		return command{}, o, nil, &usageError{fmt.Sprintf("there is no command %q; accountsctl --help lists them", name)}
	}
	c := all[at]
	set := newFlagSet()
	commonFlags(set, &o)
	c.flags(set, &o)
	arguments, err := parseMixed(set, head.Args()[1:])
	switch {
	case err != nil:
		return c, o, nil, helped(out, &c, set, err)
	case len(arguments) < c.least:
		return c, o, nil, &usageError{"usage: accountsctl " + strings.TrimSpace(c.name+" "+c.usage)}
	case c.most >= 0 && len(arguments) > c.most:
		return c, o, nil, &usageError{fmt.Sprintf("%q is one too many; usage: accountsctl %s", arguments[c.most], strings.TrimSpace(c.name+" "+c.usage))}
	case o.pace <= 0:
		return c, o, nil, &usageError{"--pace must be above 0"}
	}
	return c, o, arguments, nil
}

func newFlagSet() *flag.FlagSet {
	set := flag.NewFlagSet("accountsctl", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	return set
}

// parseMixed lets flags stand between arguments; after "--" there are none.
func parseMixed(set *flag.FlagSet, args []string) (arguments []string, err error) {
	var plain []string
	if at := slices.Index(args, "--"); at >= 0 {
		args, plain = args[:at], args[at+1:]
	}
	for {
		if err := set.Parse(args); err != nil {
			return nil, err
		}
		if set.NArg() == 0 {
			return append(arguments, plain...), nil
		}
		arguments = append(arguments, set.Arg(0))
		args = set.Args()[1:]
	}
}

// helped gives the help text where it was asked for; other errors are misuse.
func helped(out io.Writer, c *command, set *flag.FlagSet, err error) error {
	if !errors.Is(err, flag.ErrHelp) {
		return &usageError{err.Error()}
	}
	if c == nil {
		fmt.Fprint(out, help)
		for _, c := range commands() {
			fmt.Fprintf(out, "  %s\n      %s\n", strings.TrimSpace(c.name+" "+c.usage), c.about)
		}
		fmt.Fprint(out, statuses)
	} else {
		fmt.Fprintf(out, "usage: accountsctl %s\n\n%s.\n", strings.TrimSpace(c.name+" "+c.usage), strings.ToUpper(c.about[:1])+c.about[1:])
	}
	fmt.Fprint(out, "\nFlags:\n")
	set.VisitAll(func(f *flag.Flag) {
		if hidden[f.Name] {
			return
		}
		name, text := flag.UnquoteUsage(f)
		fmt.Fprintf(out, "  %-18s %s\n", strings.TrimSpace("--"+f.Name+" "+name), text)
	})
	return flag.ErrHelp
}

const help = `usage: accountsctl [--data DIR] [--json] COMMAND

Accounts Manager without its window: the same drafts and accounts, for scripts
and for servers.

Commands:
`

const statuses = `
Exit status: 0 all done, 1 trouble on this computer, 2 bad usage, 3 something
needs a person, 4 offline or still waiting, 5 refused by the server.

The password of a run can be in ACCOUNTS_MANAGER_PASSWORD. Only sign-in keeps it,
in the system's keyring; where there is none, give it with every run.
`
