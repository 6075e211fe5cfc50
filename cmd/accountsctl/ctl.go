package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"accountsmanager/cmd/internal/wire"
	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/crossbar"
)

// grace is how long requests that are on the wire may take to come back when the
// run ends, at pace 1. What is still out then is looked for in the next run.
const grace = 20 * time.Second

// ctl is one run of the program.
type ctl struct {
	surroundings
	options
	arguments []string
	password  domain.Secret // that was brought along; of no use to most commands

	program *wire.Program
	*workspace.Workspace
	watch *watch
}

// run does what the command line says and gives the exit status.
func run(ctx context.Context, args []string, around surroundings) int {
	c := &ctl{surroundings: around}
	command, o, arguments, err := parse(args, c.stdout)
	c.options, c.arguments = o, arguments
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitDone
	case err != nil:
		return c.fail(err)
	case o.version:
		fmt.Fprintln(c.stdout, "accountsctl", version)
		return exitDone
	}
	status, err := c.do(ctx, command)
	if err != nil {
		return c.fail(err)
	}
	return status
}

func (c *ctl) do(ctx context.Context, command command) (status int, err error) {
	if err := c.readPassword(); err != nil {
		return exitUsage, err
	}
	crash, err := parseCrash(c.crashAt)
	if err != nil {
		return exitUsage, err
	}
	var lendErr error
	c.program, err = wire.Open(ctx, wire.Options{
		Data: c.data, Version: version, Program: c.surroundings.program, LogLevel: c.logging, Pace: c.pace, Timeouts: c.timeouts(),
		Decorate: func(parts *workspace.Options) {
			if c.decorate != nil {
				c.decorate(parts)
			}
			if command.name != "sign-in" { // which leaves it in the keyring
				lendErr = c.lend(ctx, parts)
			}
			crash.decorate(parts)
		},
		Offline: !connects[command.name],
	})
	if err != nil {
		return exitTrouble, err
	}
	c.Workspace = c.program.Workspace
	c.watch = watchWorkspace(c.Workspace)
	defer func() { //nolint:contextcheck // it closes whatever happens
		c.watch.stop()
		err = errors.Join(err, c.close())
	}()
	defer c.sayCrash() // before anything is closed: it is as the panic left it
	if path := c.program.CrashedBefore(); path != "" {
		c.say("note: the run before ended unexpectedly; what happened is written down in %s", path)
	}
	crash.panicNow(c.getenv(passwordVariable))
	if c.program.Trouble != nil {
		return exitTrouble, c.program.Trouble
	}
	if lendErr != nil {
		return exitTrouble, lendErr
	}
	return command.run(ctx, c)
}

// sayCrash ends a run that panicked, and says where the report is. To be deferred. A
// panic on another goroutine cannot be caught: the next run makes the report, and says so.
func (c *ctl) sayCrash() {
	if c.surroundings.program == "" { // a test, which wants to see it
		return
	}
	value := recover()
	if value == nil {
		return
	}
	c.say("accountsctl: %s", c.program.LastWords(value))
	os.Exit(exitTrouble)
}

// connects are the commands that need the server; the others never ask for it.
var connects = map[string]bool{"sign-in": true, "submit": true, "accounts": true}

func (c *ctl) timeouts() crossbar.Timeouts {
	if c.pace == 1 || c.surroundings.timeouts != (crossbar.Timeouts{}) {
		return c.surroundings.timeouts
	}
	return crossbar.DefaultTimeouts().Scale(c.pace)
}

// close waits for what is on the wire. That is done even when the run was
// interrupted: an answer that comes back now need not be looked for later.
func (c *ctl) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(c.pace*float64(grace)))
	defer cancel()
	return c.program.Close(ctx)
}

// passwordVariable can hold the password for one run.
const passwordVariable = "ACCOUNTS_MANAGER_PASSWORD"

// readPassword takes what signs in from standard input or the environment.
func (c *ctl) readPassword() error {
	if !c.passwordStdin && !c.apiKeyStdin {
		c.password = domain.NewSecret(c.getenv(passwordVariable))
		return nil
	}
	line, err := bufio.NewReader(io.LimitReader(c.stdin, 1<<16)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the password from standard input: %w", err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return &usageError{"standard input is empty: the password is expected there"}
	}
	c.password = domain.NewSecret(line)
	return nil
}

// lend gives the profile that will be opened the password of this run.
func (c *ctl) lend(ctx context.Context, parts *workspace.Options) error {
	if c.password.IsZero() {
		return nil
	}
	profiles, err := parts.Store.Profiles(ctx)
	if err != nil || len(profiles) == 0 {
		return err
	}
	profile, secret := profiles[0], c.password
	if profile.Method == workspace.WithPassword {
		secret = parts.Connector.Conceal(profile.UserName, secret)
	}
	parts.Secrets = workspace.Lend(parts.Secrets, profile, secret)
	return nil
}

// errNobody: no one ever signed in with this data directory.
var errNobody = errors.New("nobody has signed in")

// resume opens the profile that was used last.
func (c *ctl) resume(ctx context.Context) error {
	there, err := c.Resume(ctx)
	if err == nil && !there {
		return errNobody
	}
	return err
}

// fail tells an error and gives the exit status that it amounts to.
func (c *ctl) fail(err error) int {
	status := exitOf(err)
	if c.json && status != exitUsage {
		_ = c.printJSON(failure{Error: sentence(err), Details: details(err), Exit: status}) // the status says it too
	}
	fmt.Fprintln(c.stderr, "accountsctl:", sentence(err))
	if text := details(err); text != "" {
		fmt.Fprintln(c.stderr, "  details:", text)
	}
	return status
}

// say writes a line about what goes on.
func (c *ctl) say(format string, args ...any) {
	fmt.Fprintln(c.stderr, plain(fmt.Sprintf(format, args...)))
}

// warnOfKeyring tells that secrets do not outlive this run, where they do not.
func (c *ctl) warnOfKeyring() {
	if err := c.Status().Keyring; err != nil {
		c.say("note: %s", sentence(err))
	}
}
